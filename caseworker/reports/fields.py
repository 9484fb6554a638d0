"""The columns of a ledger: what is read from a record, under which heading, and how sensitive it is.

A field of a record takes its sensitivity from the model, the one list of facts about columns; what is put together
from several fields names its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from caseworker import codes
from caseworker.access.masking import HIDDEN, Audience, mask
from caseworker.exchange.ledger import ColumnKind, LedgerColumn
from db.models.base import Sensitivity, spec_of

Read = Callable[[Any], object]
"""A record of the ledger's query → the value of a cell."""


@dataclass(frozen=True, slots=True)
class LedgerField:
    """One column of a ledger and how its value is read. `names` are the record fields it shows, for the audit."""

    column: LedgerColumn
    read: Read
    names: tuple[str, ...] = ()

    @property
    def sensitivity(self) -> Sensitivity:
        return Sensitivity(self.column.sensitivity)

    @property
    def open(self) -> bool:
        """Whether everybody may see the value."""
        return self.sensitivity is Sensitivity.OPEN

    def masked(self, value: object) -> object:
        """The value as the public may see it; what is no text cannot be shown in part."""
        if self.open or value is None or value == "":
            return value
        return mask(value, self.sensitivity, Audience.PUBLIC) if isinstance(value, str) else HIDDEN

    def masked_column(self) -> LedgerColumn:
        """The column when its values are masked: stars are text, and are not added up."""
        column = self.column
        if self.open or column.kind in (ColumnKind.TEXT, ColumnKind.IDENTIFIER):
            return column
        return LedgerColumn(column.key, column.heading, column.width, ColumnKind.TEXT, column.sensitivity)


def stored(
    attribute: InstrumentedAttribute[Any],
    heading: str,
    width: float,
    kind: ColumnKind = ColumnKind.TEXT,
    *,
    table: str = "",
    total: bool = False,
    sensitivity: Sensitivity | None = None,
) -> LedgerField:
    """A field as it is stored; with `table` its code is written as the name in that code table.

    `sensitivity` only ever raises what the model says: for free text that may hold anything.
    """
    noun, name = attribute.class_.__name__, attribute.key
    spec = spec_of(attribute.class_.__table__, name)
    column = LedgerColumn(f"{noun}.{name}", heading, width, kind, sensitivity or spec.sensitivity, total)
    names = (f"{attribute.class_.__tablename__}.{name}",)

    def read(row: Any) -> object:
        record = getattr(row, noun)
        value = getattr(record, name) if record is not None else None
        return coded(table, value) if table else value

    return LedgerField(column, read, names)


def derived(
    key: str,
    heading: str,
    width: float,
    read: Read,
    kind: ColumnKind = ColumnKind.TEXT,
    *,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    names: Sequence[str] = (),
) -> LedgerField:
    """A value put together from a record."""
    return LedgerField(LedgerColumn(key, heading, width, kind, sensitivity), read, tuple(names))


def coded(table: str, code: str | None) -> str:
    """The name of a code; an unknown code is shown as it is, so that no fact disappears from a ledger."""
    if not code:
        return ""
    found = codes.table(table).get(code)
    return found.zh if found else code
