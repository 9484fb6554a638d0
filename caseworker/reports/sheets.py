"""The sheets in front of the ledgers: cover with definitions, summary, communities, the last twelve months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caseworker import messages
from caseworker.clock import CHINA
from caseworker.exchange.ledger import Chart, ChartKind, ColumnKind, LedgerColumn, LedgerSheet
from caseworker.reports.indicators import (
    CODES,
    NONE,
    Value,
    change_written,
    definition,
    name,
    number,
    unit_name,
    unit_of,
)
from caseworker.reports.month import COMMUNITY_CODES, MonthSummary, SummaryLine
from db.indicators import Unit
from db.indicators.catalogue import VERSION

_CHARTED = ("referrals", "referred", "interviews", "placements")
"""Neighbours among the indicators, drawn this month beside last year."""
_KINDS = {Unit.FEN: ColumnKind.MONEY, Unit.SHARE: ColumnKind.PERCENT, Unit.RATIO: ColumnKind.NUMBER}
_COMMUNITY_CHARTED = ("registrations", "referrals", "placements")


@dataclass(frozen=True, slots=True)
class Edition:
    """Under what conditions a workbook was made; said on its cover and above every ledger."""

    office: str
    at: datetime
    community: str
    full: bool
    reason: str

    def note(self, summary: MonthSummary) -> str:
        """The line above a table: period, place, masked or full."""
        return messages.text(
            "reports.sheet.note",
            first=f"{summary.month:%Y-%m-%d}",
            last=f"{summary.until:%Y-%m-%d}",
            place=self.community or messages.text("reports.sheet.whole_office"),
            mode=messages.text(f"reports.sheet.{'full' if self.full else 'masked'}"),
        )


def summary_sheets(summary: MonthSummary, edition: Edition) -> list[LedgerSheet]:
    """Cover, summary, communities, trend."""
    sheets = [_cover(summary, edition), _summary(summary, edition)]
    if not summary.community:
        sheets.append(_communities(summary, edition))
    return [*sheets, _trend(summary, edition)]


def sheet_title(summary: MonthSummary, edition: Edition, sheet: str) -> str:
    """The line at the head of a sheet."""
    month = f"{summary.month.year}年{summary.month.month}月"
    return messages.text("reports.sheet.title", office=edition.office, month=month, name=sheet)


def _cover(summary: MonthSummary, edition: Edition) -> LedgerSheet:
    columns = (
        LedgerColumn("name", "指标", 24),
        LedgerColumn("unit", "单位", 8),
        LedgerColumn("definition", "统计口径", 96),
    )
    made = messages.text("reports.sheet.made", at=f"{edition.at.astimezone(CHINA):%Y-%m-%d %H:%M}", version=VERSION)
    why = (messages.text("reports.sheet.reason", reason=edition.reason),) if edition.full else ()
    rows = [(name(code), unit_name(code), definition(code)) for code in CODES]
    subject = messages.text("reports.sheet.subject")
    notes = (edition.note(summary), made, *why)
    return LedgerSheet("封面与口径", sheet_title(summary, edition, subject), columns, rows, notes)


def _summary(summary: MonthSummary, edition: Edition) -> LedgerSheet:
    figure = ColumnKind.NUMBER
    columns = (
        LedgerColumn("name", "指标", 26),
        LedgerColumn("unit", "单位", 8),
        LedgerColumn("month", "本月", 14, figure),
        LedgerColumn("year", "本年累计", 14, figure),
        LedgerColumn("before", "上年同期", 14, figure),
        LedgerColumn("change", "同比", 16, ColumnKind.PERCENT),
    )
    rows = [_summary_row(line) for line in summary.lines]
    first = CODES.index(_CHARTED[0])
    chart = Chart(
        ChartKind.BAR,
        "岗位推荐与入职：本月与上年同期",
        "name",
        ("month", "before"),
        (first, first + len(_CHARTED) - 1),
        width=16,
    )
    sheet = "月度汇总"
    notes = (edition.note(summary), messages.text("reports.sheet.change"))
    title = sheet_title(summary, edition, sheet)
    return LedgerSheet(sheet, title, columns, rows, notes, (chart,), landscape=False)


def _summary_row(line: SummaryLine) -> tuple[object, ...]:
    values = (_cell(line.code, value) for value in (line.this_month, line.this_year, line.last_year))
    share = unit_of(line.code) is Unit.SHARE
    change = change_written(line.code, line.change) if share or line.change is None else line.change
    return (name(line.code), unit_name(line.code), *values, change)


def _cell(code: str, value: Value) -> object:
    shown = number(code, value)
    return NONE if shown is None else shown


def _communities(summary: MonthSummary, edition: Edition) -> LedgerSheet:
    columns = (
        LedgerColumn("community", "社区", 16),
        *(_community_column(code) for code in COMMUNITY_CODES),
    )
    loose = messages.text("reports.sheet.no_community")
    rows = [
        (line.community or loose, *(NONE if value is None else value for value in line.values))
        for line in summary.communities
    ]
    chart = Chart(ChartKind.BAR, "各社区本月工作量", "community", _COMMUNITY_CHARTED, width=24)
    sheet = "分社区汇总"
    return LedgerSheet(sheet, sheet_title(summary, edition, sheet), columns, rows, (edition.note(summary),), (chart,))


def _community_column(code: str) -> LedgerColumn:
    kind = _KINDS.get(unit_of(code), ColumnKind.INT)
    heading = f"{name(code)}（{unit_name(code)}）"
    return LedgerColumn(code, heading, 14 if kind is ColumnKind.MONEY else 10, kind, total=kind in _SUMMED)


_SUMMED = (ColumnKind.INT, ColumnKind.MONEY)


def _trend(summary: MonthSummary, edition: Edition) -> LedgerSheet:
    columns = (
        LedgerColumn("month", "月份", 12),
        *(LedgerColumn(line.code, name(line.code), 16, ColumnKind.INT) for line in summary.trend),
    )
    rows = [
        (f"{month:%Y-%m}", *(line.values[number] for line in summary.trend))
        for number, month in enumerate(summary.months)
    ]
    chart = Chart(ChartKind.LINE, "近12个月", "month", tuple(line.code for line in summary.trend), width=17)
    sheet = "近12个月"
    title = sheet_title(summary, edition, sheet)
    return LedgerSheet(sheet, title, columns, rows, (edition.note(summary),), (chart,), landscape=False)
