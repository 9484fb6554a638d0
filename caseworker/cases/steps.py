"""The eight steps shown above every case, derived from evidence, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caseworker.cases.states import Evidence


class Step(StrEnum):
    """登记 测评 计划 推荐 面试 入职 回访 结案."""

    REGISTER = "register"
    ASSESS = "assess"
    PLAN = "plan"
    RECOMMEND = "recommend"
    INTERVIEW = "interview"
    PLACE = "place"
    FOLLOW_UP = "follow_up"
    CLOSE = "close"


class Progress(StrEnum):
    DONE = "done"
    CURRENT = "current"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class StepState:
    step: Step
    progress: Progress


def steps(evidence: Evidence) -> tuple[StepState, ...]:
    """Each step with what the records show; the first one without evidence is current.

    Following up (回访) has no evidence of its end, only of having begun: it stays current until closing is under way.
    From then on closing is, whatever was left out; a closed case has no current step.
    """
    done = _evidenced(evidence)
    current = Step.CLOSE if evidence.closing else next((step for step in Step if step not in done), None)
    current = None if evidence.closed else current
    return tuple(
        StepState(
            step,
            Progress.DONE if step in done else Progress.CURRENT if step is current else Progress.TODO,
        )
        for step in Step
    )


def _evidenced(evidence: Evidence) -> set[Step]:
    """Steps with evidence.

    A later step carries the earlier ones: who was hired needs neither a recommendation nor an interview on record.
    """
    shown = {
        Step.REGISTER: True,
        Step.ASSESS: evidence.assessed,
        Step.PLAN: evidence.planned,
        Step.RECOMMEND: evidence.referrals > 0 or evidence.placements > 0,
        Step.INTERVIEW: evidence.interviews > 0 or evidence.has("interview") or evidence.placements > 0,
        Step.PLACE: evidence.placements > 0,
        Step.FOLLOW_UP: evidence.checks_done > 0 and (evidence.closing or evidence.closed),
        Step.CLOSE: evidence.closed,
    }
    return {step for step, is_shown in shown.items() if is_shown}
