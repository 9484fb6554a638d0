"""有效期将到: registrations for work that run out soon or did so lately, beside the worklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.cases.cover import owners_of
from caseworker.cases.due_lines import mine, rests
from caseworker.cases.states import OPEN_STATES
from caseworker.desk import Desk
from db.models import Case, Person

AHEAD, PAST = timedelta(days=7), timedelta(days=7)
"""How long before its last day a registration is shown, and how long after it."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Ending:
    """A registration (求职登记) of somebody who is being helped, and its last day."""

    person_id: UUID
    case_id: UUID
    name: str
    valid_to: date


def endings(desk: Desk, *, whole_office: bool = False) -> tuple[Ending, ...]:
    """Those that end soon, the earliest first, at most `MOST`; one renewed has a later last day and is gone."""
    require(desk.actor, Right.VIEW)
    near = (Person.valid_to.between(desk.today - PAST, desk.today + AHEAD), ~Person.deleted)
    helped = (Case.state.in_(OPEN_STATES), ~Case.deleted, ~rests(desk.today))
    query = select(Person.id, Case.id, Person.name, Person.valid_to).join(Case, Case.person_id == Person.id)
    with desk.read() as session:
        owners = None if whole_office else owners_of(session, desk.actor.officer_id, desk.today)[0]
        query = query.where(*near, *helped, mine(Case.owner_id, owners)).order_by(Person.valid_to, Person.id)
        return tuple(Ending(*row) for row in session.execute(query.limit(MOST)))
