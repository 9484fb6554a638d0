"""The operations of a pushed batch: taken apart, and held to the columns of the nouns before any SQL sees them.

Whole columns are checked at once (a batch is 2000 operations of mostly one kind); only a column with something wrong in
it is looked at value by value. What is checked here cannot fail in the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import pairwise
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
        and all(type(pair) is list and len(pair) == 2 for one in patch for pair in one.values())
    )


def _all(kind: type, *columns: Iterable[Any]) -> bool:
    return all(set(map(type, column)) == {kind} for column in columns)


def _keys_fit(values: Iterable[Any]) -> bool:
    values = list(values)
    return set(map(type, values)) <= {str} and set(map(len, values)) <= {32} and bool(_HEX.match("".join(values)))


def faults(ops: Iterable[Op]) -> dict[int, str]:
    """Number of each operation that can never be applied → why."""
    found: dict[int, str] = {}
    known = entities()
    columns: dict[tuple[str, str], list[tuple[int, Any]]] = {}
    shapes: dict[tuple[str, ...], str | None] = {}
    for op in ops:
        shape = (op.entity, op.op, *op.patch)
        if shape not in shapes:
            shapes[shape] = _shape_fault(known.get(op.entity), op)
        if fault := shapes[shape]:
            found[op.n] = fault
            continue
        for name, pair in op.patch.items():
            columns.setdefault((op.entity, name), []).append((op.n, pair[1]))
    for (entity, name), values in columns.items():
        _check_column(entity, name, values, found)
    return found


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


def _check_column(entity: str, name: str, values: list[tuple[int, Any]], found: dict[int, str]) -> None:
    fits = _checker(entity, name)
    only = [value for _, value in values]
    if fits(only):
        return
    for n, value in values:
        if not fits([value]):
            found[n] = BAD_VALUE


@cache
def _checker(entity: str, name: str) -> Callable[[list[Any]], bool]:
    """A function that says whether all values of a column are sound."""
    column = entities()[entity].column(name)
    assert column is not None
    length = getattr(synced_tables()[entity].columns[name].type, "length", None)
    checks: dict[Holds, Callable[[list[Any]], bool]] = {
        Holds.KEY: _keys_fit,
        Holds.FLAG: lambda values: set(map(type, values)) <= {int} and set(values) <= {0, 1},
        Holds.NUMBER: _numbers_fit,
        Holds.DATE: lambda values: all(_is_day(value) for value in set(values)),
        Holds.INSTANT: lambda values: all(_is_instant(value) for value in set(values)),
        Holds.JSON: lambda values: all(_is_json(value) for value in set(values)),
        Holds.TEXT: lambda values: _texts_fit(values, length),
    }
    check, nullable = checks[column.holds], column.nullable

    def fits(values: list[Any]) -> bool:
        filled = [value for value in values if value is not None]
        if len(filled) != len(values) and not nullable:
            return False
        try:
            return not filled or check(filled)
        except TypeError:  # a list or an object where a value belongs
            return False

    return fits


def _numbers_fit(values: list[Any]) -> bool:
    return set(map(type, values)) <= {int} and min(values) >= -_BIGGEST and max(values) < _BIGGEST


def _texts_fit(values: list[Any], length: int | None) -> bool:
    if not set(map(type, values)) <= {str} or (length is not None and max(map(len, values)) > length):
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


def _is_json(value: Any) -> bool:
    if type(value) is not str:
        return False
    try:
        orjson.loads(value)
    except ValueError:
        return False
    return "\\u0000" not in value and "\x00" not in value
