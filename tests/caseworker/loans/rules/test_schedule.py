"""Schedules recomputed by other ways: tables by hand, whole-number arithmetic, and the closed annuity formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.loans.rules import (
    LoanTerms,
    PrincipalPart,
    RepaymentMethod,
    RepaymentSchedule,
    repayment_schedule,
)
from caseworker.messages import problem_text
from caseworker.problems import OfficerProblem

M = RepaymentMethod
WAN = 1_000_000


def made(
    principal: int,
    percent: str,
    months: int,
    method: RepaymentMethod,
    start: date = date(2025, 6, 25),
    subsidy: str = "0",
    parts: tuple[PrincipalPart, ...] = (),
) -> RepaymentSchedule:
    return repayment_schedule(
        LoanTerms(
            principal=principal,
            annual_percent=Decimal(percent),
            months=months,
            start_on=start,
            method=method,
            subsidy_percent=Decimal(subsidy),
            parts=parts,
        )
    )


def half_up(value: Fraction) -> int:
    """Whole numbers only: floor of twice the value plus one, halved."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def test_quarterly_interest_by_hand() -> None:
    """20万 at 3.50 %, half subsidised, from 2025-06-25 for a year: quarters of 92, 91, 90 and 92 days."""
    lines = made(20 * WAN, "3.50", 12, M.INTEREST_QUARTERLY, subsidy="1.75").installments
    assert [(line.due_on.isoformat(), line.principal, line.interest, line.subsidy) for line in lines] == [
        ("2025-09-25", 0, 178_889, 89_444),
        ("2025-12-25", 0, 176_944, 88_472),
        ("2026-03-25", 0, 175_000, 87_500),
        ("2026-06-25", 20_000_000, 178_889, 89_444),
    ]
    assert [line.balance for line in lines] == [20_000_000, 20_000_000, 20_000_000, 0]


def test_monthly_interest_over_a_leap_february_by_hand() -> None:
    """30万 at 3.95 % from 2024-01-31: the due day falls back to the end of a short month, not further."""
    lines = made(30 * WAN, "3.95", 3, M.INTEREST_MONTHLY, date(2024, 1, 31)).installments
    assert [(line.due_on.isoformat(), line.interest) for line in lines] == [
        ("2024-02-29", 95_458),
        ("2024-03-31", 102_042),
        ("2024-04-30", 98_750),
    ]


def test_equal_principal_by_hand() -> None:
    """1000.00 yuan at 3.60 % over three months: 333.34 + 333.33 + 333.33, interest on what is left."""
    lines = made(100_000, "3.60", 3, M.EQUAL_PRINCIPAL).installments
    assert [(line.principal, line.interest, line.balance) for line in lines] == [
        (33_334, 300, 66_666),
        (33_333, 200, 33_333),
        (33_333, 100, 0),
    ]


def test_an_exact_half_fen_goes_up() -> None:
    """5.00 yuan at 1.20 % a month long is half a fen exactly; a rounded twelfth would lose it."""
    assert made(500, "1.20", 1, M.EQUAL_PRINCIPAL).installments[0].interest == 1
    assert made(500, "1.20", 1, M.EQUAL_INSTALMENT).installments[0].interest == 1
    assert made(499, "1.20", 1, M.EQUAL_PRINCIPAL).installments[0].interest == 0


@pytest.mark.parametrize(
    ("principal", "percent", "months", "payment"),
    [  # each pays the loan off to within the rounding: see the present value below
        (10 * WAN, "3.50", 36, 293_021),
        (20 * WAN, "3.50", 36, 586_042),
        (50 * WAN, "3.50", 36, 1_465_104),
        (10 * WAN, "6.00", 12, 860_664),
        (10 * WAN, "12.00", 12, 888_488),
        (12 * WAN, "0", 12, 1_000_000),
    ],
)
def test_equal_instalments_pay_the_loan_off(principal: int, percent: str, months: int, payment: int) -> None:
    lines = made(principal, percent, months, M.EQUAL_INSTALMENT).installments
    assert {line.payment for line in lines[:-1]} == {payment}
    discount = 1 / (1 + Fraction(percent) / 1200)
    worth = sum(discount**n for n in range(1, months + 1))
    assert abs(payment * worth - principal) <= worth / 2
    assert abs(lines[-1].payment - payment) <= months


CASES = list(product([5 * WAN, 20 * WAN, 29_999_999, 50 * WAN], ["3.00", "3.45", "3.50", "5.15"], [6, 12, 24, 36]))


