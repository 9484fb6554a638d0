"""What the papers of a personal guarantee loan say, as plain values: the one thing a service has to fill.

Amounts are fen, rates percent per year, dates plain dates; texts are the Chinese words to print (a code's
name, not the code). Everything may be left out: what is empty is printed as a blank to be filled in by hand.
Field numbers in the docstrings are those of the application form (A 1 to G 54). This module imports no PDF
library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from caseworker.money import Fen

GROUPS = (
    "城镇登记失业人员",
    "就业困难人员（含残疾人）",
    "退役军人",
    "刑满释放人员",
    "高校毕业生（含大学生村官、留学回国）",
    "化解过剩产能企业职工和失业人员",
    "网络商户",
    "农村自主创业农民（含返乡创业农民工）",
    "脱贫人口（含防返贫监测对象）",
)
"""The nine groups of the Chongqing notices of 2024 and 2025, in their order."""


class Outcome(StrEnum):
    """What a condition came to. Never "approved": that is for the offices that decide."""

    MET = "符合"
    MAYBE = "可能符合"
    UNMET = "不符合"
    NOTE = "提示"


class Need(StrEnum):
    """How a paper is asked for."""

    REQUIRED = "必需"
    CONDITIONAL = "条件必需"
    OPTIONAL = "可选"
    EXEMPT = "免提交（系统核验）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The document a rule was read in, when it was published, and whether an official text was seen."""

    title: str = ""
    published: date | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A 1 to 13. `group` is one of `groups_offered`, or any other text (printed as 其他)."""

    name: str = ""
    sex: str = ""
    id_number: str = ""
    birth_date: date | None = None
    marital_status: str = ""
    education: str = ""
    registered_address: str = ""
    residence: str = ""
    mobile: str = ""
    groups_offered: tuple[str, ...] = GROUPS
    group: str = ""
    group_proof: str = ""
    employment_permit: str = ""
    had_loan_before: bool | None = None
    earlier_loans: int | None = None
    last_loan_amount: Fen | None = None
    last_loan_settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spouse:
    """B 14 to 17; the consent of 18 is signed on paper."""

    name: str = ""
    id_number: str = ""
    employer: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """C 34: one partner, what is put in and what share of the loan is asked for."""

    name: str = ""
    id_number: str = ""
    group: str = ""
    contribution: Fen | None = None
    share: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """C 19 to 33."""

    entity_name: str = ""
    registration_number: str = ""
    entity_type: str = ""
    registered_on: date | None = None
    address: str = ""
    industry: str = ""
    business_scope: str = ""
    through_spouse: bool | None = None
    premises: str = ""
    lease_from: date | None = None
    lease_until: date | None = None
    own_funds: Fen | None = None
    last_year_turnover: Fen | None = None
    staff: int | None = None
    key_group_staff: int | None = None
    expected_hires: int | None = None
    online_platform: str = ""
    online_shop: str = ""
    partners: tuple[Partner, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantor:
    """D 43: one natural person standing surety."""

    name: str = ""
    id_number: str = ""
    employer: str = ""
    mobile: str = ""
    annual_income: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRequest:
    """D 35 to 44. `account` is printed as given: hand it over masked."""

    amount: Fen | None = None
    months: int | None = None
    purpose: str = ""
    bank: str = ""
    repayment_method: str = ""
    repayment_source: str = ""
    guarantee: str = ""
    guarantors: tuple[Guarantor, ...] = ()
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingLoan:
    """E 45: a loan not yet repaid, of the applicant (本人) or the spouse (配偶)."""

    owner: str = ""
    kind: str = ""
    lender: str = ""
    balance: Fen | None = None
    exempt: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityLine:
    """One condition: the rule, the value seen, what it came to, and what is missing or against it."""

    condition: str
    seen: str = ""
    outcome: Outcome = Outcome.NOTE
    explanation: str = ""
    reviewer: str = ""
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """Quota, rate and subsidy as reckoned. Margin in basis points; rates in percent per year; share 0 to 1.

    Totals are over the whole term and must reconcile with the schedule: own interest + subsidy = interest.
    """

    cap: Fen | None = None
    cap_basis: str = ""
    longest_term_months: int | None = None
    lpr: Decimal | None = None
    lpr_from: date | None = None
    margin_basis_points: int | None = None
    rate: Decimal | None = None
    subsidised_share: Decimal | None = None
    net_rate: Decimal | None = None
    interest: Fen | None = None
    subsidy: Fen | None = None
    own_interest: Fen | None = None
    notes: tuple[str, ...] = ()
    source: Source = field(default_factory=Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """One date of the repayment schedule; `balance` is what is still owed after it."""

    number: int
    due: date
    principal: Fen
    interest: Fen
    subsidy: Fen
    balance: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One paper of the checklist. `ready`: handed in or verified, None if not yet looked at."""

    name: str
    need: Need = Need.REQUIRED
    when: str = ""
    copies: str = ""
    ready: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """G 49 to 53. Opinions are written by those who decide; empty ones are blanks to write and seal in."""

    acceptance_number: str = ""
    accepted_on: date | None = None
    street: str = ""
    street_officer: str = ""
    street_head: str = ""
    street_on: date | None = None
    district: str = ""
    guarantor: str = ""
    guaranteed_amount: Fen | None = None
    guarantee_fee_rate: Decimal | None = None
    bank: str = ""
    bank_amount: Fen | None = None
    bank_months: int | None = None
    bank_margin_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPacketContent:
    """Everything the packet prints. `policy` names the version of the rules it was reckoned by."""

    packet_number: str
    office_name: str = ""
    printed_on: date | None = None
    practice: bool = False
    policy: str = ""
    district_office: str = ""
    applicant: Applicant = field(default_factory=Applicant)
    spouse: Spouse | None = None
    project: Project = field(default_factory=Project)
    request: LoanRequest = field(default_factory=LoanRequest)
    existing_loans: tuple[ExistingLoan, ...] = ()
    eligibility: tuple[EligibilityLine, ...] = ()
    eligibility_summary: str = ""
    terms: LoanTerms = field(default_factory=LoanTerms)
    schedule: tuple[ScheduleLine, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    opinions: Opinions = field(default_factory=Opinions)
