"""The month a report is about, chosen with two buttons or the arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.widgets import Button, label


class MonthPicker(QFrame):
    """‹ 2026年11月 ›. Left and right go a month back and on, Home comes back to this month; never past today."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._month = today().replace(day=1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        row.setSpacing(theme.px(4))
        self.back = self._button("‹", self.tr("Month before"), -1)
        self.on = self._button("›", self.tr("Month after"), 1)
        self.words = label("", "strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.back, self.words, self.on):
            row.addWidget(part)
        self._show()

    @property
    def month(self) -> date:
        """The first day of the month chosen."""
        return self._month

    def step(self, by: int) -> None:
        """Go some months on (or back); months that have not begun are not reached."""
        number = self._month.year * 12 + self._month.month - 1 + by
        self.choose(date(number // 12, number % 12 + 1, 1))

    def choose(self, month: date) -> None:
        """Take a month; tells when it is another one."""
        month = min(month.replace(day=1), self._today().replace(day=1))
        if month != self._month:
            self._month = month
            self._show()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.step(steps[key])
        elif key == Qt.Key.Key_Home:
            self.choose(self._today())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
            painter.end()

    def _button(self, text: str, name: str, by: int) -> Button:
        button = Button(text, lambda: self.step(by), role="quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _show(self) -> None:
        words = self.tr("{year}-{month:02d}").format(year=self._month.year, month=self._month.month)
        self.words.setText(words)
        self.setAccessibleName(self.tr("Month {month}").format(month=words))
        self.on.setEnabled(self._month < self._today().replace(day=1))