@pytest.mark.parametrize(("principal", "percent", "months"), CASES)
def test_against_a_second_way(principal: int, percent: str, months: int) -> None:
    start = date(2025, 6, 25)
    rate = Fraction(percent) / 100
    days = [date(2025 + (5 + n) // 12, (5 + n) % 12 + 1, 25).toordinal() for n in range(months + 1)]
    monthly = made(principal, percent, months, M.INTEREST_MONTHLY, start).installments
    assert [line.interest for line in monthly] == [
        half_up(principal * rate * (until - since) / 360) for since, until in pairwise(days)
    ]
    quarterly = made(principal, percent, months, M.INTEREST_QUARTERLY, start).installments
    assert [line.interest for line in quarterly] == [
        half_up(principal * rate * (until - since) / 360) for since, until in zip(days[::3], days[3::3], strict=False)
    ]
    growth = 1 + rate / 12
    exact = principal * (growth - 1) / (1 - growth**-months)
    for line in made(principal, percent, months, M.EQUAL_INSTALMENT, start).installments:
        left = principal * growth**line.no - exact * (growth**line.no - 1) / (growth - 1)
        assert abs(line.balance - left) <= 2 * line.no
    equal = made(principal, percent, months, M.EQUAL_PRINCIPAL, start)
    assert abs(equal.total_interest - principal * rate * (months + 1) / 24) <= months


def test_principal_in_parts_by_default_and_as_agreed() -> None:
    lines = made(20 * WAN, "3.50", 12, M.INSTALMENTS).installments
    assert [(line.due_on.isoformat(), line.principal, line.interest) for line in lines] == [
        ("2025-09-25", 0, 178_889),
        ("2025-12-25", 10_000_000, 176_944),
        ("2026-03-25", 0, 87_500),
        ("2026-06-25", 10_000_000, 89_444),
    ]
    parts = (PrincipalPart(4, 5 * WAN), PrincipalPart(12, 15 * WAN))
    lines = made(20 * WAN, "3.50", 12, M.INSTALMENTS, parts=parts).installments
    assert [line.due_on.month for line in lines] == [9, 10, 12, 3, 6]
    assert [line.balance // WAN for line in lines] == [20, 15, 15, 15, 0]


terms = st.builds(
    LoanTerms,
    principal=st.integers(1, 60 * WAN),
    annual_percent=st.integers(0, 1500).map(lambda bp: Decimal(bp) / 100),
    months=st.integers(1, 36),
    start_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    method=st.sampled_from(RepaymentMethod),
)


@settings(max_examples=300)
@given(terms, st.integers(0, 100))
def test_every_schedule_reconciles(plain: LoanTerms, share: int) -> None:
    given_terms = LoanTerms(
        principal=plain.principal,
        annual_percent=plain.annual_percent,
        months=plain.months,
        start_on=plain.start_on,
        method=plain.method,
        subsidy_percent=plain.annual_percent * share / 100,
    )
    plan = repayment_schedule(given_terms)
    lines = plan.installments
    assert plan.total_principal == plain.principal
    assert plan.total_interest == plan.total_subsidy + plan.total_own_interest
    assert lines[-1].balance == 0
    left = plain.principal
    for number, line in enumerate(lines, start=1):
        left -= line.principal
        assert (line.no, line.balance) == (number, left)
        assert min(line.principal, line.interest, line.subsidy, line.own_interest, line.balance) >= 0
    days = [line.due_on for line in lines]
    assert days == sorted(set(days)) and days[0] > plain.start_on


@pytest.mark.parametrize(
    ("principal", "months", "percent", "parts", "code"),
    [
        (0, 12, "3.5", (), "amount_not_positive"),
        (-1, 12, "3.5", (), "amount_not_positive"),
        (WAN, 0, "3.5", (), "term_not_positive"),
        (WAN, 12, "-0.1", (), "rate_not_positive"),
        (WAN, 12, "3.5", ((6, WAN),), "parts_do_not_fit"),
        (WAN, 12, "3.5", ((6, 1), (12, WAN)), "parts_do_not_fit"),
        (WAN, 12, "3.5", ((12, 1), (6, WAN - 1)), "parts_do_not_fit"),
        (WAN, 12, "3.5", ((0, 1), (12, WAN - 1)), "parts_do_not_fit"),
        (WAN, 12, "3.5", ((6, -1), (12, WAN + 1)), "parts_do_not_fit"),
    ],
)
def test_terms_no_loan_can_have(
    principal: int, months: int, percent: str, parts: tuple[tuple[int, int], ...], code: str
) -> None:
    with pytest.raises(OfficerProblem) as caught:
        made(principal, percent, months, M.INSTALMENTS, parts=tuple(PrincipalPart(*part) for part in parts))
    assert caught.value.code == f"loan_rules.{code}"
    assert problem_text(caught.value) and problem_text(caught.value, "en")
