"""The list of vacancies as the office screen shows it: filtered, sorted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.text import clean
from caseworker.vacancies.employers import name_key
from caseworker.vacancies.pay import Pay
from caseworker.vacancies.vacancies import pay_of
from db.models import Employer, Vacancy

PAGE = 200
STANDINGS = ("open", "full", "expired", "filled", "withdrawn", "doubtful")
"""What a vacancy is today: its status, or full or expired though still marked open."""

_SORTS: dict[str, tuple[Any, ...]] = {
    "newest": (Vacancy.published_on.desc(), Vacancy.id.desc()),
    "title": (Vacancy.title, Vacancy.id),
    "employer": (Employer.name, Vacancy.title, Vacancy.id),
    "pay": (Vacancy.pay_max.desc(), Vacancy.pay_min.desc(), Vacancy.id),
    "district": (Vacancy.region, Vacancy.title, Vacancy.id),
    "valid_to": (Vacancy.valid_to, Vacancy.id),
}
SORTS = tuple(_SORTS)


@dataclass(frozen=True, slots=True)
class VacancyFilter:
    """Empty fields do not filter. `region` may be a province or city; `occupation` any level of the code table."""

    text: str = ""
    region: str = ""
    occupation: str = ""
    standing: str = "open"
    employer_id: UUID | None = None
    sort: str = "newest"


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One line of the list. `standing` is one of `STANDINGS`; `left` places are still free."""

    id: UUID
    employer_id: UUID
    title: str
    employer: str
    occupation: str
    pay: Pay
    region: str
    headcount: int
    left: int
    valid_to: date
    standing: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """Some lines from `start` on, and how many the filter has in all."""

    rows: tuple[VacancyRow, ...]
    start: int
    total: int


def list_vacancies(desk: Desk, wanted: VacancyFilter, start: int = 0, limit: int = PAGE) -> VacancyPage:
    """One page of the vacancies that pass a filter."""
    require(desk.actor, Right.VIEW)
    conditions = _conditions(wanted, desk.today)
    joined = select(Vacancy, Employer.name).join(Employer, Employer.id == Vacancy.employer_id).where(*conditions)
    counted = select(func.count()).select_from(Vacancy).join(Employer, Employer.id == Vacancy.employer_id)
    with desk.read() as session:
        total = session.scalar(counted.where(*conditions)) or 0
        page = joined.order_by(*_SORTS[wanted.sort]).offset(start).limit(limit)
        rows = tuple(_row(vacancy, name, desk.today) for vacancy, name in session.execute(page))
    return VacancyPage(rows, start, total)


def standing(status: str, valid_to: date, filled: int, headcount: int, today: date) -> str:
    """What a vacancy is today, in one word of `STANDINGS`."""
    if status != "open":
        return status
    if valid_to < today:
        return "expired"
    return "full" if filled >= headcount else "open"


def _conditions(wanted: VacancyFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Vacancy.deleted.is_(False)]
    text = clean(wanted.text)
    if text:
        named = Employer.name_key.contains(name_key(text), autoescape=True)
        conditions.append(or_(Vacancy.title.contains(text, autoescape=True), named))
    if wanted.region:
        conditions.append(Vacancy.region.startswith(_stem(wanted.region)))
    if wanted.occupation:
        conditions.append(Vacancy.occupation.startswith(wanted.occupation))
    if wanted.employer_id is not None:
        conditions.append(Vacancy.employer_id == wanted.employer_id)
    if wanted.standing:
        conditions.append(_standing_is(wanted.standing, today))
    return conditions


def _stem(region: str) -> str:
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region


def _standing_is(name: str, today: date) -> ColumnElement[bool]:
    in_time, has_room = Vacancy.valid_to >= today, Vacancy.filled < Vacancy.headcount
    match name:
        case "open":
            return and_(Vacancy.status == "open", in_time, has_room)
        case "expired":
            return and_(Vacancy.status == "open", Vacancy.valid_to < today)
        case "full":
            return and_(Vacancy.status == "open", in_time, Vacancy.filled >= Vacancy.headcount)
        case _:
            return Vacancy.status == name


def _row(vacancy: Vacancy, employer: str, today: date) -> VacancyRow:
    return VacancyRow(
        id=vacancy.id,
        employer_id=vacancy.employer_id,
        title=vacancy.title,
        employer=employer,
        occupation=vacancy.occupation or "",
        pay=pay_of(vacancy.pay_min, vacancy.pay_max, vacancy.pay_unit, vacancy.pay_months),
        region=vacancy.region or "",
        headcount=vacancy.headcount,
        left=max(0, vacancy.headcount - vacancy.filled),
        valid_to=vacancy.valid_to,
        standing=standing(vacancy.status, vacancy.valid_to, vacancy.filled, vacancy.headcount, today),
        flagged=bool(vacancy.advert_flags),
    )
