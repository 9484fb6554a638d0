"""The operations of a pushed batch: taken apart, and held to the columns of the nouns before any SQL sees them.

Whole columns are checked at once (a batch is 2000 operations of mostly one kind); only a column with something wrong in
it is looked at value by value. What is checked here cannot fail in the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import Any

import orjson

from db.central.problems import Refusal
from db.models.base import synced_tables
from db.sync import wire
from db.sync.columns import Entity, Holds, entities

NOT_YOURS = "not_yours"
UNKNOWN_ENTITY = "unknown_entity"
UNKNOWN_FIELD = "unknown_field"
BAD_VALUE = "bad_value"
APPEND_ONLY = "append_only"
POISON = "poison"
SERVER_ONLY = "server_only"
TRANSFER_STATE = "transfer_state"

_HEX = re.compile(r"[0-9a-f]*\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\Z")
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL as JSON writes it; after an escaped backslash the same letters are plain text."""
_BIGGEST = 2**63
_HOUSE = ("id", "rev")


@dataclass(slots=True)
class Op:
    """One change of one row, as the outbox of a PC holds it. Ids are 32 hex digits, `at` is the PC's clock."""

    n: int
    tx: str
    entity: str
    row_id: str
    base: int
    op: str
    patch: dict[str, list[Any]]
    actor: str
    at: str

    def new(self, name: str) -> Any:
        """The value an insert or edit gives a field; None when it does not name it."""
        pair = self.patch.get(name)
        return pair[1] if pair else None

    def text(self) -> str:
        """The whole operation as JSON, for the quarantine."""
        return orjson.dumps(
            [self.n, self.tx, self.entity, self.row_id, self.base, self.op, self.patch, self.actor, self.at]
        ).decode()


@dataclass(slots=True)
class Batch:
    """A batch as one PC froze it. `number` counts from 1 without gaps; `said_at` is the PC's clock."""

    device: str
    number: int
    said_at: str
    ops: list[Op]


def parse(body: bytes) -> Batch:
    """The batch of a pushed body. Raises `Refusal` 400, 413 or 426 for what no PC of ours would send."""
    try:
        said = wire.loads(wire.unpack(body, wire.MAX_BODY))
    except wire.TooLargeError as error:
        raise Refusal(413, "too_large") from error
    except ValueError as error:
        raise Refusal(400, "malformed") from error
    if not isinstance(said, dict) or not isinstance(said.get("schema"), int):
        raise Refusal(400, "malformed")
    if not 1 <= said["schema"] <= wire.SCHEMA:
        raise Refusal(426, "schema")
    device, number, now, ops = (said.get(name) for name in ("device", "batch", "now", "ops"))
    if not (_is_key(device) and type(number) is int and 0 < number < _BIGGEST and _is_instant(now)):
        raise Refusal(400, "malformed")
    if not isinstance(ops, list) or not _well_formed(ops):
        raise Refusal(400, "malformed")
    if len(ops) > wire.MAX_OPS:
        raise Refusal(413, "too_large")
    return Batch(str(device), int(number), str(now), [Op(*op) for op in ops])


def _well_formed(ops: list[Any]) -> bool:
    """Whether every operation has the nine parts of an operation, in the order of their numbers."""
    if not ops:
        return True
    if any(type(op) is not list or len(op) != 9 for op in ops):
        return False
    n, tx, entity, row_id, base, op, patch, actor, at = zip(*ops, strict=True)
    return (
        _all(int, n, base)
        and min(n) > 0
        and max(n) < _BIGGEST
        and all(a < b for a, b in pairwise(n))
        and 0 <= min(base) <= max(base) < _BIGGEST
        and all(_keys_fit(keys) for keys in (tx, row_id, actor))
        and _all(str, entity, op)
        and set(op) <= {"I", "U"}
        and all(_is_instant(value) for value in set(at))
        and _all(dict, patch)
        and _pairs_fit([pair for one in patch for pair in one.values()])
    )


