"""Finding a person by whatever the officer types: name, pinyin initials, last four digits, phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_id, mask_phone
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.people import keys
from caseworker.text import clean, lookup_key
from db.models import Case, Person, PersonKey

LIMIT = 20
_Shown = tuple[UUID, str, str, str, str | None, str | None, UUID | None, str | None]
_AFTER_ALL = "\U0010ffff"
"""Sorts behind every key that begins with what stands before it."""


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
        found = session.execute(_matching(len(wanted)), _ranges(wanted) | {"most": limit})
        people: dict[UUID, Row[*_Shown]] = {}
        for row in found:
            people.setdefault(row.id, row)
        return [_hit(row) for row in islice(people.values(), limit)]


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


def hits(session: Session, ids: Sequence[UUID]) -> list[PersonHit]:
    """What to show of these people, in the order given."""
    people = {row.id: _hit(row) for row in session.execute(_these(), {"ids": ids})}
    return [people[person_id] for person_id in ids if person_id in people]


def _ranges(wanted: Sequence[str]) -> dict[str, object]:
    begins: dict[str, object] = {f"prefix{rank}": prefix for rank, prefix in enumerate(wanted)}
    return begins | {f"end{rank}": prefix + _AFTER_ALL for rank, prefix in enumerate(wanted)}


@cache
def _matching(count: int) -> Select[*_Shown]:
    """People by `count` prefixes, those of the first before those of the second: `prefix0`, `end0`, …, `most`.

    Built once, since building it takes longer than the store needs to answer it.
    """
    parts = [
        select(PersonKey.person_id, literal(rank).label("rank"), PersonKey.key)
        .where(PersonKey.key >= bindparam(f"prefix{rank}"), PersonKey.key < bindparam(f"end{rank}"))
        .order_by(PersonKey.key)
        .limit(bindparam("most"))
        .subquery()
        for rank in range(count)
    ]
    every = union_all(*(select(part) for part in parts)).subquery()
    found = _shown().join(every, every.c.person_id == Person.id)
    return found.order_by(every.c.rank, every.c.key, every.c.person_id)


@cache
def _these() -> Select[*_Shown]:
    return _shown().where(Person.id.in_(bindparam("ids", expanding=True)))


def _shown() -> Select[*_Shown]:
    """What a hit shows of living people, each with the newest case."""
    newest = select(Case.id).where(Case.person_id == Person.id, ~Case.deleted)
    case_id = newest.order_by(Case.episode.desc()).limit(1).correlate(Person).scalar_subquery()
    columns = (Person.id, Person.name, Person.sex, Person.id_no, Person.mobile, Person.community)
    query = select(*columns, Case.id.label("case_id"), Case.state.label("case_state")).select_from(Person)
    return query.outerjoin(Case, Case.id == case_id).where(~Person.deleted)


def _hit(person: Row[*_Shown]) -> PersonHit:
    return PersonHit(
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        id_masked=mask_id(person.id_no),
        phone_masked=mask_phone(person.mobile),
        community=person.community or "",
        case_id=person.case_id,
        case_state=person.case_state or "",
    )
