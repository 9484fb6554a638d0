"""What goes up: the outbox frozen into numbered batches whose bytes never change until they are answered.

A body is the outbox's own JSON strung together; nothing is decoded. One batch is on its way at a time. The changes of
one transaction stay in one batch, unless they alone are more than a batch may hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from db.local.store import Store
from db.sync import wire
from db.sync.writing import looking, stamp, writing

KEEP_ANSWERED = timedelta(days=30)
"""How long answered bodies stay, for a central store that was restored from an older backup."""

TOO_LARGE = "too_large"

_OP = (
    "CAST('[' || n || ',\"' || lower(hex(tx)) || '\",\"' || entity || '\",\"' || lower(hex(row_id)) || '\",'"
    " || base_rev || ',\"' || op || '\",' || patch || ',\"' || lower(hex(actor)) || '\",\"' || at || '\"]' AS BLOB)"
)
_NEXT = f"SELECT n, tx, row_id, {_OP} FROM outbox WHERE batch IS NULL ORDER BY n LIMIT ?"
_NEXT_BUT_HELD = (
    f"SELECT n, tx, row_id, {_OP} FROM outbox WHERE batch IS NULL"
    " AND n NOT IN (SELECT value FROM json_each(?)) ORDER BY n LIMIT ?"
)
_STICK = (
    "INSERT OR REPLACE INTO stuck (n, tx, entity, row_id, op, base_rev, patch, actor, at, code, since)"
    " SELECT n, tx, entity, row_id, op, base_rev, patch, actor, at, ?, ? FROM outbox WHERE n = ?"
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A batch on its way: `body` is what is sent, again and again, until it is answered."""

    number: int
    body: bytes
    ops: int


@dataclass(slots=True)
class HeldBack:
    """Changes that wait for a later meeting since what they belong to has not arrived, and what hangs on them."""

    numbers: set[int] = field(default_factory=set)
    rows: set[bytes] = field(default_factory=set)

    def add(self, number: int, row: bytes) -> None:
        self.numbers.add(number)
        self.rows.add(row)


@dataclass(frozen=True, slots=True)
class Ready:
    """The batch that will follow one on its way, made but not frozen: nothing is sent of it before `keep` has."""

    frozen: Frozen
    ops: list[_Op]
    made_at: datetime


class _Op(NamedTuple):
    n: int
    tx: bytes
    row: bytes
    text: bytes


def in_flight(store: Store) -> Frozen | None:
    """The batch that was frozen and not answered yet."""
    query = "SELECT number, body, ops FROM push_batch WHERE answered_at IS NULL ORDER BY number LIMIT 1"
    with looking(store) as raw:
        row = raw.execute(query).fetchone()
    return Frozen(row[0], bytes(row[1]), row[2]) if row else None


def unanswered(store: Store) -> list[Frozen]:
    """Every batch that was frozen and not answered yet, in order."""
    query = "SELECT number, body, ops FROM push_batch WHERE answered_at IS NULL ORDER BY number"
    with looking(store) as raw:
        return [Frozen(row[0], bytes(row[1]), row[2]) for row in raw.execute(query)]


def freeze(store: Store, device: UUID, now: datetime, held: HeldBack, limit: int = wire.MAX_OPS) -> Frozen | None:
    """Freeze the next batch durably; None when nothing is left to send. `limit` operations at most."""
    with writing(store) as raw:
        while True:
            ops, over = _next_ops(raw, held, limit)
            if not over:
                break
            move_to_stuck(raw, [(TOO_LARGE, stamp(now), n) for n in over])
        if not ops:
            return None
        made = _made(device, 1 + _newest(raw), ops, now)
        _keep(raw, made)
    return made.frozen


def prepare(store: Store, device: UUID, now: datetime, after: Frozen, limit: int = wire.MAX_OPS) -> Ready | None:
    """Make the batch after one on its way, while the central store works on that. Reads only; None for none."""
    with looking(store) as raw:
        ops, _ = _next_ops(raw, HeldBack(), limit)
    return _made(device, after.number + 1, ops, now) if ops else None


def keep(raw: Any, ready: Ready) -> None:
    """Freeze a prepared batch in the caller's transaction; not if the outbox is no longer what it was made from."""
    numbers = json.dumps([op.n for op in ready.ops])
    waiting = "SELECT count(*) FROM outbox WHERE batch IS NULL AND n IN (SELECT value FROM json_each(?))"
    if ready.frozen.number == 1 + _newest(raw) and raw.execute(waiting, (numbers,)).fetchone()[0] == len(ready.ops):
        _keep(raw, ready)


def unfreeze(store: Store, number: int) -> None:
    """Take back a batch the central store would not even look at, and those after it: their numbers are free again."""
    with writing(store) as raw:
        raw.execute("UPDATE outbox SET batch = NULL WHERE batch >= ?", (number,))
        raw.execute("DELETE FROM push_batch WHERE number >= ?", (number,))


def stick(store: Store, numbers: Iterable[int], code: str, now: datetime) -> None:
    """Move changes out of the way that can never be sent as they are."""
    with writing(store) as raw:
        move_to_stuck(raw, [(code, stamp(now), n) for n in numbers])


