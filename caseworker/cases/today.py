"""Today (今日): what is overdue, due, waited for and new, derived from the records whenever it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_phone
from caseworker.access.permissions import Right, require
from caseworker.cases.evidence import INTERVIEWED, superseded_ids
from caseworker.cases.placements import CHECK_DAYS, next_check
from caseworker.cases.states import OPEN_STATES, CaseState
from caseworker.clock import CHINA, china_day
from caseworker.desk import Desk
from db.models import Activity, Case, Employer, GroupTag, Person, Placement, Referral, Task, Vacancy

AHEAD = timedelta(days=3)
REPLY_DAYS = 5
"""Days after which a recommendation without an answer is shown as waited for."""


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


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One line. `source_id` is the task, placement, case or referral behind it; `text` is the officer's own words,
    `days` the check's days or the days waited; `referrals` and
    `interviews` are those of the case so far."""

    kind: Kind
    bucket: Bucket
    due_on: date
    due_time: str
    source_id: UUID
    case_id: UUID
    person_id: UUID
    name: str
    tags: tuple[str, ...]
    text: str
    days: int
    checks_done: int
    phone_masked: str
    case_state: str = ""
    referrals: int = 0
    interviews: int = 0

    @property
    def id(self) -> tuple[str, UUID, int]:
        """What makes this line the same one after a refresh."""
        return (self.kind.value, self.source_id, self.days)


@dataclass(frozen=True, slots=True)
class TodayList:
    """The worklist of one officer on one day."""

    day: date
    items: tuple[TodayItem, ...]

    def count(self, bucket: Bucket) -> int:
        return sum(item.bucket is bucket for item in self.items)


@dataclass(frozen=True, slots=True)
class _Line:
    """An item before the person's name, tags and phone are looked up."""

    kind: Kind
    due_on: date
    source_id: UUID
    case_id: UUID
    person_id: UUID
    text: str = ""
    due_time: str = ""
    days: int = 0
    checks_done: int = 0
    waiting: bool = False
    new: bool = False


def today(desk: Desk, *, whole_office: bool = False) -> TodayList:
    """What the officer (or the whole office) has to do up to three days ahead, most urgent first."""
    require(desk.actor, Right.VIEW)
    owner = None if whole_office else desk.actor.officer_id
    with desk.read() as session:
        lines = [
            *_tasks(session, owner, desk.today),
            *_checks(session, owner, desk.today),
            *_new_cases(session, owner),
            *_referrals(session, owner, desk.today),
        ]
        items = _complete(session, lines, desk.today)
    order = list(Bucket)
    items.sort(key=lambda item: (order.index(item.bucket), item.due_on, item.due_time or "99", item.name))
    return TodayList(desk.today, tuple(items))


def bucket_of(line_due: date, today: date, *, waiting: bool = False, new: bool = False) -> Bucket:
    """Where something due on a day stands today."""
    if new:
        return Bucket.NEW
    if waiting:
        return Bucket.WAITING
    if line_due < today:
        return Bucket.OVERDUE
    return Bucket.DUE if line_due == today else Bucket.SOON


def _tasks(session: Session, owner: UUID | None, day: date) -> Iterable[_Line]:
    query = select(Task.id, Task.case_id, Task.person_id, Task.title, Task.due_on, Task.due_time, Task.waits_for).where(
        Task.done_at.is_(None), ~Task.deleted, Task.due_on <= day + AHEAD
    )
    for row in session.execute(query if owner is None else query.where(Task.owner_id == owner)):
        yield _Line(
            Kind.TASK,
            row.due_on,
            row.id,
            row.case_id,
            row.person_id,
            row.title,
            row.due_time or "",
            waiting=bool(row.waits_for) and row.due_on >= day,
        )


def _checks(session: Session, owner: UUID | None, day: date) -> Iterable[_Line]:
    """Checks owed after a placement: those whose day has come or is near."""
    oldest = day - timedelta(days=CHECK_DAYS[-1] + 90)
    query = (
        select(
            Placement.id,
            Placement.case_id,
            Placement.person_id,
            Placement.started_on,
            Placement.employer_name,
        )
        .join(Case, Case.id == Placement.case_id)
        .where(
            Placement.started_on.between(oldest, day),
            Placement.ended_on.is_(None),
            ~Placement.deleted,
            Case.state.in_(OPEN_STATES),
        )
    )
    rows = session.execute(query if owner is None else query.where(Case.owner_id == owner)).all()
    done = _checks_done(session, [row.id for row in rows])
    for row in rows:
        owed = next_check(row.started_on, done[row.id])
        if owed and owed[1] <= day + AHEAD:
            yield _Line(
                Kind.CHECK,
                owed[1],
                row.id,
                row.case_id,
                row.person_id,
                row.employer_name,
                days=owed[0],
                checks_done=len(done[row.id]),
            )


