"""States of a case (个案状态) as one transition table. Pure: given what is on record, it says what may come next.

Main line: 登记 → 评估 → (计划待审) → 帮扶中 → 稳岗跟踪 → 待结案 → 已结案. Beside it 暂停 and 失联; 作废 for a case
opened by mistake; 已合并 for one whose person turned out to be somebody else's double. 转出中 is not stored: a case is
in it while another office has an open offer to take it over, and back by itself when that is refused or taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caseworker.access.permissions import Right
from caseworker.cases.guards import (
    Evidence,
    Guard,
    Place,
    approved,
    assessed,
    free,
    not_offered,
    nothing_pending,
    placed,
    plan_agreed,
    plan_settled,
    planned,
    unreachable,
)
from caseworker.problems import OfficerProblem


class CaseState(StrEnum):
    """Codes of `resources/code_tables/case_state.toml`."""

    REGISTERED = "registered"
    ASSESSING = "assessing"
    PLAN_REVIEW = "plan_review"
    HELPING = "helping"
    SETTLING = "settling"
    CLOSING = "closing"
    CLOSED = "closed"
    PAUSED = "paused"
    LOST = "lost"
    VOID = "void"
    MERGED = "merged"


MAIN_LINE = (
    CaseState.REGISTERED,
    CaseState.ASSESSING,
    CaseState.PLAN_REVIEW,
    CaseState.HELPING,
    CaseState.SETTLING,
    CaseState.CLOSING,
)
"""In the order a case goes through them."""
OPEN_STATES = (*MAIN_LINE, CaseState.PAUSED, CaseState.LOST)
TRANSFERRING = "transferring"
"""Code of `case_state` shown for a case that another office was offered; never stored."""


class Asks(StrEnum):
    """What a move wants to be told."""

    NOTHING = "nothing"
    REASON = "reason"
    CLOSE_REASON = "close_reason"  # a code of `close_reason`
    PAUSE = "pause"  # a reason and the last day


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move. `guard` answers why not; `right` is needed besides editing; `by_hand`: offered to officers."""

    source: CaseState
    target: CaseState
    guard: Guard
    asks: Asks = Asks.NOTHING
    right: Right = Right.EDIT_RECORDS
    by_hand: bool = True

    @property
    def needs_reason(self) -> bool:
        return self.asks is not Asks.NOTHING


S = CaseState
TRANSITIONS = (
    Transition(S.REGISTERED, S.ASSESSING, assessed),
    Transition(S.REGISTERED, S.VOID, free, Asks.REASON, Right.VOID_CASE),
    Transition(S.ASSESSING, S.PLAN_REVIEW, planned),
    Transition(S.ASSESSING, S.HELPING, plan_settled),
    Transition(S.ASSESSING, S.LOST, unreachable, Asks.REASON),
    Transition(S.PLAN_REVIEW, S.HELPING, plan_agreed),
    Transition(S.PLAN_REVIEW, S.ASSESSING, free, Asks.REASON),
    Transition(S.HELPING, S.SETTLING, placed),
    Transition(S.HELPING, S.CLOSING, nothing_pending, Asks.CLOSE_REASON),
    Transition(S.HELPING, S.PAUSED, not_offered, Asks.PAUSE),
    Transition(S.HELPING, S.LOST, unreachable, Asks.REASON),
    Transition(S.SETTLING, S.CLOSING, nothing_pending, Asks.CLOSE_REASON),
    Transition(S.SETTLING, S.HELPING, free, Asks.REASON),
    Transition(S.SETTLING, S.PAUSED, not_offered, Asks.PAUSE),
    Transition(S.SETTLING, S.LOST, unreachable, Asks.REASON),
    Transition(S.CLOSING, S.CLOSED, approved),
    Transition(S.CLOSING, S.HELPING, free, Asks.REASON),
    Transition(S.CLOSING, S.SETTLING, placed, Asks.REASON),
    Transition(S.PAUSED, S.HELPING, free),
    Transition(S.PAUSED, S.SETTLING, placed),
    Transition(S.LOST, S.ASSESSING, free, Asks.REASON),
    Transition(S.LOST, S.HELPING, plan_settled, Asks.REASON),
    Transition(S.LOST, S.CLOSING, nothing_pending, Asks.CLOSE_REASON),
    *(Transition(one, S.MERGED, free, Asks.REASON, by_hand=False) for one in OPEN_STATES),
)
_TABLE = {(move.source, move.target): move for move in TRANSITIONS}


def transition(source: CaseState, target: CaseState, evidence: Evidence, reason: str) -> Transition:
    """The move, or a problem that says which condition is missing."""
    move = _TABLE.get((source, target))
    if move is None or not move.by_hand:
        raise OfficerProblem("cases.no_such_move", source=source.value, target=target.value)
    if problem := move.guard(evidence):
        raise problem
    if move.needs_reason and not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    return move


def next_states(source: CaseState) -> tuple[CaseState, ...]:
    """Where an officer may move a case from here."""
    return tuple(move.target for move in TRANSITIONS if move.source is source and move.by_hand)


def asks(source: CaseState, target: CaseState) -> Asks:
    """What a move wants to be told; one that is not in the table asks nothing, it is refused."""
    move = _TABLE.get((source, target))
    return move.asks if move else Asks.NOTHING


def missing(source: CaseState, target: CaseState, evidence: Evidence) -> OfficerProblem | None:
    """What keeps a case from a move that is in the table."""
    problem = _TABLE[source, target].guard(evidence)
    assert problem is None or isinstance(problem, OfficerProblem)
    return problem


def earned_state(state: CaseState, evidence: Evidence) -> CaseState:
    """How far along the main line the records alone have carried the case; it never goes back by itself.

    Who was lost and answers again is back where the records bear: in help, or before it.
    """
    if state is S.LOST and evidence.in_touch:
        state = S.HELPING if plan_settled(evidence) is None else S.ASSESSING
    for source, target in _CARRIED:
        if state is source and _TABLE[source, target].guard(evidence) is None:
            state = target
    return state


_CARRIED = (
    (S.REGISTERED, S.ASSESSING),
    (S.ASSESSING, S.HELPING),
    (S.HELPING, S.SETTLING),
)

__all__ = [
    "MAIN_LINE",
    "OPEN_STATES",
    "TRANSFERRING",
    "TRANSITIONS",
    "Asks",
    "CaseState",
    "Evidence",
    "Place",
    "Transition",
    "asks",
    "earned_state",
    "missing",
    "next_states",
    "transition",
]
