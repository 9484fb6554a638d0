"""Beginning, opening and saving an application for a personal guarantee loan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker import drafts
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.loans.check import LoanRefusedError, check_application, tidy
from caseworker.loans.facts import borrower
from caseworker.loans.form import MARRIED, SECRETS, LoanForm, form_of
from caseworker.loans.numbers import loan_number
from caseworker.loans.rules import LoanGroup, LoanStage
from caseworker.people.household import HEAD, Relative, relatives
from caseworker.policy.adoption import shelf_of
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Case, GroupTag, HouseholdMember, LoanApplication, Person
from db.models.base import new_id

DRAFT = "loan"
"""Kind of the drafts of unsaved forms; their key is the loan's id."""
ENDED = frozenset({LoanStage.SETTLED, LoanStage.WITHDRAWN, LoanStage.NOT_ACCEPTED})
SPOUSE_RELATION = "10"
"""配偶 in GB/T 4761."""

_GROUP_OF_TAG = {
    "REG_UNEMP": LoanGroup.REG_UNEMP,
    "DISABLED": LoanGroup.DIFFICULT,
    "AGE_4050": LoanGroup.DIFFICULT,
    "ZERO_EMP": LoanGroup.DIFFICULT,
    "LOW_INCOME": LoanGroup.DIFFICULT,
    "LONG_UNEMP": LoanGroup.DIFFICULT,
    "VETERAN": LoanGroup.VETERAN,
    "RELEASED": LoanGroup.RELEASED,
    "GRADUATE_2Y": LoanGroup.GRADUATE,
    "GRADUATE_CURRENT": LoanGroup.GRADUATE,
    "GRADUATE_UNEMPLOYED": LoanGroup.GRADUATE,
    "CAPACITY_CUT": LoanGroup.CAPACITY_CUT,
    "RETURN_STARTUP": LoanGroup.RURAL_STARTUP,
    "POVERTY_RELIEVED": LoanGroup.POVERTY_RELIEVED,
    "POVERTY_WATCHED": LoanGroup.POVERTY_RELIEVED,
}
"""Key group of the registration -> group of the loan, in order of how directly it answers; a first answer that the
officer sees and changes."""


@dataclass(frozen=True, slots=True)
class OpenLoan:
    """An application opened for work, with full values."""

    loan_id: UUID
    number: str
    person_id: UUID
    case_id: UUID | None
    name: str
    form: LoanForm


def start_intention(desk: Desk, person_id: UUID, case_id: UUID | None = None) -> Saved[UUID]:
    """Begin an application (意向) with what is known of the person; an unfinished one is refused.

    `case_id` left out, the person's open case is taken, if there is one.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        borrower(unit.session, person_id)
        if (running := _running(unit.session, person_id)) is not None:
            raise OfficerProblem("loans.already_running", number=running.number)
        loan = _new_loan(desk, unit, person_id, case_id or _open_case(unit.session, person_id))
        unit.audit("loan.start", loan)
    return Saved(loan.id, unit.summary)


def load_application(desk: Desk, loan_id: UUID) -> Saved[OpenLoan]:
    """An application with full values, for its form. Shows what is masked elsewhere, so opening it is audited."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        loan = living_loan(unit.session, loan_id)
        person = borrower(unit.session, loan.person_id)
        form = form_of(loan)
        shown = [name for name in SECRETS if getattr(form, name)]
        unit.audit("loan.open_form", loan, fields=shown)
        opened = OpenLoan(loan.id, loan.number, loan.person_id, loan.case_id, person.name, form)
    return Saved(opened, unit.summary)


