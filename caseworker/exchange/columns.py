"""Which column of a file is which field: declared imports, header rows below titles, headings under many
names.

Offices never use the same heading twice. A declared import lists what each field has been called; a mapping
made once by hand is remembered under the fingerprint of the headings.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from caseworker.exchange.cells import Parser, as_text
from caseworker.exchange.grid import Row, Sheet, Span
from caseworker.exchange.issues import Issue
from caseworker.problems import OfficerProblem

_HEADER_SEARCH_ROWS = 30
_DECORATION = re.compile(r"[\s*:★☆#]+")
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """One field an import can fill. `headings` are what the column has been seen called, best first.

    `serial_dates`: a bare number in it is a day serial and follows the file's date system (1900 or 1904).
    """

    field: str
    headings: tuple[str, ...]
    parse: Parser
    required: bool = False
    serial_dates: bool = False


@dataclass(frozen=True, slots=True)
class ImportSpec:
    """A declared import: its noun (also the table of stored mappings), its columns and how rows are told
    apart.

    `key` gives what identifies a record (ID number, employer and title …), or None when the row cannot be
    compared. `check` looks across the columns of a row. Both see only rows whose cells all parsed.
    """

    noun: str
    columns: tuple[ImportColumn, ...]
    key: Callable[[Mapping[str, Any]], Hashable | None]
    check: Callable[[Mapping[str, Any]], Iterable[Issue]] | None = None

    def column(self, name: str) -> ImportColumn:
        """The column of a field; KeyError when the import has none."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings are: file rows `first` to `last`, and the heading of each column from A (empty

    where none).
    """

    first: int
    last: int
    headings: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """What a remembered mapping is filed under: the same headings in the same order, whatever their

        decoration.
        """
        joined = "\x1f".join(heading_key(heading) for heading in self.headings).rstrip("\x1f")
        return hashlib.sha256(joined.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field -> column counted from 0.

    `unused` headings belong to no field, `missing` are required fields without one.
    """

    columns: Mapping[str, int]
    unused: tuple[str, ...]
    missing: tuple[str, ...]


def heading_key(heading: str) -> str:
    """A heading without width, case, spaces, stars and colons: `* 联系电话：` is 联系电话."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", heading)).casefold()


def find_header(sheet: Sheet, spec: ImportSpec) -> Header:
    """The header of a sheet: the row, or two rows under one another, that names most fields of the import.

    Title rows above it are passed over; merged headings count for every column they span. Raises
    OfficerProblem when no row names any field, or when nothing stands below it.
    """
    known = _known(spec)
    candidates = list(_candidates(sheet))
    best = max(candidates, key=lambda header: _score(header, known), default=None)
    if best is None or _score(best, known)[0] == 0:
        named = [column.headings[0] for column in spec.columns if column.required]
        expected = "、".join(named or [column.headings[0] for column in spec.columns[:4]])
        raise OfficerProblem("exchange.header.not_found", sheet=sheet.name, expected=expected)
    if not any(row.number > best.last for row in sheet.rows):
        raise OfficerProblem("exchange.header.nothing_below", sheet=sheet.name, row=best.last)
    return best


def _candidates(sheet: Sheet) -> Iterable[Header]:
    rows = sheet.rows[:_HEADER_SEARCH_ROWS]
    by_number = {row.number: row for row in rows}
    spans = [span for span in sheet.merged if span.top in by_number]
    for row in rows:
        upper = _filled(row, spans, by_number)
        yield Header(row.number, row.number, tuple(_plain(text) for text in upper))
        below = by_number.get(row.number + 1)
        if below:
            yield Header(row.number, below.number, _two_rows(upper, _filled(below, spans, by_number)))


def _filled(row: Row, spans: list[Span], by_number: Mapping[int, Row]) -> list[str]:
    """The texts of a row with merged ranges filled from their first cell, sideways and downwards."""
    texts = [as_text(cell) for cell in row.cells]
    for span in spans:
        if span.top <= row.number <= span.bottom:
            source = by_number[span.top].cells
            text = as_text(source[span.left - 1]) if span.left <= len(source) else ""
            texts.extend([""] * (min(span.right, len(source)) - len(texts)))
            texts[span.left - 1 : span.right] = [text] * len(texts[span.left - 1 : span.right])
    return texts


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _two_rows(upper: list[str], lower: list[str]) -> tuple[str, ...]:
    """Group above, heading below: 薪资/最低. A heading merged over both rows is said once."""
    width = max(len(upper), len(lower))
    padded = zip(upper + [""] * (width - len(upper)), lower + [""] * (width - len(lower)), strict=True)
    joined = ([_plain(part) for part in pair if part.strip()] for pair in padded)
    return tuple("/".join(dict.fromkeys(parts)) for parts in joined)


def _score(header: Header, known: Mapping[str, str]) -> tuple[int, int, int]:
    """Fields named, then fewer rows, then higher up."""
    fields = {field for heading in header.headings if (field := _field(heading, known))}
    return len(fields), header.first - header.last, -header.first


def _known(spec: ImportSpec) -> dict[str, str]:
    return {heading_key(heading): column.field for column in spec.columns for heading in column.headings}


def _field(heading: str, known: Mapping[str, str]) -> str | None:
    """The field a heading means: as written, without its brackets, or by the lower part of two rows."""
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", heading))
    for form in (heading, bare, heading.rpartition("/")[2], bare.rpartition("/")[2]):
        field = known.get(heading_key(form))
        if field:
            return field
    return None


def map_columns(header: Header, spec: ImportSpec, remembered: Mapping[str, int] | None = None) -> ColumnMapping:
    """Match headings to fields; a `remembered` mapping of the same fingerprint goes before our own guess.

    Of two columns with the same heading the first is taken; the other stays in `unused` and is seen there.
    """
    columns: dict[str, int] = dict(remembered or {})
    known = _known(spec)
    for index, heading in enumerate(header.headings):
        field = _field(heading, known)
        if field and field not in columns and index not in columns.values():
            columns[field] = index
    taken = set(columns.values())
    unused = tuple(text for index, text in enumerate(header.headings) if text and index not in taken)
    missing = tuple(column.field for column in spec.columns if column.required and column.field not in columns)
    return ColumnMapping(columns, unused, missing)
