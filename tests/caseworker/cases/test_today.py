"""Today: the statement finds what a plain reading of the records finds, counts all of it and lists the most urgent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from caseworker.access.entry import Entry
from caseworker.cases.evidence import superseded_ids
from caseworker.cases.ladder import Attempt, climb
from caseworker.cases.placements import next_check
from caseworker.cases.states import OPEN_STATES, CaseState
from caseworker.cases.today import AHEAD, REPLY_DAYS, Bucket, Kind, TodayList, count_today, today
from caseworker.clock import CHINA, FixedClock, china_day, china_instant
from caseworker.desk import Desk
from caseworker.sample.office import SampleSize, build
from caseworker.status import office_status
from db.local.key_slots import Cost
from db.models import Activity, Case, Employer, GroupTag, Person, Placement, Referral, Task, Vacancy
from db.models.base import new_id

TODAY = date(2026, 11, 20)
DECIDED = {Kind.APPROVE, Kind.ASKED, Kind.RECHECK, Kind.PAUSE_END}
"""Nobody has decided anything in the sample office; see `test_due_decisions`."""
Found = set[tuple[Kind, Bucket, date, str, UUID, str, int, int]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample office; some of its promises wait for somebody."""
    entry = Entry(tmp_path_factory.mktemp("today") / "office", FixedClock(china_instant(TODAY)), Cost(1024, 1, 1))
    desk = build(entry, SampleSize(240, 12, 60))
    with desk.write() as unit:
        waiting = select(Task.id).order_by(Task.title, Task.id).limit(60)
        unit.session.execute(update(Task).where(Task.id.in_(waiting)).values(waits_for="样例单位"))
        for task in unit.session.scalars(select(Task).order_by(Task.id).limit(90)):
            task.done_at = desk.now
            for days in (1, 2):
                tried = {"kind": "follow_up", "channel": "phone", "outcome": "no_answer", "officer_id": task.owner_id}
                at = {"occurred_at": desk.now - timedelta(days=days), "recorded_at": desk.now}
                unit.add(Activity(id=new_id(), case_id=task.case_id, person_id=task.person_id, **tried, **at))
        unit.audit("test.wait")
    yield desk
    desk.store.close()


def bucket(due_on: date) -> Bucket:
    if due_on < TODAY:
        return Bucket.OVERDUE
    return Bucket.DUE if due_on == TODAY else Bucket.SOON


def listed(worklist: TodayList) -> Found:
    return {
        (one.kind, one.bucket, one.due_on, one.due_time, one.source_id, one.text, one.days, one.checks_done)
        for one in worklist.items
    }


def plainly(desk: Desk, owner: UUID | None) -> Found:
    """The same, row by row in Python."""
    kept = (_tasks, _checks, _cases, _referrals, _tries)
    return {found for source in kept for found in source(desk, owner)}


def _tries(desk: Desk, owner: UUID | None) -> Iterator[tuple[Kind, Bucket, date, str, UUID, str, int, int]]:
    """Cases whose newest contacts of the month reached nobody and that promise nothing."""
    with desk.read() as session:
        promised = set(session.scalars(select(Task.case_id).where(Task.done_at.is_(None), ~Task.deleted)))
        contacts = session.execute(
            select(Activity.case_id, Activity.occurred_at, Activity.channel, Activity.outcome).where(
                Activity.id.not_in(superseded_ids()), Activity.occurred_at >= china_instant(TODAY - timedelta(14), 0)
            )
        ).all()
        for case in session.scalars(select(Case).where(Case.state.in_(OPEN_STATES))):
            own = [Attempt(one.occurred_at, one.channel, one.outcome) for one in contacts if one.case_id == case.id]
            failed = climb([one for one in own if one.channel and one.outcome]).attempts
            if failed and case.id not in promised and owner in {None, case.owner_id}:
                on = china_day(failed[-1].at) + timedelta(days=1)
                yield Kind.LADDER, bucket(on), on, "", case.id, "", len(failed), 0


def _tasks(desk: Desk, owner: UUID | None) -> Iterator[tuple[Kind, Bucket, date, str, UUID, str, int, int]]:
    promised = select(Task, Case).join(Case, Case.id == Task.case_id).where(Task.done_at.is_(None), ~Task.deleted)
    with desk.read() as session:
        for task, case in session.execute(promised):
            if task.due_on <= TODAY + AHEAD and case.state in OPEN_STATES and owner in {None, case.owner_id}:
                waits = bool(task.waits_for) and task.due_on >= TODAY
                where = Bucket.WAITING if waits else bucket(task.due_on)
                yield Kind.TASK, where, task.due_on, task.due_time or "", task.id, task.title, 0, 0


