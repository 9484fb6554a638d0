"""Writing a plan, sending it, what stands afterwards, and the next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from caseworker.access.actor import Actor
from caseworker.assessment import records
from caseworker.cases import approvals, tasks
from caseworker.cases.today import today
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.plans import editing
from caseworker.plans.editing import ActionForm, PlanForm
from caseworker.plans.standing import task_id_of
from caseworker.plans.view import PlanView, plan_picture
from caseworker.problems import OfficerProblem
from db.models import Officer
from tests.caseworker.vacancies.office import add_case, add_person, rows


def written(desk: Desk, case_id: UUID) -> UUID:
    """A draft with one goal and two actions, the officer's and the person's."""
    plan_id = editing.start(desk, case_id).value
    editing.save_form(desk, plan_id, PlanForm("B", "会开车", "缺证书", "离家近"))
    goal = editing.save_goal(desk, plan_id, "skill", "两个月内拿到电工证").value
    editing.save_action(desk, goal, ActionForm("报名电工培训", "officer", desk.today + timedelta(days=2)))
    editing.save_action(desk, goal, ActionForm("每周练习三次", "person", desk.today + timedelta(days=30)))
    return plan_id


def newest(desk: Desk, case_id: UUID) -> PlanView:
    plan = plan_picture(desk, case_id).newest
    assert plan is not None
    return plan


def colleague(desk: Desk) -> Desk:
    """Somebody else of the same office at the same PC."""
    actor: Actor = replace(desk.actor, officer_id=uuid4(), name="吴样乙")
    with desk.write() as unit:
        unit.add(Officer(id=actor.officer_id, login="wu", name=actor.name, role=actor.role.value))
        unit.audit("test.officer")
    return Desk(desk.store, actor, desk.clock)


def agreed(desk: Desk, case_id: UUID) -> UUID:
    """The plan as a colleague lets it stand."""
    plan_id = written(desk, case_id)
    assert editing.send(desk, plan_id, review=True).value == "waiting"
    [(asked,)] = rows(desk, "SELECT id FROM approval WHERE state = 'waiting'")
    approvals.approve(colleague(desk), UUID(bytes=asked))
    return plan_id


def assessed_case(desk: Desk) -> UUID:
    """A case whose person cannot work late for the family."""
    case_id = add_case(desk, add_person(desk))
    begun = records.begin(desk, case_id, "barriers")
    answers: dict[str, int | None] = {item.id: 0 for item in begun.form.items} | {"care1": 2, "care2": 2}
    records.finish(desk, replace(begun, answers=answers))
    return case_id


def test_a_plan_begins_with_the_themes_of_the_assessment(office: Desk) -> None:
    case_id = assessed_case(office)
    editing.start(office, case_id)
    picture = plan_picture(office, case_id)
    assert picture.themes == ("care",) and picture.newest is not None
    assert [goal.theme for goal in picture.newest.goals] == ["care"]
    assert (picture.newest.state, picture.newest.grade, picture.newest.version) == ("draft", picture.grade, 1)


def test_what_a_colleague_agrees_to_stands_and_is_on_today(office: Desk) -> None:
    case_id = assessed_case(office)
    plan_id = agreed(office, case_id)
    view = case_view(office, case_id)
    assert (view.state.value, view.timeline[0].kind) == ("helping", "plan")
    assert newest(office, case_id).state == "agreed"
    assert rows(office, 'SELECT grade FROM "case"') == [("B",)]
    own, other = newest(office, case_id).actions
    [line] = [item for item in today(office).items if item.text == "报名电工培训"]
    assert line.source_id == task_id_of(own.id)
    tasks.postpone(office, line.source_id, office.today + timedelta(days=3), "等通知")
    assert newest(office, case_id).actions[0].due_on == office.today + timedelta(days=3)
    tasks.finish(office, line.source_id, "已报名")
    done, _ = newest(office, case_id).actions
    assert (done.done_on, done.done_note) == (office.today, "已报名")
    editing.set_done(office, own.id, done=False)
    editing.set_done(office, other.id, done=True)
    assert [action.done_on for action in newest(office, case_id).actions] == [None, office.today]
    with pytest.raises(OfficerProblem, match="stands"):
        editing.save_form(office, plan_id, PlanForm("A"))


def test_a_new_version_takes_over_what_is_open_and_ends_the_old_when_it_stands(office: Desk) -> None:
    case_id = assessed_case(office)
    agreed(office, case_id)
    own, other = newest(office, case_id).actions
    editing.set_done(office, other.id, done=True)
    second = editing.start(office, case_id).value
    with pytest.raises(OfficerProblem, match="draft_open"):
        editing.start(office, case_id)
    draft = newest(office, case_id)
    assert (draft.version, draft.strengths, [action.title for action in draft.actions]) == (2, "会开车", [own.title])
    assert [item.text for item in today(office).items].count(own.title) == 1
    editing.send(office, second, review=True)
    with pytest.raises(OfficerProblem, match="waits"):
        editing.remove(office, draft.goals[0].id)
    [(asked,)] = rows(office, "SELECT id FROM approval WHERE state = 'waiting'")
    [(who,)] = rows(office, "SELECT id FROM officer WHERE login = 'wu'")
    other_desk = Desk(office.store, replace(office.actor, officer_id=UUID(bytes=who)), office.clock)
    approvals.approve(other_desk, UUID(bytes=asked))
    assert [plan.state for plan in plan_picture(office, case_id).plans] == ["agreed", "ended"]
    assert [item.text for item in today(office).items].count(own.title) == 1


def test_a_plan_given_back_is_a_draft_without_promises(office: Desk) -> None:
    case_id = assessed_case(office)
    plan_id = written(office, case_id)
    editing.send(office, plan_id, "请看第二项", review=True)
    [(asked,)] = rows(office, "SELECT id FROM approval WHERE state = 'waiting'")
    approvals.give_back(colleague(office), UUID(bytes=asked), "目标太大")
    assert newest(office, case_id).state == "draft" and rows(office, "SELECT 1 FROM task") == []
    editing.save_form(office, plan_id, PlanForm("A"))


def test_where_no_review_is_asked_for_the_plan_stands_at_once(office: Desk) -> None:
    case_id = assessed_case(office)
    assert editing.send(office, written(office, case_id)).value == "agreed"
    assert case_view(office, case_id).state.value == "helping" and not rows(office, "SELECT 1 FROM approval")


def test_an_incomplete_plan_is_not_sent_and_says_why(office: Desk) -> None:
    case_id = assessed_case(office)
    plan_id = editing.start(office, case_id).value
    with pytest.raises(OfficerProblem, match="incomplete"):
        editing.send(office, plan_id)
    with pytest.raises(OfficerProblem, match="no_grade"):
        editing.save_form(office, plan_id, PlanForm("Z"))
    with pytest.raises(OfficerProblem, match="goal_incomplete"):
        editing.save_goal(office, plan_id, "nonsense", "样")
    goal = editing.save_goal(office, plan_id, "job", "找到工作").value
    with pytest.raises(OfficerProblem, match="action_incomplete"):
        editing.save_action(office, goal, ActionForm("联系", "other", office.today))
    action = editing.save_action(office, goal, ActionForm("联系", "other", office.today, "社区")).value
    with pytest.raises(OfficerProblem, match="not_agreed"):
        editing.set_done(office, action, done=True)
    editing.remove(office, action)
    assert newest(office, case_id).actions == ()
    with pytest.raises(OfficerProblem, match="signed_in_future"):
        editing.sign(office, plan_id, office.today + timedelta(days=1))
