"""What the store remembers of its meetings with the central store: each with its outcome, as the sync page shows them.

Counting failures from here, a program that was closed in between keeps its distance all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from db.local.store import Store
from db.models.base import new_id
from db.sync.writing import looking, stamp, writing

KEPT = timedelta(days=90)
HALTING = frozenset(
    {
        "sync.not_enrolled",
        "sync.sign_in_again",
        "sync.revoked",
        "sync.account_closed",
        "sync.upgrade",
        "sync.restored",
        "sync.server_behind",
        "sync.refused",
    }
)
"""Problems that no repetition mends: a person has to do something first."""

CANCELLED = "sync.cancelled"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One run of sync. `problem` is a message code, or empty when all went well; `ended_at` is None after a crash."""

    started_at: datetime
    ended_at: datetime | None
    pushed: int
    pulled: int
    problem: str


def open_run(store: Store, now: datetime) -> UUID:
    """Note that a meeting begins."""
    run = new_id()
    with writing(store) as raw:
        raw.execute("DELETE FROM sync_run WHERE started_at < ?", (stamp(now - KEPT),))
        raw.execute(
            "INSERT INTO sync_run (id, started_at, pushed, pulled, problem) VALUES (?, ?, 0, 0, '')",
            (run.bytes, stamp(now)),
        )
    return run


def close_run(store: Store, run: UUID, now: datetime, pushed: int, pulled: int, problem: str) -> None:
    """Note how it went. Meetings in which nothing happened leave one line, the newest."""
    with writing(store) as raw:
        raw.execute(
            "UPDATE sync_run SET ended_at = ?, pushed = ?, pulled = ?, problem = ? WHERE id = ?",
            (stamp(now), pushed, pulled, problem, run.bytes),
        )
        if not (pushed or pulled or problem):
            raw.execute(
                "DELETE FROM sync_run WHERE pushed = 0 AND pulled = 0 AND problem = '' AND ended_at IS NOT NULL"
                " AND id <> ?",
                (run.bytes,),
            )


def meetings(store: Store, most: int = 50) -> list[Meeting]:
    """The newest meetings first."""
    columns = "started_at, ended_at, pushed, pulled, problem"
    query = f"SELECT {columns} FROM sync_run ORDER BY started_at DESC, id DESC LIMIT ?"
    with looking(store) as raw:
        return [_meeting(row) for row in raw.execute(query, (most,)).fetchall()]


def failures(store: Store) -> int:
    """How many meetings in a row have failed up to now."""
    found = 0
    for meeting in meetings(store):
        if meeting.problem in {"", CANCELLED}:
            break
        found += 1
    return found


def _meeting(row: tuple[Any, ...]) -> Meeting:
    started, ended, pushed, pulled, problem = row
    return Meeting(
        datetime.fromisoformat(started), datetime.fromisoformat(ended) if ended else None, pushed, pulled, problem
    )
