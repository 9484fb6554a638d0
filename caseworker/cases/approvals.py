"""审核: someone who does not own the case agrees to its plan or its closing, or gives it back with a word.

An office with one officer is not stuck: a colleague at another PC of the office answers after sync, or a sheet signed
by somebody else is recorded (纸质审核) and rechecked later by a colleague.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.cases.answered import carry_out, mark_plan
from caseworker.cases.guards import Place
from caseworker.cases.moving import living_case, move_in, on_record
from caseworker.cases.states import CaseState, missing
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from caseworker.text import clean
from db.local.unit_of_work import UnitOfWork
from db.models import Approval, Attachment, Case, Officer
from db.models.base import new_id

WAITING, APPROVED, RETURNED, WITHDRAWN = "waiting", "approved", "returned", "withdrawn"
SCREEN, PAPER = "screen", "paper"
NOTE_LENGTH = 200


class Subject(StrEnum):
    """What is asked about."""

    PLAN = "plan"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A sheet somebody signed by hand. `attachment_id` is its scan, if there is one."""

    signer: str
    signed_on: date
    attachment_id: UUID | None = None
    note: str = ""


def ask_in(unit: UnitOfWork, case: Case, subject: str, subject_id: UUID, note: str = "") -> Approval:
    """Ask for a colleague's word, in a transaction that does more.

    `subject` is a `Subject`, `subject_id` the plan's id, or the case's own id for its closing. A plan sent for review
    takes a case in 评估 to 计划待审; its own state is the caller's to set to `waiting`. One request at a time:
    `cases.already_asked`.
    """
    unit.session.flush()
    if waiting_in(unit, case.id, subject) is not None:
        raise OfficerProblem("cases.already_asked", place=Place.APPROVALS.value)
    if subject == Subject.PLAN and case.state == CaseState.ASSESSING:
        if problem := missing(CaseState.ASSESSING, CaseState.PLAN_REVIEW, on_record(unit, case)):
            raise problem
        move_in(unit, case, CaseState.PLAN_REVIEW, note)
    return unit.add(
        Approval(
            id=new_id(),
            case_id=case.id,
            subject=Subject(subject).value,
            subject_id=subject_id,
            asked_by=unit.actor.officer_id,
            asked_at=unit.now,
            asked_note=_words(note),
            state=WAITING,
        )
    )


def waiting_in(unit: UnitOfWork, case_id: UUID, subject: str) -> Approval | None:
    """The request of a case that nobody has answered yet."""
    wanted = (Approval.case_id == case_id, Approval.subject == subject, Approval.state == WAITING, ~Approval.deleted)
    return unit.session.scalars(select(Approval).where(*wanted).order_by(Approval.asked_at.desc())).first()


def withdraw_in(unit: UnitOfWork, case: Case, subject: str, note: str) -> None:
    """Take back what waits for an answer, when the case goes on without it."""
    asked = waiting_in(unit, case.id, subject)
    if asked is not None:
        _answer(unit, asked, WITHDRAWN, SCREEN, note)
        if subject == Subject.PLAN:
            mark_plan(unit, asked, agreed=False)


def ask(desk: Desk, case_id: UUID, subject: Subject, note: str = "") -> Saved[UUID]:
    """Ask again about a closing that waits, or about the plan as the timeline has it."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        if subject is Subject.CLOSING and case.state != CaseState.CLOSING:
            raise OfficerProblem("cases.not_closing")
        row = ask_in(unit, case, subject, case.id, note)
        unit.audit("approval.ask", row)
    return Saved(row.id, unit.summary)


def approve(desk: Desk, approval_id: UUID, note: str = "") -> Saved[UUID]:
    """Agree. Refused to the owner of the case and to who asked (`cases.own_approval`)."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        row, case = _waiting(unit, approval_id)
        _other_hand(unit, case, row)
        _answer(unit, row, APPROVED, SCREEN, note)
        carry_out(unit, case, row)
        unit.audit("approval.approve", row)
    return Saved(row.id, unit.summary)


