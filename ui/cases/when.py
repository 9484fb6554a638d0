"""The day of a next step as officers type it: `3` is in three days, `周五` the coming Friday, `12-1` the next one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets import LineField, parse_day

_WEEKDAYS = {word: number for number, word in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_CHINESE = re.compile(r"(下?)(?:周|星期|礼拜)([一二三四五六日天])")


def parse_when(text: str, today: date) -> date | None:
    """The coming day meant by typed text, None when it is none; a month and day alone mean the next such day."""
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    if re.fullmatch(r"\d{1,3}", typed):
        return today + timedelta(days=int(typed))
    weekday = _weekday(typed, today)
    if weekday is not None:
        return weekday
    day = parse_day(typed, today)
    if day is not None and day < today and re.fullmatch(r"\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?", typed):
        return parse_day(f"{today.year + 1}-{day.month}-{day.day}", today)
    return day


def _weekday(typed: str, today: date) -> date | None:
    """周五 is the next Friday to come, 下周五 the Friday of the week after this one."""
    if found := _CHINESE.fullmatch(typed):
        number = _WEEKDAYS[found[2]]
        if found[1]:
            return today - timedelta(days=today.weekday()) + timedelta(days=7 + number)
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if typed[:3] in _ENGLISH and typed.isalpha():
        return today + timedelta(days=(_ENGLISH[typed[:3]] - today.weekday() - 1) % 7 + 1)
    return None


class WhenField(LineField):
    """A line for a coming day; value `date` or None. Up and Down move by a day; leaving shows the day in full."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = today
        self.setPlaceholderText(self.tr("3 = in 3 days"))

    def value(self) -> date | None:
        return parse_when(self.text(), self._today())

    def set_value(self, value: date | None) -> None:
        super().set_value(None if value is None else f"{value:%Y-%m-%d}")

    def complaint(self) -> str:
        if not self.text().strip():
            return ""
        day = self.value()
        if day is None:
            return self.tr("This is no day. Type 3 for in 3 days, 周五, or 2026-12-01.")
        if day < self._today():
            return self.tr("That day has passed. Choose today or later.")
        return ""

    def tidy(self) -> None:
        day = self.value()
        if day is not None:
            self.setText(f"{day:%Y-%m-%d}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        day = self.value()
        later = self._today() + timedelta(days=1) if day is None else max(day + timedelta(days=step), self._today())
        self.set_value(later)
        self.changed.emit()
