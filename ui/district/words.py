"""Groups, headings and columns of the district's tables, in the window's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from caseworker.district.month import DistrictTotal, OfficeFigures
from caseworker.reports import indicators
from ui.reports.words import FigureColumn
from ui.widgets import Column, Kind
from ui.words import language

GROUPS = {
    "unemployment": (
        "registrations",
        "unemployed_new",
        "unemployed_ended",
        "unemployed_end",
        "difficulty_new",
        "difficulty_employed",
    ),
    "employment": (
        "reemployed",
        "newly_employed",
        "referrals",
        "placements",
        "posts_per_seeker",
        "follow_up_rate",
    ),
    "service": (
        "cases_open",
        "service_rate",
        "activities",
        "promise_rate",
        "loans_accepted",
        "loans_paid_fen",
    ),
}
"""Six indicators beside one another fit the usual screen at every text size."""


class DistrictWords(QObject):
    """Asked at the moment of showing."""

    def groups(self) -> list[tuple[str, str]]:
        """The groups of indicators, as chips."""
        return [
            ("unemployment", self.tr("Unemployment")),
            ("employment", self.tr("Employment")),
            ("service", self.tr("Service and loans")),
        ]

    def short(self, code: str) -> str:
        """An indicator's name as a heading."""
        return {
            "registrations": self.tr("Registered"),
            "unemployed_new": self.tr("Jobless: new"),
            "unemployed_ended": self.tr("Jobless: off"),
            "unemployed_end": self.tr("Jobless: now"),
            "difficulty_new": self.tr("Need: new"),
            "difficulty_employed": self.tr("Need: hired"),
            "reemployed": self.tr("Re-employed"),
            "newly_employed": self.tr("New in work"),
            "referrals": self.tr("Recommended"),
            "placements": self.tr("Hired"),
            "posts_per_seeker": self.tr("Posts / seeker"),
            "follow_up_rate": self.tr("Checks made"),
            "cases_open": self.tr("Open cases"),
            "service_rate": self.tr("Cases served"),
            "activities": self.tr("Entries"),
            "promise_rate": self.tr("Promises"),
            "loans_accepted": self.tr("Loans"),
            "loans_paid_fen": self.tr("Paid (yuan)"),
        }[code]

    def office_columns(self, group: str, codes: Sequence[str]) -> list[Column]:
        """One line an office; `codes` are those of the month, in the order of its values."""
        return [
            Column("office", self.tr("Office"), lambda row: row.name, width=124, stretch=True),
            *(self._figure(code, codes.index(code)) for code in GROUPS[group] if code in codes),
        ]

    def record_columns(self) -> list[Column]:
        """One line a record."""
        return [
            Column("on", self.tr("Day"), lambda row: row.on, Kind.DATE, 120),
            Column("name", self.tr("Who or what (masked)"), lambda row: row.name, stretch=True, width=240),
            Column("community", self.tr("Community"), lambda row: row.community, width=180),
        ]

    def beside(self, total: DistrictTotal) -> tuple[str, str]:
        """What stands under a total: the year so far, and the change against last year."""
        year = self.tr("Year {year}").format(year=written(total.code, total.this_year))
        change = indicators.change_written(total.code, total.change, language())
        if indicators.unit_of(total.code).value == "share":  # says itself that it is a difference
            return year, change
        return year, self.tr("{change} y/y").format(change=change)

    def _figure(self, code: str, number: int) -> Column:
        def value(row: OfficeFigures) -> Any:
            return row.values[number]

        return FigureColumn(
            code, self.short(code), value, Kind.NUMBER, 92, written=lambda row: written(code, value(row))
        )


def written(code: str, value: Any) -> str:
    """A value in the unit of its indicator."""
    return indicators.written(code, value)
