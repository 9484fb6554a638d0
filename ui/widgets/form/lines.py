"""One-line inputs: text, whole numbers, days, money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from caseworker.money import parse_yuan
from caseworker.problems import OfficerProblem
from ui import theme
from ui.widgets.form.texts import clean, format_money, parse_day, parse_money
from ui.words import problem_words


class LineField(QLineEdit):
    """A line of text. Its value is cleaned: NFC, trimmed, without invisible characters."""

    changed = Signal()
    finished = Signal()

    def __init__(self, placeholder: str = "", max_length: int = 0, parent: QWidget | None = None) -> None:
        """`max_length` 0 = no limit."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if max_length:
            self.setMaxLength(max_length)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> Any:
        return clean(self.text())

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def complaint(self) -> str:
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.tidy()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()

    def tidy(self) -> None:
        """Show what was typed in its strict form; called when the officer leaves the field."""


class NumberField(LineField):
    """A whole number; value int or None."""

    def __init__(
        self,
        minimum: int = 0,
        maximum: int = 10**9,
        unit: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder or unit, parent=parent)
        self.minimum, self.maximum = minimum, maximum

    def value(self) -> int | None:
        typed = super().value()
        try:
            number = int(typed)
        except ValueError:
            return None
        return number if self.minimum <= number <= self.maximum else None

    def complaint(self) -> str:
        if not super().value() or self.value() is not None:
            return ""
        words = self.tr("Enter a whole number from {least} to {most}.")
        return words.format(least=self.minimum, most=self.maximum)


class MoneyField(LineField):
    """An amount typed in yuan; value int fen or None. 20万, 5千 and 5,000.50 are understood."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder or self.tr("yuan"), parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def value(self) -> int | None:
        return parse_money(self.text())

    def set_value(self, value: int | None) -> None:
        super().set_value(None if value is None else format_money(value))

    def complaint(self) -> str:
        if not self.text().strip():
            return ""
        try:
            parse_yuan(self.text())
        except OfficerProblem as problem:
            return problem_words(problem)
        return ""

    def tidy(self) -> None:
        fen = self.value()
        if fen is not None:
            self.setText(format_money(fen))


class DateField(QWidget):
    """A day, typed tolerantly and shown as yyyy-MM-dd; value `date` or None.

    Up and Down move by a day, Alt+Down opens the calendar, 明天 or +3 count from `today`.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self, today: Callable[[], date] | None = None, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """`today` is asked for the working day (give `desk.clock.today`); without it the PC's day is used."""
        super().__init__(parent)
        self.today: Callable[[], date] = today or _machine_day
        self.line = _DayLine(self)
        self.line.setPlaceholderText(placeholder or self.tr("yyyy-mm-dd"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(self.line.sizePolicy())
        self.line.changed.connect(self.changed)
        self.line.finished.connect(self.finished)
        self.opener = QToolButton(self.line)
        self.opener.setProperty("role", "opener")
        self.opener.setIcon(theme.glyph("down"))
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setCursor(Qt.CursorShape.ArrowCursor)
        self.opener.setAccessibleName(self.tr("Calendar"))
        self.opener.setToolTip(self.tr("Calendar (Alt+Down)"))
        self.opener.clicked.connect(self.open_calendar)
        self._calendar: QWidget | None = None

    def value(self) -> date | None:
        return parse_day(self.line.text(), self.today())

    def set_value(self, value: date | None) -> None:
        self.line.setText("" if value is None else f"{value:%Y-%m-%d}")

    def complaint(self) -> str:
        if not self.line.text().strip() or self.value() is not None:
            return ""
        return self.tr("This is no day. Type it like 2025-03-04, 20250304, 明天 or +3.")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        side = self.line.height() - theme.px(8)
        self.opener.setGeometry(self.line.width() - side - theme.px(4), theme.px(4), side, side)
        self.line.setTextMargins(0, 0, side, 0)

    def step(self, days: int) -> None:
        """Move the day, starting from today when the field is empty."""
        day = self.value()
        self.set_value(self.today() if day is None else day + timedelta(days=days))
        self.changed.emit()

    def open_calendar(self) -> None:
        """Show a month to pick from; Enter picks, Esc closes."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setAccessibleName(self.tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self.value() or self.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        box = QVBoxLayout(popup)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(calendar)

        def pick(chosen: QDate) -> None:
            self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
            popup.close()
            self.line.setFocus()
            self.changed.emit()

        calendar.activated.connect(pick)
        calendar.clicked.connect(pick)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()
        self._calendar = popup


def _machine_day() -> date:
    day = QDate.currentDate()
    return date(day.year(), day.month(), day.day())


class _DayLine(LineField):
    def __init__(self, field: DateField) -> None:
        super().__init__(parent=field)
        self._field = field

    def tidy(self) -> None:
        day = self._field.value()
        if day is not None:
            self.setText(f"{day:%Y-%m-%d}")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._field.open_calendar()
                return True
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._field.step(1 if event.key() == Qt.Key.Key_Up else -1)
                return True
        return super().event(event)
