"""Staging: rows of a file, parsed, compared with what is there and explained, before anything is written.

`stage` is pure but for the lookup it is given. Rows keep the cells they came from, so that the original text
can always be shown and exported with the reasons; nothing here touches the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from caseworker.exchange.cells import as_text, is_number
from caseworker.exchange.columns import (
    ColumnMapping,
    Header,
    ImportColumn,
    ImportSpec,
    find_header,
    map_columns,
)
from caseworker.exchange.grid import Cell, CellError, Row, Sheet
from caseworker.exchange.issues import Issue, Level
from caseworker.problems import OfficerProblem

_BATCH = 500
_DAYS_1904 = 1462
_TOTALS = ("合计", "总计", "小计", "共计")


class RowState(StrEnum):
    """新增, 更新, 未变, 需确认, 错误."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFIRM = "confirm"
    ERROR = "error"


class Existing(NamedTuple):
    """A record a row may be about: its id, and its values by the import's field names."""

    id: UUID
    values: Mapping[str, Any]


class Fields(Mapping[str, Any]):
    """The values of one row by field name: names shared by all rows, so that 300,000 rows fit in memory."""

    __slots__ = ("_positions", "_values")

    def __init__(self, positions: Mapping[str, int], values: tuple[Any, ...]) -> None:
        self._positions = positions
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[self._positions[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


_Seen = dict[Hashable, tuple[int, Mapping[str, Any]]]
"""First row number and values by key, of the rows above."""

Lookup = Callable[[Sequence[Hashable]], Mapping[Hashable, Existing]]
"""Records by key, asked for at most 500 keys at a time; keys without a record are left out."""


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One row of the file. `values` has every mapped column (None where the cell is empty or wrong).

    `intent` is what accepting it does: NEW, UPDATE (of `existing`, only the fields in `changed`) or
    UNCHANGED.
    """

    number: int
    cells: tuple[Cell, ...]
    values: Mapping[str, Any]
    issues: tuple[Issue, ...]
    intent: RowState
    existing: UUID | None = None
    changed: tuple[str, ...] = ()
    accepted: bool = False

    @property
    def state(self) -> RowState:
        """What the officer sees."""
        levels = {issue.level for issue in self.issues}
        if Level.ERROR in levels:
            return RowState.ERROR
        if Level.CONFIRM in levels and not self.accepted and self.intent is not RowState.UNCHANGED:
            return RowState.CONFIRM
        return self.intent

    def original(self, column: int) -> str:
        """The text of the file's column, counted from 0."""
        return as_text(self.cells[column]) if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class StagedImport:
    """A whole file, staged. Immutable: accepting and correcting rows give a new one."""

    spec: ImportSpec
    sheet_name: str
    header: Header
    mapping: ColumnMapping
    rows: tuple[StagedRow, ...]

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows are in each state; every state is named."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in RowState}

    def ready(self) -> Iterator[StagedRow]:
        """The rows a confirmation writes: new and updated ones, in file order."""
        return (row for row in self.rows if row.state in (RowState.NEW, RowState.UPDATE))

    def in_state(self, state: RowState) -> tuple[StagedRow, ...]:
        """The rows of one state."""
        return tuple(row for row in self.rows if row.state is state)

    def accepting(self, numbers: Collection[int]) -> StagedImport:
        """The rows with these file numbers confirmed; rows in error stay out whatever is confirmed."""
        rows = tuple(replace(row, accepted=True) if row.number in numbers else row for row in self.rows)
        return replace(self, rows=rows)

    def correcting(self, number: int, corrections: Mapping[str, str], lookup: Lookup) -> StagedImport:
        """One row with the texts of some fields typed anew, parsed and compared again."""
        stager = _Stager(self.spec, self.mapping, merged=frozenset(), date1904=False)
        seen: _Seen = {}
        rows: list[StagedRow] = []
        for row in self.rows:
            if row.number == number:
                cells = _corrected(row.cells, self.mapping, corrections)
                rows += stager.compared([stager.parsed(Row(number, cells))], lookup, seen)
                continue
            if row.state is not RowState.ERROR:
                key = self.spec.key(row.values)
                if key is not None:
                    seen.setdefault(key, (row.number, row.values))
            rows.append(row)
        return replace(self, rows=tuple(rows))


def stage(
    sheet: Sheet,
    spec: ImportSpec,
    lookup: Lookup,
    *,
    remembered: Mapping[str, Mapping[str, int]] | None = None,
    mapping: Mapping[str, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> StagedImport:
    """Parse and compare every row below the header of `sheet`.

    `remembered` holds mappings (field -> column from 0) by header fingerprint; `mapping` is one the officer
    made now and goes before. An empty cell says nothing: it never erases what is there. Columns that are not
    mapped are not compared. `progress(done, total)` is told after every 500 rows. Raises OfficerProblem when
    the header is not found or a required field has no column.
    """
    header = find_header(sheet, spec)
    chosen = mapping if mapping is not None else (remembered or {}).get(header.fingerprint)
    columns = map_columns(header, spec, chosen)
    if columns.missing:
        named = "、".join(spec.column(name).headings[0] for name in columns.missing)
        raise OfficerProblem("exchange.header.required_missing", columns=named)
    merged = frozenset(_covered_rows(sheet, header))
    stager = _Stager(spec, columns, merged, sheet.date1904)
    below = [row for row in sheet.rows if row.number > header.last]
    rows: list[StagedRow] = []
    seen: _Seen = {}
    for start in range(0, len(below), _BATCH):
        rows += stager.compared([stager.parsed(row) for row in below[start : start + _BATCH]], lookup, seen)
        if progress:
            progress(len(rows), len(below))
    return StagedImport(spec, sheet.name, header, columns, tuple(rows))


def _covered_rows(sheet: Sheet, header: Header) -> Iterator[int]:
    """Data rows that a merged range leaves without their own cell: its lower rows."""
    for span in sheet.merged:
        if span.bottom > max(span.top, header.last):
            yield from range(max(span.top, header.last) + 1, span.bottom + 1)


def _corrected(cells: tuple[Cell, ...], mapping: ColumnMapping, corrections: Mapping[str, str]) -> tuple[Cell, ...]:
    typed = list(cells)
    for name, text in corrections.items():
        index = mapping.columns[name]
        typed.extend([""] * (index + 1 - len(typed)))
        typed[index] = text
    return tuple(typed)


class _Stager:
    """The columns of one staging, prepared once for hundreds of thousands of rows."""

    def __init__(self, spec: ImportSpec, mapping: ColumnMapping, merged: frozenset[int], date1904: bool) -> None:
        self._spec = spec
        self._columns = [(mapping.columns[c.field], c) for c in spec.columns if c.field in mapping.columns]
        self._positions = {column.field: at for at, (_, column) in enumerate(self._columns)}
        self._merged = merged
        self._date1904 = date1904

    def parsed(self, row: Row) -> StagedRow:
        """The row with its cells parsed and looked across; not yet compared."""
        found: list[Any] = []
        issues: list[Issue] = []
        for index, column in self._columns:
            value, said = self._cell(row.cells[index] if index < len(row.cells) else "", column)
            found.append(value)
            issues += (issue.at(column.field) for issue in said)
        if row.number in self._merged:
            issues.append(Issue("exchange.row.merged", Level.CONFIRM))
        if _is_total(row.cells):
            issues.append(Issue("exchange.row.total", Level.CONFIRM))
        values = Fields(self._positions, tuple(found))
        if self._spec.check and not _wrong(issues):
            issues += self._spec.check(values)
        return StagedRow(row.number, row.cells, values, tuple(issues), RowState.NEW)

    def _cell(self, cell: Cell, column: ImportColumn) -> tuple[Any, Iterable[Issue]]:
        if isinstance(cell, CellError):
            code = "exchange.cell.formula" if cell.text == "FORMULA" else "exchange.cell.excel_error"
            return None, (Issue(code, Level.ERROR, {"text": cell.text}),)
        if cell == "" or (isinstance(cell, str) and not cell.strip()):
            missing = Issue("exchange.cell.required", Level.ERROR, {"column": column.headings[0]})
            return None, (missing,) if column.required else ()
        if column.serial_dates and self._date1904 and isinstance(cell, int | float) and is_number(cell):
            cell += _DAYS_1904
        found = column.parse(cell)
        return found.value, found.issues

    def compared(self, rows: list[StagedRow], lookup: Lookup, seen: _Seen) -> list[StagedRow]:
        """Rows with their intent: against `seen` earlier in the file first, then against the records."""
        keys = {row.number: self._spec.key(row.values) for row in rows if not _wrong(row.issues)}
        wanted = list({key for key in keys.values() if key is not None})
        existing = lookup(wanted) if wanted else {}
        return [self._compare(row, keys.get(row.number), existing, seen) for row in rows]

    def _compare(
        self,
        row: StagedRow,
        key: Hashable | None,
        existing: Mapping[Hashable, Existing],
        seen: _Seen,
    ) -> StagedRow:
        if key is None:
            return row
        first, earlier = seen.setdefault(key, (row.number, row.values))
        if first != row.number:
            return _repeated(row, first, earlier)
        record = existing.get(key)
        if record is None:
            return row
        changed = tuple(
            name for name, value in row.values.items() if value is not None and value != record.values.get(name)
        )
        intent = RowState.UPDATE if changed else RowState.UNCHANGED
        return replace(row, intent=intent, existing=record.id, changed=changed)


def _repeated(row: StagedRow, first: int, earlier: Mapping[str, Any]) -> StagedRow:
    """The same record twice in one file:

    Harmless when it says the same, else the file has to be put right.
    """
    if earlier == row.values:
        issue = Issue("exchange.row.repeated", Level.NOTE, {"first": first})
        return replace(row, intent=RowState.UNCHANGED, issues=(*row.issues, issue))
    issue = Issue("exchange.row.repeated_differently", Level.ERROR, {"first": first})
    return replace(row, issues=(*row.issues, issue))


def _wrong(issues: Iterable[Issue]) -> bool:
    return any(issue.level is Level.ERROR for issue in issues)


def _is_total(cells: tuple[Cell, ...]) -> bool:
    first = next((cell for cell in cells if cell != ""), "")
    return isinstance(first, str) and first.replace(" ", "").replace("\u3000", "").startswith(_TOTALS)
