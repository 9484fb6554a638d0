"""The meetings with the central store (同步记录): what went up and down, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.sync.state import problem_text
from db.models import SyncRun

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Meeting:
    """One run. `ended_at` is None for one under way or cut off; `problem` is a sentence, "" when all went well."""

    id: UUID
    started_at: datetime
    ended_at: datetime | None
    pushed: int
    pulled: int
    problem: str


def meetings(desk: Desk, lang: str = "zh", limit: int = SHOWN) -> tuple[Meeting, ...]:
    """The newest runs first."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        runs = session.scalars(select(SyncRun).order_by(SyncRun.started_at.desc()).limit(limit))
        return tuple(
            Meeting(
                run.id,
                run.started_at,
                run.ended_at,
                run.pushed,
                run.pulled,
                problem_text(run.problem, lang) if run.problem else "",
            )
            for run in runs
        )
