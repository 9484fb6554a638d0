"""What is due, reckoned by the store itself: of thousands of lines only the most urgent ever leave it.

Every source gives lines of the same columns; one statement puts them into buckets, counts each and keeps its head.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    SQLColumnExpression,
    String,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)

from caseworker.cases.evidence import superseded_ids
from caseworker.cases.placements import CHECK_DAYS
from caseworker.cases.states import OPEN_STATES, CaseState
from caseworker.clock import china_instant
from db.models import Activity, Case, Placement, Referral, Task

AHEAD = timedelta(days=3)
REPLY_DAYS = 5
"""Days after which a recommendation without an answer is shown as waited for."""
UNANSWERED = ("referred", "accepted", "interview")
_CHECKS_LAPSE = timedelta(days=CHECK_DAYS[-1] + 90)
_CHINA = "+8 hours"


class Bucket(StrEnum):
    """Where an item stands; the order is the order on screen."""

    OVERDUE = "overdue"
    DUE = "due"
    NEW = "new"
    SOON = "soon"
    WAITING = "waiting"


class Kind(StrEnum):
    """What an item is about; decides what finishing it means."""

    TASK = "task"
    CHECK = "check"
    NEW_CASE = "new_case"
    INTERVIEW = "interview"
    REPLY = "reply"


def most_urgent(owner: UUID | None, day: date, most: int) -> CTE:
    """Rows of `kind, bucket, due_on, due_time, source_id, case_id, person_id, text, days, checks_done, total`.

    At most `most` of each bucket, the earliest; `total` says how many the bucket has.
    """
    line = _once(_lines(owner, day), "line")
    order = (line.c.due_on, func.coalesce(line.c.due_time, "99"), line.c.source_id)
    heads = [select(line).where(line.c.bucket == one.value).order_by(*order).limit(most).subquery() for one in Bucket]
    head = union_all(*(select(part) for part in heads)).subquery("head")
    counted = select(line.c.bucket, func.count().label("total")).group_by(line.c.bucket)
    count = _once(counted, "count")
    return _once(select(*head.c, count.c.total).join(count, count.c.bucket == head.c.bucket), "urgent")


def _once(query: Select[Any] | CompoundSelect[Any], name: str) -> CTE:
    """A part of the statement that SQLite shall work out a single time, however often it is read."""
    return query.cte(name).prefix_with("MATERIALIZED")


@lru_cache(maxsize=4)
def totals(owner: UUID | None, day: date) -> Select[str, int]:
    """How many lines each bucket has; kept for the day like the list itself."""
    line = _lines(owner, day).subquery("line")
    return select(line.c.bucket, func.count()).group_by(line.c.bucket)


def _lines(owner: UUID | None, day: date) -> CompoundSelect[Any]:
    """Every source. Whoever recommended or promised is of no account: what a case owes is its owner's to keep."""
    living = _once(_living(owner), "living")
    awaited = _once(_awaited(living), "awaited")
    return union_all(
        _tasks(living, owner, day),
        _checks(living, day),
        _new_cases(owner),
        _interviews(awaited, day),
        _replies(awaited, day),
    )


def _line(
    kind: Kind,
    bucket: SQLColumnExpression[str],
    due_on: SQLColumnExpression[date],
    of: tuple[SQLColumnExpression[UUID], SQLColumnExpression[UUID], SQLColumnExpression[UUID]],
    *,
    due_time: SQLColumnExpression[Any] | None = None,
    text: SQLColumnExpression[Any] | None = None,
    days: SQLColumnExpression[Any] | None = None,
    checks_done: SQLColumnExpression[Any] | None = None,
) -> Select[Any]:
    """One source of lines; `of` are the ids of the record behind it, its case and its person."""
    source_id, case_id, person_id = of
    return select(
        literal(kind.value, String).label("kind"),
        bucket.label("bucket"),
        type_coerce(due_on, Date).label("due_on"),
        type_coerce(null() if due_time is None else due_time, String).label("due_time"),
        source_id.label("source_id"),
        case_id.label("case_id"),
        person_id.label("person_id"),
        (literal("") if text is None else text).label("text"),
        (literal(0) if days is None else days).label("days"),
        (literal(0) if checks_done is None else checks_done).label("checks_done"),
    )


def _by_day(due_on: ColumnElement[Any], day: date) -> ColumnElement[str]:
    late, now = (due_on < day.isoformat(), Bucket.OVERDUE.value), (due_on == day.isoformat(), Bucket.DUE.value)
    return case(late, now, else_=Bucket.SOON.value)


def _living(owner: UUID | None) -> Select[UUID]:
    """The cases that owe something: those still open, of one officer or of all."""
    whose = true() if owner is None else Case.owner_id == owner
    return select(Case.id).where(Case.state.in_(OPEN_STATES), ~Case.deleted, whose)


