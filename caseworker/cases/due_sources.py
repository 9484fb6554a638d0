"""What cases owe by themselves: promises, checks, first contacts, interviews, replies, tries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, Select, String, Subquery, and_, case, exists, func, literal, select, type_coerce
from sqlalchemy.orm import aliased

from caseworker.cases.due_lines import (
    AHEAD,
    CHINA_HOURS,
    Bucket,
    Kind,
    Owners,
    by_day,
    changes,
    line,
    living,
    mine,
    once,
    rests,
)
from caseworker.cases.evidence import superseded_ids
from caseworker.cases.placements import CHECK_DAYS
from caseworker.cases.rules import casework_rules
from caseworker.cases.states import OPEN_STATES, CaseState
from caseworker.clock import china_instant
from db.models import Activity, Case, Placement, Referral, Task

REPLY_DAYS = 5
"""Days after which a recommendation without an answer is shown as waited for."""
UNANSWERED = ("referred", "accepted", "interview")
_CHECKS_LAPSE = timedelta(days=CHECK_DAYS[-1] + 90)


def all_of(owners: Owners, day: date) -> tuple[Select[Any], ...]:
    """Every source of this file."""
    changed = changes()
    owing = living(owners, day, changed)
    awaited = once(_awaited(owing), "awaited")
    return (
        _tasks(owing, owners, day),
        _checks(owing, changed, owners, day),
        _new_cases(owners),
        _interviews(awaited, changed, owners, day),
        _replies(awaited, changed, owners, day),
        _tries(owing, owners, day),
    )


def _awaited(owing: CTE) -> Select[Any]:
    """Recommendations that nobody has answered."""
    of: tuple[Any, ...] = (Referral.id, Referral.case_id, Referral.person_id, owing.c.owner_id)
    query = select(*of, Referral.interview_at, Referral.recommended_at).join(owing, owing.c.id == Referral.case_id)
    return query.where(Referral.state.in_(UNANSWERED), ~Referral.deleted)


def _tasks(owing: CTE, owners: Owners, day: date) -> Select[Any]:
    """Promises that are not settled; one that waits for somebody else is not urgent before its day has passed.

    They are found by index as their owner's, who need not be the case's: a promise can be handed on alone.
    """
    due_on = type_coerce(Task.due_on, String)
    waits = (func.coalesce(Task.waits_for, "") != "") & (Task.due_on >= day)
    bucket = case((waits, Bucket.WAITING.value), else_=by_day(due_on, day))
    of = (Task.id, Task.case_id, Task.person_id)
    query = line(Kind.TASK, bucket, Task.due_on, of, Task.owner_id, due_time=Task.due_time, text=Task.title)
    handed = exists().where(Case.id == Task.case_id, Case.state.in_(OPEN_STATES), ~Case.deleted, ~rests(day))
    goes_on = Task.case_id.in_(select(owing.c.id)) | handed  # the first is worked out already
    owed = (Task.done_at.is_(None), Task.due_on <= day + AHEAD, ~Task.deleted, goes_on)
    return query.where(*owed, mine(Task.owner_id, owners))


def _checks(owing: CTE, changed: CTE, owners: Owners, day: date) -> Select[Any]:
    """Checks owed after a placement whose day has come or is near: the rule of `placements.next_check` in SQL."""
    made = _made(owing, day)
    owed = case(*((made.c.latest < days, days) for days in CHECK_DAYS))
    on = (changed.c.subject == Kind.CHECK.value) & (changed.c.subject_id == made.c.id) & (changed.c.step == owed)
    usual = func.date(made.c.started_on, func.printf("+%d days", owed))
    due_on, owner_id = func.coalesce(changed.c.to_on, usual), func.coalesce(changed.c.to_owner_id, made.c.owner_id)
    query = line(
        Kind.CHECK,
        by_day(due_on, day),
        due_on,
        (made.c.id, made.c.case_id, made.c.person_id),
        owner_id,
        text=made.c.employer_name,
        days=owed,
        checks_done=made.c.done,
    )
    query = query.select_from(made.outerjoin(changed, on))
    near = (made.c.latest < CHECK_DAYS[-1], due_on <= (day + AHEAD).isoformat())
    return query.where(*near, mine(owner_id, owners))


def _made(owing: CTE, day: date) -> Subquery:
    """Placements that may owe a check, with the number of checks made and the latest of them."""
    check = and_(
        Activity.placement_id == Placement.id,
        Activity.check_days.is_not(None),
        Activity.id.not_in(superseded_ids()),
    )
    shown = (Placement.id, Placement.case_id, Placement.person_id, Placement.employer_name, Placement.started_on)
    latest = func.coalesce(func.max(Activity.check_days), 0).label("latest")
    query = select(*shown, owing.c.owner_id, latest, func.count(Activity.check_days.distinct()).label("done"))
    query = query.join(owing, owing.c.id == Placement.case_id).outerjoin(Activity, check)
    query = query.where(
        Placement.started_on.between(day - _CHECKS_LAPSE, day), Placement.ended_on.is_(None), ~Placement.deleted
    )
    return query.group_by(Placement.id).subquery("made")


def _new_cases(owners: Owners) -> Select[Any]:
    """Cases that nobody has touched since they were assigned."""
    touched = exists().where(Activity.case_id == Case.id, Activity.recorded_at >= Case.assigned_at)
    planned = exists().where(Task.case_id == Case.id)
    assigned_on = func.date(Case.assigned_at, CHINA_HOURS)
    of = (Case.id, Case.id, Case.person_id)
    query = line(Kind.NEW_CASE, literal(Bucket.NEW.value), assigned_on, of, Case.owner_id)
    fresh = (Case.state == CaseState.REGISTERED.value, ~Case.deleted, ~touched, ~planned)
    return query.where(*fresh, mine(Case.owner_id, owners))


def _interviews(awaited: CTE, changed: CTE, owners: Owners, day: date) -> Select[Any]:
    """Interviews that are near, or past without a result."""
    of = awaited.c
    given = (changed.c.subject == Kind.INTERVIEW.value) & (changed.c.subject_id == of.id)
    on, at = func.date(of.interview_at, CHINA_HOURS), func.strftime("%H:%M", of.interview_at, CHINA_HOURS)
    due_on = func.max(on, func.coalesce(changed.c.to_on, on))
    time = case((due_on == on, at))
    owner_id = func.coalesce(changed.c.to_owner_id, of.owner_id)
    query = line(
        Kind.INTERVIEW, by_day(due_on, day), due_on, (of.id, of.case_id, of.person_id), owner_id, due_time=time
    )
    near = (of.interview_at < china_instant(day + AHEAD + timedelta(days=1), 0), due_on <= (day + AHEAD).isoformat())
    return query.select_from(awaited.outerjoin(changed, given)).where(*near, mine(owner_id, owners))


def _replies(awaited: CTE, changed: CTE, owners: Owners, day: date) -> Select[Any]:
    """Recommendations nobody answered for some days, or from the day they were put off to."""
    of = awaited.c
    given = (changed.c.subject == Kind.REPLY.value) & (changed.c.subject_id == of.id)
    asked_on = func.date(of.recommended_at, CHINA_HOURS)
    due_on = func.coalesce(changed.c.to_on, func.date(asked_on, f"+{REPLY_DAYS} days"))
    days = func.julianday(day.isoformat()) - func.julianday(asked_on)
    owner_id = func.coalesce(changed.c.to_owner_id, of.owner_id)
    query = line(
        Kind.REPLY, literal(Bucket.WAITING.value), due_on, (of.id, of.case_id, of.person_id), owner_id, days=days
    )
    before = china_instant(day - timedelta(days=REPLY_DAYS - 1), 0)
    waited = (of.interview_at.is_(None), of.recommended_at < before, due_on <= day.isoformat())
    return query.select_from(awaited.outerjoin(changed, given)).where(*waited, mine(owner_id, owners))


def _tries(owing: CTE, owners: Owners, day: date) -> Select[Any]:
    """The next try to reach somebody who did not answer, on the day after the last, unless it is promised anyway."""
    rules = casework_rules().ladder
    since = china_instant(day - timedelta(days=rules.stale_days), 0)
    at = type_coerce(Activity.occurred_at, String)
    own = (Activity.channel.is_not(None), Activity.channel != "group", ~Activity.deleted)
    missed = (Activity.outcome.in_(rules.failed), Activity.occurred_at >= since, *own)
    answer = aliased(Activity)
    heard = exists().where(
        answer.case_id == Activity.case_id,
        answer.occurred_at >= Activity.occurred_at,
        answer.outcome.in_(rules.answered),
        answer.channel.is_not(None),
        answer.channel != "group",
        ~answer.deleted,
        answer.id.not_in(superseded_ids()),
    )
    last, tries = func.max(at).label("at"), func.count().label("tries")
    promised = exists().where(Task.case_id == Activity.case_id, Task.done_at.is_(None), ~Task.deleted)
    theirs = Activity.case_id.in_(select(owing.c.id))  # before what is looked up row by row
    tried = select(Activity.case_id, Activity.person_id, last, tries).group_by(Activity.case_id)
    tried = tried.where(*missed, theirs, ~promised, Activity.id.not_in(superseded_ids()), ~heard)
    tried_last = tried.subquery("tried")
    due_on = func.date(tried_last.c.at, CHINA_HOURS, "+1 day")
    of = (tried_last.c.case_id, tried_last.c.case_id, tried_last.c.person_id)
    query = line(Kind.LADDER, by_day(due_on, day), due_on, of, owing.c.owner_id, days=tried_last.c.tries)
    query = query.join(owing, owing.c.id == tried_last.c.case_id)
    return query.where(mine(owing.c.owner_id, owners))