def give_back(desk: Desk, approval_id: UUID, note: str) -> Saved[UUID]:
    """Give it back (退回); what is missing is said in `note`."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not note.strip():
        raise OfficerProblem("cases.reason_missing")
    with desk.write() as unit:
        row, case = _waiting(unit, approval_id)
        _other_hand(unit, case, row)
        _answer(unit, row, RETURNED, SCREEN, note)
        carry_out(unit, case, row)
        unit.audit("approval.return", row, reason=_words(note))
    return Saved(row.id, unit.summary)


def withdraw(desk: Desk, approval_id: UUID, note: str = "") -> Saved[UUID]:
    """Take the request back (撤回); for who asked and for the owner of the case."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        row, case = _waiting(unit, approval_id)
        if unit.actor.officer_id not in {row.asked_by, case.owner_id}:
            raise OfficerProblem("cases.not_asked_by_you")
        _answer(unit, row, WITHDRAWN, SCREEN, note)
        carry_out(unit, case, row)
        unit.audit("approval.withdraw", row, reason=_words(note))
    return Saved(row.id, unit.summary)


def record_paper(desk: Desk, approval_id: UUID, paper: SignedPaper) -> Saved[UUID]:
    """Record a sheet that somebody else signed; it counts at once and waits for a colleague's recheck."""
    require(desk.actor, Right.EDIT_RECORDS)
    signer = clean(paper.signer)
    if not signer:
        raise OfficerProblem("cases.signer_missing")
    if paper.signed_on > desk.today:
        raise OfficerProblem("cases.signed_in_future")
    with desk.write() as unit:
        row, case = _waiting(unit, approval_id)
        if signer in _hands(unit, case, row):
            raise OfficerProblem("cases.signer_is_owner")
        scan = unit.session.get(Attachment, paper.attachment_id) if paper.attachment_id else None
        if paper.attachment_id and (scan is None or scan.deleted or scan.person_id != case.person_id):
            raise OfficerProblem("cases.scan_gone")
        row.signer, row.signed_on, row.attachment_id = signer[:50], paper.signed_on, paper.attachment_id
        _answer(unit, row, APPROVED, PAPER, paper.note)
        carry_out(unit, case, row)
        unit.audit("approval.paper", row)
    return Saved(row.id, unit.summary)


def recheck(desk: Desk, approval_id: UUID, *, agrees: bool, note: str = "") -> Saved[UUID]:
    """A colleague looks at the signed sheet. One that does not bear out is marked returned, with what is wrong.

    What was closed on the sheet stays closed: its date is history. Help goes on in a new episode.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    if not agrees and not note.strip():
        raise OfficerProblem("cases.reason_missing")
    with desk.write() as unit:
        row = _found(unit, approval_id)
        if row.form != PAPER or row.state != APPROVED or row.rechecked_at is not None:
            raise OfficerProblem("cases.nothing_to_recheck")
        case = living_case(unit.session, row.case_id)
        _other_hand(unit, case, row)
        if row.answered_by == unit.actor.officer_id:
            raise OfficerProblem("cases.own_approval", place=Place.APPROVALS.value)
        row.rechecked_by, row.rechecked_at, row.recheck_note = unit.actor.officer_id, unit.now, _words(note)
        if not agrees:
            row.state = RETURNED
            carry_out(unit, case, row)
        unit.audit("approval.recheck", row, reason=_words(note))
    return Saved(row.id, unit.summary)


def _answer(unit: UnitOfWork, row: Approval, state: str, form: str, note: str) -> None:
    row.state, row.form, row.answer_note = state, form, _words(note)
    row.answered_by, row.answered_at = unit.actor.officer_id, unit.now


def _other_hand(unit: UnitOfWork, case: Case, row: Approval) -> None:
    if unit.actor.officer_id in {case.owner_id, row.asked_by}:
        raise OfficerProblem("cases.own_approval", place=Place.APPROVALS.value)


def _hands(unit: UnitOfWork, case: Case, row: Approval) -> set[str]:
    """Names of those whose own signature is no second opinion: the case's owner and who asked."""
    ids = {case.owner_id, row.asked_by}
    return set(unit.session.scalars(select(Officer.name).where(Officer.id.in_(ids))))


def _waiting(unit: UnitOfWork, approval_id: UUID) -> tuple[Approval, Case]:
    row = _found(unit, approval_id)
    if row.state != WAITING:
        raise OfficerProblem("cases.approval_answered")
    return row, living_case(unit.session, row.case_id)


def _found(unit: UnitOfWork, approval_id: UUID) -> Approval:
    row = unit.session.get(Approval, approval_id)
    if row is None or row.deleted:
        raise OfficerProblem("cases.approval_gone")
    return row


def _words(note: str) -> str:
    return note.strip()[:NOTE_LENGTH]
