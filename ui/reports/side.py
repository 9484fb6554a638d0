"""Beside the indicators: how the current one is counted, the last twelve months, the communities."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from caseworker.reports import indicators
from caseworker.reports.month import COMMUNITY_CODES, MonthSummary
from ui import theme
from ui.reports.words import name_of
from ui.widgets import BarChart, Card, LineChart, Series, label
from ui.words import language

WIDTH = 330
_SHOWN_BY_COMMUNITY = "referrals"


class ReportSide(QScrollArea):
    """Small charts; every value in them stands in a table too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFixedWidth(theme.px(WIDTH))
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(2), 0)
        column.setSpacing(theme.px(10))
        self.definition = Card(self.tr("How it is counted"))
        self.words = label("", "soft", wrap=True)
        self.definition.add(self.words)
        self.trend = LineChart(self.tr("Twelve months"))
        trend = Card(self.tr("Twelve months"))
        trend.add(self.trend)
        self.places = BarChart(self.tr("By community"))
        self.place_card = Card(self.tr("By community"), " ")
        self.place_card.add(self.places)
        for card in (self.definition, trend, self.place_card):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inside)

    def show_definition(self, code: str) -> None:
        """How an indicator is counted."""
        self.definition.set_title(name_of(code))
        self.words.setText(indicators.definition(code, language()))

    def show_summary(self, summary: MonthSummary) -> None:
        """The charts of a summary."""
        months = tuple(f"{month.month}" for month in summary.months)
        short = {
            "registrations": self.tr("Registered"),
            "referrals": self.tr("Recommended"),
            "placements": self.tr("Hired"),
        }
        self.trend.set_values(months, [Series(short[line.code], _plain(line.values)) for line in summary.trend])
        number = COMMUNITY_CODES.index(_SHOWN_BY_COMMUNITY)
        found = [(line.community or self.tr("none given"), line.values[number]) for line in summary.communities]
        bars = [(name, float(value)) for name, value in found if value]
        self.place_card.set_title(self.tr("By community"), name_of(_SHOWN_BY_COMMUNITY))
        self.place_card.setVisible(bool(bars) and not summary.community)
        self.places.set_values(bars)


def _plain(values: tuple[int | float | None, ...]) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(value) for value in values)
