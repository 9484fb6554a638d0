"""People who may be the one being registered: the same phone, or the same name (查重). A hint, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.people import keys
from caseworker.people.find import PersonHit, hits
from caseworker.people.phones import read_phones
from caseworker.text import clean, lookup_key
from db.models import PersonKey

MOST = 5
"""How many are named; a name borne by more people says little."""


class Likeness(StrEnum):
    """What two people share."""

    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A person on file and what is the same; identity and phone come masked."""

    hit: PersonHit
    likeness: Likeness


def possible_duplicates(desk: Desk, name: str, mobile: str, besides: UUID | None = None) -> list[Duplicate]:
    """People with the same phone first, then those with the same name; `besides` is the person being edited."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        likeness: dict[UUID, Likeness] = {}
        for key, alike in _wanted(name, mobile):
            for person_id in _bearers(session, key):
                likeness.setdefault(person_id, alike)
        found = [person_id for person_id in likeness if person_id != besides]
        return [Duplicate(hit, likeness[hit.person_id]) for hit in hits(session, found) if _means(hit, name, likeness)][
            :MOST
        ]


def _wanted(name: str, mobile: str) -> Iterator[tuple[str, Likeness]]:
    for number in read_phones(mobile).values:
        yield keys.phone_key(number), Likeness.PHONE
    text = lookup_key(clean(name))
    if len(text) > 1:
        yield keys.NAME + text, Likeness.NAME


def _bearers(session: Session, key: str) -> list[UUID]:
    query = select(PersonKey.person_id).where(PersonKey.key == key).limit(MOST * 4)
    return list(session.execute(query).scalars())


def _means(hit: PersonHit, name: str, likeness: dict[UUID, Likeness]) -> bool:
    """The key of a name also stands for the end of a longer one (王样一 ends in 样一): only the whole name counts."""
    return likeness[hit.person_id] is Likeness.PHONE or lookup_key(hit.name) == lookup_key(clean(name))
