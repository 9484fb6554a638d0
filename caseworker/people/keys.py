"""The look-up keys of a person, written beside the person in the same transaction. What they are: `db.search`."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from db.models import Person, PersonKey
from db.search.person_keys import FULL, INITIALS, LAST_FOUR, NAME, PHONE, person_keys, phone_key


def write_keys(session: Session, person: Person) -> None:
    """Replace the keys of one person."""
    session.execute(delete(PersonKey).where(PersonKey.person_id == person.id))
    if person.merged_into is None and not person.deleted:
        session.execute(insert(PersonKey), key_rows(person.id, person.name, person.id_no, person.mobile))


def key_rows(person_id: UUID, name: str, id_no: str, mobile: str | None) -> list[dict[str, object]]:
    """Rows of `person_key`, for writing many people at once."""
    return [{"key": key, "person_id": person_id} for key in sorted(person_keys(name, id_no, mobile))]


__all__ = ["FULL", "INITIALS", "LAST_FOUR", "NAME", "PHONE", "key_rows", "person_keys", "phone_key", "write_keys"]
