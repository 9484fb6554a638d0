"""The eight steps, derived from evidence alone."""

from __future__ import annotations

from dataclasses import replace

from caseworker.cases.states import Evidence
from caseworker.cases.steps import Progress, Step, steps


def shown(evidence: Evidence) -> dict[Step, Progress]:
    return {one.step: one.progress for one in steps(evidence)}


def current(evidence: Evidence) -> Step | None:
    return next((step for step, progress in shown(evidence).items() if progress is Progress.CURRENT), None)


def test_a_new_case_is_registered_and_waits_for_its_assessment() -> None:
    found = shown(Evidence())
    assert list(found) == list(Step)
    assert (found[Step.REGISTER], found[Step.ASSESS], found[Step.PLAN]) == (
        Progress.DONE,
        Progress.CURRENT,
        Progress.TODO,
    )


def test_who_was_hired_needs_neither_recommendation_nor_interview_on_record() -> None:
    found = shown(Evidence(placements=1))
    assert found[Step.RECOMMEND] is found[Step.INTERVIEW] is Progress.DONE


def test_the_first_step_without_evidence_is_the_current_one() -> None:
    assert current(Evidence(assessed=True, planned=True, referrals=3, interviews=1)) is Step.PLACE
    assert current(Evidence(planned=True)) is Step.ASSESS


def test_following_up_lasts_until_closing_is_under_way() -> None:
    """The first check is one of four: after it the next is waited for, not the end."""
    settled = Evidence(assessed=True, planned=True, referrals=1, interviews=1, placements=1, checks_done=1)
    assert current(settled) is Step.FOLLOW_UP
    assert current(replace(settled, checks_done=4)) is Step.FOLLOW_UP
    closing = replace(settled, closing=True)
    assert current(closing) is Step.CLOSE
    assert shown(closing)[Step.FOLLOW_UP] is Progress.DONE


def test_closing_is_current_whatever_was_left_out() -> None:
    """Who moved away before anything was found is closed all the same, and the gaps stay visible."""
    found = shown(Evidence(assessed=True, planned=True, referrals=1, closing=True))
    assert (found[Step.CLOSE], found[Step.INTERVIEW], found[Step.FOLLOW_UP]) == (
        Progress.CURRENT,
        Progress.TODO,
        Progress.TODO,
    )


def test_a_closed_case_has_no_current_step() -> None:
    everything = Evidence(
        assessed=True, planned=True, referrals=1, interviews=1, placements=1, checks_done=1, closed=True
    )
    assert set(shown(everything).values()) == {Progress.DONE}
    assert current(Evidence(assessed=True, closed=True)) is None
