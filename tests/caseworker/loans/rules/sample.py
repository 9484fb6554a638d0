"""One application that meets every condition of the newest version, for tests to change one thing about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from caseworker.loans.rules import LoanFacts, LoanGroup, RepaymentMethod

GOOD = LoanFacts(
    application_date=date(2025, 9, 10),
    groups=frozenset({LoanGroup.RURAL_STARTUP}),
    birth_date=date(1985, 3, 2),
    sex="1",
    household_region="511002",
    household_place="四川省内江市",
    married=True,
    own_loans_declared=True,
    spouse_loans_declared=True,
    project_region="500104",
    project_place="大渡口区",
    entity_name="样例理发店",
    entity_registered=True,
    entity_registered_on=date(2025, 8, 1),
    online_entrepreneur=False,
    prior_loan_count=0,
    amount_fen=20_000_000,
    term_months=36,
    method=RepaymentMethod.INTEREST_QUARTERLY,
    needs_counter_guarantee=False,
)


def facts(**changes: Any) -> LoanFacts:
    """The good application with `changes`."""
    return replace(GOOD, **changes)
