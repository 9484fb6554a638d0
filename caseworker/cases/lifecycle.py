"""Opening a case and moving it along its states; every move is logged and never edited."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.cases import approvals
from caseworker.cases.approvals import Subject
from caseworker.cases.moving import advance_in, living_case, move_in, on_record
from caseworker.cases.rules import casework_rules
from caseworker.cases.states import MAIN_LINE, OPEN_STATES, Asks, CaseState, earned_state, transition
from caseworker.codes import table
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, CaseTransition, Officer, Person, Plan, Task
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
            episode=max((case.episode for case in earlier), default=0) + 1,
            state=CaseState.REGISTERED.value,
            opened_on=today,
            assigned_at=unit.now,
        )
    )


def move_case(
    desk: Desk, case_id: UUID, target: CaseState, reason: str = "", *, until: date | None = None, note: str = ""
) -> Saved[UUID]:
    """Move a case; a refusal says which condition is missing and, as `place`, where it is supplied.

    To 待结案 `reason` is a code of `close_reason` and `note` goes to the colleague who is asked; to 暂停 `until` is
    the last day. To 计划待审 the newest plan is sent for review.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        move = transition(CaseState(case.state), target, on_record(unit, case), reason)
        require(desk.actor, move.right)
        if target is CaseState.PLAN_REVIEW:
            _send_plan(unit, case, note or reason)
        else:
            _check_told(move.asks, desk.today, reason, until)
            _leave(unit, case, target, reason)
            move_in(unit, case, target, _why(case, target, reason), until)
        if target is CaseState.CLOSING:
            case.close_reason = reason
            approvals.ask_in(unit, case, Subject.CLOSING, case.id, note)
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


def retreat_in(unit: UnitOfWork, case: Case, taken_back: Activity) -> None:
    """Undo the moves an entry earned when the entry itself is taken back; the log keeps them all.

    Only the latest moves, made with the entry, and only as far as what remains on record no longer bears them: a state
    an officer chose since, or that other entries carry as well, stays.
    """
    origin = _before(unit, case, taken_back)
    if origin is None:
        return
    has = on_record(unit, case)
    if origin is CaseState.LOST:
        if not has.in_touch:
            move_in(unit, case, origin)
        return
    target = earned_state(CaseState.REGISTERED, has)
    line = MAIN_LINE
    if origin in line and case.state in line and line.index(target) < line.index(CaseState(case.state)):
        move_in(unit, case, target)


def _before(unit: UnitOfWork, case: Case, taken_back: Activity) -> CaseState | None:
    """Where the case was before the latest moves that were made with the entry; None when it has moved since."""
    newest = select(CaseTransition).where(CaseTransition.case_id == case.id)
    origin = None
    for move in unit.session.scalars(newest.order_by(CaseTransition.at.desc(), CaseTransition.id.desc())):
        if move.at != taken_back.recorded_at or (origin is None and move.to_state != case.state):
            break
        origin = CaseState(move.from_state)
    return origin


def _check_told(asked: Asks, today: date, reason: str, until: date | None) -> None:
    if asked is Asks.CLOSE_REASON and not table("close_reason").has(reason):
        raise OfficerProblem("cases.close_reason_unknown")
    if asked is Asks.PAUSE:
        most = casework_rules().pause.most_days
        if until is None or not today <= until <= today + timedelta(days=most):
            raise OfficerProblem("cases.pause_until", most=most)


def _leave(unit: UnitOfWork, case: Case, target: CaseState, reason: str) -> None:
    """The request that waited for an answer is given up with the state the case is in."""
    if case.state == CaseState.PLAN_REVIEW and target is not CaseState.HELPING:
        approvals.withdraw_in(unit, case, Subject.PLAN, reason)
    elif case.state == CaseState.CLOSING:
        approvals.withdraw_in(unit, case, Subject.CLOSING, reason)


def _why(case: Case, target: CaseState, reason: str) -> str:
    """The words of the log. A closing was explained when it was asked for; given up, that is no reason any more."""
    if target is CaseState.CLOSED:
        return case.close_reason or ""
    if case.state == CaseState.CLOSING:
        case.close_reason = None
    return reason


def _send_plan(unit: UnitOfWork, case: Case, note: str) -> None:
    """The newest plan goes to a colleague; one that is only noted on the timeline goes as the case's."""
    newest = select(Plan).where(Plan.case_id == case.id, Plan.state.in_(("draft", "waiting")), ~Plan.deleted)
    plan = unit.session.scalars(newest.order_by(Plan.version.desc())).first()
    if plan is not None:
        plan.state = "waiting"
    approvals.ask_in(unit, case, Subject.PLAN, plan.id if plan else case.id, note)


__all__ = [
    "advance_in",
    "assign_case",
    "living_case",
    "move_case",
    "open_case",
    "open_case_in",
    "retreat_in",
]
