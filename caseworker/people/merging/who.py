"""Which records are one person: a merged record stands for the one it was merged into."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.local.unit_of_work import UnitOfWork
from db.models import IdHistory, Person
from db.models.base import new_id


def living_id(session: Session, person_id: UUID) -> UUID:
    """The record that counts now; the same one for a record that was not merged or is not here."""
    seen = {person_id}
    while (person := session.get(Person, person_id)) is not None and person.merged_into not in {None, *seen}:
        assert person.merged_into is not None
        person_id = person.merged_into
        seen.add(person_id)
    return person_id


def one_person(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """The record and all that were merged into it, so that history written on either is read as one."""
    found = [person_id]
    for one in found:
        merged = session.scalars(select(Person.id).where(Person.merged_into == one, ~Person.deleted))
        found += [each for each in merged if each not in found]
    return tuple(found)


def bearer(session: Session, id_no: str) -> UUID | None:
    """Who bears this document number, or bore it before: the living record, one merged into it, a former number."""
    rows = select(Person.id).where(Person.id_no == id_no, ~Person.deleted)
    found = session.scalars(rows.order_by(Person.merged_into.is_not(None), Person.id).limit(1)).first()
    if found is None:
        former = select(IdHistory.person_id).join(Person, Person.id == IdHistory.person_id)
        former = former.where(IdHistory.id_no == id_no, ~Person.deleted).order_by(IdHistory.at.desc())
        found = session.scalars(former.limit(1)).first()
    return living_id(session, found) if found is not None else None


def former_number(unit: UnitOfWork, person: Person, id_type: str, id_no: str, reason: str) -> IdHistory:
    """A number this person was known by until now, to be added."""
    return IdHistory(
        id=new_id(),
        person_id=person.id,
        id_type=id_type,
        id_no=id_no,
        reason=reason,
        at=unit.now,
        officer_id=unit.actor.officer_id,
    )
