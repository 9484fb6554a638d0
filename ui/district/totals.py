"""The district's totals above the table: one tile an indicator."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.district.month import DistrictTotal
from caseworker.reports import indicators
from ui import theme
from ui.district.words import DistrictWords, written
from ui.widgets import ElidedLabel, clear_layout, label
from ui.words import language


class TotalTile(QFrame):
    """A number of the whole district: what it is, its value, the year so far and the change."""

    def __init__(self, total: DistrictTotal, words: DistrictWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        name, value = words.short(total.code), written(total.code, total.this_month)
        year, change = words.beside(total)
        self.setAccessibleName(f"{name} {value} {year} {change}")
        self.setToolTip(indicators.definition(total.code, language()))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(2))
        for part in (
            ElidedLabel(name, "soft"),
            label(value, "h1"),
            ElidedLabel(year, "soft"),
            ElidedLabel(change, "soft"),
        ):
            column.addWidget(part)


class Totals(QWidget):
    """The tiles of one group of indicators."""

    def __init__(self, words: DistrictWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.tiles: list[TotalTile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))

    def show_totals(self, totals: Sequence[DistrictTotal]) -> None:
        """Replace the tiles."""
        clear_layout(self._row)
        self.tiles = [TotalTile(total, self._words) for total in totals]
        for tile in self.tiles:
            self._row.addWidget(tile, 1)
