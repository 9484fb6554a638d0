"""What the registration window shows beside the form: who was registered today, and one person in short."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.people.find import PersonHit, hits
from caseworker.problems import OfficerProblem
from db.models import Person


def registered_today(desk: Desk, limit: int = 8) -> list[PersonHit]:
    """People registered today, the latest first. Ids are ordered by time, so the newest id is the newest person."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        query = select(Person.id).where(Person.registered_on == desk.today, ~Person.deleted).order_by(Person.id.desc())
        return hits(session, list(session.execute(query.limit(limit)).scalars()))


def in_short(desk: Desk, person_id: UUID) -> PersonHit:
    """One person, masked; `registration.gone` when there is no such record."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        found = hits(session, [person_id])
    if not found:
        raise OfficerProblem("registration.gone")
    return found[0]


def communities(desk: Desk, limit: int = 200) -> list[str]:
    """Names of communities in use, to be offered while typing."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        used = select(Person.community).where(Person.community.is_not(None), ~Person.deleted)
        query = used.distinct().order_by(Person.community).limit(limit)
        return [name for name in session.execute(query).scalars() if name]
