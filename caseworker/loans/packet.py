"""The printed packet of a loan (创业担保贷款申请材料): previewed, printed, saved, and each of them on record.

It shows ID numbers, phones and addresses in full. So nothing is handed out before the audit entry about it is
committed. A preview drawn anew while the officer types is one look: `allow_preview` notes it once and `preview` draws
as often as wanted for `PREVIEW_HOLDS`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.loans.applications import living_loan
from caseworker.loans.assessment import assess
from caseworker.loans.content import packet_content
from caseworker.loans.form import LoanForm
from caseworker.loans.record import read_record
from caseworker.problems import OfficerProblem
from db.local.audit import object_ref
from db.local.unit_of_work import UnitOfWork
from db.models import DocumentIssue, LoanApplication
from db.models.local import AuditEntry

KIND = "loan_packet"
PREVIEW_HOLDS = timedelta(minutes=30)
FIELDS = ("person.id_no", "person.mobile", "person.address", "spouse", "guarantors", "partners")
"""What the paper shows in full; named in the audit entry."""


class Act(StrEnum):
    """What is done with the paper."""

    PREVIEW = "preview"
    PRINT = "print"
    SAVE = "save"


@dataclass(frozen=True, slots=True)
class LoanPacket:
    """The packet: its number, the PDF, how many pages it has."""

    number: str
    pdf: bytes
    pages: int


def packet(desk: Desk, loan_id: UUID, act: Act = Act.SAVE) -> Saved[LoanPacket]:
    """The packet of what is on file, for printing, saving or looking at.

    Printing and saving are also entered among the papers that left the office. Raises
    `OfficerProblem("documents.missing_glyph")` for a character no font has; then nothing was issued.
    """
    require(desk.actor, Right.PRINT)
    drawn = _draw(desk, loan_id, None)
    with desk.write() as unit:
        loan = living_loan(unit.session, loan_id)
        if act is not Act.PREVIEW:
            unit.add(_issue(unit, loan, drawn, act))
        unit.audit(f"document.{act}", loan, fields=FIELDS)
    return Saved(drawn, unit.summary)


def allow_preview(desk: Desk, loan_id: UUID) -> Saved[UUID]:
    """Note that the officer looks at the packet; `preview` may then draw it for a while."""
    require(desk.actor, Right.PRINT)
    with desk.write() as unit:
        unit.audit("document.preview", living_loan(unit.session, loan_id), fields=FIELDS)
    return Saved(loan_id, unit.summary)


def preview(desk: Desk, loan_id: UUID, form: LoanForm | None = None) -> LoanPacket:
    """The packet as it would print, of a form as it stands on screen.

    Raises `OfficerProblem("loans.preview_not_noted")` unless `allow_preview` was called within `PREVIEW_HOLDS`.
    """
    require(desk.actor, Right.PRINT)
    if not _noted(desk, loan_id):
        raise OfficerProblem("loans.preview_not_noted")
    return _draw(desk, loan_id, form)


def _noted(desk: Desk, loan_id: UUID) -> bool:
    ours = object_ref(desk.store.audit_secret, LoanApplication.__tablename__, loan_id)
    query = select(AuditEntry.seq).where(
        AuditEntry.object_ref == ours,
        AuditEntry.officer_id == desk.actor.officer_id,
        AuditEntry.action == "document.preview",
        AuditEntry.at >= desk.now - PREVIEW_HOLDS,
    )
    with desk.read() as session:
        return session.scalars(query.limit(1)).first() is not None


def _draw(desk: Desk, loan_id: UUID, form: LoanForm | None) -> LoanPacket:
    from caseworker.documents.loan.bundle import loan_packet

    with desk.read() as session:
        record = read_record(session, loan_id)
    actor = desk.actor
    shown = form or record.form
    content = packet_content(
        record,
        assess(record, shown, desk.today, actor.district_id),
        shown,
        office=actor.office_name,
        practice=actor.practice,
        on=desk.today,
    )
    pdf = loan_packet(content)
    return LoanPacket(record.number, pdf, _pages(pdf))


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def _issue(unit: UnitOfWork, loan: LoanApplication, drawn: LoanPacket, act: Act) -> DocumentIssue:
    return DocumentIssue(
        number=drawn.number,
        kind=KIND,
        person_id=loan.person_id,
        act=act.value,
        pages=drawn.pages,
        at=unit.now,
        officer_id=unit.actor.officer_id,
    )
