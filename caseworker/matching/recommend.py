"""Vacancies for a person, best first, each with its reasons: candidates from the store, decided by the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, false, func, or_, select
from sqlalchemy.orm import Session

from caseworker import codes, districts
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.matching.features import Band, Post, Reason, Score, Seeker, Wish, score, within
from caseworker.matching.occupation import bare_title, guess_occupation, small_class
from caseworker.matching.selection import Candidate, Limits, Selection, select_best
from caseworker.problems import OfficerProblem
from caseworker.vacancies.pay import Pay, format_pay
from caseworker.vacancies.referral_states import BINDING
from caseworker.vacancies.vacancies import pay_of
from db.models import Employer, GroupTag, Person, Referral, Vacancy, WorkExperience

EXPIRED_COUNTED_DAYS = 90
"""Vacancies expired longer than this are history and not counted among those left out."""
PUBLIC_SERVICE_GROUPS = frozenset({"ZERO_EMP", "AGE_4050", "LOW_INCOME", "DISABLED", "LAND_LOST", "LONG_UNEMP"})
"""Groups of the hard-to-place (就业困难人员), for whom public-service posts are kept."""
TRAINEE_GROUPS = frozenset({"GRADUATE_2Y", "GRADUATE_CURRENT", "GRADUATE_UNEMPLOYED"})
TRAINEE_TYPES = frozenset({"graduate", "new_youth"})
_BOARD_WORDS = ("食宿", "包吃", "包住", "住宿", "board", "lodging")
_COLUMNS = (
    Vacancy.id,
    Vacancy.employer_id,
    Vacancy.title,
    Vacancy.occupation,
    Vacancy.kind,
    Vacancy.region,
    Vacancy.pay_min,
    Vacancy.pay_max,
    Vacancy.pay_unit,
    Vacancy.pay_months,
    Vacancy.education,
    Vacancy.experience_years,
    Vacancy.board,
    Vacancy.published_on,
    Vacancy.valid_to,
    Vacancy.filled,
    Vacancy.headcount,
    Vacancy.status,
)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One vacancy for a person; `score.points` is exactly the sum of `score.reasons`."""

    vacancy_id: UUID
    employer_id: UUID
    title: str
    employer: str
    region: str
    pay: Pay
    valid_to: date
    left: int
    score: Score

    @property
    def band(self) -> Band:
        """高, 中 or 低."""
        return self.score.band

    @property
    def shown_for(self) -> tuple[Reason, ...]:
        """At most three reasons for it."""
        return self.score.shown_for

    @property
    def shown_against(self) -> tuple[Reason, ...]:
        """At most two reasons against it."""
        return self.score.shown_against

    def pay_text(self, lang: str = "zh") -> str:
        """Its pay in words."""
        return format_pay(self.pay, lang)


@dataclass(frozen=True, slots=True)
class Recommendations:
    """`excluded` counts by cause (`matching.excluded`), `relaxed` names what was loosened (`matching.relaxed`).

    `pool` is how many vacancies were looked at. With no items, `excluded` or an empty pool says why.
    """

    items: tuple[Recommendation, ...]
    excluded: Mapping[str, int]
    relaxed: tuple[str, ...]
    pool: int
    has_wish: bool


