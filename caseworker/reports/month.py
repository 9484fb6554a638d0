"""The month's summary (月度汇总): every indicator this month, this year, the same days last year, and the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.actor import Actor
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.reports.indicators import CODES, Value, unit_of
from db.indicators import CATALOGUE, By, Count, Figures, Period, Unit, Within, figures, trend
from db.indicators.period import last_day
from db.models import Person

COMMUNITY_CODES = (
    "registrations",
    "unemployed_new",
    "unemployed_ended",
    "unemployed_end",
    "difficulty_new",
    "difficulty_employed",
    "reemployed",
    "newly_employed",
    "referrals",
    "placements",
    "service_rate",
    "follow_up_rate",
    "loans_accepted",
    "loans_accepted_fen",
)
"""The columns of the table by community (domain: monthly summary row)."""

SUMMED = tuple(one.code for one in CATALOGUE if not (isinstance(one, Count) and one.at_end))
"""Indicators whose year so far is more than the month's end, in their order: statements already made fit again."""

TREND_CODES = ("registrations", "referrals", "placements")
TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One indicator. `change` (同比) is this month against the same days last year: growth as a fraction of then,
    for shares the difference of the two; None where there is nothing to compare with."""

    code: str
    this_month: Value
    this_year: Value
    last_year: Value
    change: float | None


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """One community ("" for people without one): this month's values of `COMMUNITY_CODES`, in their order."""

    community: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One indicator month by month; `values` has one for each of the summary's `months`."""

    code: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """A month, up to `until`: its last day, or today while it lasts. `month` is its first day."""

    month: date
    until: date
    community: str
    lines: tuple[SummaryLine, ...]
    communities: tuple[CommunityLine, ...]
    months: tuple[date, ...]
    trend: tuple[TrendLine, ...]


def month_summary(desk: Desk, month: date, community: str = "", officer_id: UUID | None = None) -> MonthSummary:
    """The summary of the month that `month` lies in, of the office or of one community, of one officer if named."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return summary_in(session, month_period(month, desk.today), own(desk.actor), community, officer_id)


def own(actor: Actor) -> Within:
    """What the office reports: its own records. The vacancies of the whole district lie in its store too."""
    return Within(office_id=actor.office_id)


def summary_in(
    session: Session, period: Period, within: Within, community: str = "", officer_id: UUID | None = None
) -> MonthSummary:
    """The summary in a session that reads more; `period` is of `month_period`, `within` of `own`."""
    place = community or None
    now = figures(session, period, within=within, officer_id=officer_id)
    year, before = (
        figures(session, other, codes, within=within, community=place, officer_id=officer_id, by=By.NOTHING)
        for other, codes in ((period.year_so_far, SUMMED), (period.year_before, None))
    )
    months = months_until(period.first)
    return MonthSummary(
        month=period.first,
        until=period.last,
        community=community,
        lines=tuple(_line(code, now, year, before, place) for code in CODES),
        communities=tuple(_community(now, name) for name in _places(now)),
        months=months,
        trend=_trend(session, months, period, place, officer_id),
    )


def communities(desk: Desk) -> list[str]:
    """The communities of the office's people, in order."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        query = select(Person.community).where(~Person.deleted, Person.community != "").distinct()
        return [name for name in session.scalars(query.order_by(Person.community)) if name]


def month_period(month: date, today: date) -> Period:
    """The month `month` lies in, up to today while it lasts; `reports.month_ahead` for one that has not begun."""
    first = month.replace(day=1)
    if first > today:
        raise OfficerProblem("reports.month_ahead", month=f"{first:%Y-%m}")
    return Period.month(month, today)


def months_until(month: date, count: int = TREND_MONTHS) -> tuple[date, ...]:
    """The first days of `count` months, `month` the last of them."""
    number = month.year * 12 + month.month - 1
    return tuple(date(one // 12, one % 12 + 1, 1) for one in range(number - count + 1, number + 1))


def _line(code: str, now: Figures, year: Figures, before: Figures, place: str | None) -> SummaryLine:
    this, then = now.value(code, place), before.value(code, place)
    so_far = year.value(code, place) if code in SUMMED else this
    return SummaryLine(code, this, so_far, then, change(code, this, then))


def change(code: str, this: Value, then: Value) -> float | None:
    """同比: growth, or the difference of shares."""
    if this is None or then is None:
        return None
    if unit_of(code) is Unit.SHARE:
        return this - then
    return (this - then) / then if then else None


def _places(found: Figures) -> list[str]:
    """Communities with figures, then "" when people without one were counted."""
    loose = any(found.value(code, "") for code in COMMUNITY_CODES)
    return [*found.communities(), *([""] if loose else [])]


def _community(found: Figures, name: str) -> CommunityLine:
    return CommunityLine(name, tuple(found.value(code, name) for code in COMMUNITY_CODES))


def _trend(
    session: Session, months: Sequence[date], current: Period, place: str | None, officer_id: UUID | None
) -> tuple[TrendLine, ...]:
    periods = [current if month == current.first else Period(month, last_day(month)) for month in months]
    return tuple(
        TrendLine(code, trend(session, code, periods, community=place, officer_id=officer_id)) for code in TREND_CODES
    )
