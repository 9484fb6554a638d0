"""Opening a case and moving it along its states; every move is logged and never edited."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.cases.evidence import evidence
from caseworker.cases.states import OPEN_STATES, CaseState, earned_state, transition
from caseworker.codes import table
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, CaseTransition, Officer, Person, Task
from db.models.base import new_id


def open_case(desk: Desk, person_id: UUID) -> Saved[UUID]:
    """Open a case for a registered person; an open one is refused with `cases.already_open`."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        person = unit.session.get(Person, person_id)
        if person is None or person.deleted:
            raise OfficerProblem("registration.gone")
        case = open_case_in(unit, person_id, desk.today)
        unit.audit("case.open", case)
    return Saved(case.id, unit.summary)


def open_case_in(unit: UnitOfWork, person_id: UUID, today: date) -> Case:
    """Open a case in a transaction that does more; an earlier closed case makes this the next episode."""
    earlier = unit.session.scalars(
        select(Case).where(Case.person_id == person_id, ~Case.deleted).order_by(Case.episode)
    ).all()
    if any(case.state in OPEN_STATES for case in earlier):
        raise OfficerProblem("cases.already_open")
    return unit.add(
        Case(
            id=new_id(),
            person_id=person_id,
            owner_id=unit.actor.officer_id,
            episode=len(earlier) + 1,
            state=CaseState.REGISTERED.value,
            opened_on=today,
            assigned_at=unit.now,
        )
    )


def move_case(desk: Desk, case_id: UUID, target: CaseState, reason: str = "") -> Saved[UUID]:
    """Move a case; a refusal says which condition is missing. Closing takes a code of `close_reason`."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        move = transition(CaseState(case.state), target, evidence(unit.session, case), reason)
        require(desk.actor, move.right)
        if target is CaseState.CLOSED:
            _close(case, reason, desk.today)
        _log(unit, case, target, reason)
        unit.audit("case.move", case, reason=reason)
    return Saved(case_id, unit.summary)


def assign_case(desk: Desk, case_id: UUID, officer_id: UUID) -> Saved[UUID]:
    """Hand a case with its open promises to another officer of the office, on whose Today they are from now on."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        officer = unit.session.get(Officer, officer_id)
        if officer is None or not officer.active or officer.deleted:
            raise OfficerProblem("cases.no_such_officer")
        if case.owner_id != desk.actor.officer_id:
            require(desk.actor, Right.REASSIGN)
        case.owner_id, case.assigned_at = officer_id, desk.now
        for task in unit.session.scalars(select(Task).where(Task.case_id == case_id, Task.done_at.is_(None))):
            task.owner_id = officer_id
        unit.audit("case.assign", case)
    return Saved(case_id, unit.summary)


def advance_in(unit: UnitOfWork, case: Case) -> None:
    """Carry the case as far as its records now show; called by whatever adds evidence."""
    unit.session.flush()
    target = earned_state(CaseState(case.state), evidence(unit.session, case))
    if target.value != case.state:
        _log(unit, case, target, "")


def retreat_in(unit: UnitOfWork, case: Case, taken_back: Activity) -> None:
    """Undo the move an entry earned when the entry itself is taken back; the log keeps both moves.

    Only the latest move, made with the entry, and only as far as what remains on record no longer bears it: a state
    an officer chose since, or that other entries carry as well, stays.
    """
    unit.session.flush()
    newest = select(CaseTransition).where(CaseTransition.case_id == case.id)
    last = unit.session.scalars(newest.order_by(CaseTransition.at.desc(), CaseTransition.id.desc()).limit(1)).first()
    target = earned_state(CaseState.REGISTERED, evidence(unit.session, case))
    with_it = last is not None and last.to_state == case.state and last.at == taken_back.recorded_at
    if with_it and case.state in OPEN_STATES and OPEN_STATES.index(target) < OPEN_STATES.index(CaseState(case.state)):
        _log(unit, case, target, "")


def living_case(session: Session, case_id: UUID) -> Case:
    """The case, or `cases.gone`."""
    case = session.get(Case, case_id)
    if case is None or case.deleted:
        raise OfficerProblem("cases.gone")
    return case


def _close(case: Case, reason: str, today: date) -> None:
    if not table("close_reason").has(reason):
        raise OfficerProblem("cases.close_reason_unknown")
    case.close_reason, case.closed_on = reason, today


def _log(unit: UnitOfWork, case: Case, target: CaseState, reason: str) -> None:
    unit.add(
        CaseTransition(
            case_id=case.id,
            from_state=case.state,
            to_state=target.value,
            reason=reason,
            at=unit.now,
            officer_id=unit.actor.officer_id,
        )
    )
    case.state = target.value
