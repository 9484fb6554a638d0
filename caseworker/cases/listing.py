"""The list of cases (帮扶个案): filtered, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from caseworker.access.masking import mask_id, mask_phone
from caseworker.access.permissions import Right, require
from caseworker.cases.states import OPEN_STATES
from caseworker.desk import Desk
from db.models import Activity, Case, GroupTag, Officer, Person, Task

PAGE = 200


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What to show. Empty fields do not narrow; `text` is part of a name."""

    states: tuple[str, ...] = tuple(state.value for state in OPEN_STATES)
    mine: bool = True
    tag: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list."""

    case_id: UUID
    person_id: UUID
    name: str
    sex: str
    id_masked: str
    phone_masked: str
    tags: tuple[str, ...]
    state: str
    community: str
    owner_name: str
    opened_on: date
    last_contact: datetime | None
    next_due: date | None

    @property
    def id(self) -> UUID:
        return self.case_id


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of the list and how many there are in all."""

    rows: tuple[CaseRow, ...]
    total: int


def list_cases(desk: Desk, wanted: CaseFilter, start: int = 0, limit: int = PAGE) -> CasePage:
    """Cases that fit the filter, newest first."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        query = _filtered(wanted, desk.actor.officer_id)
        total = session.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        page = query.order_by(Case.opened_on.desc(), Case.id.desc()).offset(start).limit(limit)
        ids = session.scalars(page).all()
        return CasePage(_rows(session, ids), int(total))


def latest_case(desk: Desk, person_id: UUID) -> UUID | None:
    """The newest case of a person, open or closed; None when there never was one."""
    require(desk.actor, Right.VIEW)
    query = select(Case.id).where(Case.person_id == person_id, ~Case.deleted).order_by(Case.episode.desc())
    with desk.read() as session:
        return session.execute(query.limit(1)).scalar()


def _filtered(wanted: CaseFilter, officer_id: UUID) -> Select[UUID]:
    query = select(Case.id).join(Person, Person.id == Case.person_id).where(~Case.deleted, ~Person.deleted)
    if wanted.states:
        query = query.where(Case.state.in_(wanted.states))
    if wanted.mine:
        query = query.where(Case.owner_id == officer_id)
    if wanted.text:
        query = query.where(Person.name.contains(wanted.text, autoescape=True))
    if wanted.tag:
        tagged = select(GroupTag.person_id).where(GroupTag.kind == wanted.tag, ~GroupTag.deleted)
        query = query.where(Case.person_id.in_(tagged))
    return query


def _rows(session: Session, ids: Sequence[UUID]) -> tuple[CaseRow, ...]:
    last = select(func.max(Activity.occurred_at)).where(Activity.case_id == Case.id)
    promised = (Task.case_id == Case.id, Task.done_at.is_(None), ~Task.deleted, Case.state.in_(OPEN_STATES))
    due = select(func.min(Task.due_on)).where(*promised)
    tags = select(func.group_concat(GroupTag.kind)).where(GroupTag.person_id == Case.person_id, ~GroupTag.deleted)
    query = (
        select(
            Case,
            Person,
            Officer.name.label("owner"),
            last.scalar_subquery().label("last"),
            due.scalar_subquery().label("due"),
            tags.scalar_subquery().label("tags"),
        )
        .join(Person, Person.id == Case.person_id)
        .join(Officer, Officer.id == Case.owner_id)
        .where(Case.id.in_(ids))
        .order_by(Case.opened_on.desc(), Case.id.desc())
    )
    return tuple(_row(*row) for row in session.execute(query))


def _row(case: Case, person: Person, owner: str, last: datetime | None, due: date | None, tags: str | None) -> CaseRow:
    return CaseRow(
        case_id=case.id,
        person_id=person.id,
        name=person.name,
        sex=person.sex,
        id_masked=mask_id(person.id_no),
        phone_masked=mask_phone(person.mobile),
        tags=tuple(tags.split(",")) if tags else (),
        state=case.state,
        community=person.community or "",
        owner_name=owner,
        opened_on=case.opened_on,
        last_contact=last,
        next_due=due,
    )
