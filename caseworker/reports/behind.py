"""The records behind a number: whom it counted, as a list that opens each case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_id, mask_phone
from caseworker.access.permissions import Right, require
from caseworker.clock import china_day
from caseworker.desk import Desk
from caseworker.reports.month import month_period, own
from db.indicators import Hit, Period, Within, records
from db.models import Employer, Person, Vacancy

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One counted record as the office sees it. `case_id` is None where no case can be opened (a vacancy)."""

    id: UUID
    entity: str
    on: date
    name: str
    id_masked: str
    phone_masked: str
    community: str
    person_id: UUID | None
    case_id: UUID | None


class Span(StrEnum):
    """Which of a summary's numbers is asked about."""

    MONTH = "month"  # 本月
    YEAR = "year"  # 本年累计
    LAST_YEAR = "last_year"  # 上年同期


def month_behind(
    desk: Desk, code: str, month: date, community: str = "", span: Span = Span.MONTH, officer_id: UUID | None = None
) -> tuple[BehindRow, ...]:
    """What a number of `month_summary` counted, earliest first."""
    require(desk.actor, Right.VIEW)
    period = month_period(month, desk.today)
    if span is Span.YEAR:
        period = period.year_so_far
    elif span is Span.LAST_YEAR:
        period = period.year_before
    with desk.read() as session:
        return behind_in(session, code, period, own(desk.actor), community, officer_id)


def behind_in(
    session: Session,
    code: str,
    period: Period,
    within: Within,
    community: str = "",
    officer_id: UUID | None = None,
) -> tuple[BehindRow, ...]:
    """The records of any period, in a session that reads more."""
    hits = records(session, code, period, community or None, officer_id, within=within)
    people = _people(session, {hit.person_id for hit in hits if hit.person_id})
    posts = _posts(session, [hit.id for hit in hits if hit.entity == "vacancy"])
    return tuple(_row(hit, people, posts) for hit in hits)


def _row(hit: Hit, people: dict[UUID, tuple[str, str, str]], posts: dict[UUID, str]) -> BehindRow:
    name, id_masked, phone = people.get(hit.person_id, ("", "", "")) if hit.person_id else (posts[hit.id], "", "")
    on = china_day(hit.moment) if isinstance(hit.moment, datetime) else hit.moment
    return BehindRow(hit.id, hit.entity, on, name, id_masked, phone, hit.community, hit.person_id, hit.case_id)


def _people(session: Session, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str, str]]:
    found = {}
    for part in _parts(list(ids)):
        query = select(Person.id, Person.name, Person.id_no, Person.mobile).where(Person.id.in_(part))
        for row in session.execute(query):
            found[row.id] = (row.name, mask_id(row.id_no), mask_phone(row.mobile))
    return found


def _posts(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    found = {}
    for part in _parts(ids):
        query = select(Vacancy.id, Employer.name, Vacancy.title).join(Employer, Employer.id == Vacancy.employer_id)
        found.update(
            {row.id: f"{row.name} · {row.title}" for row in session.execute(query.where(Vacancy.id.in_(part)))}
        )
    return found


def _parts(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    """SQLite takes a limited number of parameters at once."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
