"""Today (今日): what is overdue, due, waited for and new, derived from the records whenever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Row, Select, func, select
from sqlalchemy.orm import aliased

from caseworker.access.masking import mask_phone
from caseworker.access.permissions import Right, require
from caseworker.cases.cover import owners_of
from caseworker.cases.due import most_urgent, totals
from caseworker.cases.due_lines import AHEAD, Bucket, Kind, Owners
from caseworker.cases.due_sources import REPLY_DAYS
from caseworker.cases.evidence import INTERVIEWED
from caseworker.desk import Desk
from db.models import Case, Employer, GroupTag, Person, Referral, Vacancy

MOST = 60
"""Lines listed of each bucket; nobody works through more in a day, and every bucket has its head on screen."""


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One line. `source_id` is the task, placement, case, referral, person or approval behind it.

    `text` is the officer's own words or a code, `days` the check's days, the days waited or the tries made; `referrals`
    and `interviews` are those of the case so far. `absent` names the colleague whose line this is while covered for.
    """

    kind: Kind
    bucket: Bucket
    due_on: date
    due_time: str
    source_id: UUID
    case_id: UUID
    person_id: UUID
    name: str
    tags: tuple[str, ...]
    text: str
    days: int
    checks_done: int
    phone_masked: str
    case_state: str = ""
    referrals: int = 0
    interviews: int = 0
    absent: str = ""

    @property
    def id(self) -> tuple[str, UUID, int]:
        """What makes this line the same one after a refresh."""
        return (self.kind.value, self.source_id, self.days)


@dataclass(frozen=True, slots=True)
class TodayList:
    """The worklist of one officer on one day.

    `items` are at most `MOST` of each bucket, the most urgent; `beyond` says how many more each bucket has.
    """

    day: date
    items: tuple[TodayItem, ...]
    beyond: Mapping[Bucket, int] = field(default_factory=dict)

    def count(self, bucket: Bucket) -> int:
        """How many lines the bucket has, listed or not."""
        return sum(item.bucket is bucket for item in self.items) + self.beyond.get(bucket, 0)

    @property
    def total(self) -> int:
        """How many lines there are, listed or not."""
        return len(self.items) + sum(self.beyond.values())


def today(desk: Desk, *, whole_office: bool = False, most: int = MOST) -> TodayList:
    """What the officer (or the whole office) has to do up to three days ahead, most urgent first."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        owners, absent = owners_of(session, desk.actor.officer_id, desk.today)
        rows = session.execute(_statement(None if whole_office else owners, desk.today, most)).all()
    order = list(Bucket)
    items = sorted(
        (_item(row, "" if whole_office else absent.get(row.owner_id, "")) for row in rows),
        key=lambda item: (order.index(item.bucket), item.due_on, item.due_time or "99", item.name),
    )
    beyond = {Bucket(row.bucket): row.total - most for row in rows if row.total > most}
    return TodayList(desk.today, tuple(items), beyond)


def count_today(desk: Desk, *, whole_office: bool = False) -> dict[Bucket, int]:
    """How many lines each bucket of Today has, without the lines."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        owners = None if whole_office else owners_of(session, desk.actor.officer_id, desk.today)[0]
        found = {Bucket(bucket): count for bucket, count in session.execute(totals(owners, desk.today))}
    return {bucket: found.get(bucket, 0) for bucket in Bucket}


@lru_cache(maxsize=4)
def _statement(owners: Owners, day: date, most: int) -> Select[Any]:
    """Kept for the day, since making it takes half as long as its answer."""
    return _completed(most_urgent(owners, day, most))


def _completed(line: CTE) -> Select[Any]:
    """Lines with the person's name, phone and groups, how far the case is, and the post a referral is about."""
    tags = select(func.group_concat(GroupTag.kind)).where(GroupTag.person_id == line.c.person_id, ~GroupTag.deleted)
    referred = aliased(Referral)
    sent = select(func.count()).where(referred.case_id == line.c.case_id, ~referred.deleted)
    opening = (Referral.id == line.c.source_id) & line.c.kind.in_((Kind.INTERVIEW.value, Kind.REPLY.value))
    return (
        select(
            *line.c,
            Person.name,
            Person.mobile,
            tags.scalar_subquery().label("tags"),
            Case.state,
            sent.scalar_subquery().label("referrals"),
            sent.where(referred.state.in_(INTERVIEWED)).scalar_subquery().label("interviews"),
            (Employer.name + " · " + Vacancy.title).label("opening"),
        )
        .join(Person, Person.id == line.c.person_id)
        .join(Case, Case.id == line.c.case_id)
        .outerjoin(Referral, opening)
        .outerjoin(Vacancy, Vacancy.id == Referral.vacancy_id)
        .outerjoin(Employer, Employer.id == Vacancy.employer_id)
    )


def _item(row: Row[Any], absent: str) -> TodayItem:
    return TodayItem(
        Kind(row.kind),
        Bucket(row.bucket),
        row.due_on,
        row.due_time or "",
        row.source_id,
        row.case_id,
        row.person_id,
        row.name,
        tuple(row.tags.split(",")) if row.tags else (),
        row.opening or row.text,
        int(row.days),
        row.checks_done,
        mask_phone(row.mobile),
        row.state,
        row.referrals,
        row.interviews,
        absent,
    )


__all__ = ["AHEAD", "MOST", "REPLY_DAYS", "Bucket", "Kind", "TodayItem", "TodayList", "count_today", "today"]
