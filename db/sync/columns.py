"""The synced tables as both ends see them: columns in wire order, what each holds, and what a row belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Table

from db.models.base import AppendOnly, Base, Instant, Key, Merge, Reach, parent_of, reach_of, spec_of, synced_tables


class Holds(StrEnum):
    """What a column holds, whatever each database calls it."""

    KEY = "key"
    FLAG = "flag"
    NUMBER = "number"
    DATE = "date"
    INSTANT = "instant"
    JSON = "json"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class WireColumn:
    """One column of a synced table. `points_at` is the table a reference names."""

    name: str
    holds: Holds
    merge: Merge
    nullable: bool
    points_at: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """A synced table. `columns` leaves out `id` and `rev`; `parent` is (column, table) of what a row is part of."""

    name: str
    columns: tuple[WireColumn, ...]
    reach: Reach
    parent: tuple[str, str] | None
    append_only: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in wire order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> WireColumn | None:
        """The column of that name, or None: what is not in this list never travels."""
        return next((column for column in self.columns if column.name == name), None)


@cache
def entities() -> dict[str, Entity]:
    """Name → synced table, parents before what is part of them."""
    found = {name: _entity(table) for name, table in synced_tables().items()}
    order = [table.name for table in Base.metadata.sorted_tables if table.name in found]
    return {name: found[name] for name in order}


@cache
def parts_of(entity: str) -> tuple[str, ...]:
    """Tables whose rows are part of a row of this one, directly or through others, nearest first."""
    direct = [name for name, kind in entities().items() if kind.parent and kind.parent[1] == entity]
    return tuple(direct) + tuple(part for name in direct for part in parts_of(name))


def _entity(table: Table) -> Entity:
    columns = tuple(_column(table, column) for column in table.columns if column.name not in {"id", "rev"})
    history = any(
        mapper.local_table is table and issubclass(mapper.class_, AppendOnly) for mapper in Base.registry.mappers
    )
    return Entity(table.name, columns, reach_of(table.name), parent_of(table), history)


def _column(table: Table, column: Column[object]) -> WireColumn:
    target = next((key.column.table.name for key in column.foreign_keys), None)
    merge = spec_of(table, column.name).merge
    return WireColumn(column.name, _holds(column), merge, bool(column.nullable), target)


def _holds(column: Column[object]) -> Holds:
    kinds = (
        (Key, Holds.KEY),
        (Boolean, Holds.FLAG),
        (Integer, Holds.NUMBER),
        (Date, Holds.DATE),
        (Instant, Holds.INSTANT),
        (JSON, Holds.JSON),
    )
    return next((holds for kind, holds in kinds if isinstance(column.type, kind)), Holds.TEXT)
