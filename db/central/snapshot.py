"""A whole copy of a scope in parts, for a PC's first sync: made once, kept, read in any order and as often as needed.

All parts are of one moment; a PC reads them and goes on with the log from there. They are kept in the database, so that
every process of the service can hand out what another made, and a broken first sync goes on after a restart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db.central import audit
from db.central.columns import row_json
from db.central.counters import Head, own_head
from db.central.database import Central, Connection
from db.central.problems import Refusal
from db.central.pull import entity_json
from db.central.rows import districts_of
from db.central.scopes import Caller, entities_in
from db.models.base import new_id
from db.sync import wire
from db.sync.columns import Entity

PART_ROWS = 5000
KEPT_HOURS = 24
SERVED_HOURS = 6
"""A snapshot younger than this is handed out again, if the log has not grown by more than `MOST_BEHIND` since."""
MOST_BEHIND = 20_000

_FRESH = (
    "SELECT encode(uuid_send(id), 'hex'), seq FROM hub.snapshot WHERE scope = %s AND epoch = %s AND seq >= %s"
    " AND at > now() - make_interval(hours => %s) ORDER BY seq DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A kept copy: its id (32 hex), its place in the log, the life of the counter it belongs to."""

    id: str
    seq: int
    epoch: str


def manifest(central: Central, caller: Caller, scope: str) -> bytes:
    """What parts there are: `{"scope", "epoch", "seq", "id", "parts": [{"n", "e", "rows", "bytes", "sha256"}]}`."""
    with central.transaction(caller) as connection:
        kept = _fresh(connection, own_head(connection, caller, scope))
    if kept is None:
        kept = _make_once(central, caller, scope)
    with central.transaction(caller) as connection:
        listed = connection.execute(
            "SELECT p.n, p.entity, p.rows, octet_length(p.body), p.sha256 FROM hub.snapshot_part p"
            " WHERE p.snapshot = %s ORDER BY p.n",
            (kept.id,),
        ).fetchall()
    names = ("n", "e", "rows", "bytes", "sha256")
    parts = [dict(zip(names, row, strict=True)) for row in listed]
    said = {"scope": scope, "epoch": kept.epoch, "seq": kept.seq, "id": kept.id, "parts": parts}
    return wire.pack(wire.dumps(said))


def part(central: Central, caller: Caller, scope: str, snapshot: str, n: int) -> bytes:
    """A part's zstd body: `{"e", "cols", "rows"}`. Raises `Refusal` 404 when it is not kept (any more)."""
    with central.transaction(caller) as connection:
        if scope not in caller.scopes:
            raise Refusal(403, "not_yours")
        row = connection.execute(
            "SELECT p.body FROM hub.snapshot_part p JOIN hub.snapshot s ON s.id = p.snapshot"
            " WHERE s.scope = %s AND p.snapshot = %s AND p.n = %s",
            (scope, UUID(snapshot), n),
        ).fetchone()
    if row is None:
        raise Refusal(404, "snapshot")
    return bytes(row[0])


def _fresh(connection: Connection, head: Head) -> Snapshot | None:
    """A snapshot that may be handed out again."""
    least = max(head.floor, head.head - MOST_BEHIND)
    row = connection.execute(_FRESH, (head.scope, UUID(head.epoch), least, SERVED_HOURS)).fetchone()
    return Snapshot(row[0], row[1], head.epoch) if row else None


def _make_once(central: Central, caller: Caller, scope: str) -> Snapshot:
    """Make one, or wait for the process that is making it. The lock is held beside the frozen moment, not inside it."""
    with central.transaction(caller) as beside:
        beside.execute("SELECT pg_advisory_xact_lock(hashtextextended('snapshot:' || %s, 0))", (scope,))
        kept = _fresh(beside, own_head(beside, caller, scope))
        if kept is None:
            with central.transaction(caller, frozen=True) as connection:
                kept, rows = _make(connection, caller, own_head(connection, caller, scope))
            audit.append_for(beside, caller, "snapshot", rows, scope=scope)
    return kept


def _make(connection: Connection, caller: Caller, head: Head) -> tuple[Snapshot, int]:
    """Write all parts of this moment, drop the old ones; the rows written."""
    snapshot, total = new_id(), 0
    connection.execute("DELETE FROM hub.snapshot_part WHERE snapshot IN (" + _OLD + ")", (head.scope, KEPT_HOURS))
    connection.execute("DELETE FROM hub.snapshot WHERE id IN (" + _OLD + ")", (head.scope, KEPT_HOURS))
    connection.execute(
        "INSERT INTO hub.snapshot (id, scope, epoch, seq) VALUES (%s, %s, %s, %s)",
        (snapshot, head.scope, UUID(head.epoch), head.head),
    )
    districts = districts_of(connection, caller, head.scope)
    for n, (entity, count, body) in enumerate(_parts(connection, head.scope, districts)):
        total += count
        connection.execute(
            "INSERT INTO hub.snapshot_part (snapshot, n, entity, rows, sha256, body) VALUES (%s, %s, %s, %s, %s, %b)",
            (snapshot, n, entity.name, count, hashlib.sha256(body).hexdigest(), body),
        )
    return Snapshot(snapshot.hex, head.head, head.epoch), total


_OLD = "SELECT id FROM hub.snapshot WHERE scope = %s AND at < now() - make_interval(hours => %s)"


def _parts(connection: Connection, scope: str, districts: list[str]) -> Iterator[tuple[Entity, int, bytes]]:
    """Rows in order of id, a part at a time."""
    for entity in entities_in(scope):
        query = (
            "SELECT count(*), string_agg(page.written, ','), max(page.id::text)"
            f" FROM (SELECT t.id, {row_json(entity)}::text AS written"
            f' FROM "{entity.name}" t WHERE t.district_id = ANY(%s) AND t.sync_scope = %s AND t.id > %s'
            f" ORDER BY t.id LIMIT {PART_ROWS}) page"
        )
        last: Any = UUID(int=0)
        while True:
            count, written, newest = connection.execute(query, (districts, scope, last)).fetchone() or (0, "", last)
            if not count:
                break
            yield entity, count, wire.pack(entity_json(entity, written))
            last = newest
