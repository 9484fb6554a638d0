"""The way of a guarantee loan through the bodies, as a table: which steps exist and what must hold for each.

Street, district, guarantor, bank: the order is the city's. Evidence is gathered by the services; here it is
only held against the table, so that every screen, import and test knows the same steps.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseworker.problems import OfficerProblem


class LoanStage(StrEnum):
    """Where an application stands. Names for people: messages `loan_rules.stage.*`."""

    DRAFT = "draft"  # 草稿
    STREET_ACCEPTANCE = "street_acceptance"  # 街道受理
    STREET_REVIEW = "street_review"  # 街道初审
    DISTRICT_REVIEW = "district_review"  # 区县人社资格审核
    GUARANTEE_REVIEW = "guarantee_review"  # 担保评估
    BANK_APPROVAL = "bank_approval"  # 银行调查审批
    SIGNING = "signing"  # 签约
    DISBURSEMENT = "disbursement"  # 放款
    POST_LOAN = "post_loan"  # 贷后跟踪
    SETTLED = "settled"  # 结清
    SUPPLEMENT = "supplement"  # 补正
    RETURNED = "returned"  # 退回
    WITHDRAWN = "withdrawn"  # 撤回
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    OVERDUE = "overdue"  # 逾期
    EXTENDED = "extended"  # 展期


class Guard(StrEnum):
    """What must hold before a step. Names for people: messages `loan_rules.guard.*`."""

    APPLICATION_FILLED = "application_filled"
    COMMITMENT_SIGNED = "commitment_signed"
    PAPERS_COMPLETE = "papers_complete"
    STREET_OPINION = "street_opinion"
    DISTRICT_OPINION = "district_opinion"
    GUARANTEE_OPINION = "guarantee_opinion"
    BANK_OPINION = "bank_opinion"
    CONTRACT_DATED = "contract_dated"
    RATE_WITHIN_CAP = "rate_within_cap"
    PAYMENT_DATED = "payment_dated"
    BALANCE_CLEARED = "balance_cleared"
    ARREARS_CLEARED = "arrears_cleared"
    PAYMENT_MISSED = "payment_missed"
    EXTENSION_AGREED = "extension_agreed"
    REASON_GIVEN = "reason_given"


@dataclass(frozen=True, slots=True)
class StageEvent:
    """A stage was entered at an instant (aware). Events are only ever appended."""

    stage: LoanStage
    at: datetime


_S, _G = LoanStage, Guard
_UNDER_REVIEW = (
    _S.STREET_ACCEPTANCE,
    _S.STREET_REVIEW,
    _S.DISTRICT_REVIEW,
    _S.GUARANTEE_REVIEW,
    _S.BANK_APPROVAL,
)
_BEFORE_PAYMENT = (_S.DRAFT, *_UNDER_REVIEW, _S.SIGNING, _S.SUPPLEMENT, _S.RETURNED)

TRANSITIONS: Mapping[tuple[LoanStage, LoanStage], tuple[Guard, ...]] = {
    (_S.DRAFT, _S.STREET_ACCEPTANCE): (_G.APPLICATION_FILLED, _G.COMMITMENT_SIGNED),
    (_S.STREET_ACCEPTANCE, _S.STREET_REVIEW): (_G.PAPERS_COMPLETE,),
    (_S.STREET_ACCEPTANCE, _S.NOT_ACCEPTED): (_G.REASON_GIVEN,),
    (_S.STREET_REVIEW, _S.DISTRICT_REVIEW): (_G.STREET_OPINION,),
    (_S.DISTRICT_REVIEW, _S.GUARANTEE_REVIEW): (_G.DISTRICT_OPINION,),
    (_S.GUARANTEE_REVIEW, _S.BANK_APPROVAL): (_G.GUARANTEE_OPINION,),
    (_S.BANK_APPROVAL, _S.SIGNING): (_G.BANK_OPINION,),
    (_S.SIGNING, _S.DISBURSEMENT): (_G.CONTRACT_DATED, _G.RATE_WITHIN_CAP),
    (_S.DISBURSEMENT, _S.POST_LOAN): (_G.PAYMENT_DATED,),
    (_S.POST_LOAN, _S.SETTLED): (_G.BALANCE_CLEARED,),
    (_S.POST_LOAN, _S.OVERDUE): (_G.PAYMENT_MISSED,),
    (_S.POST_LOAN, _S.EXTENDED): (_G.EXTENSION_AGREED,),
    (_S.OVERDUE, _S.POST_LOAN): (_G.ARREARS_CLEARED,),
    (_S.OVERDUE, _S.EXTENDED): (_G.EXTENSION_AGREED,),
    (_S.OVERDUE, _S.SETTLED): (_G.BALANCE_CLEARED,),
    (_S.EXTENDED, _S.OVERDUE): (_G.PAYMENT_MISSED,),
    (_S.EXTENDED, _S.SETTLED): (_G.BALANCE_CLEARED,),
    (_S.RETURNED, _S.DRAFT): (),
    **{(stage, _S.SUPPLEMENT): (_G.REASON_GIVEN,) for stage in _UNDER_REVIEW},
    **{(_S.SUPPLEMENT, stage): (_G.PAPERS_COMPLETE,) for stage in _UNDER_REVIEW},
    **{(stage, _S.RETURNED): (_G.REASON_GIVEN,) for stage in _UNDER_REVIEW},
    **{(stage, _S.WITHDRAWN): (_G.REASON_GIVEN,) for stage in _BEFORE_PAYMENT},
}
"""(from, to) -> what must hold. A step that is not here does not exist."""


def current_stage(events: Sequence[StageEvent]) -> LoanStage:
    """The stage the last event entered; a loan without events is a draft."""
    return events[-1].stage if events else LoanStage.DRAFT


def next_stages(events: Sequence[StageEvent]) -> tuple[LoanStage, ...]:
    """Where the loan can go from here, in the table's order.

    补正 leads back only to the stage that asked for it.
    """
    here = current_stage(events)
    found = tuple(to for (start, to) in TRANSITIONS if start is here)
    if here is not LoanStage.SUPPLEMENT:
        return found
    asked_by = next((event.stage for event in reversed(events) if event.stage is not here), None)
    return tuple(stage for stage in found if stage in {asked_by, LoanStage.WITHDRAWN})


def missing_guards(events: Sequence[StageEvent], to: LoanStage, evidence: Collection[Guard]) -> tuple[Guard, ...]:
    """What still lacks for the step to `to`; empty when it can be taken.

    Raises `OfficerProblem("loan_rules.no_such_step")` when there is no such step from here.
    """
    here = current_stage(events)
    if to not in next_stages(events):
        raise OfficerProblem("loan_rules.no_such_step", start=here.value, to=to.value)
    return tuple(guard for guard in TRANSITIONS[here, to] if guard not in evidence)
