"""Writing a plan: a version is a draft until it is sent; what stands is never rewritten, a new version ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from caseworker.access.permissions import Right, require
from caseworker.assessment.records import themes_in
from caseworker.calendar import add_months
from caseworker.cases import approvals, tasks
from caseworker.cases.approvals import Subject
from caseworker.cases.lifecycle import advance_in, living_case
from caseworker.cases.rules import casework_rules
from caseworker.cases.timeline import Entry, record_in
from caseworker.codes import table
from caseworker.desk import Desk, Saved
from caseworker.messages import text
from caseworker.plans.cadence import cadence
from caseworker.plans.standing import (
    AGREED,
    DRAFT,
    ENDED,
    OFFICER,
    OTHER,
    PERSON,
    WAITING,
    actions_in,
    stand_in,
    task_id_of,
)
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Case, GroupTag, Plan, PlanAction, PlanGoal, Task
from db.models.base import new_id

DOERS = (OFFICER, PERSON, OTHER)
THEMES_AT_FIRST = 3
REVIEW_MONTHS = 3
"""Months until a plan is looked at again unless the officer says otherwise (our own default)."""


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What a plan says besides its goals. `grade` is a code of `cadence`."""

    grade: str
    strengths: str = ""
    barriers: str = ""
    wishes: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class ActionForm:
    """What someone does. `doer` is officer, person or other; `who` names the other."""

    title: str
    doer: str
    due_on: date
    who: str = ""


def start(desk: Desk, case_id: UUID) -> Saved[UUID]:
    """A new version as a draft: with what is open of the one before, or with the themes the assessments suggest."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = _open(unit, case_id)
        earlier = select(Plan).where(Plan.case_id == case_id, ~Plan.deleted).order_by(Plan.version.desc())
        last = unit.session.scalars(earlier).first()
        if last is not None and last.state in {DRAFT, WAITING}:
            raise OfficerProblem("plans.draft_open", version=last.version)
        plan = unit.add(_blank(unit, case, last, desk.today))
        if last is not None:
            _copy_open(unit, last, plan)
        else:
            _suggested_goals(unit, case, plan, desk.today)
        unit.audit("plan.start", plan)
    return Saved(plan.id, unit.summary)


def save_form(desk: Desk, plan_id: UUID, form: PlanForm) -> Saved[UUID]:
    """Keep what a draft says besides its goals."""
    require(desk.actor, Right.EDIT_RECORDS)
    if form.grade and cadence().grade(form.grade) is None:
        raise OfficerProblem("plans.no_grade")
    with desk.write() as unit:
        plan = _draft(unit, plan_id)
        plan.grade = form.grade or None
        plan.strengths, plan.barriers, plan.wishes = form.strengths.strip(), form.barriers.strip(), form.wishes.strip()
        plan.review_on = form.review_on
        unit.audit("plan.save", plan)
    return Saved(plan_id, unit.summary)


def save_goal(
    desk: Desk, plan_id: UUID, theme: str, title: str, due_on: date | None = None, goal_id: UUID | None = None
) -> Saved[UUID]:
    """Add a goal to a draft, or change one."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not table("plan_theme").has(theme) or not title.strip():
        raise OfficerProblem("plans.goal_incomplete")
    with desk.write() as unit:
        plan = _draft(unit, plan_id)
        goal = unit.session.get(PlanGoal, goal_id) if goal_id else None
        if goal is None:
            goal = unit.add(PlanGoal(id=new_id(), plan_id=plan.id, place=_next_place(unit, plan)))
        goal.theme, goal.title, goal.due_on = theme, title.strip(), due_on
        unit.audit("plan.goal", goal)
    return Saved(goal.id, unit.summary)


