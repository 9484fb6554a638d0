"""How sync stands, read from the tables alone: what the lamp, the sync page and the support file show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db.local.store import Store
from db.sync.enrolment import enrolment
from db.sync.history import Meeting, meetings
from db.sync.writing import looking


@dataclass(frozen=True, slots=True)
class StuckChange:
    """A change that was refused. `code` says why; `fields` are the names of what it changed."""

    n: int
    tx: UUID
    entity: str
    row_id: UUID
    op: str
    fields: tuple[str, ...]
    officer_id: UUID
    at: datetime
    code: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """`waiting` counts changes not sent yet; `problem` is that of the last meeting, empty when it went well.

    `files_up` and `files_down` count files whose bytes are on their way, to the central store and from it.
    """

    enrolled: bool
    address: str
    succeeded_at: datetime | None
    waiting: int
    stuck: int
    conflicts: int
    copying: bool
    problem: str
    files_up: int
    files_down: int


def standing(store: Store) -> Standing:
    """How sync stands now."""
    place = enrolment(store)
    with looking(store) as raw:
        done = raw.execute("SELECT max(ended_at) FROM sync_run WHERE problem = '' AND ended_at IS NOT NULL").fetchone()[
            0
        ]
        counts = [
            raw.execute(query).fetchone()[0]
            for query in (
                "SELECT count(*) FROM outbox",
                "SELECT count(*) FROM stuck",
                "SELECT count(*) FROM conflict WHERE state = 'open' AND NOT deleted",
                "SELECT count(*) FROM sync_cursor WHERE snapshot IS NOT NULL",
                "SELECT count(*) FROM blob_transfer WHERE way = 'up'",
                "SELECT count(*) FROM blob_transfer WHERE way = 'down'",
            )
        ]
    last = next((meeting for meeting in meetings(store, 2) if meeting.ended_at is not None), None)
    waiting, stuck, conflicts, copies, files_up, files_down = counts
    return Standing(
        enrolled=place is not None,
        address=place.address if place else "",
        succeeded_at=datetime.fromisoformat(done) if done else None,
        waiting=waiting,
        stuck=stuck,
        conflicts=conflicts,
        copying=copies > 0,
        problem=last.problem if last else "",
        files_up=files_up,
        files_down=files_down,
    )


def stuck_changes(store: Store) -> list[StuckChange]:
    """What was refused, oldest first."""
    query = "SELECT n, tx, entity, row_id, op, patch, actor, at, code, since FROM stuck ORDER BY n"
    with looking(store) as raw:
        return [_stuck(row) for row in raw.execute(query).fetchall()]


def _stuck(row: tuple[Any, ...]) -> StuckChange:
    n, tx, entity, row_id, op, patch, officer, at, code, since = row
    return StuckChange(
        n=n,
        tx=UUID(bytes=bytes(tx)),
        entity=entity,
        row_id=UUID(bytes=bytes(row_id)),
        op=op,
        fields=tuple(json.loads(patch)),
        officer_id=UUID(bytes=bytes(officer)),
        at=datetime.fromisoformat(at),
        code=code,
        since=datetime.fromisoformat(since),
    )


__all__ = ["Meeting", "Standing", "StuckChange", "meetings", "standing", "stuck_changes"]
