"""The table of steps: the main way, the side ways, and what each asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from caseworker.loans.rules import (
    TRANSITIONS,
    Guard,
    LoanStage,
    StageEvent,
    current_stage,
    missing_guards,
    next_stages,
)
from caseworker.messages import codes, text
from caseworker.problems import OfficerProblem

S = LoanStage
MAIN = [
    S.DRAFT,
    S.STREET_ACCEPTANCE,
    S.STREET_REVIEW,
    S.DISTRICT_REVIEW,
    S.GUARANTEE_REVIEW,
    S.BANK_APPROVAL,
    S.SIGNING,
    S.DISBURSEMENT,
    S.POST_LOAN,
    S.SETTLED,
]


def log(*stages: LoanStage) -> list[StageEvent]:
    start = datetime(2026, 11, 16, 1, tzinfo=UTC)
    return [StageEvent(stage, start + timedelta(hours=n)) for n, stage in enumerate(stages)]


def test_the_main_way_from_draft_to_settled() -> None:
    for position, stage in enumerate(MAIN[1:], start=1):
        assert missing_guards(log(*MAIN[:position]), stage, set(Guard)) == ()
        assert missing_guards(log(*MAIN[:position]), stage, set())


def test_no_body_can_be_skipped_and_nothing_follows_the_end() -> None:
    for before, skipped in zip(MAIN, MAIN[2:], strict=False):
        with pytest.raises(OfficerProblem) as caught:
            missing_guards(log(before), skipped, set(Guard))
        assert caught.value.code == "loan_rules.no_such_step"
    for end in (S.SETTLED, S.WITHDRAWN, S.NOT_ACCEPTED):
        assert next_stages(log(end)) == ()


def test_what_lacks_is_named() -> None:
    assert missing_guards([], S.STREET_ACCEPTANCE, {Guard.APPLICATION_FILLED}) == (Guard.COMMITMENT_SIGNED,)
    assert missing_guards(log(S.STREET_ACCEPTANCE), S.STREET_REVIEW, set()) == (Guard.PAPERS_COMPLETE,)
    assert missing_guards(log(S.SIGNING), S.DISBURSEMENT, {Guard.CONTRACT_DATED}) == (Guard.RATE_WITHIN_CAP,)


@pytest.mark.parametrize("stage", MAIN[1:6])
def test_missing_papers_lead_back_to_who_asked(stage: LoanStage) -> None:
    assert S.SUPPLEMENT in next_stages(log(S.DRAFT, stage))
    assert set(next_stages(log(S.DRAFT, stage, S.SUPPLEMENT))) == {stage, S.WITHDRAWN}
    assert missing_guards(log(stage, S.SUPPLEMENT), stage, set()) == (Guard.PAPERS_COMPLETE,)


def test_refused_withdrawn_returned_overdue_extended() -> None:
    assert missing_guards(log(S.STREET_ACCEPTANCE), S.NOT_ACCEPTED, set()) == (Guard.REASON_GIVEN,)
    assert S.NOT_ACCEPTED not in next_stages(log(S.BANK_APPROVAL))
    assert S.WITHDRAWN in next_stages(log(S.SIGNING))
    assert S.WITHDRAWN not in next_stages(log(S.DISBURSEMENT))
    assert next_stages(log(S.RETURNED))[0] is S.DRAFT
    assert set(next_stages(log(S.POST_LOAN))) == {S.SETTLED, S.OVERDUE, S.EXTENDED}
    assert missing_guards(log(S.OVERDUE), S.POST_LOAN, set()) == (Guard.ARREARS_CLEARED,)


def test_every_stage_is_reached_and_named_in_both_languages() -> None:
    reached = {S.DRAFT}
    while len(wider := reached | {to for start, to in TRANSITIONS if start in reached}) > len(reached):
        reached = wider
    assert reached == set(LoanStage)
    for lang in ("zh", "en"):
        assert all(text(f"loan_rules.stage.{stage}", lang) for stage in LoanStage)
        assert all(text(f"loan_rules.guard.{guard}", lang) for guard in Guard)
    assert current_stage([]) is S.DRAFT


@pytest.mark.parametrize("noun", ["loan_rules", "policy", "money", "calendar"])
def test_both_languages_have_the_same_texts(noun: str) -> None:
    assert set(codes(noun, "zh")) == set(codes(noun, "en")) != set()
