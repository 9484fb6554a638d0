"""What a decision does to Today: pauses, requests, other days and hands, cover in leave, the next try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.cases import approvals, cover, due_changes, tasks
from caseworker.cases.due_changes import DueThing
from caseworker.cases.due_lines import Bucket, Kind
from caseworker.cases.lifecycle import move_case
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry, NextAction, record
from caseworker.cases.today import count_today, today
from caseworker.cases.validity import endings
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.models import Approval, Person
from tests.caseworker.cases.colleagues import close, colleague, helped, later, settled, tried
from tests.caseworker.vacancies.office import rows


def lines(desk: Desk) -> dict[Kind, Bucket]:
    found = today(desk)
    assert sum(count_today(desk).values()) == found.total
    return {item.kind: item.bucket for item in found.items}


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(OfficerProblem) as refused:
        act()
    return refused.value.code


def test_a_paused_case_leaves_today_and_comes_back_after_its_last_day(office: Desk) -> None:
    case_id = settled(office)
    tasks.promise(office, case_id, NextAction("约到窗口", office.today))
    assert set(lines(office)) == {Kind.CHECK, Kind.TASK}
    until = office.today + timedelta(days=10)
    for wrong in (None, office.today - timedelta(days=1), office.today + timedelta(days=999)):
        assert code_of(lambda wrong=wrong: move_case(office, case_id, CaseState.PAUSED, "住院", until=wrong)) == (  # type: ignore[misc]  # bound now
            "cases.pause_until"
        )
    move_case(office, case_id, CaseState.PAUSED, "住院", until=until)
    assert lines(office) == lines(later(office, days=10)) == {}
    back = later(office, days=11)
    assert lines(back) == {Kind.CHECK: Bucket.OVERDUE, Kind.TASK: Bucket.OVERDUE, Kind.PAUSE_END: Bucket.DUE}
    move_case(back, case_id, CaseState.SETTLING)
    assert set(lines(back)) == {Kind.CHECK, Kind.TASK}


def test_a_request_is_answered_by_others_and_waited_for_by_who_asked(office: Desk) -> None:
    other, case_id = colleague(office), helped(office)
    move_case(office, case_id, CaseState.CLOSING, "NO_WISH")
    assert lines(office) == {Kind.ASKED: Bucket.WAITING}
    assert lines(other) == {Kind.APPROVE: Bucket.DUE}
    assert lines(later(other, days=1)) == {Kind.APPROVE: Bucket.OVERDUE}


def test_a_signed_paper_waits_for_a_colleague(office: Desk) -> None:
    other, case_id = colleague(office), helped(office)
    close(office, case_id)
    assert (lines(office), lines(other)) == ({}, {Kind.RECHECK: Bucket.SOON})
    with office.read() as session:
        request = session.scalars(select(Approval.id)).one()
    approvals.recheck(other, request, agrees=True)
    assert lines(other) == {}


def test_a_check_gets_another_day_and_another_hand_and_goes_back(office: Desk) -> None:
    other, case_id = colleague(office), settled(office)
    job = case_view(office, case_id).placements[0].placement_id
    check = DueThing(Kind.CHECK, job, 7)
    moved = due_changes.postpone(office, check, office.today + timedelta(days=2), "本人出差")
    assert lines(office) == {Kind.CHECK: Bucket.SOON}
    handed = due_changes.hand_on(office, check, other.actor.officer_id, "休假")
    assert (lines(office), lines(other)) == ({}, {Kind.CHECK: Bucket.SOON})
    due_changes.put_back(office, check, handed.value, "撤销")
    assert (lines(office), lines(other)) == ({Kind.CHECK: Bucket.SOON}, {})
    due_changes.put_back(office, check, moved.value, "撤销")
    assert lines(office) == {Kind.CHECK: Bucket.OVERDUE}
    assert len(rows(office, "SELECT id FROM due_change")) == 4


def test_a_promise_is_handed_on_alone_and_keeps_the_reason(office: Desk) -> None:
    other, case_id = colleague(office), helped(office)
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    thing = DueThing(Kind.TASK, task)
    assert code_of(lambda: due_changes.hand_on(office, thing, other.actor.officer_id, " ")) == "cases.reason_missing"
    due_changes.hand_on(office, thing, other.actor.officer_id, "休假")
    assert (lines(office), lines(other)) == ({}, {Kind.TASK: Bucket.DUE})
    past = office.today - timedelta(days=1)
    assert code_of(lambda: due_changes.postpone(office, thing, past, "忙")) == "cases.task_past"
    assert code_of(lambda: due_changes.postpone(office, DueThing(Kind.LADDER, case_id), office.today, "忙")) == (
        "cases.not_movable"
    )
    assert rows(office, "SELECT reason FROM due_change")[0][0] == "休假"


def test_who_covers_sees_the_lines_of_the_absent_marked(office: Desk) -> None:
    other, case_id = colleague(office), helped(office)
    tasks.promise(office, case_id, NextAction("约到窗口", office.today))
    me, them = office.actor.officer_id, other.actor.officer_id
    first, last = office.today + timedelta(days=1), office.today + timedelta(days=3)
    assert code_of(lambda: cover.arrange(office, me, me, first, last)) == "cases.cover_oneself"
    assert code_of(lambda: cover.arrange(office, me, them, last, first)) == "cases.cover_days"
    assert code_of(lambda: cover.arrange(office, them, me, first, last)) == "access.not_allowed"
    arranged = cover.arrange(office, me, them, first, last).value
    assert [(one.absent, one.cover) for one in cover.covers(office)] == [(office.actor.name, other.actor.name)]
    assert lines(other) == lines(later(other, days=4)) == {}
    [seen] = today(later(other, days=2)).items
    assert (seen.kind, seen.absent) == (Kind.TASK, office.actor.name)
    assert today(later(office, days=2)).items[0].absent == ""
    cover.end(office, arranged)
    assert lines(later(other, days=2)) == {}


def test_the_next_try_is_asked_for_until_somebody_answers_or_promises(office: Desk) -> None:
    case_id = helped(office)
    tried(office, case_id)
    assert lines(later(office, days=1)) == {Kind.LADDER: Bucket.DUE}
    assert lines(later(office, days=15)) == {}
    task = tasks.promise(office, case_id, NextAction("再打一次", office.today + timedelta(days=5))).value
    assert lines(later(office, days=1)) == {}
    tasks.drop(office, task)
    answered = later(office, days=1)
    record(answered, case_id, Entry(kind="follow_up", channel="wechat", outcome="reached"))
    assert lines(later(office, days=2)) == {}


def test_a_registration_that_runs_out_is_shown_until_it_is_renewed(office: Desk) -> None:
    case_id = helped(office)
    assert endings(office) == ()
    person_id = case_view(office, case_id).person.person_id
    for days, shown in ((7, True), (8, False), (-7, True), (-8, False)):
        last_day(office, person_id, days)
        assert bool(endings(office)) is bool(endings(office, whole_office=True)) is shown
    last_day(office, person_id, 3)
    assert endings(colleague(office)) == ()


def last_day(office: Desk, person_id: UUID, days: int) -> None:
    with office.write() as unit:
        person = unit.session.get(Person, person_id)
        assert person is not None
        person.valid_to = office.today + timedelta(days=days)
        unit.audit("test.valid", person)
