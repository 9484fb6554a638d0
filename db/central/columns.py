"""The nouns' columns in PostgreSQL's words: how values of the wire go in, and how rows come out as JSON text.

Everything is built from the list of columns; no name of a client ever becomes SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from db.sync.columns import Entity, Holds

SQL_TYPES = {
    Holds.KEY: "uuid",
    Holds.FLAG: "boolean",
    Holds.NUMBER: "bigint",
    Holds.DATE: "date",
    Holds.INSTANT: "timestamptz",
    Holds.JSON: "json",
    Holds.TEXT: "text",
}

_BETWEEN = "\x1f"
_NOTHING = "\x1e"
_JOINED = "string_to_array(%s::text, chr(31), chr(30))"
_LISTED = "%s::text[]"


def column_type(entity: Entity, name: str) -> str:
    """The SQL type of a noun's column."""
    column = entity.column(name)
    assert column is not None, name
    return SQL_TYPES[column.holds]


def array(values: Sequence[Any]) -> tuple[str, Any]:
    """SQL of a text[] and its parameter. Joined text is taken apart by PostgreSQL far faster than a list is sent."""
    try:
        joined = _BETWEEN.join(values)
    except TypeError:  # numbers and nothings among them
        joined = _BETWEEN.join([_NOTHING if value is None else str(value) for value in values])
    sound = joined.count(_BETWEEN) == len(values) - 1 and joined.count(_NOTHING) == values.count(None)
    if sound and len(values) > 1:
        return _JOINED, joined
    return _LISTED, [None if value is None else str(value) for value in values]


def source(columns: Sequence[tuple[str, str, Sequence[Any]]]) -> tuple[list[str], list[Any], str, list[Any]]:
    """Rows given by columns of (name, SQL type, values) as something to select from, alias `u`, numbered by `u.n`.

    Gives the expression of each column and its parameters, then the FROM item and its. A column of one value
    throughout is a constant and is not sent row by row; the first column never is.
    """
    chosen: list[str] = []
    constants: list[Any] = []
    arrays: list[tuple[str, str, Any]] = []
    for place, (_, kind, values) in enumerate(columns):
        if place and values.count(values[0]) == len(values):
            chosen.append(f"%s::text::{kind}")
            constants.append(None if values[0] is None else str(values[0]))
        else:
            chosen.append(f"u.c{place}::{kind}")
            arrays.append((f"c{place}", *array(values)))
    names = ", ".join([name for name, _, _ in arrays])
    rows_of = f"unnest({', '.join(sql for _, sql, _ in arrays)}) WITH ORDINALITY u({names}, n)"
    return chosen, constants, rows_of, [value for _, _, value in arrays]


@cache
def row_json(entity: Entity, alias: str = "t") -> str:
    """SQL of one row as a JSON array: id, rev, then the columns in wire order, in the outbox's form."""
    parts = [_hex(f"{alias}.id"), f"{alias}.rev"]
    parts += [_wire(column.holds, f'{alias}."{column.name}"') for column in entity.columns]
    return f"json_build_array({', '.join(parts)})"


def _wire(holds: Holds, column: str) -> str:
    if holds is Holds.KEY:
        return _hex(column)
    if holds is Holds.FLAG:
        return f"{column}::int"
    if holds is Holds.INSTANT:
        return instant(column)
    return f"{column}::text" if holds is Holds.JSON else column


def _hex(column: str) -> str:
    return f"encode(uuid_send({column}), 'hex')"


def instant(column: str) -> str:
    """SQL of an instant as the wire writes it."""
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def quoted(names: Sequence[str]) -> str:
    """Column names for a list in SQL."""
    return ", ".join(f'"{name}"' for name in names)
