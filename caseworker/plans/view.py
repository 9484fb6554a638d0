"""What is shown of a plan: its goals with their actions, its earlier versions, and what the assessments suggest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.assessment.records import themes_in
from caseworker.cases.lifecycle import living_case
from caseworker.cases.rules import casework_rules
from caseworker.clock import china_day
from caseworker.desk import Desk
from caseworker.plans.cadence import cadence
from caseworker.plans.standing import task_id_of
from db.models import Case, GroupTag, Officer, Person, Plan, PlanAction, PlanGoal, Task


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What someone does by when. An officer's action stands on Today as a promise; settled there, it is done here."""

    id: UUID
    title: str
    doer: str
    who: str
    owner_name: str
    due_on: date
    done_on: date | None
    done_note: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal under its theme (`plan_theme`)."""

    id: UUID
    theme: str
    title: str
    due_on: date | None
    met_on: date | None
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One version of a plan. `state`: draft, waiting, agreed, ended."""

    id: UUID
    version: int
    state: str
    grade: str
    strengths: str
    barriers: str
    wishes: str
    made_on: date
    review_on: date | None
    signed_on: date | None
    officer_name: str
    goals: tuple[GoalLine, ...]

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, goal by goal."""
        return tuple(action for goal in self.goals for action in goal.actions)


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """The plans of a case, the newest first; `themes` and `grade` are what is suggested, `reviewed` what is asked."""

    case_id: UUID
    person_id: UUID
    person_name: str
    open_case: bool
    plans: tuple[PlanView, ...]
    themes: tuple[str, ...]
    grade: str
    reviewed: bool

    @property
    def newest(self) -> PlanView | None:
        """The version one works on."""
        return self.plans[0] if self.plans else None


def plan_picture(desk: Desk, case_id: UUID) -> PlanPicture:
    """The plans of a case; raises `cases.gone`."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        case = living_case(session, case_id)
        person = session.get(Person, case.person_id)
        groups = session.scalars(
            select(GroupTag.kind).where(GroupTag.person_id == case.person_id, ~GroupTag.deleted)
        ).all()
        return PlanPicture(
            case_id=case.id,
            person_id=case.person_id,
            person_name=person.name if person else "",
            open_case=case.closed_on is None,
            plans=plans_in(session, case),
            themes=themes_in(session, case.person_id, desk.today),
            grade=cadence().suggested(groups).code,
            reviewed=casework_rules().review.plan,
        )


def plans_in(session: Session, case: Case) -> tuple[PlanView, ...]:
    """Every version with its goals and actions, the newest first, in four reads."""
    query = select(Plan).where(Plan.case_id == case.id, ~Plan.deleted).order_by(Plan.version.desc(), Plan.id.desc())
    plans = session.scalars(query).all()
    names = {row.id: row.name for row in session.execute(select(Officer.id, Officer.name))}
    goals = _goals(session, [plan.id for plan in plans], names)
    return tuple(
        PlanView(
            plan.id,
            plan.version,
            plan.state,
            plan.grade or "",
            plan.strengths,
            plan.barriers,
            plan.wishes,
            plan.made_on,
            plan.review_on,
            plan.signed_on,
            names.get(plan.officer_id, ""),
            tuple(goals[plan.id]),
        )
        for plan in plans
    )


def _goals(session: Session, plan_ids: Sequence[UUID], names: Mapping[UUID, str]) -> dict[UUID, list[GoalLine]]:
    query = select(PlanGoal).where(PlanGoal.plan_id.in_(plan_ids), ~PlanGoal.deleted)
    rows = session.scalars(query.order_by(PlanGoal.place, PlanGoal.id)).all()
    actions = _actions(session, [goal.id for goal in rows], names)
    found: dict[UUID, list[GoalLine]] = defaultdict(list)
    for goal in rows:
        line = GoalLine(goal.id, goal.theme, goal.title, goal.due_on, goal.met_on, tuple(actions[goal.id]))
        found[goal.plan_id].append(line)
    return found


def _actions(session: Session, goal_ids: Sequence[UUID], names: Mapping[UUID, str]) -> dict[UUID, list[ActionLine]]:
    query = select(PlanAction).where(PlanAction.goal_id.in_(goal_ids), ~PlanAction.deleted)
    rows = session.scalars(query.order_by(PlanAction.place, PlanAction.id)).all()
    promised = {
        task.id: task
        for task in session.scalars(select(Task).where(Task.id.in_([task_id_of(row.id) for row in rows])))
        if not task.deleted
    }
    found: dict[UUID, list[ActionLine]] = defaultdict(list)
    for row in rows:
        task = promised.get(task_id_of(row.id))
        settled = china_day(task.done_at) if task is not None and task.done_at is not None else None
        note = row.done_note or (task.done_note or "" if task is not None else "")
        due_on = task.due_on if task is not None else row.due_on
        done_on = settled if task is not None else row.done_on
        owner = names.get(row.owner_id, "")
        found[row.goal_id].append(ActionLine(row.id, row.title, row.doer, row.who, owner, due_on, done_on, note))
    return found
