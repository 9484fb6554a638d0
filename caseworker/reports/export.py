"""The month's workbook (月报): cover with definitions, summary, communities, trend, ledgers.

What is read is read first, then the whole file is made in memory, then the export is written down in the audit trail,
and only then does the file appear: stopped before, it leaves nothing behind, and no file leaves without a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.exchange.ledger import Imprint, LedgerSheet
from caseworker.exchange.workbook import workbook_bytes
from caseworker.files import write_atomically
from caseworker.problems import OfficerProblem
from caseworker.reports.ledgers import LEDGERS, LedgerView, hidden_fields, view_in
from caseworker.reports.month import MonthSummary, month_period, own, summary_in
from caseworker.reports.sheets import Edition, sheet_title, summary_sheets

Progress = Callable[[int, int], object]
"""Told rows done and rows in all; stops the export by raising."""

_EVERY = 200
_REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: ledger rows in all, and the names of the sheets."""

    path: Path
    rows: int
    sheets: tuple[str, ...]


def export_month(
    desk: Desk,
    month: date,
    path: Path,
    *,
    community: str = "",
    full: bool = False,
    reason: str = "",
    progress: Progress | None = None,
) -> Saved[ExportResult]:
    """Write the month's workbook to `path`, masked unless `full` with a reason; whole or not at all.

    Raises `reports.reason_missing`, `access.not_allowed`, `reports.month_ahead`, `files.*`.
    """
    reason = reason.strip()[:_REASON_LENGTH]
    _may_export(desk, full=full, reason=reason)
    tell = progress or (lambda _done, _total: None)
    summary, views = _read(desk, month, community, full=full, tell=tell)
    edition = Edition(desk.actor.office_name, desk.now, community, full, reason)
    sheets = [*summary_sheets(summary, edition), *_ledger_sheets(views, summary, edition, tell)]
    imprint = Imprint(desk.actor.office_name, desk.today, desk.actor.practice, messages.text("reports.sheet.subject"))
    content = workbook_bytes(sheets, imprint)
    rows = sum(len(view.rows) for view in views)
    fields = tuple(dict.fromkeys(name for view in views for name in hidden_fields(LEDGERS[view.key])))
    with desk.write() as unit:
        action = "export.month_full" if full else "export.month"
        unit.audit(action, rows=rows, reason=reason, fields=fields if full else ())
    write_atomically(path, content)
    return Saved(ExportResult(path, rows, tuple(sheet.name for sheet in sheets)), unit.summary)


def file_name(month: date, *, full: bool = False) -> str:
    """The name offered when the workbook is saved."""
    return messages.text("reports.sheet.file", month=f"{month:%Y-%m}") + ("-完整" if full else "") + ".xlsx"


def _may_export(desk: Desk, *, full: bool, reason: str) -> None:
    require(desk.actor, Right.EXPORT)
    if full:
        require(desk.actor, Right.EXPORT_FULL)
        if not reason:
            raise OfficerProblem("reports.reason_missing")


def _read(
    desk: Desk, month: date, community: str, *, full: bool, tell: Progress
) -> tuple[MonthSummary, list[LedgerView]]:
    period = month_period(month, desk.today)
    views = []
    with desk.read() as session:
        summary = summary_in(session, period, own(desk.actor), community)
        for ledger in LEDGERS.values():
            tell(0, 0)
            views.append(view_in(session, desk, ledger, period, community, full=full))
    return summary, views


def _ledger_sheets(
    views: Sequence[LedgerView], summary: MonthSummary, edition: Edition, tell: Progress
) -> list[LedgerSheet]:
    total, before, sheets = sum(len(view.rows) for view in views), 0, []
    for view in views:
        name = LEDGERS[view.key].name()
        title = sheet_title(summary, edition, name)
        rows = _told(view, before, total, tell)
        frozen = 3 if view.key in ("registration", "service", "referral") else 2
        sheets.append(LedgerSheet(name, title, view.columns, rows, notes=(edition.note(summary),), frozen=frozen))
        before += len(view.rows)
    return sheets


def _told(view: LedgerView, before: int, total: int, tell: Progress) -> Iterator[Sequence[object]]:
    for number, row in enumerate(view.rows):
        if number % _EVERY == 0:
            tell(before + number, total)
        yield row.values
    tell(before + len(view.rows), total)
