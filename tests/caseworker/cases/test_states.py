"""The transition table: what may follow what, and what a refusal says."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from caseworker.access.permissions import Right
from caseworker.cases.states import (
    OPEN_STATES,
    TRANSFERRING,
    TRANSITIONS,
    Asks,
    CaseState,
    Evidence,
    Place,
    asks,
    earned_state,
    next_states,
    transition,
)
from caseworker.codes import table
from caseworker.problems import OfficerProblem

ASSESSED = Evidence(assessed=True, assessment_valid=True)
FULL = replace(
    ASSESSED,
    planned=True,
    plan_agreed=True,
    placements=1,
    at_work=1,
    ladder_complete=True,
    in_touch=True,
    approval="approved",
)
S = CaseState


def test_every_state_is_a_code_officers_can_read() -> None:
    assert all(table("case_state").has(state.value) for state in CaseState)
    assert table("case_state").has(TRANSFERRING)


def test_what_is_not_in_the_table_is_refused_even_with_all_evidence() -> None:
    allowed = {(move.source, move.target) for move in TRANSITIONS if move.by_hand}
    for source, target in itertools.product(CaseState, CaseState):
        if (source, target) not in allowed:
            with pytest.raises(OfficerProblem) as refused:
                transition(source, target, FULL, "有原因")
            assert refused.value.code == "cases.no_such_move"


@pytest.mark.parametrize(
    ("source", "target", "evidence", "code", "place"),
    [
        (S.REGISTERED, S.ASSESSING, Evidence(), "no_assessment", Place.ASSESSMENT),
        (S.REGISTERED, S.ASSESSING, Evidence(assessed=True), "assessment_expired", Place.ASSESSMENT),
        (S.ASSESSING, S.HELPING, ASSESSED, "no_plan", Place.PLAN),
        (S.ASSESSING, S.HELPING, Evidence(planned=True), "no_assessment", Place.ASSESSMENT),
        (S.ASSESSING, S.HELPING, replace(FULL, review=True, plan_agreed=False), "plan_not_agreed", Place.APPROVALS),
        (S.PLAN_REVIEW, S.HELPING, replace(FULL, plan_agreed=False), "plan_not_agreed", Place.APPROVALS),
        (S.HELPING, S.SETTLING, ASSESSED, "no_placement", Place.PLACEMENT),
        (S.HELPING, S.SETTLING, replace(FULL, at_work=0), "no_placement", Place.PLACEMENT),
        (S.HELPING, S.CLOSING, replace(FULL, applications=2), "open_applications", Place.LOANS),
        (S.SETTLING, S.CLOSING, replace(FULL, offered=True), "being_transferred", Place.TRANSFER),
        (S.HELPING, S.LOST, replace(FULL, ladder_complete=False), "ladder_incomplete", Place.CONTACT),
        (S.CLOSING, S.CLOSED, replace(FULL, approval=""), "not_approved", Place.APPROVALS),
        (S.CLOSING, S.CLOSED, replace(FULL, approval="returned"), "not_approved", Place.APPROVALS),
        (S.CLOSING, S.CLOSED, replace(FULL, approval="waiting"), "approval_waits", Place.APPROVALS),
    ],
)
def test_a_refusal_names_the_missing_condition_and_where_it_is_supplied(
    source: CaseState, target: CaseState, evidence: Evidence, code: str, place: Place
) -> None:
    with pytest.raises(OfficerProblem) as refused:
        transition(source, target, evidence, "有原因")
    assert (refused.value.code, refused.value.params["place"]) == (f"cases.{code}", place.value)


def test_every_move_goes_through_with_everything_on_record_but_not_without_its_reason() -> None:
    for move in TRANSITIONS:
        if move.by_hand:
            assert transition(move.source, move.target, FULL, "有原因") is move
            if move.needs_reason:
                with pytest.raises(OfficerProblem) as refused:
                    transition(move.source, move.target, FULL, " ")
                assert refused.value.code == "cases.reason_missing"


def test_every_open_state_leads_on_and_no_ended_one_does() -> None:
    assert all(next_states(state) for state in OPEN_STATES)
    assert all(next_states(state) == () for state in CaseState if state not in OPEN_STATES)


def test_what_is_asked_is_said_by_the_table() -> None:
    assert asks(S.SETTLING, S.HELPING) is Asks.REASON
    assert asks(S.HELPING, S.PAUSED) is Asks.PAUSE
    assert {asks(source, S.CLOSING) for source in (S.HELPING, S.SETTLING, S.LOST)} == {Asks.CLOSE_REASON}
    assert asks(S.REGISTERED, S.ASSESSING) is asks(S.CLOSED, S.HELPING) is Asks.NOTHING


def test_voiding_needs_more_than_editing() -> None:
    assert transition(S.REGISTERED, S.VOID, Evidence(), "重复登记").right is Right.VOID_CASE


def test_records_carry_a_case_as_far_as_they_show_and_never_back() -> None:
    assert earned_state(S.REGISTERED, ASSESSED) is S.ASSESSING
    assert earned_state(S.REGISTERED, FULL) is S.SETTLING
    assert earned_state(S.REGISTERED, Evidence(placements=1, at_work=1)) is S.REGISTERED
    assert earned_state(S.ASSESSING, replace(FULL, review=True, plan_agreed=False)) is S.ASSESSING
    for state in (S.CLOSING, S.PAUSED, S.PLAN_REVIEW, S.SETTLING, S.CLOSED, S.MERGED):
        assert earned_state(state, Evidence()) is earned_state(state, FULL) is state


def test_who_was_lost_and_answers_is_back_where_the_records_bear() -> None:
    assert earned_state(S.LOST, replace(FULL, in_touch=False)) is S.LOST
    assert earned_state(S.LOST, replace(ASSESSED, in_touch=True)) is S.ASSESSING
    assert earned_state(S.LOST, replace(FULL, at_work=0)) is S.HELPING
    assert earned_state(S.LOST, FULL) is S.SETTLING