def _checks_done(session: Session, placements: Sequence[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    for part in _parts(placements):
        query = select(Activity.placement_id, Activity.check_days).where(
            Activity.placement_id.in_(part),
            Activity.check_days.is_not(None),
            Activity.id.not_in(superseded_ids()),
        )
        for placement_id, days in session.execute(query):
            if placement_id is not None and days is not None:
                found[placement_id].add(days)
    return found


def _new_cases(session: Session, owner: UUID | None) -> Iterable[_Line]:
    touched = exists().where(Activity.case_id == Case.id, Activity.recorded_at >= Case.assigned_at)
    planned = exists().where(Task.case_id == Case.id)
    query = select(Case.id, Case.person_id, Case.assigned_at).where(
        Case.state == CaseState.REGISTERED.value, ~Case.deleted, ~touched, ~planned
    )
    for row in session.execute(query if owner is None else query.where(Case.owner_id == owner)):
        yield _Line(Kind.NEW_CASE, china_day(row.assigned_at), row.id, row.id, row.person_id, new=True)


def _referrals(session: Session, owner: UUID | None, day: date) -> Iterable[_Line]:
    """Interviews that are near or past without a result, and recommendations nobody answered."""
    query = (
        select(
            Referral.id,
            Referral.case_id,
            Referral.person_id,
            Referral.recommended_at,
            Referral.interview_at,
            (Employer.name + " · " + Vacancy.title).label("text"),
        )
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Referral.state.in_(("referred", "accepted", "interview")), ~Referral.deleted)
    )
    for row in session.execute(query if owner is None else query.where(Referral.officer_id == owner)):
        if row.interview_at is not None:
            on = china_day(row.interview_at)
            if on <= day + AHEAD:
                at = row.interview_at.astimezone(CHINA).strftime("%H:%M")
                yield _Line(Kind.INTERVIEW, on, row.id, row.case_id, row.person_id, row.text, at)
        else:
            waited = (day - china_day(row.recommended_at)).days
            if waited >= REPLY_DAYS:
                due = china_day(row.recommended_at) + timedelta(days=REPLY_DAYS)
                yield _Line(Kind.REPLY, due, row.id, row.case_id, row.person_id, row.text, days=waited, waiting=True)


def _complete(session: Session, lines: Sequence[_Line], day: date) -> list[TodayItem]:
    ids = list({line.person_id for line in lines})
    standing = _standing(session, list({line.case_id for line in lines}))
    people = {row.id: row for part in _parts(ids) for row in session.execute(_people(part))}
    tags = _tags(session, ids)
    return [
        TodayItem(
            line.kind,
            bucket_of(line.due_on, day, waiting=line.waiting, new=line.new),
            line.due_on,
            line.due_time,
            line.source_id,
            line.case_id,
            line.person_id,
            people[line.person_id].name,
            tuple(tags[line.person_id]),
            line.text,
            line.days,
            line.checks_done,
            mask_phone(people[line.person_id].mobile),
            *standing.get(line.case_id, ("", 0, 0)),
        )
        for line in lines
        if line.person_id in people
    ]


def _standing(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[str, int, int]]:
    """How far each case is: its state, its referrals, and how many of them led to an interview."""
    query = (
        select(Case.id, Case.state, func.count(Referral.id), func.count().filter(Referral.state.in_(INTERVIEWED)))
        .outerjoin(Referral, and_(Referral.case_id == Case.id, ~Referral.deleted))
        .group_by(Case.id, Case.state)
    )
    found = (row for part in _parts(ids) for row in session.execute(query.where(Case.id.in_(part))))
    return {row[0]: (row[1], int(row[2]), int(row[3])) for row in found}


def _people(ids: Sequence[UUID]) -> Select[UUID, str, str | None]:
    return select(Person.id, Person.name, Person.mobile).where(Person.id.in_(ids), ~Person.deleted)


def _tags(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for part in _parts(ids):
        query = select(GroupTag.person_id, GroupTag.kind).where(GroupTag.person_id.in_(part), ~GroupTag.deleted)
        for person_id, kind in session.execute(query.order_by(GroupTag.id)):
            found[person_id].append(kind)
    return found


def _parts(ids: Sequence[UUID], size: int = 500) -> Iterable[Sequence[UUID]]:
    """SQLite takes a limited number of parameters at once."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
