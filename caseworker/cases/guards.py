"""What must be on record before a case may move, and where it is supplied. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from caseworker.problems import OfficerProblem, Problem


class Place(StrEnum):
    """Where what is missing is supplied; a problem carries it as its parameter `place`."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    PLACEMENT = "placement"
    CONTACT = "contact"
    APPROVALS = "approvals"
    LOANS = "loans"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record for one case; everything derived is derived from this.

    `at_work` counts the jobs that have not ended. `approval` is the state of the newest request to close, "" for none.
    `attempts` are the tries since somebody last answered; `in_touch`: the newest contact was answered. `applications`
    are loans still on their way. `offered`: another office was asked to take the person over. `review`: the office
    wants a colleague's word on the plan before help begins.
    """

    kinds: Mapping[str, int] = field(default_factory=dict)  # activity kind → number of entries
    assessed: bool = False
    assessment_valid: bool = False
    planned: bool = False
    plan_agreed: bool = False
    review: bool = False
    referrals: int = 0
    interviews: int = 0
    placements: int = 0
    at_work: int = 0
    checks_done: int = 0
    attempts: int = 0
    ladder_complete: bool = False
    in_touch: bool = False
    applications: int = 0
    approval: str = ""
    offered: bool = False
    closing: bool = False
    closed: bool = False

    def has(self, kind: str) -> bool:
        return self.kinds.get(kind, 0) > 0


Guard = Callable[[Evidence], Problem | None]


def free(_: Evidence) -> Problem | None:
    """Nothing is asked."""
    return None


def assessed(evidence: Evidence) -> Problem | None:
    """A valid assessment (有效评估)."""
    if not evidence.assessed:
        return OfficerProblem("cases.no_assessment", place=Place.ASSESSMENT.value)
    if not evidence.assessment_valid:
        return OfficerProblem("cases.assessment_expired", place=Place.ASSESSMENT.value)
    return None


def planned(evidence: Evidence) -> Problem | None:
    """A plan, resting on a valid assessment."""
    if not evidence.planned:
        return OfficerProblem("cases.no_plan", place=Place.PLAN.value)
    return assessed(evidence)


def plan_settled(evidence: Evidence) -> Problem | None:
    """A plan that a colleague has agreed to, where the office wants that."""
    if problem := planned(evidence):
        return problem
    return plan_agreed(evidence) if evidence.review else None


def plan_agreed(evidence: Evidence) -> Problem | None:
    """A colleague's word on the plan."""
    return None if evidence.plan_agreed else OfficerProblem("cases.plan_not_agreed", place=Place.APPROVALS.value)


def placed(evidence: Evidence) -> Problem | None:
    """A job that has not ended: the outcome is on record before 稳岗."""
    return None if evidence.at_work else OfficerProblem("cases.no_placement", place=Place.PLACEMENT.value)


def nothing_pending(evidence: Evidence) -> Problem | None:
    """No application on its way, nobody asked to take the person over."""
    if evidence.applications:
        return OfficerProblem("cases.open_applications", place=Place.LOANS.value, count=evidence.applications)
    return not_offered(evidence)


def not_offered(evidence: Evidence) -> Problem | None:
    """Another office is not just deciding whether to take the person over (转出中)."""
    return OfficerProblem("cases.being_transferred", place=Place.TRANSFER.value) if evidence.offered else None


def approved(evidence: Evidence) -> Problem | None:
    """Somebody other than the owner has agreed to the closing."""
    if evidence.approval == "approved":
        return nothing_pending(evidence)
    code = "cases.approval_waits" if evidence.approval == "waiting" else "cases.not_approved"
    return OfficerProblem(code, place=Place.APPROVALS.value)


def unreachable(evidence: Evidence) -> Problem | None:
    """The contact ladder was climbed to its end (domain 4.8)."""
    if evidence.ladder_complete:
        return not_offered(evidence)
    return OfficerProblem("cases.ladder_incomplete", place=Place.CONTACT.value, attempts=evidence.attempts)
