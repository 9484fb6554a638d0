"""The shape of a line of Today, shared by its sources: kinds, buckets, whose it is, and on which day it stands."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    SQLColumnExpression,
    String,
    case,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.sql.selectable import HasCTE

from caseworker.cases.states import OPEN_STATES
from db.models import Case, DueChange

AHEAD = timedelta(days=3)
"""How far Today looks ahead."""
CHINA_HOURS = "+8 hours"
Owners = tuple[UUID, ...] | None
"""Whose lines: an officer and those they cover; None for the whole office."""


class Bucket(StrEnum):
    """Where an item stands; the order is the order on screen."""

    OVERDUE = "overdue"
    DUE = "due"
    NEW = "new"
    SOON = "soon"
    WAITING = "waiting"


class Kind(StrEnum):
    """What an item is about; decides what finishing it means."""

    TASK = "task"
    CHECK = "check"
    NEW_CASE = "new_case"
    INTERVIEW = "interview"
    REPLY = "reply"
    PAUSE_END = "pause_end"  # a pause is over
    LADDER = "ladder"  # the next try to reach somebody
    APPROVE = "approve"  # a colleague asks for the officer's word
    ASKED = "asked"  # the officer asked and waits
    RECHECK = "recheck"  # a signed paper to look at


MOVABLE = (Kind.CHECK, Kind.INTERVIEW, Kind.REPLY)
"""Lines whose day and hand are kept as a `DueChange`; a promise has its own."""


def line(
    kind: Kind,
    bucket: SQLColumnExpression[str],
    due_on: SQLColumnExpression[Any],
    of: tuple[SQLColumnExpression[UUID], SQLColumnExpression[UUID], SQLColumnExpression[UUID]],
    owner_id: SQLColumnExpression[Any],
    *,
    due_time: SQLColumnExpression[Any] | None = None,
    text: SQLColumnExpression[Any] | None = None,
    days: SQLColumnExpression[Any] | None = None,
    checks_done: SQLColumnExpression[Any] | None = None,
) -> Select[Any]:
    """One source of lines; `of` are the ids of the record behind it, its case and its person."""
    source_id, case_id, person_id = of
    return select(
        literal(kind.value, String).label("kind"),
        bucket.label("bucket"),
        type_coerce(due_on, Date).label("due_on"),
        type_coerce(null() if due_time is None else due_time, String).label("due_time"),
        source_id.label("source_id"),
        case_id.label("case_id"),
        person_id.label("person_id"),
        owner_id.label("owner_id"),
        (literal("") if text is None else text).label("text"),
        (literal(0) if days is None else days).label("days"),
        (literal(0) if checks_done is None else checks_done).label("checks_done"),
    )


def by_day(due_on: ColumnElement[Any], day: date) -> ColumnElement[str]:
    """The bucket of something that is due on a day."""
    late, now = (due_on < day.isoformat(), Bucket.OVERDUE.value), (due_on == day.isoformat(), Bucket.DUE.value)
    return case(late, now, else_=Bucket.SOON.value)


def mine(column: SQLColumnExpression[Any], owners: Owners) -> ColumnElement[bool]:
    """Whether something is one of the owners'."""
    return true() if owners is None else column.in_(owners)


def rests(day: date) -> ColumnElement[bool]:
    """Whether a case is paused on that day."""
    return func.coalesce(type_coerce(Case.paused_until, String), "") >= day.isoformat()


def living(owners: Owners, day: date, changed: CTE) -> CTE:
    """The cases that owe something: open, not paused, of the owners or with something handed to them."""
    query = select(Case.id, Case.owner_id).where(Case.state.in_(OPEN_STATES), ~Case.deleted, ~rests(day))
    if owners is None:
        return once(query, "living")
    handed = select(changed.c.case_id).where(changed.c.to_owner_id.in_(owners))
    others = query.where(Case.id.in_(handed), Case.owner_id.not_in(owners))
    return once(union_all(query.where(Case.owner_id.in_(owners)), others), "living")


def changes() -> CTE:
    """The day and the hand that a check, an interview or a reply was given: the newest row on each."""
    newest = func.max(DueChange.id)  # ids grow with time; SQLite takes the other columns from the row of the maximum
    columns = (DueChange.case_id, DueChange.subject, DueChange.subject_id, DueChange.step)
    to_on = type_coerce(DueChange.to_on, String).label("to_on")
    query = select(*columns, to_on, DueChange.to_owner_id, newest)
    query = query.where(DueChange.subject.in_([kind.value for kind in MOVABLE]), ~DueChange.deleted)
    return once(query.group_by(DueChange.subject, DueChange.subject_id, DueChange.step), "changed")


def once(query: HasCTE, name: str) -> CTE:
    """A part of the statement that SQLite shall work out a single time, however often it is read."""
    return query.cte(name).prefix_with("MATERIALIZED")
