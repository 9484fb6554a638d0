"""The counters of the scopes and the log: each commit takes the next numbers, without gaps and in commit order.

A counter's row is locked from when it is raised until the commit. So counters come last, in ascending order of scope:
no two pushes wait for each other in a circle, and a reader that has seen number n has seen everything before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from db.central.columns import source
from db.central.database import Central, Connection
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.sync import wire

POLL_SECONDS = 60

_RAISE = (
    "INSERT INTO hub.scope (id, head) VALUES (%s, %s) ON CONFLICT (id)"
    " DO UPDATE SET head = hub.scope.head + excluded.head RETURNING head"
)
_LAST_BATCH = "SELECT coalesce(max(batch), 0) FROM hub.push_batch WHERE device = %s"
_OF_DEVICE = (
    "SELECT (SELECT coalesce(max(batch), 0) FROM hub.push_batch WHERE device = %(device)s),"
    " EXISTS (SELECT 1 FROM hub.device WHERE id = %(device)s AND office_id <> %(office)s)"
    " OR EXISTS (SELECT 1 FROM hub.push_batch WHERE device = %(device)s AND office <> %(office)s)"
)
_NOW = """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


@dataclass(slots=True)
class Changes:
    """What a transaction did to each scope: (entity, district, row, I|U|E|L, rev)."""

    scopes: dict[str, list[tuple[str, str, str, str, int]]] = field(default_factory=dict)

    def add(self, scope: str, entity: str, district: str, row_id: str, op: str, rev: int) -> None:
        """Note a change of a row."""
        self.scopes.setdefault(scope, []).append((entity, district, row_id, op, rev))

    def commit_to(self, connection: Connection) -> dict[str, tuple[int, int]]:
        """Raise the counters and write the log; scope → (number before, number after). Call it last."""
        return {scope: _write(connection, scope, self.scopes[scope]) for scope in sorted(self.scopes)}


@dataclass(frozen=True, slots=True)
class Head:
    """A scope's counter. `epoch` (32 hex) names its life: another epoch is another history."""

    scope: str
    head: int
    floor: int
    epoch: str


def _write(connection: Connection, scope: str, rows: list[tuple[str, str, str, str, int]]) -> tuple[int, int]:
    raised = connection.execute(_RAISE, (scope, len(rows))).fetchone()
    assert raised is not None
    before = int(raised[0]) - len(rows)
    entity, district, row_id, op, rev = zip(*rows, strict=True)
    chosen, constants, rows_of, sent = source(
        [
            ("row_id", "uuid", row_id),
            ("entity", "text", entity),
            ("district_id", "text", district),
            ("op", "char(1)", op),
            ("rev", "bigint", rev),
        ]
    )
    connection.execute(
        "INSERT INTO hub.change_log (row_id, entity, district_id, op, rev, scope, seq)"
        f" SELECT {', '.join(chosen)}, %s, %s + u.n FROM {rows_of}",
        (*constants, scope, before, *sent),
    )
    return before, before + len(rows)


def heads(connection: Connection, scopes: Iterable[str]) -> list[Head]:
    """The counters of these scopes, made where there are none yet."""
    wanted = sorted(scopes)
    found = _heads(connection, wanted)
    if len(found) < len(wanted):
        connection.execute(
            "INSERT INTO hub.scope (id) SELECT s FROM unnest(%s::text[]) s ORDER BY s ON CONFLICT DO NOTHING", (wanted,)
        )
        found = _heads(connection, wanted)
    return found


def _heads(connection: Connection, scopes: list[str]) -> list[Head]:
    query = "SELECT id, head, floor, encode(uuid_send(epoch), 'hex') FROM hub.scope WHERE id = ANY(%s) ORDER BY id"
    return [Head(*row) for row in connection.execute(query, (scopes,))]


def own_head(connection: Connection, caller: Caller, scope: str) -> Head:
    """The counter of one of the caller's scopes. Raises `Refusal` 403 for another's."""
    if scope not in caller.scopes:
        raise Refusal(403, "not_yours")
    return heads(connection, [scope])[0]


def hello(central: Central, caller: Caller) -> bytes:
    """What a PC asks first in every cycle: the time, the counters of its scopes, its newest batch held here."""
    with central.transaction(caller) as connection:
        found = heads(connection, caller.scopes)
        row = connection.execute(f"SELECT {_NOW}, ({_LAST_BATCH})", (caller.device_id,)).fetchone()
    assert row is not None
    said: dict[str, Any] = {
        "now": row[0],
        "schema": [1, wire.SCHEMA],
        "poll_s": POLL_SECONDS,
        "last_batch": row[1],
        "scopes": [{"id": one.scope, "head": one.head, "floor": one.floor, "epoch": one.epoch} for one in found],
    }
    return wire.pack(wire.dumps(said))


def newest_batch(central: Central, caller: Caller, device: UUID) -> int:
    """The newest batch of an earlier device of the caller's office, 0 for one that is not known (any more).

    Raises `Refusal` 403 for another office's.
    """
    with central.transaction(caller) as connection:
        row = connection.execute(_OF_DEVICE, {"device": device, "office": caller.office_id}).fetchone()
    assert row is not None
    if row[1]:
        raise Refusal(403, "not_yours")
    return int(row[0])


def rotate_epoch(connection: Connection, scopes: Iterable[str] | None = None) -> int:
    """After a restore: another history begins, every PC reads anew and sends again what the server lost. Rows changed.

    None means every scope.
    """
    done = connection.execute(
        "UPDATE hub.scope SET epoch = gen_random_uuid() WHERE %(ids)s::text[] IS NULL OR id = ANY(%(ids)s)",
        {"ids": None if scopes is None else sorted(scopes)},
    )
    return done.rowcount


def raise_floor(connection: Connection, scope: str, seq: int) -> None:
    """Let go of the log up to and with `seq`: PCs behind it read a snapshot. `drop_log` takes the rows out."""
    connection.execute("UPDATE hub.scope SET floor = greatest(floor, least(%s, head)) WHERE id = %s", (seq, scope))


def drop_log(connection: Connection, scope: str, most: int = 2**62) -> int:
    """Take out the `most` oldest rows of the log that lie below the floor; how many there were."""
    done = connection.execute(
        "DELETE FROM hub.change_log WHERE scope = %(scope)s"
        " AND seq <= (SELECT floor FROM hub.scope WHERE id = %(scope)s)"
        " AND seq < %(most)s + (SELECT min(seq) FROM hub.change_log WHERE scope = %(scope)s)",
        {"scope": scope, "most": most},
    )
    return done.rowcount


def forget_before(connection: Connection, scope: str, seq: int) -> int:
    """Raise the floor and drop the log below it at once; rows dropped."""
    raise_floor(connection, scope, seq)
    return drop_log(connection, scope)