def _awaited(living: CTE) -> Select[Any]:
    """Their recommendations that nobody has answered."""
    of: tuple[Any, ...] = (Referral.id, Referral.case_id, Referral.person_id)
    owed = Referral.case_id.in_(select(living.c.id))
    query = select(*of, Referral.interview_at, Referral.recommended_at)
    return query.where(Referral.state.in_(UNANSWERED), ~Referral.deleted, owed)


def _tasks(living: CTE, owner: UUID | None, day: date) -> Select[Any]:
    """Promises that are not settled; one that waits for somebody else is not urgent before its day has passed.

    They change hands with their case, and are found by index as the owner's.
    """
    due_on = type_coerce(Task.due_on, String)
    waits = (func.coalesce(Task.waits_for, "") != "") & (Task.due_on >= day)
    bucket = case((waits, Bucket.WAITING.value), else_=_by_day(due_on, day))
    query = _line(
        Kind.TASK, bucket, Task.due_on, (Task.id, Task.case_id, Task.person_id), due_time=Task.due_time, text=Task.title
    )
    whose = true() if owner is None else Task.owner_id == owner
    owed = (Task.done_at.is_(None), Task.due_on <= day + AHEAD, ~Task.deleted, Task.case_id.in_(select(living.c.id)))
    return query.where(*owed, whose)


def _checks(living: CTE, day: date) -> Select[Any]:
    """Checks owed after a placement whose day has come or is near: the rule of `placements.next_check` in SQL."""
    made = _made(living, day)
    owed = case(*((made.c.latest < days, days) for days in CHECK_DAYS))
    due_on = func.date(made.c.started_on, func.printf("+%d days", owed))
    query = _line(
        Kind.CHECK,
        _by_day(due_on, day),
        due_on,
        (made.c.id, made.c.case_id, made.c.person_id),
        text=made.c.employer_name,
        days=owed,
        checks_done=made.c.done,
    )
    return query.where(made.c.latest < CHECK_DAYS[-1], due_on <= (day + AHEAD).isoformat())


def _made(living: CTE, day: date) -> Subquery:
    """Placements that may owe a check, with the number of checks made and the latest of them."""
    check = and_(
        Activity.placement_id == Placement.id,
        Activity.check_days.is_not(None),
        Activity.id.not_in(superseded_ids()),
    )
    shown = (Placement.id, Placement.case_id, Placement.person_id, Placement.employer_name, Placement.started_on)
    latest = func.coalesce(func.max(Activity.check_days), 0).label("latest")
    query = select(*shown, latest, func.count(Activity.check_days.distinct()).label("done"))
    query = query.outerjoin(Activity, check).where(
        Placement.started_on.between(day - _CHECKS_LAPSE, day),
        Placement.ended_on.is_(None),
        ~Placement.deleted,
        Placement.case_id.in_(select(living.c.id)),
    )
    return query.group_by(Placement.id).subquery("made")


def _new_cases(owner: UUID | None) -> Select[Any]:
    """Cases that nobody has touched since they were assigned."""
    touched = exists().where(Activity.case_id == Case.id, Activity.recorded_at >= Case.assigned_at)
    planned = exists().where(Task.case_id == Case.id)
    assigned_on = func.date(Case.assigned_at, _CHINA)
    query = _line(Kind.NEW_CASE, literal(Bucket.NEW.value), assigned_on, (Case.id, Case.id, Case.person_id))
    whose = true() if owner is None else Case.owner_id == owner
    return query.where(Case.state == CaseState.REGISTERED.value, ~Case.deleted, ~touched, ~planned, whose)


def _interviews(awaited: CTE, day: date) -> Select[Any]:
    """Interviews that are near, or past without a result."""
    of = awaited.c
    on, at = func.date(of.interview_at, _CHINA), func.strftime("%H:%M", of.interview_at, _CHINA)
    query = _line(Kind.INTERVIEW, _by_day(on, day), on, (of.id, of.case_id, of.person_id), due_time=at)
    return query.where(of.interview_at < china_instant(day + AHEAD + timedelta(days=1), 0))


def _replies(awaited: CTE, day: date) -> Select[Any]:
    """Recommendations nobody answered for some days."""
    of = awaited.c
    asked_on = func.date(of.recommended_at, _CHINA)
    due_on = func.date(asked_on, f"+{REPLY_DAYS} days")
    days = func.julianday(day.isoformat()) - func.julianday(asked_on)
    query = _line(Kind.REPLY, literal(Bucket.WAITING.value), due_on, (of.id, of.case_id, of.person_id), days=days)
    before = china_instant(day - timedelta(days=REPLY_DAYS - 1), 0)
    return query.where(of.interview_at.is_(None), of.recommended_at < before)
