"""States of a case (个案状态) as one transition table. Pure: given what is on record, it says what may come next.

Main line: 登记 → 评估 → 帮扶中 → 稳岗跟踪 → 待结案 → 已结案, with 作废 for a case opened by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from caseworker.access.permissions import Right
from caseworker.problems import OfficerProblem, Problem


class CaseState(StrEnum):
    """Codes of `resources/code_tables/case_state.toml`."""

    REGISTERED = "registered"
    ASSESSING = "assessing"
    HELPING = "helping"
    SETTLING = "settling"
    CLOSING = "closing"
    CLOSED = "closed"
    VOID = "void"


OPEN_STATES = (
    CaseState.REGISTERED,
    CaseState.ASSESSING,
    CaseState.HELPING,
    CaseState.SETTLING,
    CaseState.CLOSING,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record for one case; everything derived is derived from this."""

    kinds: Mapping[str, int] = field(default_factory=dict)  # activity kind → number of entries
    referrals: int = 0
    interviews: int = 0
    placements: int = 0
    checks_done: int = 0
    closing: bool = False
    closed: bool = False

    def has(self, kind: str) -> bool:
        return self.kinds.get(kind, 0) > 0


Guard = Callable[[Evidence], Problem | None]


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move. `guard` answers why not; `right` is needed besides editing; a reason may be asked."""

    source: CaseState
    target: CaseState
    guard: Guard
    right: Right = Right.EDIT_RECORDS
    needs_reason: bool = False


def _free(_: Evidence) -> Problem | None:
    return None


def _assessed(evidence: Evidence) -> Problem | None:
    return None if evidence.has("assessment") else OfficerProblem("cases.no_assessment")


def _planned(evidence: Evidence) -> Problem | None:
    if not evidence.has("plan"):
        return OfficerProblem("cases.no_plan")
    return _assessed(evidence)


def _placed(evidence: Evidence) -> Problem | None:
    return None if evidence.placements else OfficerProblem("cases.no_placement")


TRANSITIONS = (
    Transition(CaseState.REGISTERED, CaseState.ASSESSING, _assessed),
    Transition(CaseState.ASSESSING, CaseState.HELPING, _planned),
    Transition(CaseState.HELPING, CaseState.SETTLING, _placed),
    Transition(CaseState.SETTLING, CaseState.HELPING, _free, needs_reason=True),
    Transition(CaseState.SETTLING, CaseState.CLOSING, _free),
    Transition(CaseState.HELPING, CaseState.CLOSING, _free, needs_reason=True),
    Transition(CaseState.CLOSING, CaseState.CLOSED, _free, needs_reason=True),
    Transition(CaseState.CLOSING, CaseState.HELPING, _free, needs_reason=True),
    Transition(CaseState.REGISTERED, CaseState.VOID, _free, Right.VOID_CASE, needs_reason=True),
)
_TABLE = {(move.source, move.target): move for move in TRANSITIONS}


def transition(source: CaseState, target: CaseState, evidence: Evidence, reason: str) -> Transition:
    """The move, or a problem that says which condition is missing."""
    move = _TABLE.get((source, target))
    if move is None:
        raise OfficerProblem("cases.no_such_move", source=source.value, target=target.value)
    if problem := move.guard(evidence):
        raise problem
    if move.needs_reason and not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    return move


def next_states(source: CaseState) -> tuple[CaseState, ...]:
    """Where a case may go from here, in the order of the main line."""
    return tuple(move.target for move in TRANSITIONS if move.source is source)


def needs_reason(source: CaseState, target: CaseState) -> bool:
    """Whether a reason is asked for a move; one that is not in the table needs none, it is refused."""
    move = _TABLE.get((source, target))
    return move is not None and move.needs_reason


def earned_state(state: CaseState, evidence: Evidence) -> CaseState:
    """How far along the main line the records alone have carried the case; it never goes back by itself."""
    line = (
        (CaseState.REGISTERED, CaseState.ASSESSING),
        (CaseState.ASSESSING, CaseState.HELPING),
        (CaseState.HELPING, CaseState.SETTLING),
    )
    for source, target in line:
        if state is source and _TABLE[source, target].guard(evidence) is None:
            state = target
    return state
