"""The rows an import left out, as a workbook to put right and import again: every original column, and why."""

from __future__ import annotations

from collections.abc import Iterator

from caseworker.exchange.issues import Issue, Level
from caseworker.exchange.ledger import ColumnKind, Imprint, LedgerColumn, LedgerSheet
from caseworker.exchange.staging import RowState, StagedImport, StagedRow
from caseworker.exchange.workbook import workbook_bytes
from caseworker.messages import text

_WIDTH, _REASON_WIDTH, _NUMBER_WIDTH = 16, 48, 8


def error_workbook(staged: StagedImport, imprint: Imprint | None = None, lang: str = "zh") -> bytes:
    """An xlsx of the rows in error and of those nobody confirmed, with their row numbers and reasons in words.

    Headings are the file's own, so that the corrected sheet maps by itself. It holds full values: exporting it is
    the noun's service's to allow and to audit.
    """
    return workbook_bytes([error_sheet(staged, lang)], imprint)


def error_sheet(staged: StagedImport, lang: str = "zh") -> LedgerSheet:
    """The sheet of `error_workbook`, for services that add others."""
    headings = [heading or f"#{index + 1}" for index, heading in enumerate(staged.header.headings)]
    columns = [
        LedgerColumn("number", text("exchange.errors.row", lang), _NUMBER_WIDTH, ColumnKind.INT),
        LedgerColumn("reason", text("exchange.errors.reason", lang), _REASON_WIDTH),
        *(LedgerColumn(f"c{at}", name, _WIDTH, ColumnKind.IDENTIFIER) for at, name in enumerate(headings)),
    ]
    return LedgerSheet(
        name=text("exchange.errors.sheet", lang),
        title=text("exchange.errors.title", lang, sheet=staged.sheet_name),
        columns=tuple(columns),
        rows=_rows(staged, len(headings), lang),
        notes=(text("exchange.errors.note", lang),),
        frozen=2,
    )


def _rows(staged: StagedImport, width: int, lang: str) -> Iterator[list[object]]:
    for row in staged.rows:
        if row.state in (RowState.ERROR, RowState.CONFIRM):
            yield [row.number, _reasons(staged, row, lang), *(row.original(at) for at in range(width))]


def _reasons(staged: StagedImport, row: StagedRow, lang: str) -> str:
    return "\n".join(
        issue_text(staged, issue, lang) for issue in row.issues if issue.level in (Level.ERROR, Level.CONFIRM)
    )


def issue_text(staged: StagedImport, issue: Issue, lang: str = "zh") -> str:
    """An issue in words, with the file's own heading of the column it is about."""
    said = text(issue.code, lang, **issue.params)
    if not issue.field:
        return said
    at = staged.mapping.columns.get(issue.field)
    heading = staged.header.headings[at] if at is not None else staged.spec.column(issue.field).headings[0]
    return text("exchange.errors.in_column", lang, column=heading, said=said)
