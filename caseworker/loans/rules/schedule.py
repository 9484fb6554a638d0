"""Repayment schedules (还款计划) of the five methods, to the fen, with the treasury's part of each interest.

A reckoning beforehand (测算): the contract decides. Interest paid on its own is reckoned on actual days
over the day basis; the two annuity methods count every month as a twelfth of a year, as banks do. The
subsidy counts days as the interest beside it does, so that it can never exceed its share. All roundings are
half up to the fen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from caseworker.calendar import add_months
from caseworker.money import Fen, allocate, round_fen
from caseworker.problems import OfficerProblem


class RepaymentMethod(StrEnum):
    """按月付息到期还本, 按季付息到期还本, 等额本息, 等额本金, 分期还本; codes of table `repayment_method`."""

    INTEREST_MONTHLY = "interest_monthly"
    INTEREST_QUARTERLY = "interest_quarterly"
    EQUAL_INSTALMENT = "equal_instalment"
    EQUAL_PRINCIPAL = "equal_principal"
    INSTALMENTS = "instalments"


@dataclass(frozen=True, slots=True)
class PrincipalPart:
    """A part of the principal due at the end of a month of the term (1 = after one month)."""

    month: int
    amount: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """What a schedule follows from. Rates in percent a year; `subsidy_percent` is the treasury's part.

    `parts`: for 分期还本; left out, the principal is due in equal parts every half year.
    """

    principal: Fen
    annual_percent: Decimal
    months: int
    start_on: date
    method: RepaymentMethod
    subsidy_percent: Decimal = Decimal(0)
    day_basis: int = 360
    parts: tuple[PrincipalPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Installment:
    """One payment. Amounts in fen; `subsidy` is the part of `interest` paid by the treasury."""

    no: int
    due_on: date
    principal: Fen
    interest: Fen
    subsidy: Fen
    balance: Fen

    @property
    def payment(self) -> Fen:
        """Principal and interest, as the bank collects them."""
        return self.principal + self.interest

    @property
    def own_interest(self) -> Fen:
        """Interest the borrower bears."""
        return self.interest - self.subsidy


@dataclass(frozen=True, slots=True)
class RepaymentSchedule:
    """All payments of a loan, with totals that are the sums of the lines."""

    terms: LoanTerms
    installments: tuple[Installment, ...]

    @property
    def total_principal(self) -> Fen:
        return sum(line.principal for line in self.installments)

    @property
    def total_interest(self) -> Fen:
        return sum(line.interest for line in self.installments)

    @property
    def total_subsidy(self) -> Fen:
        return sum(line.subsidy for line in self.installments)

    @property
    def total_own_interest(self) -> Fen:
        return self.total_interest - self.total_subsidy


def repayment_schedule(terms: LoanTerms) -> RepaymentSchedule:
    """The schedule. Raises `OfficerProblem` for terms no loan can have (amount, months, rate, parts)."""
    _check(terms)
    lines = _annuity(terms) if terms.method is RepaymentMethod.EQUAL_INSTALMENT else _by_principal(terms)
    return RepaymentSchedule(terms, tuple(lines))


def _check(terms: LoanTerms) -> None:
    if terms.principal <= 0:
        raise OfficerProblem("loan_rules.amount_not_positive")
    if terms.months < 1:
        raise OfficerProblem("loan_rules.term_not_positive", months=terms.months)
    if not 0 <= terms.subsidy_percent <= terms.annual_percent:
        raise OfficerProblem("loan_rules.rate_not_positive", percent=terms.annual_percent)
    months = [part.month for part in terms.parts]
    if terms.parts and (
        months != sorted(set(months))
        or months[0] < 1
        or months[-1] != terms.months
        or min(part.amount for part in terms.parts) <= 0
        or sum(part.amount for part in terms.parts) != terms.principal
    ):
        raise OfficerProblem("loan_rules.parts_do_not_fit", months=terms.months)


def _by_principal(terms: LoanTerms) -> Iterator[Installment]:
    """Methods whose principal payments are known beforehand."""
    balance, previous = terms.principal, 0
    for number, (month, principal) in enumerate(sorted(_plan(terms).items()), start=1):
        time = _time(terms, previous, month)
        interest = _interest(balance, terms.annual_percent, time)
        subsidy = _interest(balance, terms.subsidy_percent, time)
        balance -= principal
        yield Installment(number, add_months(terms.start_on, month), principal, interest, subsidy, balance)
        previous = month


def _plan(terms: LoanTerms) -> Mapping[int, Fen]:
    """Month of the term -> principal due then, for every month in which anything is due."""
    last = terms.months
    match terms.method:
        case RepaymentMethod.INTEREST_MONTHLY:
            return {**dict.fromkeys(range(1, last), 0), last: terms.principal}
        case RepaymentMethod.INTEREST_QUARTERLY:
            return {**dict.fromkeys(range(3, last, 3), 0), last: terms.principal}
        case RepaymentMethod.EQUAL_PRINCIPAL:
            return dict(enumerate(allocate(terms.principal, [1] * last), start=1))
        case _:
            parts = terms.parts or _half_yearly(terms)
            return {**dict.fromkeys(range(3, last, 3), 0), **{part.month: part.amount for part in parts}}


def _half_yearly(terms: LoanTerms) -> tuple[PrincipalPart, ...]:
    months = [*range(6, terms.months, 6), terms.months]
    amounts = allocate(terms.principal, [1] * len(months))
    return tuple(PrincipalPart(month, amount) for month, amount in zip(months, amounts, strict=True))


def _time(terms: LoanTerms, since: int, until: int) -> tuple[int, int]:
    """The part of a year between two months of the term, as the method counts it: numerator, denominator."""
    if terms.method is RepaymentMethod.EQUAL_PRINCIPAL:
        return until - since, 12
    days = (add_months(terms.start_on, until) - add_months(terms.start_on, since)).days
    return days, terms.day_basis


def _interest(balance: Fen, percent: Decimal, time: tuple[int, int]) -> Fen:
    """Interest to the fen.

    Divides last: a rounded twelfth would turn an exact half fen into less than half.
    """
    return round_fen(balance * percent * time[0] / (time[1] * 100))


def _annuity(terms: LoanTerms) -> Iterator[Installment]:
    """等额本息: the same payment each month; the last one takes what the roundings left."""
    payment = _equal_payment(terms.principal, terms.annual_percent, terms.months)
    balance = terms.principal
    for number in range(1, terms.months + 1):
        interest = _interest(balance, terms.annual_percent, (1, 12))
        subsidy = _interest(balance, terms.subsidy_percent, (1, 12))
        last = number == terms.months
        principal = balance if last else min(balance, max(0, payment - interest))
        balance -= principal
        yield Installment(number, add_months(terms.start_on, number), principal, interest, subsidy, balance)


def _equal_payment(principal: Fen, percent: Decimal, months: int) -> Fen:
    with localcontext() as context:
        context.prec = 50
        rate = percent / 1200
        return round_fen(principal * rate / (1 - (1 + rate) ** -months) if rate else Decimal(principal) / months)