def _pairs_fit(pairs: list[Any]) -> bool:
    return set(map(type, pairs)) <= {list} and set(map(len, pairs)) <= {2}


def _all(kind: type, *columns: Iterable[Any]) -> bool:
    return all(set(map(type, column)) == {kind} for column in columns)


def _keys_fit(values: Iterable[Any]) -> bool:
    values = list(values)
    return set(map(type, values)) <= {str} and set(map(len, values)) <= {32} and bool(_HEX.match("".join(values)))


def faults(ops: Iterable[Op]) -> dict[int, str]:
    """Number of each operation that can never be applied → why."""
    found: dict[int, str] = {}
    for alike in by_shape(ops):
        first = alike[0]
        if fault := _shape_fault(entities().get(first.entity), first):
            found |= dict.fromkeys([op.n for op in alike], fault)
            continue
        columns = zip(*[[pair[1] for pair in op.patch.values()] for op in alike], strict=True)
        for name, values in zip(first.patch, columns, strict=False):  # an empty patch has no columns
            fits = _checker(first.entity, name)
            if not fits(values):
                found |= {op.n: BAD_VALUE for op, value in zip(alike, values, strict=True) if not fits((value,))}
    return found


def by_shape(ops: Iterable[Op]) -> list[list[Op]]:
    """Operations that name the same fields of the same noun, in the same order."""
    shapes: dict[tuple[str, ...], list[Op]] = {}
    for op in ops:
        shapes.setdefault((op.entity, op.op, *op.patch), []).append(op)
    return list(shapes.values())


def _shape_fault(entity: Entity | None, op: Op) -> str | None:
    """What is wrong with the names an operation uses, whatever the values."""
    if entity is None:
        return UNKNOWN_ENTITY
    if any(entity.column(name) is None for name in op.patch):
        return UNKNOWN_FIELD
    if op.op == "I":
        required = {column.name for column in entity.columns if not column.nullable}
        return None if required <= op.patch.keys() else BAD_VALUE
    if entity.append_only:
        return APPEND_ONLY
    return NOT_YOURS if {"office_id", "district_id"} & op.patch.keys() else None


@cache
def _checker(entity: str, name: str) -> Callable[[Sequence[Any]], bool]:
    """A function that says whether all values of a column are sound."""
    column = entities()[entity].column(name)
    assert column is not None
    length = getattr(synced_tables()[entity].columns[name].type, "length", None)
    checks: dict[Holds, Callable[[set[Any]], bool]] = {
        Holds.KEY: _keys_fit,
        Holds.FLAG: lambda values: values <= {0, 1},
        Holds.NUMBER: lambda values: min(values) >= -_BIGGEST and max(values) < _BIGGEST,
        Holds.DATE: lambda values: all(map(_is_day, values)),
        Holds.INSTANT: lambda values: all(map(_is_instant, values)),
        Holds.JSON: lambda values: all(map(_is_json, values)),
        Holds.TEXT: lambda values: _texts_fit(values, length),
    }
    check, nullable = checks[column.holds], column.nullable
    kind: set[type] = {int} if column.holds in {Holds.FLAG, Holds.NUMBER} else {str}
    allowed = kind | {NoneType} if nullable else kind

    def fits(values: Sequence[Any]) -> bool:
        if not set(map(type, values)) <= allowed:
            return False
        filled = set(values) - {None}
        return not filled or check(filled)

    return fits


def _texts_fit(values: set[Any], length: int | None) -> bool:
    if length is not None and max(map(len, values)) > length:
        return False
    joined = "".join(values)
    return "\x00" not in joined and _encodes(joined)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


def _is_key(value: Any) -> bool:
    return type(value) is str and len(value) == 32 and bool(_HEX.match(value))


def _is_day(value: Any) -> bool:
    if type(value) is not str or not _DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_instant(value: Any) -> bool:
    if type(value) is not str or not _INSTANT.match(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_json(value: str) -> bool:
    try:
        orjson.loads(value)
    except ValueError:
        return False
    return not _NUL.search(value)  # a bare one is no JSON
