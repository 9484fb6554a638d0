"""Whose a line is and how long: a closed case owes nothing, one handed over owes everything to its new owner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from caseworker.cases import tasks, timeline
from caseworker.cases.lifecycle import assign_case
from caseworker.cases.listing import CaseFilter, list_cases
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.timeline import Entry, NextAction
from caseworker.cases.today import Kind, count_today, today
from caseworker.cases.view import case_view
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.status import office_status
from caseworker.vacancies.referrals import record_outcome, refer
from db.models import Officer, Placement
from db.models.base import new_id
from tests.caseworker.cases.colleagues import close
from tests.caseworker.vacancies.office import add_case, add_person, add_vacancy

OWED = {Kind.TASK, Kind.CHECK, Kind.INTERVIEW, Kind.REPLY}


@pytest.fixture
def owing(office: Desk) -> tuple[Desk, UUID]:
    """A case that owes one of each, a week after all of it was arranged."""
    case_id = add_case(office, add_person(office))
    for kind in ("assessment", "plan"):
        timeline.record(office, case_id, Entry(kind, "有记录"))
    record_placement(office, case_id, NewPlacement("样例公司", "店员", office.today - timedelta(days=1)))
    asked, _waiting = refer(office, case_id, [add_vacancy(office), add_vacancy(office, title="维修电工")]).value
    record_outcome(office, asked, "interview", interview_at=office.now + timedelta(days=6))
    tasks.promise(office, case_id, NextAction("约到窗口", office.today + timedelta(days=6)))
    return replace(office, clock=FixedClock(office.now + timedelta(days=6))), case_id


def listed(desk: Desk, *, whole_office: bool = False) -> set[Kind]:
    found = today(desk, whole_office=whole_office)
    assert sum(count_today(desk, whole_office=whole_office).values()) == found.total
    return {item.kind for item in found.items}


def test_an_open_case_owes_what_was_promised(owing: tuple[Desk, UUID]) -> None:
    desk, case_id = owing
    assert listed(desk) == listed(desk, whole_office=True) == OWED
    assert len(case_view(desk, case_id).tasks) == 1
    assert case_view(desk, case_id).placements[0].next_days == 7


def test_a_closed_case_owes_nothing_on_any_screen(owing: tuple[Desk, UUID]) -> None:
    desk, case_id = owing
    close(desk, case_id)
    assert listed(desk) == set()
    assert listed(desk, whole_office=True) == {Kind.RECHECK}
    assert office_status(desk).due == 0
    assert list_cases(desk, CaseFilter(states=())).rows[0].next_due is None
    view = case_view(desk, case_id)
    assert (view.tasks, view.placements[0].next_days) == ((), None)


def test_everything_a_case_owes_follows_its_owner(owing: tuple[Desk, UUID]) -> None:
    desk, case_id = owing
    with desk.write() as unit:
        colleague = unit.add(Officer(id=new_id(), login="wu", name="吴样乙", role="officer"))
        unit.audit("officer.add", colleague)
    assign_case(desk, case_id, colleague.id)
    theirs = replace(desk, actor=replace(desk.actor, officer_id=colleague.id))
    assert listed(desk) == set()
    assert listed(theirs) == listed(desk, whole_office=True) == OWED


def test_a_job_that_ended_owes_no_check(owing: tuple[Desk, UUID]) -> None:
    desk, _case_id = owing
    with desk.write() as unit:
        unit.session.execute(update(Placement).values(ended_on=desk.today))
        unit.audit("test.ended")
    assert listed(desk) == OWED - {Kind.CHECK}
