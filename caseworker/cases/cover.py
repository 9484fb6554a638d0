"""代班: while an officer is away a colleague sees their Today; the cases stay whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.models import Officer, OfficerCover
from db.models.base import new_id


@dataclass(frozen=True, slots=True)
class Cover:
    """Who covers for whom, from the first day to the last."""

    id: UUID
    absent_id: UUID
    absent: str
    cover_id: UUID
    cover: str
    from_on: date
    to_on: date
    note: str


def owners_of(session: Session, officer_id: UUID, day: date) -> tuple[tuple[UUID, ...], Mapping[UUID, str]]:
    """Whose lines an officer sees on a day: their own first, then those of the absent, with the names of these."""
    query = (
        select(Officer.id, Officer.name)
        .join(OfficerCover, OfficerCover.absent_id == Officer.id)
        .where(
            OfficerCover.cover_id == officer_id,
            OfficerCover.to_on >= day,
            OfficerCover.from_on <= day,
            ~OfficerCover.deleted,
            Officer.id != officer_id,
        )
    )
    absent = {row.id: row.name for row in session.execute(query.order_by(Officer.name, Officer.id))}
    return (officer_id, *absent), absent


def covers(desk: Desk) -> tuple[Cover, ...]:
    """Covers that are on or to come, the earliest first."""
    require(desk.actor, Right.VIEW)
    away, there = aliased(Officer), aliased(Officer)
    query = (
        select(OfficerCover, away.name, there.name)
        .join(away, away.id == OfficerCover.absent_id)
        .join(there, there.id == OfficerCover.cover_id)
        .where(OfficerCover.to_on >= desk.today, ~OfficerCover.deleted)
        .order_by(OfficerCover.from_on, OfficerCover.id)
    )
    with desk.read() as session:
        return tuple(
            Cover(row.id, row.absent_id, absent, row.cover_id, cover, row.from_on, row.to_on, row.note)
            for row, absent, cover in session.execute(query)
        )


def arrange(desk: Desk, absent_id: UUID, cover_id: UUID, from_on: date, to_on: date, note: str = "") -> Saved[UUID]:
    """Arrange cover; an officer for their own leave, a supervisor for anybody's."""
    require(desk.actor, Right.EDIT_RECORDS)
    if absent_id != desk.actor.officer_id:
        require(desk.actor, Right.REASSIGN)
    if to_on < from_on or to_on < desk.today:
        raise OfficerProblem("cases.cover_days")
    if absent_id == cover_id:
        raise OfficerProblem("cases.cover_oneself")
    with desk.write() as unit:
        for officer_id in (absent_id, cover_id):
            officer = unit.session.get(Officer, officer_id)
            if officer is None or officer.deleted or not officer.active:
                raise OfficerProblem("cases.no_such_officer")
        row = unit.add(
            OfficerCover(
                id=new_id(),
                absent_id=absent_id,
                cover_id=cover_id,
                from_on=from_on,
                to_on=to_on,
                note=note.strip()[:120],
            )
        )
        unit.audit("cover.arrange", row)
    return Saved(row.id, unit.summary)


def end(desk: Desk, cover_id: UUID) -> Saved[UUID]:
    """End a cover early, or take back one that has not begun; for whoever may arrange it."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        row = unit.session.get(OfficerCover, cover_id)
        if row is None or row.deleted:
            raise OfficerProblem("cases.cover_gone")
        if row.absent_id != desk.actor.officer_id:
            require(desk.actor, Right.REASSIGN)
        unit.delete(row)
        unit.audit("cover.end", row)
    return Saved(cover_id, unit.summary)
