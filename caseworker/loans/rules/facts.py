"""What the rules of a guarantee loan look at: the facts of one application, known or not.

None (or an empty text) means "not known yet" and leads to 缺信息, never to a guess. Codes are those of the
code tables `loan_group`, `existing_loan_kind`, `repayment_method`, `sex` and GB/T 2260 regions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.calendar import add_months, years_between
from caseworker.loans.rules.schedule import RepaymentMethod
from caseworker.messages import text
from caseworker.money import Fen, format_yuan
from caseworker.people.retirement import RetirementTrack, possible_tracks, retirement_day


class LoanGroup(StrEnum):
    """The nine groups of people the personal loan is open to (人员类别)."""

    REG_UNEMP = "REG_UNEMP"
    DIFFICULT = "DIFFICULT"
    VETERAN = "VETERAN"
    RELEASED = "RELEASED"
    GRADUATE = "GRADUATE"
    CAPACITY_CUT = "CAPACITY_CUT"
    ONLINE_SHOP = "ONLINE_SHOP"
    RURAL_STARTUP = "RURAL_STARTUP"
    POVERTY_RELIEVED = "POVERTY_RELIEVED"


class Owner(StrEnum):
    """Whose loan it is."""

    SELF = "self"
    SPOUSE = "spouse"


class ExistingLoanKind(StrEnum):
    """What an existing loan is for; which kinds do not count against an applicant is for the pack to say."""

    STUDY = "study"
    POVERTY_MICRO = "poverty_micro"
    HOUSING = "housing"
    CAR = "car"
    CONSUMER = "consumer"
    BUSINESS = "business"
    GUARANTEE = "guarantee"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ExistingLoan:
    """A loan the applicant or spouse has.

    A balance of 0 is settled and no longer counts; None is not known.
    """

    owner: Owner
    kind: ExistingLoanKind
    balance_fen: Fen | None
    lender: str = ""

    @property
    def label(self) -> str:
        """In Chinese, as shown in the eligibility sheet."""
        amount = "余额未填" if self.balance_fen is None else f"{format_yuan(self.balance_fen)} 元"
        return f"{text(f'loan_rules.existing.{self.kind}')} {amount}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFacts:
    """One application. Dates are days in China, amounts fen, terms whole months, sex GB/T 2261.1.

    `own_loans_declared` / `spouse_loans_declared`: the person has stated that `existing_loans` lists all of
    theirs. `partners` counts the applicant too. `entity_registered` without a date is taken as in time.
    """

    application_date: date
    contract_date: date | None = None
    groups: frozenset[LoanGroup] | None = None
    birth_date: date | None = None
    sex: str = ""
    retirement_track: RetirementTrack | None = None
    graduated_on: date | None = None
    household_region: str = ""
    household_place: str = ""
    married: bool | None = None
    existing_loans: tuple[ExistingLoan, ...] = ()
    own_loans_declared: bool = False
    spouse_loans_declared: bool = False
    project_region: str = ""
    project_place: str = ""
    entity_name: str = ""
    entity_registered: bool | None = None
    entity_registered_on: date | None = None
    entity_of_spouse: bool = False
    online_entrepreneur: bool | None = None
    prior_loan_count: int | None = None
    amount_fen: Fen | None = None
    partners: int = 1
    term_months: int | None = None
    method: RepaymentMethod | None = None
    needs_counter_guarantee: bool | None = None

    def as_mapping(self) -> dict[str, object]:
        """The facts under the names of `resources/policies/facts.toml`, derived ones too; None is unknown."""
        return {
            "groups": self.groups,
            "household_region": self.household_region or None,
            "household_place": self.household_place or None,
            "entity_ready": _entity_ready(self),
            "entity_name": self.entity_name or None,
            "entity_of_spouse": self.entity_of_spouse,
            "project_region": self.project_region or None,
            "project_place": self.project_place or self.project_region or None,
            "prior_loan_count": self.prior_loan_count,
            "amount": self.amount_fen,
            "partners": self.partners,
            "amount_per_partner": None if self.amount_fen is None else -(-self.amount_fen // self.partners),
            "term_months": self.term_months,
            "needs_counter_guarantee": self.needs_counter_guarantee,
            **_age_facts(self),
            **_loan_facts(self),
        }


def possible_retirements(facts: LoanFacts) -> tuple[date, ...]:
    """The days on which retirement may be reached: one, or one per track still open; none without a birth."""
    if facts.birth_date is None:
        return ()
    tracks = possible_tracks(facts.sex, facts.retirement_track)
    return tuple(sorted({retirement_day(facts.birth_date, track) for track in tracks}))


def term_start(facts: LoanFacts) -> date:
    """From when the term is reckoned: the contract, else the application."""
    return facts.contract_date or facts.application_date


def _age_facts(facts: LoanFacts) -> dict[str, object]:
    born, graduated, on = facts.birth_date, facts.graduated_on, facts.application_date
    retirements = possible_retirements(facts)
    return {
        "age": None if born is None else years_between(born, on),
        "graduated_on": graduated,
        "years_since_graduation": None if graduated is None or graduated > on else _begun_years(graduated, on),
        "retires_on": retirements[0] if len(retirements) == 1 else None,
        "retires_within_term": _retires_within_term(facts, retirements),
    }


def _begun_years(start: date, end: date) -> int:
    """Years, a begun one counted: exactly ten years are 10, a day more is 11."""
    whole = years_between(start, end)
    return whole + (add_months(start, whole * 12) < end)


def _retires_within_term(facts: LoanFacts, retirements: tuple[date, ...]) -> bool | None:
    """Whether retirement is reached by the last day of the term; None while the unknown decides that."""
    if not retirements or facts.term_months is None:
        return None
    matures = add_months(term_start(facts), facts.term_months)
    answers = {day <= matures for day in retirements}
    return answers.pop() if len(answers) == 1 else None


def _entity_ready(facts: LoanFacts) -> bool | None:
    registered = facts.entity_registered
    if registered and facts.entity_registered_on is not None:
        registered = facts.entity_registered_on <= facts.application_date
    ways = (registered, facts.online_entrepreneur)
    if True in ways:
        return True
    return None if None in ways else False


def _loan_facts(facts: LoanFacts) -> dict[str, object]:
    open_loans = [loan for loan in facts.existing_loans if loan.balance_fen != 0]
    own = [loan for loan in open_loans if loan.owner is Owner.SELF]
    spouse = [loan for loan in open_loans if loan.owner is Owner.SPOUSE and facts.married is not False]
    own_complete = True if facts.own_loans_declared else None
    spouse_complete = True if facts.married is False or (facts.married and facts.spouse_loans_declared) else None
    both = _consumer_balances([*own, *spouse])
    known = own_complete and spouse_complete and None not in both
    return {
        "own_loan_kinds": frozenset(loan.kind.value for loan in own),
        "own_loans_complete": own_complete,
        "own_loans_text": _listed(own, own_complete),
        "own_largest_consumer_loan": _largest(own),
        "spouse_loan_kinds": frozenset(loan.kind.value for loan in spouse),
        "spouse_loans_complete": spouse_complete,
        "spouse_loans_text": "无配偶" if facts.married is False else _listed(spouse, spouse_complete),
        "spouse_largest_consumer_loan": _largest(spouse),
        "total_consumer_loans": sum(balance or 0 for balance in both) if known else None,
    }


def _consumer_balances(loans: Iterable[ExistingLoan]) -> list[Fen | None]:
    return [loan.balance_fen for loan in loans if loan.kind is ExistingLoanKind.CONSUMER]


def _largest(loans: Iterable[ExistingLoan]) -> Fen | None:
    balances = _consumer_balances(loans)
    return None if None in balances else max((balance or 0 for balance in balances), default=0)


def _listed(loans: list[ExistingLoan], complete: bool | None) -> str | None:
    if loans:
        return "、".join(loan.label for loan in loans)
    return "无" if complete else None
