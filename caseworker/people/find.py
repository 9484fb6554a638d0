"""Finding a person by whatever the officer types: name, pinyin initials, last four digits, phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, Select, literal, select, union_all
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_id, mask_phone
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.people import keys
from caseworker.text import clean, lookup_key
from db.models import Case, Person, PersonKey

LIMIT = 20


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person found. `case_id` is the newest case, if there is one; identity and phone come masked."""

    person_id: UUID
    name: str
    sex: str
    id_masked: str
    phone_masked: str
    community: str
    case_id: UUID | None
    case_state: str


def find_people(desk: Desk, typed: str, limit: int = LIMIT) -> list[PersonHit]:
    """People whose name, pinyin, last four digits or phone begin with what was typed, at most `limit`."""
    require(desk.actor, Right.VIEW)
    wanted = prefixes(typed)
    if not wanted:
        return []
    with desk.read() as session:
        found = session.execute(_matching(wanted, limit)).scalars()
        return hits(session, list(dict.fromkeys(found))[:limit])


def prefixes(typed: str) -> list[str]:
    """The keys a typed text may be the beginning of."""
    text = lookup_key(clean(typed))
    if not text:
        return []
    if text.isdigit() or (text[:-1].isdigit() and text.endswith("x")):
        return [keys.PHONE + text, keys.LAST_FOUR + text] if len(text) <= 4 else [keys.PHONE + text]
    if text.isascii() and text.isalpha():
        return [keys.INITIALS + text, keys.FULL + text, keys.NAME + text]
    return [keys.NAME + text]


def by_id_no(session: Session, id_no: str) -> UUID | None:
    """The living record with this document number."""
    query = select(Person.id).where(Person.id_no == id_no, ~Person.deleted, Person.merged_into.is_(None))
    return session.execute(query.limit(1)).scalar()


def hits(session: Session, ids: Sequence[UUID]) -> list[PersonHit]:
    """What to show of these people, in the order given."""
    people = {row.id: row for row in session.execute(_people(ids))}
    cases = {row.person_id: row for row in session.execute(_cases(ids))}
    return [_hit(people[person_id], cases.get(person_id)) for person_id in ids if person_id in people]


def _matching(wanted: Sequence[str], limit: int) -> Select[UUID]:
    parts = [
        select(PersonKey.person_id, literal(rank).label("rank"), PersonKey.key)
        .where(PersonKey.key >= prefix, PersonKey.key < prefix + "\U0010ffff")
        .order_by(PersonKey.key)
        .limit(limit)
        .subquery()
        for rank, prefix in enumerate(wanted)
    ]
    every = union_all(*(select(part) for part in parts)).subquery()
    return select(every.c.person_id).order_by(every.c.rank, every.c.key)


def _people(ids: Sequence[UUID]) -> Select[UUID, str, str, str, str | None, str | None]:
    columns = (Person.id, Person.name, Person.sex, Person.id_no, Person.mobile, Person.community)
    return select(*columns).where(Person.id.in_(ids), ~Person.deleted)


def _cases(ids: Sequence[UUID]) -> Select[UUID, UUID, str]:
    query = select(Case.person_id, Case.id, Case.state).where(Case.person_id.in_(ids), ~Case.deleted)
    return query.order_by(Case.episode)


def _hit(person: Row[UUID, str, str, str, str | None, str | None], case: Row[UUID, UUID, str] | None) -> PersonHit:
    return PersonHit(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        id_masked=mask_id(person.id_no),
        phone_masked=mask_phone(person.mobile),
        community=person.community or "",
        case_id=case.id if case else None,
        case_state=case.state if case else "",
    )
