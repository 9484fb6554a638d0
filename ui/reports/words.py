"""Columns and words of the report tables, in the window's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from caseworker.exchange.ledger import ColumnKind, LedgerColumn
from caseworker.reports import indicators
from caseworker.reports.behind import Span
from caseworker.reports.ledgers import LEDGERS
from caseworker.reports.month import SummaryLine
from ui.widgets import Bold, Column, Kind, Soft
from ui.words import language

_KINDS = {
    ColumnKind.DAY: Kind.DATE,
    ColumnKind.INSTANT: Kind.TIME,
    ColumnKind.INT: Kind.NUMBER,
    ColumnKind.MONEY: Kind.MONEY,
}
_PIXELS_A_CHARACTER = 8


class ReportWords(QObject):
    """Asked at the moment of showing."""

    def tabs(self) -> list[tuple[str, str]]:
        """The summary and the ledgers, as chips."""
        ledgers = [(key, ledger.name(language())) for key, ledger in LEDGERS.items()]
        return [("summary", self.tr("Summary")), *ledgers]

    def spans(self) -> dict[str, str]:
        """The columns of numbers, by the key of their column."""
        return {
            Span.MONTH: self.tr("This month"),
            Span.YEAR: self.tr("This year"),
            Span.LAST_YEAR: self.tr("Last year"),
        }

    def summary_columns(self) -> list[Column]:
        """One line an indicator."""
        spans = self.spans()
        return [
            Column("name", self.tr("Indicator"), lambda line: Bold(name_of(line.code)), Kind.TAGS, 210, stretch=True),
            Column("unit", self.tr("Unit"), lambda line: Soft(unit_of(line.code)), Kind.TAGS, 72),
            _figure(Span.MONTH, spans[Span.MONTH], "this_month", 100),
            _figure(Span.YEAR, spans[Span.YEAR], "this_year", 104),
            _figure(Span.LAST_YEAR, spans[Span.LAST_YEAR], "last_year", 104),
            FigureColumn("change", self.tr("Change"), lambda line: line.change, Kind.NUMBER, 130, written=change_of),
        ]

    def behind_columns(self) -> list[Column]:
        """One line a record."""
        return [
            Column("on", self.tr("Day"), lambda row: row.on, Kind.DATE, 110),
            Column("name", self.tr("Who or what"), lambda row: row.name, stretch=True, width=200),
            Column("id_no", self.tr("ID number"), lambda row: row.id_masked, width=110),
            Column("phone", self.tr("Phone"), lambda row: row.phone_masked, width=130),
            Column("community", self.tr("Community"), lambda row: row.community, width=140),
        ]


@dataclass(frozen=True, slots=True)
class FigureColumn(Column):
    """A number that is written in the unit of its line; it stands at the right and sorts as a number."""

    written: Callable[[Any], str] = str

    def text(self, row: Any) -> str:
        return self.written(row)


def _figure(key: str, title: str, attribute: str, width: int) -> Column:
    def value(line: SummaryLine) -> Any:
        return getattr(line, attribute)

    return FigureColumn(
        key, title, value, Kind.NUMBER, width, written=lambda line: indicators.written(line.code, value(line))
    )


def ledger_columns(columns: Sequence[LedgerColumn]) -> list[Column]:
    """The columns of a ledger as they are exported; headings of ledgers stay Chinese."""
    return [_ledger_column(number, column) for number, column in enumerate(columns)]


def _ledger_column(number: int, column: LedgerColumn) -> Column:
    def value(row: Any) -> Any:
        return row.values[number]

    width = max(56, round(column.width * _PIXELS_A_CHARACTER) + 16)
    return Column(column.key, column.heading, value, _KINDS.get(column.kind, Kind.TEXT), width)


def name_of(code: str) -> str:
    """The indicator's name in the window's language."""
    return indicators.name(code, language())


def unit_of(code: str) -> str:
    """The indicator's unit in the window's language."""
    return indicators.unit_name(code, language())


def change_of(line: SummaryLine) -> str:
    """同比 as shown."""
    return indicators.change_written(line.code, line.change, language())
