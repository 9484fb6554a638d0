"""What a file for import looks like once read: sheets of typed cells. Knows nothing of how they were read.

A cell keeps the type the file gave it, because that type is evidence: an ID number stored as a number has
already lost digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds no value: an Excel error such as `#N/A`, or `FORMULA` for a formula saved without

    its result.
    """

    text: str


UNCALCULATED = CellError("FORMULA")

Cell = str | int | float | bool | date | datetime | time | CellError
"""One cell; the empty string is an empty cell. Numbers stay numbers, datetimes are naive wall-clock time."""


class FileFormat(StrEnum):
    """What the content of a file is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


class Row(NamedTuple):
    """A row that holds something; `number` is the one Excel shows, `cells` start at column A."""

    number: int
    cells: tuple[Cell, ...]


class Span(NamedTuple):
    """A merged range, rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file.

    `rows` leaves blank rows out; `hidden_rows` counts rows a filter or a hand has hidden.
    """

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    date1904: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the officer should know about a file that was accepted; a message code and its parameters."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read whole. At least one sheet holds at least one row."""

    format: FileFormat
    sheets: tuple[Sheet, ...]
    notices: tuple[Notice, ...] = ()

    def first(self) -> Sheet:
        """The sheet to offer first: the first visible one that holds something, else the first that does."""
        filled = [sheet for sheet in self.sheets if sheet.rows]
        return next((sheet for sheet in filled if not sheet.hidden), filled[0])
