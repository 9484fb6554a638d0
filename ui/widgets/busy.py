"""Long work shows itself: what is done, how far, how long still, and a button that really stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.jobs.lane import Progress, Ticket
from ui.widgets.basics import Button, heading, soft

PATIENCE_MS = 250
"""Work shorter than this shows nothing: a flash would only disturb."""


class BusyOverlay(QWidget):
    """Covers `parent` while a job of it runs; the rest of the window stays usable.

    `overlay.start(title, ticket)`, give `overlay.show_progress` as the job's `progress` and `overlay.stop` as
    `ended`.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._cancel: Callable[[], object] | None = None
        self.hide()
        self.title = heading("", 2)
        self.words = soft("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.button = Button(self.tr("Cancel"), self._cancelled)
        panel = QFrame()
        panel.setProperty("role", "raised")
        panel.setFixedWidth(theme.px(380))
        column = QVBoxLayout(panel)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        for part in (self.title, self.bar, self.words):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        around = QVBoxLayout(self)
        around.addWidget(panel, 0, Qt.AlignmentFlag.AlignCenter)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        parent.installEventFilter(self)

    def start(self, title: str, ticket: Ticket | None = None, cancel: Callable[[], object] | None = None) -> None:
        """Announce work; shown only if it takes longer than a moment. The button cancels the ticket."""
        self._cancel = cancel or (ticket.cancel if ticket is not None else None)
        self.title.setText(title)
        self.words.setText("")
        self.bar.setRange(0, 0)
        self.button.setEnabled(True)
        self.button.setVisible(self._cancel is not None)
        self._patience.start()

    def show_progress(self, step: Progress) -> None:
        """Show how far the work is."""
        self.bar.setRange(0, step.total)
        self.bar.setValue(step.done)
        parts = [step.text] if step.text else []
        if step.total:
            parts.append(self.tr("{done} of {total}").format(done=f"{step.done:,}", total=f"{step.total:,}"))
        if step.remaining is not None:
            parts.append(self._left(step.remaining))
        self.words.setText(" · ".join(parts))

    def stop(self) -> None:
        """The work ended, however it did."""
        self._patience.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = theme.colour("bg")
        veil.setAlphaF(0.72)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _appear(self) -> None:
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        if self.button.isVisible():
            self.button.setFocus()

    def _cancelled(self) -> None:
        self.button.setEnabled(False)
        self.words.setText(self.tr("Stopping…"))
        if self._cancel is not None:
            self._cancel()

    def _left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("about {count} s left").format(count=max(1, round(seconds)))
        return self.tr("about {count} min left").format(count=round(seconds / 60))
