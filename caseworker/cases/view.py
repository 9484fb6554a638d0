"""Everything the case screen shows in one read: who, where in the process, what happened, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.cases.evidence import evidence, superseded_ids
from caseworker.cases.lifecycle import living_case
from caseworker.cases.placements import next_check
from caseworker.cases.states import OPEN_STATES, CaseState, next_states
from caseworker.cases.steps import StepState, steps
from caseworker.desk import Desk
from caseworker.people.card import PersonCard, card_of
from db.models import Activity, Case, CaseTransition, Officer, Placement, Task


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry; `superseded_by` is set on an entry that was corrected later."""

    activity_id: UUID
    kind: str
    channel: str
    outcome: str
    text: str
    occurred_at: datetime
    recorded_at: datetime
    officer_name: str
    check_days: int | None
    superseded_by: UUID | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A promise not yet settled."""

    task_id: UUID
    title: str
    due_on: date
    due_time: str
    waits_for: str

    @property
    def id(self) -> UUID:
        return self.task_id


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A job found and the next check it owes, if any."""

    placement_id: UUID
    employer_name: str
    post: str
    started_on: date
    ended_on: date | None
    checks_done: tuple[int, ...]
    next_days: int | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class StateChange:
    """One line of the case's log."""

    from_state: str
    to_state: str
    reason: str
    at: datetime
    officer_name: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case on one screen. One that is no longer open owes nothing: neither promises nor checks."""

    case_id: UUID
    episode: int
    state: CaseState
    next_states: tuple[CaseState, ...]
    owner_id: UUID
    owner_name: str
    opened_on: date
    closed_on: date | None
    close_reason: str
    steps: tuple[StepState, ...]
    person: PersonCard
    timeline: tuple[TimelineEntry, ...]
    tasks: tuple[OpenTask, ...]
    placements: tuple[PlacementLine, ...]
    changes: tuple[StateChange, ...]


def case_view(desk: Desk, case_id: UUID) -> CaseView:
    """The whole case; raises `cases.gone` for one that no longer is."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        case = living_case(session, case_id)
        names = _officer_names(session)
        return CaseView(
            case_id=case.id,
            episode=case.episode,
            state=CaseState(case.state),
            next_states=next_states(CaseState(case.state)),
            owner_id=case.owner_id,
            owner_name=names.get(case.owner_id, ""),
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            close_reason=case.close_reason or "",
            steps=steps(evidence(session, case, desk.today)),
            person=card_of(session, case.person_id, desk.today),
            timeline=_timeline(session, case, names),
            tasks=_tasks(session, case),
            placements=_placements(session, case),
            changes=_changes(session, case, names),
        )


def open_tasks(desk: Desk, case_id: UUID) -> tuple[OpenTask, ...]:
    """The promises a case still owes, the earliest first; raises `cases.gone`."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return _tasks(session, living_case(session, case_id))


def _officer_names(session: Session) -> dict[UUID, str]:
    return {row.id: row.name for row in session.execute(select(Officer.id, Officer.name))}


def _timeline(session: Session, case: Case, names: dict[UUID, str]) -> tuple[TimelineEntry, ...]:
    query = select(Activity).where(Activity.case_id == case.id, ~Activity.deleted)
    rows = session.scalars(query.order_by(Activity.occurred_at.desc(), Activity.id.desc())).all()
    corrected = {row.supersedes_id: row.id for row in rows if row.supersedes_id}
    return tuple(
        TimelineEntry(
            row.id,
            row.kind,
            row.channel or "",
            row.outcome or "",
            row.text,
            row.occurred_at,
            row.recorded_at,
            names.get(row.officer_id, ""),
            row.check_days,
            corrected.get(row.id),
        )
        for row in rows
    )


def _tasks(session: Session, case: Case) -> tuple[OpenTask, ...]:
    if case.state not in OPEN_STATES:
        return ()
    query = select(Task).where(Task.case_id == case.id, Task.done_at.is_(None), ~Task.deleted)
    rows = session.scalars(query.order_by(Task.due_on, Task.due_time))
    return tuple(OpenTask(row.id, row.title, row.due_on, row.due_time or "", row.waits_for or "") for row in rows)


def _placements(session: Session, case: Case) -> tuple[PlacementLine, ...]:
    query = select(Placement).where(Placement.case_id == case.id, ~Placement.deleted)
    rows, owes = session.scalars(query.order_by(Placement.started_on)), case.state in OPEN_STATES
    return tuple(_placement(session, row, owes=owes) for row in rows)


def _placement(session: Session, row: Placement, *, owes: bool) -> PlacementLine:
    done = session.scalars(
        select(Activity.check_days).where(
            Activity.placement_id == row.id,
            Activity.check_days.is_not(None),
            Activity.id.not_in(superseded_ids(row.case_id)),
        )
    ).all()
    checks = tuple(sorted(days for days in done if days is not None))
    owed = next_check(row.started_on, checks, row.ended_on) if owes else None
    return PlacementLine(
        row.id,
        row.employer_name,
        row.post,
        row.started_on,
        row.ended_on,
        checks,
        owed[0] if owed else None,
        owed[1] if owed else None,
    )


def _changes(session: Session, case: Case, names: dict[UUID, str]) -> tuple[StateChange, ...]:
    newest = (CaseTransition.at.desc(), CaseTransition.id.desc())
    query = select(CaseTransition).where(CaseTransition.case_id == case.id).order_by(*newest)
    return tuple(
        StateChange(row.from_state, row.to_state, row.reason, row.at, names.get(row.officer_id, ""))
        for row in session.scalars(query)
    )
