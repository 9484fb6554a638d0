"""Checks after placement: when each is owed, and what settles it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.cases import timeline
from caseworker.cases.evidence import evidence
from caseworker.cases.lifecycle import living_case
from caseworker.cases.placements import CHECK_DAYS, NewPlacement, next_check, record_placement
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from tests.caseworker.vacancies.office import add_case, add_person

START = date(2026, 3, 2)


@given(st.sets(st.sampled_from(CHECK_DAYS)))
def test_the_next_check_is_the_first_after_the_latest_made(done: set[int]) -> None:
    owed = next_check(START, done)
    later = [days for days in CHECK_DAYS if days > max(done, default=0)]
    assert owed == ((later[0], START + timedelta(days=later[0])) if later else None)


def test_a_job_that_ended_owes_no_check() -> None:
    assert next_check(START, (), START + timedelta(days=3)) is None


def test_a_job_found_moves_a_planned_case_to_settling_and_is_on_the_timeline(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    for kind in ("assessment", "plan"):
        timeline.record(office, case_id, timeline.Entry(kind=kind, text="有记录"))
    record_placement(office, case_id, NewPlacement(" 样例快递公司 ", "快递员", office.today, 450_000))
    view = case_view(office, case_id)
    assert view.state.value == "settling"
    assert (view.placements[0].employer_name, view.placements[0].next_days) == ("样例快递公司", 7)
    assert view.timeline[0].kind == "placement"
    assert view.person.employment_status == "employed"
    with office.read() as session:
        assert evidence(session, living_case(session, case_id), office.today).placements == 1


def test_a_job_without_employer_or_post_is_refused(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    with pytest.raises(OfficerProblem) as refused:
        record_placement(office, case_id, NewPlacement("  ", "快递员", office.today))
    assert refused.value.code == "cases.placement_incomplete"
    assert case_view(office, case_id).placements == ()
