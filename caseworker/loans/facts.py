"""From records to facts: what the store and the form know of an application, as the rules want it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from caseworker.districts import full_name
from caseworker.loans.form import NO_COUNTER_GUARANTEE, ONLINE, LoanForm
from caseworker.loans.rules import ExistingLoan, ExistingLoanKind, LoanFacts, LoanGroup, Owner, RepaymentMethod
from caseworker.problems import OfficerProblem
from db.models import Person


@dataclass(frozen=True, slots=True)
class Borrower:
    """What the person's record brings to an application; full values, so hand it to no list."""

    person_id: UUID
    name: str
    id_type: str
    id_no: str
    sex: str
    birth_date: date
    education: str
    hukou_region: str
    hukou_address: str
    live_region: str
    live_address: str
    mobile: str
    graduated_on: date | None


def borrower(session: Session, person_id: UUID) -> Borrower:
    """The applicant; raises `registration.gone` for a record that no longer is."""
    person = session.get(Person, person_id)
    if person is None or person.deleted:
        raise OfficerProblem("registration.gone")
    return Borrower(
        person_id=person.id,
        name=person.name,
        id_type=person.id_type,
        id_no=person.id_no,
        sex=person.sex,
        birth_date=person.birth_date,
        education=person.education or "",
        hukou_region=person.hukou_region or "",
        hukou_address=person.hukou_address or "",
        live_region=person.live_region or "",
        live_address=person.live_address or "",
        mobile=person.mobile or "",
        graduated_on=person.graduated_on,
    )


def loan_facts(form: LoanForm, person: Borrower, application: date, contract: date | None = None) -> LoanFacts:
    """The facts the rules look at; what is empty on the form is unknown, never assumed."""
    declared = form.no_other_loans is True
    return LoanFacts(
        application_date=application,
        contract_date=contract,
        groups=frozenset({LoanGroup(form.group_code)})
        if form.group_code and _known(form.group_code, LoanGroup)
        else None,
        birth_date=person.birth_date,
        sex=person.sex,
        graduated_on=person.graduated_on,
        household_region=person.hukou_region,
        household_place=full_name(person.hukou_region),
        married=form.married,
        existing_loans=tuple(_existing_loans(form)),
        own_loans_declared=declared,
        spouse_loans_declared=declared,
        project_region=form.entity_region or "",
        project_place=full_name(form.entity_region or ""),
        entity_name=form.entity_name or "",
        entity_registered=True if form.entity_on or form.entity_no else None,
        entity_registered_on=form.entity_on,
        entity_of_spouse=bool(form.spouse_entity),
        online_entrepreneur=form.entity_kind == ONLINE if form.entity_kind else None,
        prior_loan_count=form.prior_count,
        amount_fen=form.amount,
        partners=1 + len(form.partners),
        term_months=form.term_months,
        method=RepaymentMethod(form.method) if form.method and _known(form.method, RepaymentMethod) else None,
        needs_counter_guarantee=form.guarantee != NO_COUNTER_GUARANTEE if form.guarantee else None,
    )


def _known(code: str, kind: type[LoanGroup] | type[RepaymentMethod]) -> bool:
    codes: Collection[str] = [member.value for member in kind]
    return code in codes


def _existing_loans(form: LoanForm) -> list[ExistingLoan]:
    """A line without a kind still is a loan: it is held against the applicant until the kind is known."""
    kinds = {kind.value for kind in ExistingLoanKind}
    return [
        ExistingLoan(
            Owner.SPOUSE if entry.owner == Owner.SPOUSE.value else Owner.SELF,
            ExistingLoanKind(entry.kind) if entry.kind in kinds else ExistingLoanKind.OTHER,
            entry.balance_fen,
            entry.bank,
        )
        for entry in form.existing_loans
    ]