def recommend(desk: Desk, person_id: UUID, limit: int = 20) -> Recommendations:
    """The best vacancies for a person today."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        person = _person(session, person_id)
        seeker = _seeker(session, person, desk.today, desk.actor.district_id)
        rows = {row.id: row for row in session.execute(_candidates(seeker, desk.today)).all()}
        blocked = _blocked(session, person)
        candidates = [Candidate(_post(row), _limits(row, blocked)) for row in rows.values()]
        found = select_best(seeker, candidates, desk.today, limit)
        items = _items(session, found, rows)
    return Recommendations(items, found.excluded, found.relaxed, found.pool, bool(seeker.wishes))


def scores_in(
    session: Session, person_id: UUID, vacancy_ids: Collection[UUID], today: date, home: str
) -> dict[UUID, Score]:
    """The score of some vacancies for a person, for keeping beside a referral."""
    seeker = _seeker(session, _person(session, person_id), today, home)
    rows = session.execute(select(*_COLUMNS).where(Vacancy.id.in_(vacancy_ids))).all()
    return {row.id: score(seeker, _post(row), today) for row in rows}


def _person(session: Session, person_id: UUID) -> Person:
    person = session.get(Person, person_id)
    if person is None or person.deleted:
        raise OfficerProblem("matching.person_gone")
    return person


def _seeker(session: Session, person: Person, today: date, home: str) -> Seeker:
    """What of a person may count. Reads wishes, schooling, experience and nothing that the law forbids to weigh."""
    live = (person.live_region or "")[:6]
    wanted = tuple(code for code in person.wanted_regions if code) or tuple(filter(None, [live or home]))
    near = frozenset(code for region in wanted for code in districts.neighbours(region[:6]))
    level = codes.table("education").get(person.education or "")
    return Seeker(
        wishes=tuple(_wish(job) for job in person.wanted_jobs if job.get("title") or job.get("code")),
        districts=wanted,
        near=frozenset(code for code in near if not within(code, wanted)),
        pay_floor=person.pay_min or None,
        education=level.rank if level else None,
        years=_years(session, person.id, today),
        wants_board=any(word in str(item) for item in person.preferences for word in _BOARD_WORDS),
    )


def _wish(job: Mapping[str, Any]) -> Wish:
    code = str(job.get("code") or "")
    title = str(job.get("title") or "") or codes.table("occupation").name(code)
    return Wish(title, code or guess_occupation(title).code)


def _years(session: Session, person_id: UUID, today: date) -> dict[str, int]:
    """Whole years of work by occupation code, of the jobs whose title is recognised."""
    query = select(WorkExperience.post, WorkExperience.from_on, WorkExperience.to_on).where(
        WorkExperience.person_id == person_id, WorkExperience.deleted.is_(False)
    )
    days: dict[str, int] = {}
    for row in session.execute(query):
        code = guess_occupation(row.post).code
        if code and row.from_on:
            days[code] = days.get(code, 0) + max(0, ((row.to_on or today) - row.from_on).days)
    return {code: count // 365 for code, count in days.items()}


def _candidates(seeker: Seeker, today: date) -> Executable:
    """Vacancies in the provinces wished for and of a wished line of work; all of the reach when there is no wish."""
    query = select(*_COLUMNS).where(
        Vacancy.deleted.is_(False), Vacancy.valid_to >= today - timedelta(days=EXPIRED_COUNTED_DAYS)
    )
    if not seeker.wishes:
        reach = (*seeker.near, *(code for code in seeker.districts if not code.endswith("00")))
        wide = (code for code in seeker.districts if code.endswith("00"))
        return query.where(or_(Vacancy.region.in_(reach), *map(_below, wide), false()))
    provinces = {code[:2] + "0000" for code in seeker.districts}
    if provinces:
        query = query.where(or_(Vacancy.region.is_(None), *map(_below, sorted(provinces))))
    return query.where(or_(*_work(seeker.wishes)))


def _below(code: str) -> ColumnElement[bool]:
    """Whether a vacancy lies in a province or city: a range of codes, which an index can serve."""
    stem = code[:2] if code.endswith("0000") else code[:4]
    return Vacancy.region.between(stem, stem + "z")


def _work(wishes: Iterable[Wish]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for wish in wishes:
        if wish.code:
            stem = small_class(wish.code)
            conditions.append(Vacancy.occupation.between(stem, stem + "z"))
        title = bare_title(wish.title)
        pairs = {title[at : at + 2] for at in range(len(title) - 1)}
        conditions += [Vacancy.title.contains(pair, autoescape=True) for pair in sorted(pairs)]
    return conditions


@dataclass(frozen=True, slots=True)
class _Blocked:
    """What this person cannot be recommended to, whatever the score."""

    vacancies: frozenset[UUID]
    kinds: frozenset[str]


def _blocked(session: Session, person: Person) -> _Blocked:
    """Vacancies recommended already and still open, and kinds of post that are kept for groups the person is not in."""
    live = select(Referral.vacancy_id).where(
        Referral.person_id == person.id, Referral.deleted.is_(False), Referral.state.in_(BINDING)
    )
    groups = set(
        session.scalars(select(GroupTag.kind).where(GroupTag.person_id == person.id, GroupTag.deleted.is_(False)))
    )
    kinds = set()
    if not groups & PUBLIC_SERVICE_GROUPS:
        kinds.add("public_service")
    if not groups & TRAINEE_GROUPS and person.seeker_type not in TRAINEE_TYPES:
        kinds.add("trainee")
    return _Blocked(frozenset(session.scalars(live)), frozenset(kinds))


def _limits(row: Any, blocked: _Blocked) -> Limits:
    cause = "recommended" if row.id in blocked.vacancies else "not_eligible" if row.kind in blocked.kinds else ""
    return Limits(row.status, row.valid_to, row.filled, row.headcount, cause)


def _post(row: Any) -> Post:
    monthly = row.pay_unit in ("month", "year")
    share = 12 if row.pay_unit == "year" else 1
    level = codes.table("education").get(row.education or "")
    return Post(
        id=row.id,
        employer_id=row.employer_id,
        title=row.title,
        occupation=row.occupation or "",
        region=row.region or "",
        pay_low=row.pay_min // share if monthly and row.pay_min is not None else None,
        pay_high=row.pay_max // share if monthly and row.pay_max is not None else None,
        education=level.rank if level else None,
        experience_years=row.experience_years,
        board=bool(row.board) and not row.board.startswith(("不", "无")),
        published_on=row.published_on,
    )


def _items(session: Session, found: Selection, rows: Mapping[UUID, Any]) -> tuple[Recommendation, ...]:
    ids = {chosen.post.employer_id for chosen in found.chosen}
    query = select(Employer.id, Employer.name).where(Employer.id.in_(ids))
    named: dict[UUID, str] = {row.id: row.name for row in session.execute(query)}
    return tuple(_item(rows[chosen.post.id], named[chosen.post.employer_id], chosen.score) for chosen in found.chosen)


def _item(row: Any, employer: str, found: Score) -> Recommendation:
    return Recommendation(
        vacancy_id=row.id,
        employer_id=row.employer_id,
        title=row.title,
        employer=employer,
        region=row.region or "",
        pay=pay_of(row.pay_min, row.pay_max, row.pay_unit, row.pay_months),
        valid_to=row.valid_to,
        left=max(0, row.headcount - row.filled),
        score=found,
    )


def open_count(desk: Desk) -> int:
    """How many vacancies are open today in this store."""
    require(desk.actor, Right.VIEW)
    query = select(func.count()).select_from(Vacancy)
    still = query.where(Vacancy.status == "open", Vacancy.valid_to >= desk.today, Vacancy.deleted.is_(False))
    with desk.read() as session:
        return session.scalar(still) or 0
