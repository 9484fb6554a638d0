"""Merges that stand (合并记录), so that one found wrong later can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from caseworker.access.masking import mask_id
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from db.models import Officer, Person, PersonMerge

MOST = 200


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge that stands; the number of the merged record comes masked."""

    entry_id: UUID
    person_id: UUID
    kept_name: str
    merged_name: str
    merged_id_masked: str
    at: datetime
    officer: str


def merges(desk: Desk) -> list[Merged]:
    """The merges that stand, the latest first, at most `MOST`."""
    require(desk.actor, Right.EDIT_RECORDS)
    kept, merged = aliased(Person), aliased(Person)
    query = (
        select(PersonMerge, kept.name, merged.name, merged.id_no, Officer.name)
        .join(kept, kept.id == PersonMerge.person_id)
        .join(merged, merged.id == PersonMerge.merged_id)
        .outerjoin(Officer, Officer.id == PersonMerge.officer_id)
        .where(PersonMerge.undone_at.is_(None), ~PersonMerge.deleted)
        .order_by(PersonMerge.at.desc(), PersonMerge.id.desc())
        .limit(MOST)
    )
    with desk.read() as session:
        return [
            Merged(entry.id, entry.person_id, name, other, mask_id(number), entry.at, officer or "")
            for entry, name, other, number, officer in session.execute(query)
        ]