def save_action(desk: Desk, goal_id: UUID, form: ActionForm, action_id: UUID | None = None) -> Saved[UUID]:
    """Add an action to a goal of a draft, or change one; the owner of the case answers for it."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not form.title.strip() or form.doer not in DOERS or (form.doer == OTHER and not form.who.strip()):
        raise OfficerProblem("plans.action_incomplete")
    with desk.write() as unit:
        goal = unit.session.get(PlanGoal, goal_id)
        if goal is None or goal.deleted:
            raise OfficerProblem("plans.gone")
        plan = _draft(unit, goal.plan_id)
        action = unit.session.get(PlanAction, action_id) if action_id else None
        if action is None:
            owner = living_case(unit.session, plan.case_id).owner_id
            action = unit.add(PlanAction(id=new_id(), goal_id=goal.id, owner_id=owner))
        action.title, action.doer, action.due_on = form.title.strip(), form.doer, form.due_on
        action.who = form.who.strip() if form.doer == OTHER else ""
        unit.audit("plan.action", action)
    return Saved(action.id, unit.summary)


def remove(desk: Desk, line_id: UUID) -> Saved[UUID]:
    """Take a goal with its actions, or one action, out of a draft."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        action = unit.session.get(PlanAction, line_id)
        goal = unit.session.get(PlanGoal, action.goal_id if action else line_id)
        if goal is None or goal.deleted or (action is not None and action.deleted):
            raise OfficerProblem("plans.gone")
        _draft(unit, goal.plan_id)
        unit.delete(action or goal)
        unit.audit("plan.remove", action or goal)
    return Saved(line_id, unit.summary)


def send(desk: Desk, plan_id: UUID, note: str = "", *, review: bool = False) -> Saved[str]:
    """A draft is done: with `review`, or where the office wants it, a colleague is asked; else it stands.

    The value is its state. The entry in the service record is made here; who answers is found in the approvals.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        plan = _draft(unit, plan_id)
        case = _open(unit, plan.case_id)
        actions = actions_in(unit, plan.id)
        if not plan.grade or not actions:
            raise OfficerProblem("plans.incomplete")
        asked = review or casework_rules().review.plan
        if asked:
            plan.state = WAITING
            approvals.ask_in(unit, case, Subject.PLAN, plan.id, note)
        else:
            stand_in(unit, plan)
        record_in(unit, case, Entry(kind="plan", text=_summary(plan, len(actions), waits=asked)))
        advance_in(unit, case)
        unit.audit("plan.send", plan)
        state = plan.state
    return Saved(state, unit.summary)


def sign(desk: Desk, plan_id: UUID, on: date) -> Saved[UUID]:
    """The person signed the printed plan."""
    require(desk.actor, Right.EDIT_RECORDS)
    if on > desk.today:
        raise OfficerProblem("plans.signed_in_future")
    with desk.write() as unit:
        plan = _found(unit, plan_id)
        plan.signed_on = on
        unit.audit("plan.sign", plan)
    return Saved(plan_id, unit.summary)


def set_done(desk: Desk, action_id: UUID, *, done: bool) -> Saved[UUID]:
    """Settle an action of a plan that stands, or open it again; an officer's action through its promise."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.read() as session:
        promised = session.get(Task, task_id_of(action_id))
        through = promised is not None and not promised.deleted
    if through:
        turn = tasks.finish if done else tasks.reopen
        return Saved(action_id, turn(desk, task_id_of(action_id)).changes)
    with desk.write() as unit:
        action = unit.session.get(PlanAction, action_id)
        goal = unit.session.get(PlanGoal, action.goal_id) if action is not None and not action.deleted else None
        if action is None or goal is None or _found(unit, goal.plan_id).state != AGREED:
            raise OfficerProblem("plans.not_agreed")
        action.done_on = desk.today if done else None
        unit.audit("plan.done" if done else "plan.undone", action)
    return Saved(action_id, unit.summary)


