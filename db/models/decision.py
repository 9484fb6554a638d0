"""What someone decided about a case: approvals (审核), other days and hands (改期、转手), cover in leave (代班)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, Sensitivity, Synced, field, reference


class Approval(Synced, Base):
    """Someone who does not own the case agrees to its plan or its closing. `state`: waiting, approved, returned,
    withdrawn.

    `form` is `screen` when the approver answered in the program, `paper` when a signed sheet was recorded: then
    `signer` names who signed, and a colleague rechecks the sheet later (`rechecked_*`).
    """

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    subject: Mapped[str] = field(CODE, merge=Merge.NEVER)
    subject_id: Mapped[UUID] = field(merge=Merge.NEVER)
    asked_by: Mapped[UUID] = reference("officer.id", index=False)
    asked_at: Mapped[datetime] = field(merge=Merge.NEVER)
    asked_note: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    form: Mapped[str | None] = field(CODE)
    signer: Mapped[str] = field(String(50), default="")
    signed_on: Mapped[date | None] = field()
    attachment_id: Mapped[UUID | None] = field()
    answered_by: Mapped[UUID | None] = field(merge=Merge.PERSON)
    answered_at: Mapped[datetime | None] = field()
    answer_note: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)
    rechecked_by: Mapped[UUID | None] = field()
    rechecked_at: Mapped[datetime | None] = field()
    recheck_note: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)

    __table_args__ = (Index("ix_approval_state", "state"),)


class DueChange(AppendOnly, Base):
    """A due thing got another day or another officer, with the reason. The newest row on a thing counts.

    `subject` says what it is (task, check, interview, reply, validity …), `subject_id` which one, `step` which part of
    it (a check's days). A task keeps its own date and owner as well; the other things have theirs from here.
    """

    case_id: Mapped[UUID] = reference("case.id", part_of=True)
    subject: Mapped[str] = field(CODE, merge=Merge.NEVER)
    subject_id: Mapped[UUID] = field(merge=Merge.NEVER, index=True)
    step: Mapped[int | None] = field(merge=Merge.NEVER)
    from_on: Mapped[date | None] = field(merge=Merge.NEVER)
    to_on: Mapped[date | None] = field(merge=Merge.NEVER)
    to_owner_id: Mapped[UUID | None] = field(merge=Merge.NEVER)
    reason: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)


class OfficerCover(Synced, Base):
    """A colleague sees an absent officer's Today for a while (代班); the cases stay whose they are."""

    absent_id: Mapped[UUID] = reference("officer.id", index=False)
    cover_id: Mapped[UUID] = reference("officer.id", index=False)
    from_on: Mapped[date] = field()
    to_on: Mapped[date] = field()
    note: Mapped[str] = field(String(120), default="")

    __table_args__ = (Index("ix_officer_cover_cover", "cover_id", "to_on"),)
