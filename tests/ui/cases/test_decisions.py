"""Decisions about a case by keyboard: asked, refused with the way to what is missing, answered, paused, a job lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import update

from caseworker.cases import approvals
from caseworker.cases.lifecycle import move_case
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from db.models import Case, Officer
from db.models.base import new_id
from tests.ui.cases.day import TODAY, Day
from tests.ui.people.typist import ENTER
from ui.widgets import Toasts

Key = Qt.Key


def helped(day: Day, *, job: bool = False) -> UUID:
    """A case in help, with a job when asked for."""
    case_id = day.case()
    for kind in ("assessment", "plan"):
        day.note(case_id, kind=kind)
    if job:
        record_placement(day.desk, case_id, NewPlacement("样例物业公司", "保安员", TODAY - timedelta(days=8)))
    return case_id


def choose(day: Day, number: int) -> None:
    """An entry of the menu that is open, by its number."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Key(Key.Key_0 + number))
    day.settle()


def state(day: Day) -> str:
    return str(day.screen.state_button.text())


def test_a_refused_move_leads_to_where_the_condition_is_supplied(day: Day) -> None:
    day.begin("case", case_id=day.case())
    day.screen.moves.move(CaseState.ASSESSING)
    day.settle()
    toast = Toasts.of(day.screen).shown[-1]
    assert "测评" in toast.text and toast.button is not None and toast.button.text() == "去测评…"
    toast.press()
    day.settle()
    assert day.place == "assessment"


def test_the_owner_is_offered_a_paper_and_a_colleague_the_answer(day: Day) -> None:
    case_id = helped(day)
    move_case(day.desk, case_id, CaseState.CLOSING, "NO_WISH")
    day.begin("case", case_id=case_id)
    day.screen.moves.move(CaseState.CLOSED)
    day.settle()
    Toasts.of(day.screen).shown[-1].press()
    day.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [entry.text() for entry in menu.actions()] == ["&1 登记纸质审核：结案…", "&2 撤回申请：结案"]
    choose(day, 1)
    day.type("冯样丙", ENTER)
    day.press(ENTER)
    day.press(ENTER)
    assert state(day) == "已结案"
    assert [tuple(row) for row in day.rows("SELECT state, form, signer FROM approval")] == [
        ("approved", "paper", "冯样丙")
    ]


def test_a_paper_of_a_colleague_is_rechecked_from_the_case(day: Day) -> None:
    case_id = helped(day)
    with day.desk.write() as unit:
        other = unit.add(Officer(id=new_id(), login="wu", name="吴样乙", role="officer"))
        unit.audit("test.officer", other)
    theirs = replace(day.desk, actor=replace(day.desk.actor, officer_id=other.id, name=other.name))
    with day.desk.write() as unit:
        unit.session.execute(update(Case).values(owner_id=other.id))
        unit.audit("test.owner")
    move_case(theirs, case_id, CaseState.CLOSING, "NO_WISH")
    request = UUID(bytes=day.rows("SELECT id FROM approval")[0][0])
    approvals.record_paper(theirs, request, approvals.SignedPaper("冯样丙", TODAY))
    day.begin("case", case_id=case_id)
    day.screen.moves.decide(day.screen.mapToGlobal(day.screen.rect().center()))
    day.settle()
    choose(day, 1)
    assert day.rows("SELECT rechecked_by FROM approval")[0][0] == day.desk.actor.officer_id.bytes


def test_a_pause_is_made_with_a_day_and_a_reason(day: Day) -> None:
    day.begin("case", case_id=helped(day))
    day.screen.moves.move(CaseState.PAUSED)
    day.settle()
    day.type("10", ENTER)
    day.press(Key.Key_1, ENTER)
    day.press(ENTER)
    assert state(day) == "暂停"
    assert day.rows('SELECT paused_until FROM "case"')[0][0] == (TODAY + timedelta(days=10)).isoformat()


def test_a_job_lost_brings_the_case_back_to_help(day: Day) -> None:
    case_id = helped(day, job=True)
    day.begin("case", case_id=case_id)
    assert state(day) == "稳岗跟踪"
    day.screen.moves.end_job(day.screen.picture.view.placements[0])
    day.settle()
    day.press(ENTER)
    day.type("合同期满", ENTER)
    assert state(day) == "帮扶中"
    assert day.screen.next.table.rows == []
