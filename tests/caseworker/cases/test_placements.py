"""Checks after placement: when each is owed, and what settles it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.cases import timeline
from caseworker.cases.evidence import evidence
from caseworker.cases.lifecycle import living_case
from caseworker.cases.placements import CHECK_DAYS, NewPlacement, end_placement, next_check, record_placement
from caseworker.cases.states import CaseState
from caseworker.cases.today import today
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from tests.caseworker.cases.colleagues import settled
from tests.caseworker.vacancies.office import add_case, add_person, rows

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


def test_a_job_lost_stops_its_checks_and_brings_the_case_back_to_help(office: Desk) -> None:
    case_id = settled(office)
    job = case_view(office, case_id).placements[0]
    for day, reason, code in (
        (job.started_on - timedelta(days=1), "辞退", "cases.job_end_day"),
        (office.today + timedelta(days=1), "辞退", "cases.job_end_day"),
        (office.today, " ", "cases.reason_missing"),
    ):
        with pytest.raises(OfficerProblem) as refused:
            end_placement(office, job.placement_id, day, reason)
        assert refused.value.code == code
    end_placement(office, job.placement_id, office.today, "合同期满")
    view = case_view(office, case_id)
    assert (view.state, view.changes[0].reason) == (CaseState.HELPING, "合同期满")
    assert (view.placements[0].ended_on, view.placements[0].next_days) == (office.today, None)
    assert "合同期满" in view.timeline[0].text
    assert rows(office, "SELECT employment_status FROM person")[0][0] == "unemployed"
    assert today(office).items == ()
    with pytest.raises(OfficerProblem) as refused:
        end_placement(office, job.placement_id, office.today, "又一次")
    assert refused.value.code == "cases.job_ended_already"


def test_who_has_another_job_stays_in_follow_up(office: Desk) -> None:
    case_id = settled(office)
    record_placement(office, case_id, NewPlacement("样例超市", "理货员", office.today))
    first = case_view(office, case_id).placements[0].placement_id
    end_placement(office, first, office.today, "换了工作")
    assert case_view(office, case_id).state is CaseState.SETTLING