def _checks(desk: Desk, owner: UUID | None) -> Iterator[tuple[Kind, Bucket, date, str, UUID, str, int, int]]:
    made: dict[UUID, set[int]] = defaultdict(set)
    with desk.read() as session:
        for check in session.scalars(select(Activity).where(Activity.id.not_in(superseded_ids()))):
            if check.placement_id and check.check_days:
                made[check.placement_id].add(check.check_days)
        for job, case in session.execute(select(Placement, Case).join(Case, Case.id == Placement.case_id)):
            owed = next_check(job.started_on, made[job.id], job.ended_on)
            living = case.state in OPEN_STATES and owner in {None, case.owner_id}
            if living and owed and owed[1] <= TODAY + AHEAD and job.started_on >= TODAY - timedelta(days=270):
                days, on = owed
                yield Kind.CHECK, bucket(on), on, "", job.id, job.employer_name, days, len(made[job.id])


def _cases(desk: Desk, owner: UUID | None) -> Iterator[tuple[Kind, Bucket, date, str, UUID, str, int, int]]:
    with desk.read() as session:
        touched = {*session.scalars(select(Activity.case_id)), *session.scalars(select(Task.case_id))}
        for case in session.scalars(select(Case).where(Case.state == CaseState.REGISTERED)):
            if case.id not in touched and owner in {None, case.owner_id}:
                yield Kind.NEW_CASE, Bucket.NEW, china_day(case.assigned_at), "", case.id, "", 0, 0


def _referrals(desk: Desk, owner: UUID | None) -> Iterator[tuple[Kind, Bucket, date, str, UUID, str, int, int]]:
    query = select(Referral, Case, Employer.name + " · " + Vacancy.title).join(Case, Case.id == Referral.case_id)
    query = query.join(Vacancy, Vacancy.id == Referral.vacancy_id).join(Employer, Employer.id == Vacancy.employer_id)
    with desk.read() as session:
        for sent, case, text in session.execute(query):
            living = case.state in OPEN_STATES and owner in {None, case.owner_id}
            if sent.state not in {"referred", "accepted", "interview"} or not living:
                continue
            asked_on = china_day(sent.recommended_at)
            if sent.interview_at is not None:
                on, at = china_day(sent.interview_at), sent.interview_at.astimezone(CHINA).strftime("%H:%M")
                if on <= TODAY + AHEAD:
                    yield Kind.INTERVIEW, bucket(on), on, at, sent.id, text, 0, 0
            elif (waited := (TODAY - asked_on).days) >= REPLY_DAYS:
                due = asked_on + timedelta(days=REPLY_DAYS)
                yield Kind.REPLY, Bucket.WAITING, due, "", sent.id, text, waited, 0


@pytest.mark.parametrize("whole_office", [False, True])
def test_the_statement_finds_what_the_records_say(desk: Desk, whole_office: bool) -> None:
    expected = plainly(desk, None if whole_office else desk.actor.officer_id)
    worklist = today(desk, whole_office=whole_office, most=10_000)
    assert listed(worklist) == expected
    if whole_office:
        assert {one[0] for one in expected} == set(Kind) - DECIDED and {one[1] for one in expected} == set(Bucket)
    assert worklist.total == len(worklist.items) == len(expected)


def test_every_bucket_lists_its_most_urgent_and_counts_the_rest(desk: Desk) -> None:
    whole, head = (today(desk, whole_office=True, most=most) for most in (10_000, 5))
    for one in Bucket:
        mine = [(item.due_on, item.due_time or "99") for item in whole.items if item.bucket is one]
        kept = [(item.due_on, item.due_time or "99") for item in head.items if item.bucket is one]
        assert kept == mine[:5] and head.count(one) == len(mine) == whole.count(one)
    assert head.total == whole.total > len(head.items) == 5 * len(Bucket)
    assert whole.beyond == {}


@pytest.mark.parametrize("whole_office", [False, True])
def test_counting_alone_says_the_same(desk: Desk, whole_office: bool) -> None:
    worklist = today(desk, whole_office=whole_office)
    assert count_today(desk, whole_office=whole_office) == {one: worklist.count(one) for one in Bucket}


def test_the_badge_counts_what_is_overdue_and_due(desk: Desk) -> None:
    worklist = today(desk, most=1)
    assert office_status(desk).due == worklist.count(Bucket.OVERDUE) + worklist.count(Bucket.DUE) > 2


def test_a_line_shows_its_person_and_how_far_the_case_is(desk: Desk) -> None:
    items = today(desk, most=10_000).items
    with desk.read() as session:
        people = {row.id: row for row in session.scalars(select(Person))}
        states = {row.id: row.state for row in session.scalars(select(Case))}
        tags = Counter((row.person_id, row.kind) for row in session.scalars(select(GroupTag)))
        sent = Counter(session.scalars(select(Referral.case_id)))
    for item in items:
        assert item.name == people[item.person_id].name and item.case_state == states[item.case_id]
        assert item.phone_masked.endswith((people[item.person_id].mobile or "")[-4:]) and "*" in item.phone_masked
        assert all((item.person_id, kind) in tags for kind in item.tags)
        assert item.referrals == sent[item.case_id] >= item.interviews
    assert any(item.tags for item in items) and any(item.interviews for item in items)
