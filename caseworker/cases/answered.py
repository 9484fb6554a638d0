"""What an answer brings about (审核之后): the case closes or goes back, the plan stands or is a draft again."""

from __future__ import annotations

from caseworker.cases.moving import advance_in, came_from, move_in, on_record
from caseworker.cases.states import CaseState, missing
from caseworker.plans.standing import fall_in, stand_in
from db.local.unit_of_work import UnitOfWork
from db.models import Approval, Case, Plan


def carry_out(unit: UnitOfWork, case: Case, answered: Approval) -> None:
    """Carry out an answer just given, in its transaction. A case that has moved on since is left alone."""
    agreed = answered.state == "approved"
    if answered.subject == "plan":
        _plan(unit, case, answered, agreed=agreed)
    elif case.state == CaseState.CLOSING:
        _closing(unit, case, answered, agreed=agreed)


def _closing(unit: UnitOfWork, case: Case, answered: Approval, *, agreed: bool) -> None:
    if agreed:
        if problem := missing(CaseState.CLOSING, CaseState.CLOSED, on_record(unit, case)):
            raise problem
        move_in(unit, case, CaseState.CLOSED, case.close_reason or "")
        return
    back = came_from(unit.session, case)
    at_work = back is CaseState.SETTLING and on_record(unit, case).at_work
    case.close_reason = None
    move_in(unit, case, CaseState.SETTLING if at_work else CaseState.HELPING, answered.answer_note)


def mark_plan(unit: UnitOfWork, asked: Approval, *, agreed: bool) -> None:
    """The plan that was asked about stands, or is a draft again; one that was ended meanwhile stays ended."""
    plan = unit.session.get(Plan, asked.subject_id)
    if plan is not None and plan.state in {"waiting", "agreed"}:
        (stand_in if agreed else fall_in)(unit, plan)


def _plan(unit: UnitOfWork, case: Case, answered: Approval, *, agreed: bool) -> None:
    mark_plan(unit, answered, agreed=agreed)
    if case.state != CaseState.PLAN_REVIEW:
        return
    move_in(unit, case, CaseState.HELPING if agreed else CaseState.ASSESSING, answered.answer_note)
    if agreed:
        advance_in(unit, case)
