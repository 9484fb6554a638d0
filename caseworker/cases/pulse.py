"""The month so far in a few figures beside the worklist (本月服务): real counts, cheap to ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from caseworker.access.permissions import Right, require
from caseworker.cases.evidence import superseded_ids
from caseworker.cases.placements import CHECK_DAYS
from caseworker.cases.states import OPEN_STATES
from caseworker.clock import china_day, china_instant
from caseworker.desk import Desk
from db.models import Activity, Case, Placement, Task

GRACE = timedelta(days=3)
"""A check after placement is in time up to this many days after its day; our own choice, no rule names one."""


@dataclass(frozen=True, slots=True)
class Share:
    """`done` of `of`; `of` 0 = nothing was owed."""

    done: int
    of: int

    @property
    def ratio(self) -> float:
        """From 0.0 to 1.0; 1.0 when nothing was owed."""
        return self.done / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Pulse:
    """The month from its first day to today, for one officer or the office.

    `reached`: open cases whose person was reached this month. `checks`: checks after placement that fell due, made in
    time. `promises`: promises that fell due, settled. `contacts`: entries with a channel. `placements`: jobs begun.
    """

    since: date
    reached: Share
    checks: Share
    promises: Share
    contacts: int
    placements: int


def pulse(desk: Desk, *, whole_office: bool = False) -> Pulse:
    """The figures of this month."""
    require(desk.actor, Right.VIEW)
    owner = None if whole_office else desk.actor.officer_id
    since, today = desk.today.replace(day=1), desk.today
    with desk.read() as session:
        return Pulse(
            since=since,
            reached=_reached(session, owner, since),
            checks=_checks(session, owner, since, today),
            promises=_promises(session, owner, since, today),
            contacts=_contacts(session, owner, since),
            placements=_placements(session, owner, since, today),
        )


def _mine(column: InstrumentedAttribute[UUID], owner: UUID | None) -> ColumnElement[bool]:
    return true() if owner is None else column == owner


def _reached(session: Session, owner: UUID | None, since: date) -> Share:
    """Of the open cases, those whose person was reached since; an earlier entry that was corrected counts once."""
    open_cases = select(Case.id).where(Case.state.in_(OPEN_STATES), ~Case.deleted, _mine(Case.owner_id, owner))
    total = session.execute(select(func.count()).select_from(open_cases.subquery())).scalar_one()
    done = session.execute(
        select(func.count(distinct(Activity.case_id))).where(
            Activity.occurred_at >= china_instant(since, 0),
            Activity.outcome == "reached",
            ~Activity.deleted,
            Activity.id.not_in(superseded_ids()),
            Activity.case_id.in_(open_cases),
        )
    ).scalar_one()
    return Share(int(done), int(total))


def _checks(session: Session, owner: UUID | None, since: date, today: date) -> Share:
    """Checks whose day fell in the month: made within the grace, or missed. One that may still be made is left out."""
    query = (
        select(Placement.id, Placement.started_on, Placement.ended_on)
        .join(Case, Case.id == Placement.case_id)
        .where(Placement.started_on >= since - timedelta(days=CHECK_DAYS[-1]), ~Placement.deleted, ~Case.deleted)
        .where(_mine(Case.owner_id, owner))
    )
    made = _made(session, since)
    done = owed = 0
    for placement_id, started_on, ended_on in session.execute(query):
        for days in CHECK_DAYS:
            due = started_on + timedelta(days=days)
            if not since <= due <= today or (ended_on is not None and ended_on < due):
                continue
            in_time = any(check >= days and on <= due + GRACE for check, on in made[placement_id])
            done += in_time
            owed += in_time or due + GRACE < today
    return Share(done, owed)


def _made(session: Session, since: date) -> dict[UUID, list[tuple[int, date]]]:
    made: dict[UUID, list[tuple[int, date]]] = defaultdict(list)
    query = select(Activity.placement_id, Activity.check_days, Activity.occurred_at).where(
        Activity.placement_id.is_not(None),
        Activity.check_days.is_not(None),
        ~Activity.deleted,
        Activity.id.not_in(superseded_ids()),
    )
    early = china_instant(since - timedelta(days=CHECK_DAYS[-1]), 0)
    for placement_id, check_days, occurred_at in session.execute(query.where(Activity.occurred_at >= early)):
        if placement_id is not None and check_days is not None:
            made[placement_id].append((check_days, china_day(occurred_at)))
    return made


def _promises(session: Session, owner: UUID | None, since: date, today: date) -> Share:
    """Promises due in the month that were settled, of those settled or overdue."""
    due = [Task.due_on.between(since, today), ~Task.deleted, _mine(Task.owner_id, owner)]
    query = select(
        func.count().filter(Task.done_at.is_not(None)),
        func.count().filter(Task.done_at.is_not(None) | (Task.due_on < today)),
    )
    done, owed = session.execute(query.where(*due)).one()
    return Share(int(done), int(owed))


def _contacts(session: Session, owner: UUID | None, since: date) -> int:
    query = select(func.count()).where(
        Activity.occurred_at >= china_instant(since, 0),
        Activity.channel.is_not(None),
        ~Activity.deleted,
        _mine(Activity.officer_id, owner),
        Activity.id.not_in(superseded_ids()),
    )
    return int(session.execute(query).scalar_one())


def _placements(session: Session, owner: UUID | None, since: date, today: date) -> int:
    query = (
        select(func.count())
        .select_from(Placement)
        .join(Case, Case.id == Placement.case_id)
        .where(Placement.started_on.between(since, today), ~Placement.deleted, _mine(Case.owner_id, owner))
    )
    return int(session.execute(query).scalar_one())
