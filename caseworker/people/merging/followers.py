"""What belongs to a person and follows when two records become one: every row that names the person, but history.

History is never written anew. It is reached over the case it belongs to, or read over all records of the person
(`who.one_person`).
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.models import Base, GroupTag, HouseholdMember, WorkExperience
from db.models.base import AppendOnly, Synced

_APART = frozenset({"not_same_person", "person_merge"})
"""Rows about records, not about the person."""
_ALIKE: dict[type, tuple[str, ...]] = {
    GroupTag: ("kind", "to_on"),
    HouseholdMember: ("household_id", "to_on"),
    WorkExperience: ("from_on", "to_on", "employer", "post"),
}
"""Of these the kept record may have the same already; a double stays behind."""


def followers(session: Session, person_id: UUID) -> dict[tuple[type, str], list[Any]]:
    """(model, column) → rows whose column names the person."""
    found: dict[tuple[type, str], list[Any]] = {}
    for model, column in _columns():
        rows = select(model).where(getattr(model, column) == person_id, ~model.deleted)
        found[model, column] = list(session.scalars(rows.order_by(model.id)))
    return found


def doubled(row: Any, present: list[Any]) -> bool:
    """Whether the kept record has the same already."""
    names = _ALIKE.get(type(row))
    return names is not None and any(_said(row, names) == _said(other, names) for other in present)


def _said(row: Any, names: tuple[str, ...]) -> list[Any]:
    return [getattr(row, name) for name in names]


@cache
def _columns() -> tuple[tuple[Any, str], ...]:
    """Every column of a synced noun that names a person, without history."""
    nouns = [
        mapper
        for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__)
        if issubclass(mapper.class_, Synced) and not issubclass(mapper.class_, AppendOnly)
    ]
    return tuple(
        (mapper.class_, column.name)
        for mapper in nouns
        if mapper.class_.__tablename__ not in _APART
        for column in cast(Table, mapper.local_table).columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    )
