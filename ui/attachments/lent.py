"""Opening a file with another program: only after a warning, from a private copy that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from caseworker.attachments.lending import LentCopies
from caseworker.attachments.listing import AttachmentLine
from caseworker.attachments.opening import hand_out
from caseworker.desk import Desk
from ui.jobs import Jobs
from ui.widgets import Toasts, ask_reason

LONGEST_MS = 15 * 60 * 1000
"""After so long a copy is taken back in any case."""


def open_outside(path: Path) -> bool:
    """Have the system open a file with whatever program it uses for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Lending(QObject):
    """The copies that are out. `changed`: there are more or fewer."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget, copies: LentCopies | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._parent = jobs, parent
        self.copies = copies or LentCopies()
        self.opener: Callable[[Path], bool] = open_outside
        self._timer = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._timer.timeout.connect(self.take_back)
        jobs.lanes.run(jobs.lanes.reader, lambda _c: self.copies.sweep(), owner=self)

    @property
    def out(self) -> int:
        """How many copies are out."""
        return self.copies.count

    def ask(self, over: QWidget, line: AttachmentLine) -> None:
        """The warning, and why; the reason goes into the audit trail."""
        words = self.tr(
            "Another program gets a plain copy of {name}. It may keep copies and lists of its own, which nothing here "
            "can protect or delete. Changes made there are not kept here."
        )
        reasons = (
            self.tr("To report it to the higher level"),
            self.tr("To print it"),
            self.tr("It cannot be shown here"),
        )
        ask_reason(
            over,
            self.tr("Open with another program"),
            words.format(name=line.name),
            lambda reason: self._lend(line, reason),
            reasons=reasons,
            action=self.tr("Open"),
        )

    def take_back(self) -> None:
        """Delete the copies."""
        if not self.out:
            return
        self._timer.stop()
        if self.copies.take_back():
            self._timer.start()  # held open by its program: once more later, and at the next start
        self.changed.emit()

    def _lend(self, line: AttachmentLine, reason: str) -> None:
        def work(desk: Desk) -> Path:
            opened = hand_out(desk, line.id, reason).value
            return self.copies.lend(opened.name, opened.content)

        self._jobs.write(lambda desk, _c: work(desk), self._lent, owner=self)

    def _lent(self, path: Path) -> None:
        self._timer.start()
        self.changed.emit()
        if not self.opener(path):
            self.take_back()
            words = self.tr("This PC has no program for such files. Nothing was opened.")
            Toasts.of(self._parent).problem(words)
