"""What a workbook for people is made of, as plain data: sheets of declared columns, rows, notes, charts.

Everything here can be pickled, so that a long ledger is written in another process. Values are written as
they are given: masking is the business of the service that collects them, which reads `sensitivity` for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column holds and how it is written.

    IDENTIFIER: text that looks like a number (证件号, 电话, 受理号). DAY: `date`; INSTANT: aware `datetime`,
    shown in China's time. MONEY: fen, shown as yuan. PERCENT: a fraction of one. NUMBER: as it is, decimals or none.
    """

    TEXT = "text"
    IDENTIFIER = "identifier"
    DAY = "day"
    INSTANT = "instant"
    INT = "int"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column. `width` in half-width characters (a Chinese character counts two); `choices` become a
    drop-down list.

    `sensitivity` is one of `db.models.base.Sensitivity`; `total` sums the column below the rows (INT and
    MONEY).
    """

    key: str
    heading: str
    width: float
    kind: ColumnKind = ColumnKind.TEXT
    sensitivity: str = "open"
    total: bool = False
    choices: tuple[str, ...] = ()


class ChartKind(StrEnum):
    """Bars compare, lines show a course."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart below the rows of its sheet: one series per key in `values`, `rows` counted from 0 (all
    when None).

    `category` and `values` are column keys. Width and height in cm.
    """

    kind: ChartKind
    title: str
    category: str
    values: tuple[str, ...]
    rows: tuple[int, int] | None = None
    width: float = 13
    height: float = 8


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """One sheet: a title, lines of explanation under it, headings, rows. Each row has a value per column,
    None for empty.

    `rows` is read once, so that a generator serves. `frozen` columns stay in sight; `hidden` sheets hold
    lists and codes.
    """

    name: str
    title: str
    columns: tuple[LedgerColumn, ...]
    rows: Iterable[Sequence[object]]
    notes: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    total_label: str = "合计"
    frozen: int = 1
    landscape: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is printed around every page: the office, the day, and whether these are sample people.

    Nobody's name.
    """

    office: str = ""
    printed: date | None = None
    sample: bool = False
    subject: str = field(default="")
