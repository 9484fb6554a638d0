"""The indicators (指标): each named by a code, with its source, its condition and what is counted.

Their names and definitions for people are in the messages `reports.indicator.*`, one text for window, workbook and
paper. Order here is the order in every report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from db.indicators import sources
from db.indicators.period import Period
from db.indicators.sources import DIFFICULT, REGISTERED_UNEMPLOYED, Rows
from db.indicators.within import Within

VERSION = "2026-11"
"""Version of the definitions; printed on every report."""

Condition = Callable[[Any], ColumnElement[bool]]
"""Columns of a source → which of its rows are meant."""


Source = Callable[[Period, Within], Rows]
"""A period and the part of a store that is counted → the rows."""


class Unit(StrEnum):
    """What a value is a number of. SHARE is a fraction of one, RATIO has two decimals, FEN is money."""

    PEOPLE = "people"  # 人
    TIMES = "times"  # 人次
    CASES = "cases"  # 件
    POSTS = "posts"  # 个 (headcount)
    LOANS = "loans"  # 笔
    FEN = "fen"  # shown in 元
    SHARE = "share"  # shown in %
    RATIO = "ratio"


class Measure(StrEnum):
    """What is counted of the rows."""

    ROWS = "rows"
    PEOPLE = "people"  # each person once
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of records, of people or of money. `summed`: the column that `Measure.SUM` adds up.

    `entity` is the table whose ids the source gives. A source that knows no community counts for the office only.
    `at_end`: the value is that of the last day, however long the period before it.
    """

    code: str
    unit: Unit
    source: Source
    entity: str
    when: Condition | None = None
    measure: Measure = Measure.ROWS
    summed: str = ""
    by_community: bool = True
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Quotient:
    """One count over another; without anything below there is no value."""

    code: str
    unit: Unit
    over: str
    under: str


Indicator = Count | Quotient

ACTIVITY_KINDS = (
    "follow_up",
    "visit",
    "talk",
    "assessment",
    "plan",
    "guidance",
    "policy_talk",
    "fair",
    "interview",
    "training",
    "trainee",
    "startup",
)
"""Kinds of the timeline counted one by one; recommendations and placements have records of their own."""


def _is(name: str) -> Condition:
    return lambda rows: rows[name]


def _kind(*kinds: str) -> Condition:
    return lambda rows: rows.kind.in_(kinds)


def _contact(rows: Any) -> ColumnElement[bool]:
    """An attempt to reach the person: 回访 or 走访 with its outcome."""
    return and_(rows.kind.in_(("follow_up", "visit")), rows.outcome.is_not(None))


def _reached(rows: Any) -> ColumnElement[bool]:
    return and_(_contact(rows), rows.outcome == "reached")


def _follow_up(rows: Any) -> ColumnElement[bool]:
    return or_(rows.kind == "follow_up", rows.check_days.is_not(None))


def _unemployed_at_end(rows: Any) -> ColumnElement[bool]:
    return and_(rows.kind.in_(REGISTERED_UNEMPLOYED), ~rows.working)


_U, _M = Unit, Measure

CATALOGUE: tuple[Indicator, ...] = (
    Count("registrations", _U.PEOPLE, sources.registrations, "person"),
    Count(
        "unemployed_new",
        _U.PEOPLE,
        sources.tags_begun,
        "group_tag",
        _kind(*REGISTERED_UNEMPLOYED),
        _M.PEOPLE,
    ),
    Count(
        "unemployed_ended",
        _U.PEOPLE,
        sources.tags_ended,
        "group_tag",
        _kind(*REGISTERED_UNEMPLOYED),
        _M.PEOPLE,
    ),
    Count("unemployed_end", _U.PEOPLE, sources.tags_held, "group_tag", _unemployed_at_end, _M.PEOPLE, at_end=True),
    Count("difficulty_new", _U.PEOPLE, sources.tags_begun, "group_tag", _kind(*DIFFICULT), _M.PEOPLE),
    Count("difficulty_employed", _U.PEOPLE, sources.placements, "placement", _is("difficult"), _M.PEOPLE),
    Count("reemployed", _U.PEOPLE, sources.placements, "placement", _is("again"), _M.PEOPLE),
    Count("newly_employed", _U.PEOPLE, sources.placements, "placement", _is("newly"), _M.PEOPLE),
    Count("cases_opened", _U.CASES, sources.cases_opened, "case"),
    Count("cases_closed", _U.CASES, sources.cases_closed, "case"),
    Count("cases_open", _U.CASES, sources.cases_running, "case", _is("at_end"), at_end=True),
    Count("cases_running", _U.CASES, sources.cases_running, "case"),
    Count("cases_served", _U.CASES, sources.cases_running, "case", _is("served")),
    Quotient("service_rate", _U.SHARE, "cases_served", "cases_running"),
    Count("vacancies", _U.POSTS, sources.vacancies_published, "vacancy", None, _M.SUM, "headcount", by_community=False),
    Count("referrals", _U.TIMES, sources.referrals, "referral"),
    Count("referred", _U.PEOPLE, sources.referrals, "referral", measure=_M.PEOPLE),
    Count("interviews", _U.TIMES, sources.answers, "referral_event", lambda rows: rows.state == "interview"),
    Count("placements", _U.TIMES, sources.placements, "placement"),
    Count("seekers", _U.PEOPLE, sources.seekers, "person"),
    Count("posts", _U.POSTS, sources.vacancies_valid, "vacancy", None, _M.SUM, "headcount", by_community=False),
    Quotient("posts_per_seeker", _U.RATIO, "posts", "seekers"),
    Count("checks_due", _U.TIMES, sources.checks_due, "placement"),
    Count("checks_made", _U.TIMES, sources.checks_due, "placement", _is("made")),
    Quotient("follow_up_rate", _U.SHARE, "checks_made", "checks_due"),
    Count("follow_ups", _U.TIMES, sources.activities, "activity", _follow_up),
    Count("contacts", _U.TIMES, sources.activities, "activity", _contact),
    Count("reached", _U.TIMES, sources.activities, "activity", _reached),
    Quotient("reach_rate", _U.SHARE, "reached", "contacts"),
    Count("promises_due", _U.TIMES, sources.promises, "task"),
    Count("promises_kept", _U.TIMES, sources.promises, "task", _is("kept")),
    Quotient("promise_rate", _U.SHARE, "promises_kept", "promises_due"),
    Count("loans_accepted", _U.LOANS, sources.loans_accepted, "loan_application"),
    Count("loans_accepted_fen", _U.FEN, sources.loans_accepted, "loan_application", None, _M.SUM, "amount"),
    Count("loans_paid", _U.LOANS, sources.loans_paid, "loan_application"),
    Count("loans_paid_fen", _U.FEN, sources.loans_paid, "loan_application", None, _M.SUM, "amount"),
    Count("activities", _U.TIMES, sources.activities, "activity"),
    *(Count(f"activity_{kind}", _U.TIMES, sources.activities, "activity", _kind(kind)) for kind in ACTIVITY_KINDS),
)

INDICATORS: dict[str, Indicator] = {one.code: one for one in CATALOGUE}


def counted(code: str) -> Count:
    """The count behind an indicator: itself, or what stands over the line of a quotient."""
    found = INDICATORS[code]
    while isinstance(found, Quotient):
        found = INDICATORS[found.over]
    return found
