"""Batches of this store's earlier life as another device, before it was connected anew.

A central store that comes back from an older backup may not know that device at all, and nobody else has its batches.
What it lacks of them waits again then, under the new device; with its old numbers, so before all that was saved since.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from db.local.store import Store
from db.sync.outbox import KEEP_ANSWERED, Frozen
from db.sync.problems import NotCarried
from db.sync.reply import operations, put_back
from db.sync.transport import Transport
from db.sync.writing import looking, stamp, writing


def remember(raw: Any, device: UUID) -> None:
    """Keep the answered batches of the device this store was until now, in the caller's transaction."""
    raw.execute(
        "INSERT OR IGNORE INTO earlier_batch (device, number, body, answered_at)"
        " SELECT ?, number, body, answered_at FROM push_batch WHERE answered_at IS NOT NULL",
        (device.bytes,),
    )


def take_up(store: Store, transport: Transport, now: datetime) -> bool:
    """Let wait again what the central store lacks of earlier batches; whether there was any."""
    with looking(store) as raw:
        newest = dict(raw.execute("SELECT device, max(number) FROM earlier_batch GROUP BY device").fetchall())
    lacking = []
    for device, number in newest.items():
        try:
            held = transport.newest_batch(UUID(bytes=device))
        except NotCarried:
            return False
        if held < number:
            lacking.append((device, held))
    for device, held in lacking:
        _wait_again(store, device, held)
    if newest:
        _prune(store, now)
    return bool(lacking)


def _wait_again(store: Store, device: bytes, held: int) -> None:
    """What was refused and is shown to a person is for that person to send again."""
    query = "SELECT number, body FROM earlier_batch WHERE device = ? AND number > ? ORDER BY number"
    with writing(store) as raw:
        stuck = {n for (n,) in raw.execute("SELECT n FROM stuck")}
        for number, body in raw.execute(query, (device, held)).fetchall():
            ops = operations(Frozen(number, bytes(body), 0))
            put_back(raw, [op for op in ops if op[0] not in stuck], None)
        raw.execute("DELETE FROM earlier_batch WHERE device = ? AND number > ?", (device, held))
        raw.execute("UPDATE sync_cursor SET epoch = '', snapshot = NULL, part = NULL")


def _prune(store: Store, now: datetime) -> None:
    old = (stamp(now - KEEP_ANSWERED),)
    with looking(store) as raw:
        found = raw.execute("SELECT 1 FROM earlier_batch WHERE answered_at < ? LIMIT 1", old).fetchone()
    if found:
        with writing(store) as raw:
            raw.execute("DELETE FROM earlier_batch WHERE answered_at < ?", old)
