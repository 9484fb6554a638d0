"""The transition table: what may follow what, and what a refusal says."""

from __future__ import annotations

import itertools

import pytest

from caseworker.access.permissions import Right
from caseworker.cases.states import (
    OPEN_STATES,
    TRANSITIONS,
    CaseState,
    Evidence,
    earned_state,
    needs_reason,
    next_states,
    transition,
)
from caseworker.codes import table
from caseworker.problems import OfficerProblem

FULL = Evidence(kinds={"assessment": 1, "plan": 1}, placements=1)


def test_every_state_is_a_code_officers_can_read() -> None:
    assert all(table("case_state").has(state.value) for state in CaseState)


def test_what_is_not_in_the_table_is_refused_even_with_all_evidence() -> None:
    allowed = {(move.source, move.target) for move in TRANSITIONS}
    for source, target in itertools.product(CaseState, CaseState):
        if (source, target) not in allowed:
            with pytest.raises(OfficerProblem) as refused:
                transition(source, target, FULL, "有原因")
            assert refused.value.code == "cases.no_such_move"


@pytest.mark.parametrize(
    ("source", "target", "evidence", "code"),
    [
        (CaseState.REGISTERED, CaseState.ASSESSING, Evidence(), "cases.no_assessment"),
        (CaseState.ASSESSING, CaseState.HELPING, Evidence(kinds={"assessment": 1}), "cases.no_plan"),
        (CaseState.ASSESSING, CaseState.HELPING, Evidence(kinds={"plan": 1}), "cases.no_assessment"),
        (CaseState.HELPING, CaseState.SETTLING, Evidence(kinds=FULL.kinds), "cases.no_placement"),
        (CaseState.HELPING, CaseState.CLOSING, FULL, "cases.reason_missing"),
        (CaseState.CLOSING, CaseState.CLOSED, FULL, "cases.reason_missing"),
    ],
)
def test_a_refusal_names_the_missing_condition(
    source: CaseState, target: CaseState, evidence: Evidence, code: str
) -> None:
    with pytest.raises(OfficerProblem) as refused:
        transition(source, target, evidence, " ")
    assert refused.value.code == code


def test_what_is_offered_next_follows_the_main_line() -> None:
    assert next_states(CaseState.SETTLING) == (CaseState.HELPING, CaseState.CLOSING)
    assert next_states(CaseState.CLOSED) == ()
    assert set(OPEN_STATES).isdisjoint({CaseState.CLOSED, CaseState.VOID})


def test_a_reason_is_asked_where_the_table_says_so() -> None:
    assert needs_reason(CaseState.SETTLING, CaseState.HELPING)
    assert not needs_reason(CaseState.REGISTERED, CaseState.ASSESSING)
    assert not needs_reason(CaseState.CLOSED, CaseState.HELPING)


def test_voiding_needs_more_than_editing() -> None:
    assert transition(CaseState.REGISTERED, CaseState.VOID, Evidence(), "重复登记").right is Right.VOID_CASE


def test_records_carry_a_case_as_far_as_they_show_and_never_back() -> None:
    assert earned_state(CaseState.REGISTERED, Evidence(kinds={"assessment": 1})) is CaseState.ASSESSING
    assert earned_state(CaseState.REGISTERED, FULL) is CaseState.SETTLING
    assert earned_state(CaseState.REGISTERED, Evidence(placements=1)) is CaseState.REGISTERED
    assert earned_state(CaseState.CLOSING, Evidence()) is CaseState.CLOSING
    assert earned_state(CaseState.SETTLING, Evidence()) is CaseState.SETTLING
