"""The first screen, made while the officer's key is derived: it needs neither the store nor to know who comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs, Lanes

if TYPE_CHECKING:
    from ui.shell.screen import Screen
    from ui.shell.workplace import Outfit

FRAME_MS = 16
"""Time for the sign-in to show that it is opening."""


class Made(NamedTuple):
    """The way to the lanes, still without a desk, and the screens that hold on to it."""

    jobs: Jobs
    screens: dict[str, Screen]


class FirstScreen:
    """Makes it at most once; kept for the next try when the password was wrong."""

    def __init__(self, lanes: Lanes, outfit: Callable[[Jobs], Outfit], owner: QObject) -> None:
        self._lanes, self._outfit, self._owner = lanes, outfit, owner
        self._made: Made | None = None
        self._wait = QTimer(owner)
        self._wait.setSingleShot(True)
        self._wait.setInterval(FRAME_MS)
        self._wait.timeout.connect(self._make)

    def begin(self) -> None:
        """Make it as soon as the event loop turns, unless it is there already."""
        if self._made is None:
            self._wait.start()

    def take(self) -> Made:
        """What was made, which is the caller's now; without a screen when the key was quicker."""
        self._wait.stop()
        made, self._made = self._made, None
        return made or Made(Jobs(None, self._lanes, self._owner), {})

    def forget(self) -> None:
        """Language, theme or text size changed: what was made is of the old one."""
        for screen in self.take().screens.values():
            screen.deleteLater()

    def _make(self) -> None:
        jobs = Jobs(None, self._lanes, self._owner)
        outfit = self._outfit(jobs)
        spec = next(one for one in outfit.screens if one.key == outfit.first)
        self._made = Made(jobs, {spec.key: spec.factory(jobs)})
