"""A plan written, settled and printed by keyboard, from the case and back to it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.ui.cases.day import Day
from tests.ui.walk import faults
from ui.papers.sheet import PaperSheet
from ui.rehearsal.hands import Hands


def press(day: Day, *keys: str) -> None:
    """Press keys and let everything come to rest."""
    for key in keys:
        Hands(day.window).press(key)
        day.settle()


def write(day: Day, words: str) -> None:
    Hands(day.window).write(words)


def add_goal(day: Day, title: str) -> None:
    """Ctrl+T, the first theme of the list, the words, no day."""
    press(day, "Ctrl+T")
    write(day, "提升技能")
    press(day, "Return")
    write(day, title)
    press(day, "Ctrl+Return")


def add_action(day: Day, title: str, doer: str) -> None:
    press(day, "Ctrl+E")
    write(day, title)
    press(day, "Return", doer, "Ctrl+Return")


def test_a_plan_is_written_settled_and_worked_by_keyboard(day: Day) -> None:
    case_id = day.case()
    day.note(case_id, kind="assessment")
    day.begin("case", case_id=case_id)
    press(day, "Alt+Return")
    assert day.place == "plan" and day.screen.empty.isVisible()
    day.screen.empty.button.click()
    day.settle()
    screen = day.screen
    assert screen.plan is not None and screen.state.accessibleName() == "第 1 版 · 草稿"
    add_goal(day, "两个月内拿到电工证")
    add_action(day, "报名电工培训", "1")
    add_action(day, "每周练习三次", "2")
    assert [line.action.title for line in screen.outline.table.rows if line.action] == ["报名电工培训", "每周练习三次"]
    assert faults(day.window) == []
    screen.side.form.focus("strengths")
    write(day, "会开车")
    press(day, "Ctrl+Return")
    screen.stand_button.click()
    day.settle()
    assert screen.plan.state == "agreed" and screen.plan.strengths == "会开车"
    assert screen.version_button.isVisible() and not screen.goal_button.isVisible()
    screen.outline.table.go_to(lambda line: line.action is not None and line.action.doer == "officer")
    press(day, "Space")
    assert screen.plan.actions[0].done_on is not None
    press(day, "Alt+Up")
    assert day.place == "case" and day.screen.state_button.text() == "帮扶中"
    assert day.screen.picture.view.timeline[0].kind == "plan"


def test_the_officers_action_is_a_promise_on_today(day: Day) -> None:
    case_id = day.case()
    day.begin("plan", case_id=case_id)
    day.screen.start()
    day.settle()
    add_goal(day, "找到工作")
    add_action(day, "陪同去招聘会", "1")
    day.screen.send(review=False)
    day.settle()
    [row] = day.rows("SELECT title, done_at FROM task")
    assert row == ("陪同去招聘会", None)


def test_the_plan_prints_for_signature_and_the_day_is_noted(day: Day) -> None:
    case_id = day.case()
    day.begin("plan", case_id=case_id)
    day.screen.start()
    day.settle()
    add_goal(day, "找到工作")
    add_action(day, "每周投三份简历", "2")
    press(day, "Ctrl+P")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, PaperSheet) and sheet.preview.page_count == 1
    assert day.rows("SELECT count(*) FROM audit_entry WHERE action = 'document.preview'") == [(1,)]
    sheet.close()
    day.settle()
    day.screen.send(review=False)
    day.settle()
    day.screen.sign_button.click()
    day.settle()
    press(day, "Ctrl+Return")
    assert day.screen.plan.signed_on is not None and not day.screen.sign_button.isVisible()


def test_a_plan_sent_for_review_cannot_be_changed_and_says_so(day: Day) -> None:
    case_id = day.case()
    day.note(case_id, kind="assessment")
    day.begin("plan", case_id=case_id)
    day.screen.start()
    day.settle()
    add_goal(day, "找到工作")
    add_action(day, "每周投三份简历", "2")
    day.screen.review_button.click()
    day.settle()
    assert day.screen.plan.state == "waiting" and not day.screen.side.form.isEnabled()
    press(day, "Delete")
    assert "撤回" in day.said() and len(day.screen.outline.table.rows) == 2
