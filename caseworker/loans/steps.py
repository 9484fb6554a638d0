"""Where a loan can go from here, what still lacks for each step, and what evidence the office has for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseworker.loans.papers import COMMITMENT, Paper
from caseworker.loans.rules import Guard, LoanStage, StageEvent, missing_guards, next_stages

SAID_WITH_THE_STEP = frozenset(
    {
        Guard.STREET_OPINION,
        Guard.DISTRICT_OPINION,
        Guard.GUARANTEE_OPINION,
        Guard.BANK_OPINION,
        Guard.REASON_GIVEN,
        Guard.BALANCE_CLEARED,
        Guard.ARREARS_CLEARED,
        Guard.PAYMENT_MISSED,
        Guard.EXTENSION_AGREED,
    }
)
"""What is written down with the step itself: the words of who decided, or what was found."""
DATED_BY_THE_STEP = frozenset({Guard.CONTRACT_DATED, Guard.PAYMENT_DATED})
"""The day of the step is the day of the contract or of the payment."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A stage that can follow. `missing` stands in its way; `asks` must be said with it; `lacking` names fields and
    papers behind `missing`, fields first."""

    stage: LoanStage
    missing: tuple[Guard, ...]
    asks: tuple[Guard, ...]
    fields: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def next_steps(
    events: Sequence[StageEvent], missing_fields: Sequence[str], papers: Sequence[Paper], *, rate_within_cap: bool
) -> tuple[NextStep, ...]:
    """Every step the table of stages allows from here."""
    has = evidence(missing_fields, papers, rate_within_cap=rate_within_cap)
    steps = []
    for stage in next_stages(events):
        open_guards = missing_guards(events, stage, has)
        missing = tuple(guard for guard in open_guards if guard not in SAID_WITH_THE_STEP)
        steps.append(
            NextStep(
                stage,
                missing,
                tuple(guard for guard in open_guards if guard in SAID_WITH_THE_STEP),
                tuple(missing_fields) if Guard.APPLICATION_FILLED in missing else (),
                _lacking(papers) if Guard.PAPERS_COMPLETE in missing else (),
            )
        )
    return tuple(steps)


def evidence(
    missing_fields: Sequence[str], papers: Sequence[Paper], *, rate_within_cap: bool, said: str = ""
) -> frozenset[Guard]:
    """What the office can show. `said` are the words written down with a step."""
    signed = any(paper.code == COMMITMENT and paper.received_on is not None for paper in papers)
    complete = all(paper.received_on is not None for paper in papers if paper.to_hand_in)
    shown = {
        Guard.APPLICATION_FILLED: not missing_fields,
        Guard.COMMITMENT_SIGNED: signed,
        Guard.PAPERS_COMPLETE: complete and bool(papers),
        Guard.RATE_WITHIN_CAP: rate_within_cap,
    }
    words = SAID_WITH_THE_STEP if said.strip() else frozenset()
    return frozenset({guard for guard, holds in shown.items() if holds} | words | DATED_BY_THE_STEP)


def _lacking(papers: Sequence[Paper]) -> tuple[str, ...]:
    return tuple(paper.name for paper in papers if paper.to_hand_in and paper.received_on is None)
