"""Which bytes of attachments are on their way, and how far: rows of `blob_transfer`, by hash.

What goes up is noted before the rows that name it are sent, so that no kill in between can forget it; a row goes when
all is at the other end. What is to come down follows from the rows that are here and the bytes that are not.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.local.blobs import HASHED
from db.local.store import Store
from db.problems import SurroundingsProblem
from db.sync.writing import fact, keep_fact, looking, stamp, writing

UP, DOWN = "up", "down"
_SEEN_FACT = "blobs_seen"
_QUEUE = "INSERT INTO blob_transfer (sha256, size, way, chunks_done, since) VALUES (?, ?, ?, 0, ?)"
_NEW_HERE = (
    "SELECT DISTINCT a.sha256, a.size FROM outbox o JOIN attachment a ON a.id = o.row_id"
    f" WHERE o.entity = 'attachment' AND o.op = 'I' AND NOT a.deleted AND {HASHED} AND NOT EXISTS"
    " (SELECT 1 FROM blob_transfer t WHERE t.sha256 = a.sha256 AND t.way = 'up')"
)
_WAITING = (
    "SELECT sha256, size, chunks_done FROM blob_transfer t WHERE way = ? ORDER BY"
    " (SELECT max(a.added_at) FROM attachment a WHERE a.sha256 = t.sha256 AND NOT a.deleted) DESC, sha256"
)


@dataclass(slots=True)
class Waiting:
    """Bytes on their way. `done` counts the chunks that have arrived."""

    sha256: str
    size: int
    done: int
    tries: int = 0


def queue_new(store: Store, now: datetime) -> None:
    """Note what the rows that wait to be sent name: it goes up after them."""
    with looking(store) as raw:
        found = raw.execute(_NEW_HERE).fetchall()
    if found:
        with writing(store) as raw:
            _queue_up(raw, found, now)


def queue_up(store: Store, hashes: list[str], now: datetime) -> None:
    """Note what the central store was found to lack and is here."""
    found = []
    for sha256 in hashes:
        with suppress(SurroundingsProblem):  # damaged, as it turns out
            found.append((sha256, store.blobs.size(sha256)))
    if found:
        with writing(store) as raw:
            _queue_up(raw, found, now)


def queue_missing(store: Store, now: datetime) -> None:
    """Note what rows name and is not here; what is here by now, or named no more, is not waited for."""
    with looking(store) as raw:
        seen = _seen(raw)
        query = f"SELECT sha256, max(size) FROM attachment WHERE NOT deleted AND {HASHED} GROUP BY sha256"
        sizes: dict[str, int] = dict(raw.execute(query).fetchall())
        noted = dict(raw.execute("SELECT sha256, way FROM blob_transfer").fetchall())
    here = store.blobs.names().keys()
    absent = {sha256 for sha256 in sizes if store.blobs.path(sha256).name not in here}
    stale = [(sha256,) for sha256, way in noted.items() if way == DOWN and sha256 not in absent]
    fresh = [(sha256, sizes[sha256], DOWN, stamp(now)) for sha256 in sorted(absent - noted.keys())]
    with writing(store) as raw:
        if stale:
            raw.executemany("DELETE FROM blob_transfer WHERE sha256 = ?", stale)
        if fresh:
            raw.executemany(_QUEUE, fresh)
        keep_fact(raw, _SEEN_FACT, seen)


def rows_changed(store: Store) -> bool:
    """Whether rows of attachments have come or gone since `queue_missing`."""
    with looking(store) as raw:
        return fact(raw, _SEEN_FACT) != _seen(raw)


def _seen(raw: Any) -> str:
    query = "SELECT count(*) || ':' || coalesce(max(rowid), 0) FROM attachment WHERE NOT deleted"
    return str(raw.execute(query).fetchone()[0])


def waiting(store: Store, way: str) -> list[Waiting]:
    """What is on its way, newest papers first."""
    with looking(store) as raw:
        return [Waiting(*row) for row in raw.execute(_WAITING, (way,)).fetchall()]


def advance(store: Store, item: Waiting) -> None:
    """Write down how far bytes have come."""
    with writing(store) as raw:
        values = (item.done, item.size, item.sha256)
        raw.execute("UPDATE blob_transfer SET chunks_done = ?, size = ? WHERE sha256 = ?", values)


def forget(store: Store, hashes: list[str]) -> None:
    """These are at the other end, or are wanted by nobody."""
    if hashes:
        with writing(store) as raw:
            raw.executemany("DELETE FROM blob_transfer WHERE sha256 = ?", [(sha256,) for sha256 in hashes])


def unwanted(store: Store, hashes: list[str]) -> list[str]:
    """Which of these no row names any more and no change that waits to be sent."""
    query = "SELECT 1 FROM attachment a WHERE a.sha256 = ? AND NOT a.deleted"
    with looking(store) as raw:
        return [sha256 for sha256 in hashes if raw.execute(query, (sha256,)).fetchone() is None]


def _queue_up(raw: Any, found: list[tuple[str, int]], now: datetime) -> None:
    raw.executemany(
        _QUEUE + " ON CONFLICT (sha256) DO UPDATE SET way = excluded.way, chunks_done = 0",
        [(sha256, size, UP, stamp(now)) for sha256, size in found],
    )
