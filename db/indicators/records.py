"""The records behind a number: which rows were counted, whose they are, which case they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from db.indicators.catalogue import counted
from db.indicators.figures import Reader
from db.indicators.period import Period
from db.indicators.within import ALL, Within
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
    reader: Reader,
    code: str,
    period: Period,
    community: str | None = None,
    officer_id: UUID | None = None,
    *,
    within: Within = ALL,
    start: int = 0,
    limit: int | None = None,
) -> list[Hit]:
    """What a number counted, earliest first, from the `start`-th; of a quotient what stands over its line.

    A record of a person without a case of its own is given the person's latest case, so that it can be opened.
    """
    count = counted(code)
    rows = count.source(period, within).subquery().c
    query = select(rows.id, rows.person_id, rows.case_id, rows.community, rows.moment)
    if count.when is not None:
        query = query.where(count.when(rows))
    if community is not None:
        query = query.where(rows.community == community)
    if officer_id is not None:
        query = query.where(rows.officer_id == officer_id)
    query = query.order_by(rows.moment, rows.id)
    if start or limit is not None:
        query = query.offset(start).limit(limit)
    return _with_cases(reader, [Hit(count.entity, *row) for row in reader.execute(query)], within)


def _with_cases(reader: Reader, hits: Sequence[Hit], within: Within) -> list[Hit]:
    people = list({hit.person_id for hit in hits if hit.case_id is None and hit.person_id is not None})
    latest: dict[UUID, UUID] = {}
    for begin in range(0, len(people), _AT_ONCE):
        part = people[begin : begin + _AT_ONCE]
        # Ids sort by time of making, so the last one stays; PostgreSQL has no max() of them.
        cases = select(Case.person_id, Case.id).where(within.of(Case), Case.person_id.in_(part), ~Case.deleted)
        latest.update((row[0], row[1]) for row in reader.execute(cases.order_by(Case.id)))
    return [
        replace(hit, case_id=latest.get(hit.person_id)) if hit.case_id is None and hit.person_id else hit
        for hit in hits
    ]
