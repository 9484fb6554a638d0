"""What an officer does with the files of a person (附件): keep, rename, say what it is, turn, take away, put back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.attachments.content import Accepted, kept_name
from caseworker.attachments.kinds import guess_kind, require_kind
from caseworker.clock import china_day
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Attachment, Person
from db.models.base import new_id
from db.sync.columns import entities


@dataclass(frozen=True, slots=True)
class Proof:
    """The record a file proves: its noun (such as "referral") and id."""

    entity: str
    id: UUID


def add(desk: Desk, person_id: UUID, file: Accepted, kind: str = "", proves: Proof | None = None) -> Saved[UUID]:
    """Keep a file with a person, perhaps as proof of one record of theirs; the value is the attachment's id.

    Without a `kind` it is guessed from the name. Raises `attachments.already` when the same bytes are kept with the
    person for the same record. The bytes are on the disk before the row that names them is.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    if proves is not None and proves.entity not in entities():
        raise ValueError(f"no noun {proves.entity!r}")
    with desk.write() as unit:
        person = unit.session.get(Person, person_id)
        if person is None or person.deleted:
            raise OfficerProblem("registration.gone")
        sha256 = desk.store.blobs.put(file.content)
        _refuse_same(unit, person_id, sha256, proves)
        record = Attachment(
            id=new_id(),
            person_id=person_id,
            about=proves.entity if proves else None,
            about_id=proves.id if proves else None,
            kind=require_kind(kind) if kind else guess_kind(file.name),
            name=file.name,
            media_type=file.media_type,
            sha256=sha256,
            size=len(file.content),
            added_at=desk.now,
            added_by=desk.actor.officer_id,
        )
        unit.add(record)
        unit.audit("attachment.add", record)
    return Saved(record.id, unit.summary)


def describe(desk: Desk, attachment_id: UUID, name: str, kind: str) -> Saved[UUID]:
    """Another name or kind. The ending of the name stays what the content is."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not name.strip():
        raise OfficerProblem("attachments.name_missing")
    with desk.write() as unit:
        record = kept(unit, attachment_id)
        record.name = kept_name(name, record.media_type)
        record.kind = require_kind(kind)
        unit.audit("attachment.describe", record)
    return Saved(attachment_id, unit.summary)


def turn(desk: Desk, attachment_id: UUID, turned: int) -> Saved[UUID]:
    """Show it turned clockwise by this many degrees from now on (0, 90, 180 or 270); the bytes stay as they are."""
    require(desk.actor, Right.EDIT_RECORDS)
    if turned % 90:
        raise ValueError("only quarter turns")
    with desk.write() as unit:
        record = kept(unit, attachment_id)
        record.turned = turned % 360
        unit.audit("attachment.turn", record)
    return Saved(attachment_id, unit.summary)


def remove(desk: Desk, attachment_id: UUID) -> Saved[UUID]:
    """Take a file off the list; it can be put back."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        record = kept(unit, attachment_id)
        unit.delete(record)
        unit.audit("attachment.remove", record)
    return Saved(attachment_id, unit.summary)


def put_back(desk: Desk, attachment_id: UUID) -> Saved[UUID]:
    """Undo `remove`: a new row with the same content, because a deletion that has travelled is not taken back."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        old = unit.session.get(Attachment, attachment_id)
        if old is None or not old.deleted:
            raise OfficerProblem("attachments.gone")
        same = ("person_id", "about", "about_id", "kind", "name", "media_type", "sha256", "size", "turned")
        values = {name: getattr(old, name) for name in (*same, "added_at", "added_by")}
        record = unit.add(Attachment(id=new_id(), **values))
        unit.audit("attachment.put_back", record)
    return Saved(record.id, unit.summary)


def kept(unit: UnitOfWork, attachment_id: UUID) -> Attachment:
    """The row of a file that is still kept; OfficerProblem `attachments.gone` otherwise."""
    record = unit.session.get(Attachment, attachment_id)
    if record is None or record.deleted:
        raise OfficerProblem("attachments.gone")
    return record


def _refuse_same(unit: UnitOfWork, person_id: UUID, sha256: str, proves: Proof | None) -> None:
    query = select(Attachment).where(
        Attachment.person_id == person_id,
        Attachment.sha256 == sha256,
        Attachment.about_id.is_(proves.id if proves else None),
        ~Attachment.deleted,
    )
    same = unit.session.scalars(query).first()
    if same is not None:
        raise OfficerProblem("attachments.already", name=same.name, day=f"{china_day(same.added_at):%Y-%m-%d}")