def move_to_stuck(raw: Any, refused: list[tuple[str, str, int]]) -> None:
    """Move (code, since, n) of the outbox to what a person has to look at, in the caller's transaction."""
    raw.executemany(_STICK, refused)
    raw.executemany("DELETE FROM outbox WHERE n = ?", [(n,) for _, _, n in refused])


def sent_bodies(store: Store, after: int) -> Iterator[Frozen]:
    """Answered batches past `after`, oldest first: what a restored central store has to be given again."""
    query = (
        "SELECT number, body, ops FROM push_batch WHERE number > ? AND answered_at IS NOT NULL ORDER BY number LIMIT 1"
    )
    while True:
        with looking(store) as raw:
            row = raw.execute(query, (after,)).fetchone()
        if row is None:
            return
        yield Frozen(row[0], bytes(row[1]), row[2])
        after = row[0]


def numbers(store: Store) -> tuple[int, int]:
    """The newest batch and the newest answered one; 0 for none."""
    query = "SELECT max(number), max(number) FILTER (WHERE answered_at IS NOT NULL) FROM push_batch"
    with looking(store) as raw:
        newest, answered = raw.execute(query).fetchone()
    return newest or 0, answered or 0


def prune(store: Store, now: datetime) -> None:
    """Let go of bodies answered long ago; the newest stays, since it carries the numbering."""
    old = "answered_at < ? AND number < (SELECT max(number) FROM push_batch)"
    since = (stamp(now - KEEP_ANSWERED),)
    with looking(store) as raw:
        found = raw.execute(f"SELECT 1 FROM push_batch WHERE {old} LIMIT 1", since).fetchone()
    if found:
        with writing(store) as raw:
            raw.execute(f"DELETE FROM push_batch WHERE {old}", since)


def _next_ops(raw: Any, held: HeldBack, limit: int) -> tuple[list[_Op], list[int]]:
    """The operations of the next batch, and the numbers of those too large for any."""
    while True:
        found = _waiting(raw, held, limit + 1)
        if len(found) <= limit and not held.rows and _size(found) <= _room():
            return found, []
        groups = [list(group) for _, group in groupby(found, key=lambda op: op.tx)]
        if len(found) > limit and len(groups) > 1:
            groups.pop()  # perhaps cut in the middle
        before = len(held.numbers)
        free = [group for group in groups if not _hold(group, held)]
        if free or len(held.numbers) == before:
            return _fitting(free, limit)


def _waiting(raw: Any, held: HeldBack, count: int) -> list[_Op]:
    if held.numbers:
        rows = raw.execute(_NEXT_BUT_HELD, (json.dumps(sorted(held.numbers)), count)).fetchall()
    else:
        rows = raw.execute(_NEXT, (count,)).fetchall()
    return list(map(_Op._make, rows))


def _hold(group: list[_Op], held: HeldBack) -> bool:
    """Whether a transaction touches a row that waits; then all of it waits too."""
    if held.rows.isdisjoint(op.row for op in group):
        return False
    for op in group:
        held.add(op.n, op.row)
    return True


def _fitting(groups: list[list[_Op]], limit: int) -> tuple[list[_Op], list[int]]:
    taken: list[_Op] = []
    room = _room()
    for group in groups:
        size = _size(group)
        if size > room or len(taken) + len(group) > limit:
            return (taken, []) if taken else _split(group, limit)
        taken += group
        room -= size
    return taken, []


def _split(group: list[_Op], limit: int) -> tuple[list[_Op], list[int]]:
    """As much of one transaction as a batch holds, when it alone is too much."""
    taken, room = [], _room()
    for op in group[:limit]:
        room -= len(op.text) + 1
        if room < 0:
            break
        taken.append(op)
    return taken, [] if taken else [group[0].n]


def _size(ops: list[_Op]) -> int:
    return sum([len(op.text) for op in ops]) + len(ops)


def _room() -> int:
    """Bytes of operations that a body holds besides its head."""
    return wire.MAX_BODY - 1024


def _body(device: UUID, number: int, now: datetime, ops: list[_Op]) -> bytes:
    head = f'{{"device":"{device.hex}","batch":{number},"schema":{wire.SCHEMA},"now":"{stamp(now)}","ops":['
    return head.encode() + b",".join([op.text for op in ops]) + b"]}"


def _newest(raw: Any) -> int:
    return int(raw.execute("SELECT max(number) FROM push_batch").fetchone()[0] or 0)


def _made(device: UUID, number: int, ops: list[_Op], now: datetime) -> Ready:
    return Ready(Frozen(number, wire.pack(_body(device, number, now, ops)), len(ops)), ops, now)


def _keep(raw: Any, made: Ready) -> None:
    frozen, ops = made.frozen, made.ops
    digest = hashlib.sha256(frozen.body).hexdigest()
    raw.execute(
        "INSERT INTO push_batch (number, body, sha256, ops, made_at) VALUES (?, ?, ?, ?, ?)",
        (frozen.number, frozen.body, digest, frozen.ops, stamp(made.made_at)),
    )
    if ops[-1].n - ops[0].n + 1 == len(ops):
        between = "UPDATE outbox SET batch = ? WHERE n BETWEEN ? AND ?"
        raw.execute(between, (frozen.number, ops[0].n, ops[-1].n))
    else:
        raw.executemany("UPDATE outbox SET batch = ? WHERE n = ?", [(frozen.number, op.n) for op in ops])