def save_application(desk: Desk, loan_id: UUID, form: LoanForm) -> Saved[UUID]:
    """Keep the form; incomplete is fine, wrong is not: `LoanRefusedError` names the fields and why."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        loan = living_loan(unit.session, loan_id)
        if LoanStage(loan.stage) in ENDED:
            raise OfficerProblem("loans.ended")
        person = borrower(unit.session, loan.person_id)
        day = loan.applied_on or desk.today
        shelf = shelf_of(unit.session)
        check = check_application(form, person, day, desk.actor.district_id, shelf, loan.contract_on)
        if check.problems:
            raise LoanRefusedError(check)
        _write(loan, tidy(form, desk.today))
        unit.audit("loan.save", loan)
        drafts.discard_in(unit, DRAFT, str(loan_id))
    return Saved(loan_id, unit.summary)


def living_loan(session: Session, loan_id: UUID) -> LoanApplication:
    """The application, or `loans.gone`."""
    loan = session.get(LoanApplication, loan_id)
    if loan is None or loan.deleted:
        raise OfficerProblem("loans.gone")
    return loan


def _write(loan: LoanApplication, form: LoanForm) -> None:
    """Only what differs is set, so that only that travels and is audited."""
    for name, value in form.columns().items():
        if getattr(loan, name) != value and not (name == "pack_version" and loan.applied_on):
            setattr(loan, name, value)


def _running(session: Session, person_id: UUID) -> LoanApplication | None:
    query = select(LoanApplication).where(
        LoanApplication.person_id == person_id,
        ~LoanApplication.deleted,
        LoanApplication.paid_on.is_(None),
        LoanApplication.stage.not_in([stage.value for stage in ENDED]),
    )
    return session.scalars(query.limit(1)).first()


def _open_case(session: Session, person_id: UUID) -> UUID | None:
    query = select(Case.id).where(Case.person_id == person_id, ~Case.deleted, Case.closed_on.is_(None))
    return session.scalars(query.order_by(Case.episode.desc()).limit(1)).first()


def _new_loan(desk: Desk, unit: UnitOfWork, person_id: UUID, case_id: UUID | None) -> LoanApplication:
    loan_id = new_id()
    form = _first_form(unit.session, person_id, desk.actor.district_id, desk.today)
    return unit.add(
        LoanApplication(
            id=loan_id,
            person_id=person_id,
            case_id=case_id,
            officer_id=desk.actor.officer_id,
            number=loan_number(loan_id, desk.today),
            stage=LoanStage.DRAFT.value,
            intention_on=desk.today,
            **form.columns(),
        )
    )


def _first_form(session: Session, person_id: UUID, home_region: str, today: date) -> LoanForm:
    """What the records already say; the place of the project is first taken to be the office's own district."""
    person = session.get_one(Person, person_id)
    form = LoanForm(
        group_code=_group(session, person_id, today),
        marital=person.marital,
        entity_region=home_region,
        method="interest_quarterly",
        term_months=None,
        prior_count=_loans_before(session, person_id) or None,
    )
    return _with_spouse(session, person_id, form)


def _with_spouse(session: Session, person_id: UUID, form: LoanForm) -> LoanForm:
    """The spouse of the household record, with what is registered of them; who has one is married."""
    spouse = _spouse_of(session, person_id)
    if spouse is None or form.married is False:
        return form
    form = replace(form, spouse_name=spouse.name, marital=form.marital if form.marital in MARRIED else "20")
    record = session.get(Person, spouse.person_id) if spouse.person_id else None
    if record is None or record.deleted:
        return form
    return replace(form, spouse_id_no=record.id_no, spouse_phone=record.mobile)


def _spouse_of(session: Session, person_id: UUID) -> Relative | None:
    """Relations are to the head of the household: the head's spouse, or the head for the spouse."""
    own = session.scalar(
        select(HouseholdMember.relation)
        .where(HouseholdMember.person_id == person_id, ~HouseholdMember.deleted)
        .limit(1)
    )
    wanted = {HEAD: SPOUSE_RELATION, SPOUSE_RELATION: HEAD}.get(own or "")
    return next((one for one in relatives(session, person_id) if one.relation == wanted), None)


def _group(session: Session, person_id: UUID, today: date) -> str | None:
    query = select(GroupTag.kind, GroupTag.to_on).where(GroupTag.person_id == person_id, ~GroupTag.deleted)
    held = {kind for kind, to_on in session.execute(query) if to_on is None or to_on >= today}
    return next((group.value for tag, group in _GROUP_OF_TAG.items() if tag in held), None)


def _loans_before(session: Session, person_id: UUID) -> int:
    """Loans paid out through this office; elsewhere there may have been more."""
    query = select(LoanApplication.id).where(
        LoanApplication.person_id == person_id, LoanApplication.paid_on.is_not(None), ~LoanApplication.deleted
    )
    return len(session.scalars(query).all())