def meet(desk: Desk, goal_id: UUID, *, met: bool) -> Saved[UUID]:
    """A goal of a plan that stands is met, or is not after all."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        goal = unit.session.get(PlanGoal, goal_id)
        if goal is None or goal.deleted or _found(unit, goal.plan_id).state != AGREED:
            raise OfficerProblem("plans.not_agreed")
        goal.met_on = desk.today if met else None
        unit.audit("plan.met" if met else "plan.unmet", goal)
    return Saved(goal_id, unit.summary)


def _blank(unit: UnitOfWork, case: Case, last: Plan | None, today: date) -> Plan:
    groups = unit.session.scalars(
        select(GroupTag.kind).where(GroupTag.person_id == case.person_id, ~GroupTag.deleted)
    ).all()
    return Plan(
        id=new_id(),
        case_id=case.id,
        person_id=case.person_id,
        version=last.version + 1 if last else 1,
        grade=last.grade if last else cadence().suggested(groups).code,
        strengths=last.strengths if last else "",
        barriers=last.barriers if last else "",
        wishes=last.wishes if last else "",
        state=DRAFT,
        made_on=today,
        review_on=add_months(today, REVIEW_MONTHS),
        officer_id=unit.actor.officer_id,
    )


def _copy_open(unit: UnitOfWork, last: Plan, plan: Plan) -> None:
    """What is not done yet goes on in the new version."""
    unit.session.flush()
    goals = select(PlanGoal).where(PlanGoal.plan_id == last.id, PlanGoal.met_on.is_(None), ~PlanGoal.deleted)
    for old in unit.session.scalars(goals.order_by(PlanGoal.place)).all():
        goal = unit.add(
            PlanGoal(id=new_id(), plan_id=plan.id, theme=old.theme, title=old.title, due_on=old.due_on, place=old.place)
        )
        unit.session.flush()
        for one in actions_in(unit, last.id):
            task = unit.session.get(Task, task_id_of(one.id))
            done = one.done_on is not None or (task is not None and task.done_at is not None)
            if one.goal_id == old.id and not done:
                same = {"title": one.title, "doer": one.doer, "who": one.who, "owner_id": one.owner_id}
                due_on = task.due_on if task is not None else one.due_on
                unit.add(PlanAction(id=new_id(), goal_id=goal.id, due_on=due_on, place=one.place, **same))


def _suggested_goals(unit: UnitOfWork, case: Case, plan: Plan, today: date) -> None:
    unit.session.flush()
    for place, theme in enumerate(themes_in(unit.session, case.person_id, today)[:THEMES_AT_FIRST]):
        due_on = today + timedelta(days=60)
        title = table("plan_theme").name(theme)
        unit.add(PlanGoal(id=new_id(), plan_id=plan.id, theme=theme, title=title, due_on=due_on, place=place))


def _next_place(unit: UnitOfWork, plan: Plan) -> int:
    unit.session.flush()
    highest = unit.session.execute(select(func.max(PlanGoal.place)).where(PlanGoal.plan_id == plan.id)).scalar()
    return 0 if highest is None else highest + 1


def _summary(plan: Plan, actions: int, *, waits: bool) -> str:
    code = "plans.entry.sent" if waits else "plans.entry.stands"
    return text(code, version=plan.version, grade=plan.grade, actions=actions)


def _found(unit: UnitOfWork, plan_id: UUID) -> Plan:
    plan = unit.session.get(Plan, plan_id)
    if plan is None or plan.deleted:
        raise OfficerProblem("plans.gone")
    return plan


def _draft(unit: UnitOfWork, plan_id: UUID) -> Plan:
    plan = _found(unit, plan_id)
    if plan.state != DRAFT:
        code = "plans.ended" if plan.state == ENDED else "plans.waits" if plan.state == WAITING else "plans.stands"
        raise OfficerProblem(code)
    return plan


def _open(unit: UnitOfWork, case_id: UUID) -> Case:
    case = living_case(unit.session, case_id)
    if case.closed_on is not None:
        raise OfficerProblem("plans.case_closed")
    return case
