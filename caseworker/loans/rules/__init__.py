"""The rules of the guarantee loan, pure: facts and days in, answers out.

Numbers come from `resources/policies/`.
"""

from caseworker.loans.rules.facts import ExistingLoan, ExistingLoanKind, LoanFacts, LoanGroup, Owner
from caseworker.loans.rules.rate import (
    LprLookup,
    LprTable,
    RateCap,
    check_rate,
    lpr_on,
    lpr_table,
    net_percent,
    rate_cap,
    subsidy_percent,
)
from caseworker.loans.rules.request import (
    POLICY,
    RequestCheck,
    amount_cap,
    check_request,
    eligibility,
    loan_pack,
    longest_term,
    materials,
)
from caseworker.loans.rules.schedule import (
    Installment,
    LoanTerms,
    PrincipalPart,
    RepaymentMethod,
    RepaymentSchedule,
    repayment_schedule,
)
from caseworker.loans.rules.stage_clock import StageClock, stage_clock
from caseworker.loans.rules.stages import (
    TRANSITIONS,
    Guard,
    LoanStage,
    StageEvent,
    current_stage,
    missing_guards,
    next_stages,
)
from caseworker.loans.rules.subsidy import BalancePeriod, subsidy_due

__all__ = [
    "POLICY",
    "TRANSITIONS",
    "BalancePeriod",
    "ExistingLoan",
    "ExistingLoanKind",
    "Guard",
    "Installment",
    "LoanFacts",
    "LoanGroup",
    "LoanStage",
    "LoanTerms",
    "LprLookup",
    "LprTable",
    "Owner",
    "PrincipalPart",
    "RateCap",
    "RepaymentMethod",
    "RepaymentSchedule",
    "RequestCheck",
    "StageClock",
    "StageEvent",
    "amount_cap",
    "check_rate",
    "check_request",
    "current_stage",
    "eligibility",
    "loan_pack",
    "longest_term",
    "lpr_on",
    "lpr_table",
    "materials",
    "missing_guards",
    "net_percent",
    "next_stages",
    "rate_cap",
    "repayment_schedule",
    "stage_clock",
    "subsidy_due",
    "subsidy_percent",
]
