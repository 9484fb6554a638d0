"""The list of vacancies as the office screen shows it: filtered, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, func, literal, select, union
from sqlalchemy.orm import InstrumentedAttribute

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.text import clean
from caseworker.vacancies.employers import name_key
from caseworker.vacancies.pay import Pay
from caseworker.vacancies.vacancies import pay_of
from db.models import Employer, Vacancy
from db.search.post_keys import firms_with, titles_with

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
_STATUS = func.coalesce(Vacancy.status, "")
"""The status through no index: nearly all posts are open, and SQLite would read them all to look for a few by name."""


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
    counted = select(func.count()).select_from(Vacancy).join(Employer, Employer.id == Vacancy.employer_id)
    with desk.read() as session:
        total = session.scalar(counted.where(*conditions)) or 0
        page = _sorted(conditions, wanted.sort).offset(start).limit(limit)
        rows = tuple(_row(vacancy, name, desk.today) for vacancy, name in session.execute(page))
    return VacancyPage(rows, start, total)


def find_vacancies(desk: Desk, text: str, limit: int) -> tuple[VacancyRow, ...]:
    """The newest open vacancies that hold the text, at most `limit`; how many there are is not counted."""
    require(desk.actor, Right.VIEW)
    typed = {"text": clean(text), "firm": name_key(text), "today": desk.today, "most": limit}
    with desk.read() as session:
        return tuple(_row(vacancy, name, desk.today) for vacancy, name in session.execute(_found(), typed))


def standing(status: str, valid_to: date, filled: int, headcount: int, today: date) -> str:
    """What a vacancy is today, in one word of `STANDINGS`."""
    if status != "open":
        return status
    if valid_to < today:
        return "expired"
    return "full" if filled >= headcount else "open"


@cache
def _found() -> Select[Vacancy, str]:
    """Built once: it is asked at every key that is typed."""
    text, firm = bindparam("text", type_=String), bindparam("firm", type_=String)
    conditions = (~Vacancy.deleted, _holding(text, firm), _standing_is("open", bindparam("today"), _STATUS))
    return _sorted(conditions, "newest").limit(bindparam("most"))


def _sorted(conditions: Iterable[ColumnElement[bool]], sort: str) -> Select[Vacancy, str]:
    joined = select(Vacancy, Employer.name).join(Employer, Employer.id == Vacancy.employer_id)
    return joined.where(*conditions).order_by(*_SORTS[sort])


def _conditions(wanted: VacancyFilter, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Vacancy.deleted.is_(False)]
    text = clean(wanted.text)
    if text:
        conditions.append(_holding(literal(text), literal(name_key(text))))
    if wanted.region:
        conditions.append(Vacancy.region.startswith(_stem(wanted.region)))
    if wanted.occupation:
        conditions.append(Vacancy.occupation.startswith(wanted.occupation))
    if wanted.employer_id is not None:
        conditions.append(Vacancy.employer_id == wanted.employer_id)
    if wanted.standing:
        conditions.append(_standing_is(wanted.standing, literal(today), _STATUS if text else Vacancy.status))
    return conditions


def _holding(text: ColumnElement[str], firm: ColumnElement[str]) -> ColumnElement[bool]:
    """Vacancies with the text in their title, or with the name key in their employer's name, by look-up keys."""
    titled = select(Vacancy.id).where(Vacancy.title.in_(titles_with(text)))
    firms = select(Employer.id).where(Employer.name_key.in_(firms_with(firm)))
    return Vacancy.id.in_(union(titled, select(Vacancy.id).where(Vacancy.employer_id.in_(firms))))


def _stem(region: str) -> str:
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region


def _standing_is(
    name: str, today: ColumnElement[date], status: ColumnElement[str] | InstrumentedAttribute[str]
) -> ColumnElement[bool]:
    in_time, has_room = Vacancy.valid_to >= today, Vacancy.filled < Vacancy.headcount
    match name:
        case "open":
            return and_(status == "open", in_time, has_room)
        case "expired":
            return and_(status == "open", Vacancy.valid_to < today)
        case "full":
            return and_(status == "open", in_time, Vacancy.filled >= Vacancy.headcount)
        case _:
            return status == name


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
