"""Keeps what is typed as a draft a moment after the typing pauses, and lists the drafts left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseworker import drafts
from caseworker.desk import Desk
from caseworker.people.registration import DRAFT
from ui.jobs import Jobs

PAUSE_MS = 1200
"""How long the typing rests before the draft is written."""


class DraftKeeper(QObject):
    """The draft of the form on screen. `take` gives (title, payload), or None when there is nothing to keep."""

    saved = Signal(object)
    """The instant the draft was written."""
    listed = Signal(list)
    """The other open drafts of registrations, newest first."""

    def __init__(self, jobs: Jobs, take: Callable[[], tuple[str, dict[str, Any]] | None], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._take = jobs, take
        self.key = ""
        self._kept: dict[str, Any] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def begin(self, key: str, kept: dict[str, Any] | None = None) -> None:
        """Another form is on screen now; `kept` is what its draft already holds."""
        self._timer.stop()
        self.key, self._kept = key, kept

    def touch(self) -> None:
        """Something was typed."""
        self._timer.start()

    def rest(self) -> None:
        """Write nothing for now: the form is being saved."""
        self._timer.stop()

    def keep(self) -> None:
        """Write the draft now, if anything was typed since it was last written."""
        self._timer.stop()
        taken = self._take()
        if taken is None:
            if self._kept is not None:
                self.drop(self.key)
            return
        title, payload = taken
        if payload == self._kept:
            return
        self._kept = payload
        key = self.key

        def work(desk: Desk, _control: object) -> datetime:
            drafts.save(desk, DRAFT, key, title, payload)
            return desk.now

        self._jobs.write(work, lambda at: self._written(key, at), owner=self)

    def drop(self, key: str) -> None:
        """Throw a draft away."""
        if key == self.key:
            self._kept = None
        self._jobs.write(lambda desk, _c: drafts.discard(desk, DRAFT, key), lambda _n: self.list_open(), owner=self)

    def list_open(self) -> None:
        """Look for the drafts left open."""
        self._jobs.read(lambda desk, _c: drafts.open_drafts(desk), self._found, key="people.drafts", owner=self)

    def _written(self, key: str, at: datetime) -> None:
        if key == self.key:
            self.saved.emit(at)
        self.list_open()

    def _found(self, found: list[drafts.OpenDraft]) -> None:
        self.listed.emit([draft for draft in found if draft.kind == DRAFT and draft.key != self.key])
