"""Two values kept for a person: the rows of the conflict screen, made here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from db.central import apply
from db.central.counters import Changes
from db.central.database import Connection, widen
from db.central.plan import New
from db.models.base import new_id
from db.sync import wire
from db.sync.merge import FIRST_REV, Kind

OPEN, RULE = "open", "rule"
Side = tuple[str | None, str | None]
"""Who wrote a value (officer, hex) and when (ISO)."""


@dataclass(slots=True)
class Found:
    """A conflict to keep, in the home of the office that settles it. Values are as in the outbox."""

    office: str
    district: str
    entity: str
    row_id: str
    field_name: str
    kind: Kind
    base: Any
    kept: Any
    other: Any
    kept_by: Side
    other_by: Side
    open: bool
    person_id: str | None = None
    other_row_id: str | None = None


def keep(connection: Connection, found: Sequence[Found], now: str, changes: Changes) -> None:
    """Keep them. An open one on the same field, whose other value is the same officer's, is brought up to date."""
    fresh: dict[tuple[str, str], New] = {}
    if found:
        widen(connection, *{wire.office(UUID(one.office)) for one in found})
    for one in found:
        row = _values(one, now)
        if not (one.open and _renew(connection, one, row, changes)):
            fresh["conflict", new_id().hex] = New(row, one.other_by[0] or one.office, now, one.office, one.district)
    if fresh:
        apply.insert(connection, fresh, changes, look=False)


def _values(one: Found, now: str) -> dict[str, Any]:
    return {
        "office_id": one.office,
        "district_id": one.district,
        "deleted": 0,
        "entity": one.entity,
        "row_id": one.row_id,
        "other_row_id": one.other_row_id,
        "person_id": one.person_id,
        "field_name": one.field_name,
        "kind": one.kind.value,
        "base": _json(one.base),
        "kept": _json(one.kept),
        "other": _json(one.other),
        "kept_by": one.kept_by[0],
        "kept_at": one.kept_by[1],
        "other_by": one.other_by[0],
        "other_at": one.other_by[1],
        "found_at": now,
        "state": OPEN if one.open else RULE,
        "choice": None,
        "settled_by": None,
        "settled_at": None,
    }


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _renew(connection: Connection, one: Found, row: dict[str, Any], changes: Changes) -> bool:
    renewed = connection.execute(
        "UPDATE conflict SET rev = rev + 1, kept = %s, kept_by = %s, kept_at = %s, other = %s, other_at = %s,"
        " found_at = %s WHERE district_id = %s AND id = (SELECT id FROM conflict WHERE district_id = %s"
        " AND office_id = %s AND row_id = %s AND field_name = %s AND kind = %s AND state = 'open'"
        " AND other_by IS NOT DISTINCT FROM %s AND other_row_id IS NOT DISTINCT FROM %s AND NOT deleted"
        " AND (kind <> 'identity' OR other = %s) LIMIT 1)"  # of an ID number, one for each office that has it too
        " RETURNING encode(uuid_send(id), 'hex'), rev",
        (
            *(row[name] for name in ("kept", "kept_by", "kept_at", "other", "other_at", "found_at")),
            *(one.district, one.district, one.office, one.row_id, one.field_name, one.kind.value),
            *(one.other_by[0], one.other_row_id, row["other"]),
        ),
    ).fetchone()
    if renewed is None:
        return False
    scope = wire.office(UUID(one.office))
    changes.add(scope, "conflict", one.district, renewed[0], "U", max(renewed[1], FIRST_REV))
    return True
