"""The records behind a number: which rows were counted, whose they are, which case they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.indicators.catalogue import counted
from db.indicators.period import Period
from db.models import Case

_AT_ONCE = 500
"""SQLite takes a limited number of parameters at once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One counted record. `moment` is the day or the instant it was counted for; a vacancy has nobody."""

    entity: str
    id: UUID
    person_id: UUID | None
    case_id: UUID | None
    community: str
    moment: date | datetime


def records(
    session: Session, code: str, period: Period, community: str | None = None, officer_id: UUID | None = None
) -> list[Hit]:
    """What a number counted, earliest first; of a quotient what stands over its line.

    A record of a person without a case of its own is given the person's latest case, so that it can be opened.
    """
    count = counted(code)
    rows = count.source(period).subquery().c
    query = select(rows.id, rows.person_id, rows.case_id, rows.community, rows.moment)
    if count.when is not None:
        query = query.where(count.when(rows))
    if community is not None:
        query = query.where(rows.community == community)
    if officer_id is not None:
        query = query.where(rows.officer_id == officer_id)
    found = [Hit(count.entity, *row) for row in session.execute(query.order_by(rows.moment, rows.id))]
    return _with_cases(session, found)


def _with_cases(session: Session, hits: Sequence[Hit]) -> list[Hit]:
    people = list({hit.person_id for hit in hits if hit.case_id is None and hit.person_id is not None})
    latest: dict[UUID, UUID] = {}
    for start in range(0, len(people), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        newest = select(Case.person_id, func.max(Case.id)).where(Case.person_id.in_(part), ~Case.deleted)
        latest.update((row[0], row[1]) for row in session.execute(newest.group_by(Case.person_id)))
    return [
        replace(hit, case_id=latest.get(hit.person_id)) if hit.case_id is None and hit.person_id else hit
        for hit in hits
    ]
