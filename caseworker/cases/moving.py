"""The act of moving a case, in a transaction that does more: its log is written, and never edited."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.cases.evidence import evidence
from caseworker.cases.guards import Evidence
from caseworker.cases.states import CaseState, earned_state
from caseworker.clock import china_day
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Case, CaseTransition


def living_case(session: Session, case_id: UUID) -> Case:
    """The case, or `cases.gone`."""
    case = session.get(Case, case_id)
    if case is None or case.deleted:
        raise OfficerProblem("cases.gone")
    return case


def on_record(unit: UnitOfWork, case: Case) -> Evidence:
    """What the records show, with what this transaction has added."""
    unit.session.flush()
    return evidence(unit.session, case, china_day(unit.now))


def move_in(unit: UnitOfWork, case: Case, target: CaseState, reason: str = "", until: date | None = None) -> None:
    """Write the move. `until` is the last day of a pause; the day a case was closed is never taken from it."""
    unit.add(
        CaseTransition(
            case_id=case.id,
            from_state=case.state,
            to_state=target.value,
            reason=reason,
            until=until,
            at=unit.now,
            officer_id=unit.actor.officer_id,
        )
    )
    case.state = target.value
    case.paused_until = until
    if target is CaseState.CLOSED and case.closed_on is None:
        case.closed_on = china_day(unit.now)


def advance_in(unit: UnitOfWork, case: Case) -> None:
    """Carry the case as far as its records now show; called by whatever adds evidence."""
    target = earned_state(CaseState(case.state), on_record(unit, case))
    if target.value != case.state:
        move_in(unit, case, target)


def came_from(session: Session, case: Case) -> CaseState | None:
    """The state the case was in before the present one; None for one that never moved into it."""
    newest = select(CaseTransition.from_state).where(
        CaseTransition.case_id == case.id, CaseTransition.to_state == case.state
    )
    found = session.execute(newest.order_by(CaseTransition.at.desc(), CaseTransition.id.desc()).limit(1)).scalar()
    return None if found is None else CaseState(found)
