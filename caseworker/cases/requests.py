"""A case's requests for a colleague's word, and what the officer at work may do about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, may, require
from caseworker.cases.approvals import APPROVED, PAPER, WAITING
from caseworker.cases.moving import living_case
from caseworker.desk import Desk
from db.models import Approval, Case, Officer


class Answer(StrEnum):
    """What may be done about a request."""

    APPROVE = "approve"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"
    PAPER = "paper"
    AGREE_PAPER = "agree_paper"
    DISPUTE_PAPER = "dispute_paper"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `answers` are open to the officer who looks."""

    id: UUID
    subject: str
    state: str
    asked_by: str
    asked_at: datetime
    asked_note: str
    answered_by: str
    answer_note: str
    signer: str
    signed_on: date | None
    rechecked: bool
    answers: tuple[Answer, ...]


def requests_of(desk: Desk, case_id: UUID) -> tuple[Request, ...]:
    """The requests of a case, the newest first."""
    require(desk.actor, Right.VIEW)
    newest = select(Approval).where(Approval.case_id == case_id, ~Approval.deleted).order_by(Approval.asked_at.desc())
    with desk.read() as session:
        case = living_case(session, case_id)
        return tuple(_request(session, desk, case, row) for row in session.scalars(newest))


def _request(session: Session, desk: Desk, case: Case, row: Approval) -> Request:
    return Request(
        row.id,
        row.subject,
        row.state,
        _name(session, row.asked_by),
        row.asked_at,
        row.asked_note,
        _name(session, row.answered_by),
        row.answer_note or row.recheck_note,
        row.signer,
        row.signed_on,
        row.rechecked_at is not None,
        _answers(desk, case, row),
    )


def _answers(desk: Desk, case: Case, row: Approval) -> tuple[Answer, ...]:
    own = desk.actor.officer_id in {case.owner_id, row.asked_by}
    if not may(desk.actor, Right.EDIT_RECORDS):
        return ()
    if row.state == WAITING:
        return (Answer.PAPER, Answer.WITHDRAW) if own else (Answer.APPROVE, Answer.GIVE_BACK)
    to_recheck = row.state == APPROVED and row.form == PAPER and row.rechecked_at is None
    if to_recheck and not own and row.answered_by != desk.actor.officer_id:
        return (Answer.AGREE_PAPER, Answer.DISPUTE_PAPER)
    return ()


def _name(session: Session, officer_id: UUID | None) -> str:
    officer = session.get(Officer, officer_id) if officer_id else None
    return officer.name if officer else ""
