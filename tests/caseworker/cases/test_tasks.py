"""Promises: moved with a reason, settled once, brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseworker.cases import tasks
from caseworker.cases.lifecycle import assign_case
from caseworker.cases.timeline import NextAction
from caseworker.cases.today import today
from caseworker.cases.view import OpenTask, case_view
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.models import Officer
from db.models.base import new_id
from tests.caseworker.vacancies.office import add_case, add_person


def test_a_promise_is_moved_and_put_back(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    saved = tasks.postpone(office, task, office.today + timedelta(days=5), "本人要求")
    assert saved.value == office.today
    assert shown(office, case_id)[0].due_on == office.today + timedelta(days=5)
    tasks.put_back(office, task, saved.value)
    assert shown(office, case_id)[0].due_on == office.today


def test_moving_needs_a_reason_and_a_day_to_come(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    for day, reason, code in (
        (office.today, " ", "cases.reason_missing"),
        (office.today - timedelta(days=1), "忙", "cases.task_past"),
    ):
        with pytest.raises(OfficerProblem) as refused:
            tasks.postpone(office, task, day, reason)
        assert refused.value.code == code


def test_a_promise_is_settled_once_and_can_be_reopened(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    tasks.finish(office, task, "来过了")
    assert shown(office, case_id) == ()
    with pytest.raises(OfficerProblem) as refused:
        tasks.finish(office, task)
    assert refused.value.code == "cases.task_settled"
    tasks.reopen(office, task)
    assert [one.title for one in shown(office, case_id)] == ["约到窗口"]


def test_a_promise_set_by_mistake_is_dropped(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    task = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    tasks.drop(office, task)
    assert shown(office, case_id) == ()
    with pytest.raises(OfficerProblem) as refused:
        tasks.reopen(office, task)
    assert refused.value.code == "cases.task_gone"


def shown(office: Desk, case_id: object) -> tuple[OpenTask, ...]:
    return case_view(office, case_id).tasks  # type: ignore[arg-type]  # a case's id


def test_a_case_handed_over_takes_its_open_promises_along(office: Desk) -> None:
    """Else they would stay on the Today of somebody who no longer has the case, and be kept by nobody."""
    case_id = add_case(office, add_person(office))
    kept = tasks.promise(office, case_id, NextAction("约到窗口", office.today)).value
    settled = tasks.promise(office, case_id, NextAction("送岗位清单", office.today)).value
    tasks.finish(office, settled)
    with office.write() as unit:
        colleague = unit.add(Officer(id=new_id(), login="wu", name="吴样乙", role="officer"))
        unit.audit("officer.add", colleague)
    assign_case(office, case_id, colleague.id)
    theirs = replace(office, actor=replace(office.actor, officer_id=colleague.id))
    assert [item.source_id for item in today(theirs).items] == [kept]
    assert today(office).items == ()
