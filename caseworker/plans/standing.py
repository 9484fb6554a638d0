"""What follows when a plan stands: the version before ends, the case has its grade, the officer's actions are promises.

An action of the officer stands on Today as a task whose id is made from the action's, so that either finds the other
on every PC. Settled, postponed or handed over there, it is so in the plan as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from caseworker.clock import china_day
from db.local.unit_of_work import UnitOfWork
from db.models import Case, Plan, PlanAction, PlanGoal, Task

DRAFT, WAITING, AGREED, ENDED = "draft", "waiting", "agreed", "ended"
OFFICER, PERSON, OTHER = "officer", "person", "other"
"""Who does an action."""


def task_id_of(action_id: UUID) -> UUID:
    """The id of the promise that stands for an action."""
    return UUID(int=action_id.int ^ 1)


def stand_in(unit: UnitOfWork, plan: Plan) -> None:
    """The plan is agreed: carry out what follows. Done twice, it changes nothing more."""
    today = china_day(unit.now)
    plan.state = AGREED
    others = select(Plan).where(Plan.case_id == plan.case_id, Plan.version < plan.version, ~Plan.deleted)
    for older in unit.session.scalars(others.where(Plan.state != ENDED)):
        older.state, older.ended_on = ENDED, today
        _drop(unit, older)
    case = unit.session.get(Case, plan.case_id)
    if case is not None:
        case.grade = plan.grade
        for action in _own(unit, plan):
            _promise(unit, case, action)


def fall_in(unit: UnitOfWork, plan: Plan) -> None:
    """The plan is a draft again: its promises that nobody settled go."""
    plan.state = DRAFT
    _drop(unit, plan)


def actions_in(unit: UnitOfWork, plan_id: UUID) -> list[PlanAction]:
    """Every action of a plan."""
    goals = select(PlanGoal.id).where(PlanGoal.plan_id == plan_id, ~PlanGoal.deleted)
    return list(unit.session.scalars(select(PlanAction).where(PlanAction.goal_id.in_(goals), ~PlanAction.deleted)))


def _own(unit: UnitOfWork, plan: Plan) -> Iterable[PlanAction]:
    return (action for action in actions_in(unit, plan.id) if action.doer == OFFICER and action.done_on is None)


def _promise(unit: UnitOfWork, case: Case, action: PlanAction) -> None:
    known = unit.session.get(Task, task_id_of(action.id))
    if known is not None:
        known.deleted = False
        return
    unit.add(
        Task(
            id=task_id_of(action.id),
            case_id=case.id,
            person_id=case.person_id,
            owner_id=action.owner_id,
            title=action.title,
            due_on=action.due_on,
        )
    )


def _drop(unit: UnitOfWork, plan: Plan) -> None:
    for action in actions_in(unit, plan.id):
        task = unit.session.get(Task, task_id_of(action.id))
        if task is not None and task.done_at is None:
            unit.delete(task)
