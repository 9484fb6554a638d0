"""The month so far in a few figures beside the worklist (本月服务): real counts, cheap to ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, or_, select, true
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
        reached, contacts = _contacts(session, owner, since)
        return Pulse(
            since=since,
            reached=reached,
            checks=_checks(session, owner, since, today),
            promises=_promises(session, owner, since, today),
            contacts=contacts,
            placements=_placements(session, owner, since, today),
        )


def _mine(column: InstrumentedAttribute[UUID], owner: UUID | None) -> ColumnElement[bool]:
    return true() if owner is None else column == owner


def _contacts(session: Session, owner: UUID | None, since: date) -> tuple[Share, int]:
    """Of the open cases those whose person was reached since, and all entries with a channel; corrected ones once.

    Both in one pass through the month's entries: asked alone, the first would look into every open case.
    """
    open_cases = select(Case.id).where(Case.state.in_(OPEN_STATES), ~Case.deleted, _mine(Case.owner_id, owner))
    total = session.execute(select(func.count()).select_from(open_cases.subquery())).scalar_one()
    reached = and_(Activity.outcome == "reached", Activity.case_id.in_(open_cases))
    query = select(
        func.count(distinct(case((reached, Activity.case_id)))),
        func.count().filter(Activity.channel.is_not(None), _mine(Activity.officer_id, owner)),
    ).where(Activity.occurred_at >= china_instant(since, 0), ~Activity.deleted, Activity.id.not_in(superseded_ids()))
    done, contacts = session.execute(query).one()
    return Share(int(done), int(total)), int(contacts)


def _checks(session: Session, owner: UUID | None, since: date, today: date) -> Share:
    """Checks whose day fell in the month: made within the grace, or missed. One that may still be made is left out."""
    made: dict[tuple[UUID, date, date | None], list[tuple[int, date]]] = defaultdict(list)
    for placement_id, started_on, ended_on, check_days, occurred_at in session.execute(
        _falling_due(owner, since, today)
    ):
        checks = made[placement_id, started_on, ended_on]
        if check_days is not None and occurred_at is not None:
            checks.append((check_days, china_day(occurred_at)))
    done = owed = 0
    for (_, started_on, ended_on), checks in made.items():
        for days in CHECK_DAYS:
            due = started_on + timedelta(days=days)
            if not since <= due <= today or (ended_on is not None and ended_on < due):
                continue
            in_time = any(check >= days and on <= due + GRACE for check, on in checks)
            done += in_time
            owed += in_time or due + GRACE < today
    return Share(done, owed)


def _falling_due(
    owner: UUID | None, since: date, today: date
) -> Select[UUID, date, date | None, int | None, datetime | None]:
    """Placements with a check whose day lies in the month, one row for each check made; the rest is never read."""
    on_its_day = (Placement.started_on.between(since - days, today - days) for days in map(timedelta, CHECK_DAYS))
    early = china_instant(since - timedelta(days=CHECK_DAYS[-1]), 0)
    made = and_(
        Activity.placement_id == Placement.id,
        Activity.check_days.is_not(None),
        Activity.occurred_at >= early,
        ~Activity.deleted,
        Activity.id.not_in(superseded_ids()),
    )
    columns = (Placement.id, Placement.started_on, Placement.ended_on, Activity.check_days, Activity.occurred_at)
    query = select(*columns).join(Case, Case.id == Placement.case_id).outerjoin(Activity, made)
    return query.where(or_(*on_its_day), ~Placement.deleted, ~Case.deleted, _mine(Case.owner_id, owner))


def _promises(session: Session, owner: UUID | None, since: date, today: date) -> Share:
    """Promises due in the month that were settled, of those settled or overdue, as the reports count them.

    What a case still owed when it ended is not broken: Today stopped asking for it then.
    """
    kept = Task.done_at.is_not(None)
    lapsed = or_(Case.state == "merged", Case.closed_on <= Task.due_on)
    overdue = (Task.due_on < today) & func.coalesce(~lapsed, true())
    due = [Task.due_on.between(since, today), ~Task.deleted, _mine(Task.owner_id, owner)]
    query = select(func.count().filter(kept), func.count().filter(kept | overdue))
    query = query.join(Case, Case.id == Task.case_id).where(*due, Case.state != "void", ~Case.deleted)
    done, owed = session.execute(query).one()
    return Share(int(done), int(owed))


def _placements(session: Session, owner: UUID | None, since: date, today: date) -> int:
    query = (
        select(func.count())
        .select_from(Placement)
        .join(Case, Case.id == Placement.case_id)
        .where(Placement.started_on.between(since, today), ~Placement.deleted, _mine(Case.owner_id, owner))
    )
    return int(session.execute(query).scalar_one())
