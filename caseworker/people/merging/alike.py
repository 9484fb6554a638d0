"""Records that may be one person (疑似重复), for somebody to judge: same number, same phone and name, look-alikes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import combinations
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.people.find import PersonHit, hits
from caseworker.people.phones import read_phones
from db.models import IdHistory, NotSamePerson, Person, PersonKey
from db.search.person_keys import FULL

MOST = 200
"""Pairs listed at once; the rest come when these are judged."""
CROWD = 6
"""A phone of more people than this is an employer's or a village's and says nothing."""


class Sign(IntEnum):
    """Why two records may be one person, the surest first."""

    NUMBER = 1  # the same document number, also as 15 digits or as a former one
    PHONE_NAME = 2  # the same phone and a name that sounds the same
    NAME_BIRTH = 3  # a name that sounds the same and the same birth date
    PHONE_BIRTH = 4  # the same phone and the same birth date


@dataclass(frozen=True, slots=True)
class Known:
    """What the comparison needs of one record. `numbers`: its document numbers, former ones too.

    `sound` is its name in pinyin: characters that are typed for one another usually sound the same.
    """

    person_id: UUID
    sound: str
    numbers: tuple[str, ...]
    birth_date: date
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person; the older registration comes first."""

    first: PersonHit
    second: PersonHit
    sign: Sign


def look_alikes(desk: Desk) -> list[Pair]:
    """The pairs nobody has judged yet, the surest first, at most `MOST`."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.read() as session:
        judged = {frozenset(row) for row in session.execute(select(NotSamePerson.person_id, NotSamePerson.other_id))}
        found = {pair: sign for pair, sign in pairs(_known(session)).items() if pair not in judged}
        ranked = sorted(found, key=lambda pair: (found[pair], sorted(pair)))[:MOST]
        shown = {hit.person_id: hit for hit in hits(session, list({one for pair in ranked for one in pair}))}
        return [
            Pair(shown[one], shown[other], found[pair])
            for pair in ranked
            for one, other in [sorted(pair)]
            if {one, other} <= shown.keys()
        ]


def pairs(people: Iterable[Known]) -> dict[frozenset[UUID], Sign]:
    """Pair → its surest sign."""
    everyone = list(people)
    found: dict[frozenset[UUID], Sign] = {}
    for sign, marks in _MARKS.items():
        bearers: dict[object, list[UUID]] = defaultdict(list)
        for one in everyone:
            for mark in set(marks(one)):
                bearers[mark].append(one.person_id)
        for crowd in bearers.values():
            for two in combinations(sorted(set(crowd)), 2) if len(crowd) <= CROWD else ():
                found.setdefault(frozenset(two), sign)
    return found


def old_number(number: str) -> str:
    """A document number as 15 digits where it has that form: the century and the check digit are left out."""
    return number[:6] + number[8:17] if len(number) == 18 and number[:17].isdigit() else number


def _numbers(one: Known) -> Iterator[object]:
    yield from map(old_number, one.numbers)


def _phone_name(one: Known) -> Iterator[object]:
    yield from ((phone, one.sound) for phone in one.phones)


def _name_birth(one: Known) -> Iterator[object]:
    yield (one.sound, one.birth_date)


def _phone_birth(one: Known) -> Iterator[object]:
    yield from ((phone, one.birth_date) for phone in one.phones)


_MARKS: dict[Sign, Callable[[Known], Iterator[object]]] = {
    Sign.NUMBER: _numbers,
    Sign.PHONE_NAME: _phone_name,
    Sign.NAME_BIRTH: _name_birth,
    Sign.PHONE_BIRTH: _phone_birth,
}


def _known(session: Session) -> Iterator[Known]:
    former: dict[UUID, list[str]] = defaultdict(list)
    for person_id, number in session.execute(select(IdHistory.person_id, IdHistory.id_no)):
        former[person_id].append(number)
    full = PersonKey.key.between(FULL, FULL + "\U0010ffff")
    sound = select(func.min(PersonKey.key)).where(PersonKey.person_id == Person.id, full).scalar_subquery()
    living = select(Person.id, sound.label("sound"), Person.id_no, Person.birth_date, Person.mobile)
    for row in session.execute(living.where(~Person.deleted, Person.merged_into.is_(None)).order_by(Person.id)):
        phones = read_phones(row.mobile).values if row.mobile else ()
        yield Known(row.id, row.sound or row.id.hex, (row.id_no, *former[row.id]), row.birth_date, tuple(phones))
