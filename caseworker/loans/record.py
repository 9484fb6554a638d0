"""One application as the store has it, read together: record, person, form, history, papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.clock import china_instant
from caseworker.loans.applications import living_loan
from caseworker.loans.facts import Borrower, borrower
from caseworker.loans.form import LoanForm, form_of
from caseworker.loans.rules import LoanStage, StageEvent
from caseworker.policy import Shelf
from caseworker.policy.adoption import shelf_of
from db.models import LoanApplication, LoanEvent, LoanMaterial, Officer


@dataclass(frozen=True, slots=True)
class StageMove:
    """A stage reached on a day, and what was said with it."""

    from_stage: LoanStage
    to_stage: LoanStage
    occurred_on: date
    note: str
    officer: str


@dataclass(frozen=True, slots=True)
class LoanRecord:
    """Everything that answers about one application follow from. `received`: paper code -> day it came in.

    `shelf` is the rules the office works by, read in the same moment.
    """

    loan_id: UUID
    number: str
    case_id: UUID | None
    intention_on: date
    applied_on: date | None
    contract_on: date | None
    paid_on: date | None
    officer: str
    person: Borrower
    form: LoanForm
    moves: tuple[StageMove, ...]
    received: dict[str, date]
    shelf: Shelf

    @property
    def events(self) -> tuple[StageEvent, ...]:
        """The moves as the clock of the rules wants them."""
        return tuple(StageEvent(move.to_stage, china_instant(move.occurred_on)) for move in self.moves)


def read_record(session: Session, loan_id: UUID) -> LoanRecord:
    """The application with all that hangs on it; `loans.gone` when it is not there."""
    loan = living_loan(session, loan_id)
    return LoanRecord(
        loan_id=loan.id,
        number=loan.number,
        case_id=loan.case_id,
        intention_on=loan.intention_on,
        applied_on=loan.applied_on,
        contract_on=loan.contract_on,
        paid_on=loan.paid_on,
        officer=session.scalar(select(Officer.name).where(Officer.id == loan.officer_id)) or "",
        person=borrower(session, loan.person_id),
        form=form_of(loan),
        moves=moves_of(session, loan),
        received=received_papers(session, loan_id),
        shelf=shelf_of(session),
    )


def moves_of(session: Session, loan: LoanApplication) -> tuple[StageMove, ...]:
    """The history of stages, oldest first."""
    query = (
        select(LoanEvent, Officer.name)
        .outerjoin(Officer, Officer.id == LoanEvent.officer_id)
        .where(LoanEvent.application_id == loan.id, ~LoanEvent.deleted)
        .order_by(LoanEvent.occurred_on, LoanEvent.at, LoanEvent.id)
    )
    return tuple(
        StageMove(LoanStage(row.from_stage), LoanStage(row.to_stage), row.occurred_on, row.note, officer or "")
        for row, officer in session.execute(query)
    )


def received_papers(session: Session, loan_id: UUID) -> dict[str, date]:
    """Code of each paper that is here -> the day it came in."""
    query = select(LoanMaterial.code, LoanMaterial.received_on).where(
        LoanMaterial.application_id == loan_id, ~LoanMaterial.deleted, LoanMaterial.received_on.is_not(None)
    )
    return {code: day for code, day in session.execute(query) if day is not None}


def stage_events(rows: Sequence[tuple[str, date]]) -> tuple[StageEvent, ...]:
    """(stage, day) pairs as events of the rules."""
    return tuple(StageEvent(LoanStage(stage), china_instant(day)) for stage, day in rows)
