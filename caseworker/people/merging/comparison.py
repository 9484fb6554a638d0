"""Two records side by side: which fields differ, what each says, and which of the two a careful clerk would keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.sync.raw import raw_of
from caseworker.sync.wording import Wording, field_words
from db.models import Case, Person
from db.models.base import HOUSEKEEPING
from db.sync.columns import WireColumn, entities

_OWN = HOUSEKEEPING | {"merged_into", "registered_by"}
"""Columns that say where a record lives or whose it is: never chosen."""
_TOGETHER = {"id_no": ("id_no", "id_type", "birth_date", "sex")}
"""A number brings what it says by itself."""
_FOLLOWING = frozenset(name for names in _TOGETHER.values() for name in names[1:])


@dataclass(frozen=True, slots=True)
class Row:
    """One field that differs. Values read as in forms; numbers and phones come masked. `better`: kept or merged."""

    field: str
    name: str
    kept: str
    merged: str
    better: str


@dataclass(frozen=True, slots=True)
class Record:
    """One of the two at a glance."""

    person_id: UUID
    name: str
    registered_on: date
    cases: int
    open_case: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a person sees before merging; `rows` only where the two differ."""

    kept: Record
    merged: Record
    rows: tuple[Row, ...]


def compare(desk: Desk, kept_id: UUID, merged_id: UUID, lang: str = "zh") -> Comparison:
    """Put two records side by side, in the words of `lang`; raises `merging.gone` when they cannot be merged."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.read() as session:
        kept, merged = both(session, kept_id, merged_id)
        words = Wording(session, lang)
        rows = [_row(words, lang, column, kept, merged) for column in differing(kept, merged)]
        return Comparison(_record(session, kept), _record(session, merged), tuple(rows))


def both(session: Session, kept_id: UUID, merged_id: UUID) -> tuple[Person, Person]:
    """The two records; they must be two, here, and neither merged already."""
    found = [session.get(Person, one) for one in (kept_id, merged_id)]
    if kept_id == merged_id or any(one is None or one.deleted or one.merged_into is not None for one in found):
        raise OfficerProblem("merging.gone")
    kept, merged = found
    assert kept is not None and merged is not None
    return kept, merged


def differing(kept: Person, merged: Person) -> list[WireColumn]:
    """The columns to choose between, in the order of the form."""
    columns = [one for one in entities()["person"].columns if one.name not in _OWN | _FOLLOWING]
    return [one for one in columns if getattr(kept, one.name) != getattr(merged, one.name)]


def taken_with(field: str) -> tuple[str, ...]:
    """The columns that are taken when this one is."""
    return _TOGETHER.get(field, (field,))


def _row(words: Wording, lang: str, column: WireColumn, kept: Person, merged: Person) -> Row:
    values = [getattr(one, column.name) for one in (kept, merged)]
    before, after = (words.value("person", column.name, raw_of(column, value)) for value in values)
    filled = [value not in (None, "", []) for value in values]
    newer = merged.registered_on > kept.registered_on and column.name != "registered_on"
    better = "merged" if filled[1] and (not filled[0] or newer) else "kept"
    return Row(column.name, field_words("person", column.name, lang), before, after, better)


def _record(session: Session, person: Person) -> Record:
    cases = session.execute(
        select(func.count(), func.count().filter(Case.closed_on.is_(None))).where(
            Case.person_id == person.id, ~Case.deleted
        )
    ).one()
    return Record(person.id, person.name, person.registered_on, cases[0], cases[1] > 0)
