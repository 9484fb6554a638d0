"""The SQL that writes rows of the central store into this one, made once from the columns both ends share.

Values come in wire form, so only keys need turning back (from hex to bytes), and SQLite does that itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from db.sync.columns import Entity, Holds, WireColumn, entities

_MOVES = ("office_id", "district_id")
"""All that may change of history: a case that changed its office took it along."""


def quoted(name: str) -> str:
    """A name of our own as SQL; several are words of the language (`case`)."""
    return f'"{name}"'


@cache
def upsert(entity: str, *, forced: bool) -> str:
    """Write a whole row `[id, rev, *values]`; a newer one stays, unless `forced`. History changes its place alone."""
    kind = entities()[entity]
    table = quoted(entity)
    changing = _MOVES if kind.append_only else kind.names
    values = ", ".join(("unhex(?)", "?", *(_placeholder(column) for column in kind.columns)))
    changes = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in ("rev", *changing))
    guard = "" if forced else f" WHERE excluded.rev > {table}.rev"
    return f"{_insert(kind)} VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {changes}{guard}"


@cache
def add_if_missing(entity: str) -> str:
    """Write a whole row where there is none."""
    kind = entities()[entity]
    values = ", ".join(("unhex(?)", "?", *(_placeholder(column) for column in kind.columns)))
    return f"{_insert(kind)} VALUES ({values}) ON CONFLICT (id) DO NOTHING"


def change(entity: str, names: Iterable[str]) -> str:
    """Change some fields of a row: their values, then the id."""
    kind = entities()[entity]
    columns = [column for column in kind.columns if column.name in set(names)]
    changes = ", ".join(f"{quoted(column.name)} = {_placeholder(column)}" for column in columns)
    return f"UPDATE {quoted(entity)} SET {changes} WHERE id = unhex(?)"


def changeable(entity: str) -> tuple[str, ...]:
    """Columns of an entity that may differ from one revision to the next."""
    kind = entities()[entity]
    return _MOVES if kind.append_only else kind.names


def wire_rows(entity: str, columns: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """Rows in our own column order. What a newer server knows besides is dropped, what an older one lacks is blank."""
    wanted = ("id", "rev", *entities()[entity].names)
    if tuple(columns) == wanted:
        return rows
    place = {name: index for index, name in enumerate(columns)}
    blanks = [None, 0, *(_blank(column) for column in entities()[entity].columns)]
    order = [(place.get(name), blank) for name, blank in zip(wanted, blanks, strict=True)]
    return [[blank if at is None else row[at] for at, blank in order] for row in rows]


def _insert(kind: Entity) -> str:
    return f"INSERT INTO {quoted(kind.name)} (id, rev, {', '.join(map(quoted, kind.names))})"


def _placeholder(column: WireColumn) -> str:
    return "unhex(?)" if column.holds is Holds.KEY else "?"


def _blank(column: WireColumn) -> object:
    if column.nullable:
        return None
    blanks: dict[Holds, object] = {Holds.FLAG: 0, Holds.NUMBER: 0, Holds.JSON: "[]", Holds.KEY: "0" * 32}
    return blanks.get(column.holds, "")
