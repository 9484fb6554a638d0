"""What became of every operation a central store ever accepted, held against what it keeps.

The bodies of the batches say what was asked, the kept replies what was answered; the rows, the conflicts and the
quarantine have to bear the answers out.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

import psycopg

from db.sync import wire
from db.sync.wire import Status

LOOKED_AT = ("name", "community", "school", "mobile")
"""Fields of people; tests never write the same value into one of them twice."""
_BATCHES = "SELECT encode(uuid_send(device), 'hex'), batch, body, reply FROM hub.push_batch ORDER BY at"
_CONFLICTS = "SELECT encode(uuid_send(row_id), 'hex'), field_name, kept, other FROM conflict"
_PEOPLE = f"SELECT encode(uuid_send(id), 'hex'), {', '.join(LOOKED_AT)} FROM person"


@dataclass(frozen=True)
class Fate:
    """One operation and the answer to it."""

    device: str
    batch: int
    n: int
    row: str
    patch: dict[str, list[Any]]
    actor: str
    status: str


def fates_not_kept(connection: psycopg.Connection[Any]) -> list[Fate | tuple[str, str, Any]]:
    """Operations whose answer nothing bears out, and values of people that nobody wrote; sees all as the owner does."""
    fates = [fate for row in connection.execute(_BATCHES) for fate in _fates(*row)]
    refused = set(connection.execute("SELECT encode(uuid_send(device), 'hex'), batch, n FROM hub.quarantine"))
    conflicts: dict[tuple[str, str], set[str]] = {}
    for row, field, kept, other in connection.execute(_CONFLICTS):
        conflicts.setdefault((row, field), set()).update((kept, other))
    wrote = Counter((fate.actor, fate.row, field) for fate in fates for field in fate.patch)

    def borne_out(fate: Fate) -> bool:
        if fate.status.startswith("reject:"):
            return (fate.device, fate.batch, fate.n) in refused
        if fate.status == Status.CONFLICT:
            return any((fate.row, field) in conflicts for field in (*fate.patch, "deleted"))
        if fate.status == Status.MOVED:
            return all(
                json.dumps(fate.patch[field][1], ensure_ascii=False) in conflicts.get((fate.row, field), ())
                or wrote[fate.actor, fate.row, field] > 1
                for field in LOOKED_AT
                if field in fate.patch and fate.patch.keys() != {"id"} and not _is_new(fate)
            )
        return True

    written = {(fate.row, field, pair[1]) for fate in fates for field, pair in fate.patch.items()}
    invented = [
        (row, field, value)
        for row, *values in connection.execute(_PEOPLE)
        for field, value in zip(LOOKED_AT, values, strict=True)
        if value is not None and (row, field, value) not in written
    ]
    return [*(fate for fate in fates if not borne_out(fate)), *invented]


def _is_new(fate: Fate) -> bool:
    return "office_id" in fate.patch


def _fates(device: str, batch: int, body: bytes, reply: bytes) -> list[Fate]:
    ops = wire.loads(wire.unpack(body, wire.MAX_BODY))["ops"]
    statuses = {result[0]: result[1] for result in wire.loads(wire.unpack(reply, wire.MAX_REPLY))["res"]}
    assert statuses.keys() == {op[0] for op in ops}
    return [Fate(device, batch, op[0], op[3], op[6], op[7], statuses[op[0]]) for op in ops]
