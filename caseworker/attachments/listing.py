"""The files of a person, and those that prove one record, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, may, require
from caseworker.attachments.keeping import Proof
from caseworker.desk import Desk
from db.models import Attachment, Officer


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One file in a list. `size` in bytes; `turned` in degrees clockwise; `here`: its content is on this PC.

    `name` is empty for who may not see what is hidden of a person: names of files tell a lot.
    """

    id: UUID
    person_id: UUID
    proves: Proof | None
    kind: str
    name: str
    media_type: str
    size: int
    turned: int
    added_at: datetime
    added_by: str
    here: bool


def files_of_person(desk: Desk, person_id: UUID) -> list[AttachmentLine]:
    """Everything kept with a person."""
    require(desk.actor, Right.VIEW)
    return _lines(desk, _query().where(Attachment.person_id == person_id))


def files_proving(desk: Desk, proves: Proof) -> list[AttachmentLine]:
    """Everything kept as proof of one record."""
    require(desk.actor, Right.VIEW)
    return _lines(desk, _query().where(Attachment.about == proves.entity, Attachment.about_id == proves.id))


def count_files(session: Session, person_id: UUID) -> int:
    """How many files are kept with a person; within a larger read."""
    query = select(func.count()).select_from(Attachment)
    return session.scalar(query.where(Attachment.person_id == person_id, ~Attachment.deleted)) or 0


def _query() -> Select[Attachment, str]:
    query = select(Attachment, Officer.name).outerjoin(Officer, Officer.id == Attachment.added_by)
    return query.where(~Attachment.deleted).order_by(Attachment.added_at.desc(), Attachment.id.desc())


def _lines(desk: Desk, query: Select[Attachment, str]) -> list[AttachmentLine]:
    named = may(desk.actor, Right.REVEAL)
    with desk.read() as session:
        return [_line(desk, record, officer or "", named=named) for record, officer in session.execute(query)]


def _line(desk: Desk, record: Attachment, officer: str, *, named: bool) -> AttachmentLine:
    proves = Proof(record.about, record.about_id) if record.about and record.about_id else None
    return AttachmentLine(
        id=record.id,
        person_id=record.person_id,
        proves=proves,
        kind=record.kind,
        name=record.name if named else "",
        media_type=record.media_type,
        size=record.size,
        turned=record.turned,
        added_at=record.added_at,
        added_by=officer,
        here=desk.store.blobs.has(record.sha256),
    )
