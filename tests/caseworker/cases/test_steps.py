"""The eight steps, derived from evidence alone."""

from __future__ import annotations

from caseworker.cases.states import Evidence
from caseworker.cases.steps import Progress, Step, steps


def shown(evidence: Evidence) -> dict[Step, Progress]:
    return {one.step: one.progress for one in steps(evidence)}


def test_a_new_case_is_registered_and_waits_for_its_assessment() -> None:
    found = shown(Evidence())
    assert list(found) == list(Step)
    assert (found[Step.REGISTER], found[Step.ASSESS], found[Step.PLAN]) == (
        Progress.DONE,
        Progress.CURRENT,
        Progress.TODO,
    )


def test_who_was_hired_needs_no_interview_on_record() -> None:
    assert shown(Evidence(placements=1))[Step.INTERVIEW] is Progress.DONE


def test_the_first_step_without_evidence_is_the_current_one() -> None:
    found = shown(Evidence(kinds={"assessment": 1, "plan": 2}, referrals=3, interviews=1))
    assert [step for step, progress in found.items() if progress is Progress.CURRENT] == [Step.PLACE]
    assert shown(Evidence(kinds={"plan": 1}))[Step.ASSESS] is Progress.CURRENT


def test_a_closed_case_with_everything_has_no_current_step() -> None:
    everything = Evidence({"assessment": 1, "plan": 1}, 1, 1, 1, 1, closed=True)
    assert set(shown(everything).values()) == {Progress.DONE}
