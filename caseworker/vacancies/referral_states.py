"""The states of a referral (岗位推荐): 已推荐 → 已接收 → 面试 → 录用 → 到岗, and the ways it comes to nothing. Pure.

Employers answer as they like, so steps may be left out forward; nothing goes back. A referral that came to nothing
stays so: the person can be recommended to the same vacancy again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from caseworker import codes
from caseworker.problems import OfficerProblem


class ReferralState(StrEnum):
    """Codes of the table `referral_state`."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    INTERVIEW = "interview"
    HIRED = "hired"
    STARTED = "started"
    NOT_HIRED = "not_hired"
    DECLINED = "declined"
    LAPSED = "lapsed"


LIVE = frozenset({ReferralState.REFERRED, ReferralState.ACCEPTED, ReferralState.INTERVIEW, ReferralState.HIRED})
"""States that wait for an answer."""
FAILURES = (ReferralState.NOT_HIRED, ReferralState.DECLINED, ReferralState.LAPSED)
"""States that need a reason (未成原因)."""
BINDING = frozenset({*LIVE, ReferralState.STARTED})
"""States in which the same vacancy is not recommended to the same person again."""

_FORWARD = (
    ReferralState.REFERRED,
    ReferralState.ACCEPTED,
    ReferralState.INTERVIEW,
    ReferralState.HIRED,
    ReferralState.STARTED,
)
TRANSITIONS: Mapping[ReferralState, tuple[ReferralState, ...]] = {
    state: (*_FORWARD[at + 1 :], *FAILURES) if state in LIVE else () for at, state in enumerate(_FORWARD)
} | dict.fromkeys(FAILURES, ())
"""Where each state may go, in the order a screen offers them."""


def next_states(state: str) -> tuple[ReferralState, ...]:
    """Where a referral may go from here; none once it is settled."""
    return TRANSITIONS[ReferralState(state)]


def reasons_for(state: str) -> tuple[str, ...]:
    """The reasons that explain a failure; none for a step forward."""
    return tuple(entry.code for entry in codes.table("referral_reason") if entry.parent == state)


def check_step(source: str, target: str, reason: str) -> ReferralState:
    """The state reached. `referrals.not_from_here`, `.reason_missing` or `.reason_unfit` when it cannot be."""
    if target not in {state.value for state in next_states(source)}:
        name = codes.table("referral_state").name
        raise OfficerProblem("referrals.not_from_here", source=name(source), target=name(target))
    state = ReferralState(target)
    if state in FAILURES and not reason:
        raise OfficerProblem("referrals.reason_missing")
    if reason and reason not in reasons_for(target):
        raise OfficerProblem("referrals.reason_unfit")
    return state
