"""One case on one page, worked with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from caseworker.cases import approvals, timeline
from caseworker.cases.approvals import SignedPaper
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from caseworker.drafts import open_drafts
from caseworker.people.household import link_member
from caseworker.settings import Settings
from db.models import Household, HouseholdMember
from db.models.base import new_id
from tests.ui.cases.day import TODAY, Day
from tests.ui.people.typist import CTRL, ENTER
from tests.ui.walk import faults
from ui.shell.application import dress
from ui.widgets import LinkButton

Key = Qt.Key


def link(day: Day, words: str) -> LinkButton:
    """A link on the person's card."""
    return next(one for one in day.screen.person.findChildren(LinkButton) if words in one.text() and one.isVisible())


def follow(day: Day, words: str) -> None:
    """Press a link by keyboard."""
    found = link(day, words)
    found.setFocus()
    QTest.keyClick(found, Key.Key_Space)
    day.settle()


def test_a_note_takes_four_keys_besides_its_text(day: Day) -> None:
    case_id = day.case()
    day.begin("case", case_id=case_id)
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_4, Key.Key_1)
    day.type("微信发去三个岗位。")
    day.press(ENTER, modifier=CTRL)
    assert day.typist.keys == 4
    [entry] = day.screen.service.timeline.entries
    assert (entry.title, entry.text) == ("回访 · 微信", "微信发去三个岗位。")
    assert day.screen.next.table.rows[0].title == "回访求职进展"


def test_a_note_settles_the_step_that_is_due_and_no_steps_pile_up(day: Day) -> None:
    """Contact after contact: each answers the last one's promise, in the four keys it takes without any."""
    case_id = day.case()
    late, later = day.promise(case_id, "约到窗口", -2), day.promise(case_id, "送岗位清单", 3)
    day.begin("case", case_id=case_id)
    day.press(Key.Key_J, modifier=CTRL)
    settles = day.screen.service.note.settles
    assert settles.isVisible() and settles.value() == (str(late),)
    assert [chip.text() for chip in settles.chips.values()] == ["1 约到窗口 · 逾期 2 天", "2 送岗位清单 · 11月26日"]
    day.press(Key.Key_1, Key.Key_1)
    day.type("来过窗口了。")
    day.press(ENTER, modifier=CTRL)
    assert day.typist.keys == 4
    assert {row.title for row in day.screen.next.table.rows} == {"送岗位清单", "回访求职进展"}
    assert day.rows("SELECT done_note FROM task WHERE id = :id", id=late.bytes)[0][0] == "来过窗口了。"
    day.press(Key.Key_Z, modifier=CTRL)
    assert {row.id for row in day.screen.next.table.rows} == {late, later}


def test_what_a_note_settles_is_chosen_by_keyboard_and_kept_in_its_draft(day: Day) -> None:
    case_id, other = day.case("王样一"), day.case("夏样二")
    late, later = day.promise(case_id, "约到窗口", -2), day.promise(case_id, "送岗位清单", 3)
    day.begin("case", case_id=case_id)
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_1, Key.Key_1)
    day.type("清单给了，人没来。")
    day.press(Key.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)
    day.press(Key.Key_1, Key.Key_2)
    note = day.screen.service.note
    assert note.settles.value() == (str(later),)
    day.window.go("case", case_id=other)
    day.settle()
    assert note.settles.value() == () and not note.settles.isVisible()
    day.window.go("case", case_id=case_id)
    day.settle()
    assert note.settles.value() == (str(later),)
    note.submit()
    day.settle()
    assert late in {row.id for row in day.screen.next.table.rows}
    assert later not in {row.id for row in day.screen.next.table.rows}


@pytest.mark.parametrize(
    ("typed", "due"),
    [("3", "2026-11-26"), ("周五", "2026-11-27"), ("2026-12-01", "2026-12-01"), ("明天", "2026-11-24")],
)
def test_the_next_step_is_typed_with_its_day(day: Day, typed: str, due: str) -> None:
    day.begin("case", case_id=day.case())
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_1, Key.Key_1)
    day.type("下次带证书来。")
    note = day.screen.service.note
    note.next_title.setFocus()
    note.next_title.selectAll()
    day.type("看证书", ENTER)
    note.next_on.selectAll()
    day.type(typed, ENTER)
    [task] = day.rows("SELECT title, due_on FROM task")
    assert tuple(task) == ("看证书", due)


def test_an_empty_note_says_what_is_missing_and_keeps_its_place(day: Day) -> None:
    day.begin("case", case_id=day.case())
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_1)
    day.press(ENTER, modifier=CTRL)
    note = day.screen.service.note
    assert "请写一句记录" in note.said.text()
    assert note.channel.value() == "phone"
    assert day.rows("SELECT count(*) FROM activity")[0][0] == 0


def test_a_note_begun_is_back_after_locking_and_after_another_case(day: Day) -> None:
    case_id, other = day.case("王样一"), day.case("夏样二")
    day.begin("case", case_id=case_id)
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_2, Key.Key_1)
    day.type("家访，")
    day.window.go("case", case_id=other)
    day.settle()
    assert day.screen.service.note.text.value() == ""
    day.window.go("case", case_id=case_id)
    day.settle()
    assert day.screen.service.note.text.value() == "家访，"
    day.screen.service.note.text.setFocus()
    day.screen.service.note.text.moveCursor(day.screen.service.note.text.textCursor().MoveOperation.End)
    day.type("孩子在读小学")
    day.window.workplace.keep_drafts()  # type: ignore[union-attr]  # what locking does first
    day.settle()
    [draft] = open_drafts(day.desk)
    assert draft.payload["text"] == "家访，孩子在读小学"


def test_an_entry_is_corrected_and_the_old_one_struck_through(day: Day) -> None:
    case_id = day.case()
    day.note(case_id, text="愿意做保安", channel="phone", outcome="reached")
    day.begin("case", case_id=case_id)
    day.press(Key.Key_F2)
    sheet = day.sheet()
    text = sheet.form.field("text")  # type: ignore[attr-defined]  # a sheet of ours
    text.selectAll()
    day.type("愿意做保洁")
    sheet.form.focus("reason")  # type: ignore[attr-defined]
    day.type("听错了", ENTER)
    new, old = day.screen.service.timeline.entries
    assert (new.text, new.replaced, old.text, old.replaced) == ("愿意做保洁", False, "愿意做保安", True)
    labels = day.screen.service.timeline.findChildren(QLabel)
    assert [part.font().strikeOut() for part in labels if part.text() == "愿意做保安"] == [True]


def test_a_refused_move_says_which_condition_is_missing(day: Day) -> None:
    day.begin("case", case_id=day.case())
    day.press(Key.Key_M, modifier=CTRL)
    menu = next(one for one in day.screen.findChildren(QMenu) if one.isVisible())
    QTest.keyClick(menu, Key.Key_1)
    day.settle()
    assert "还没有测评记录" in day.said()
    assert day.screen.state_button.text() == "登记"


def test_the_case_moves_by_its_records_and_closes_with_a_reason(day: Day) -> None:
    case_id = day.case()
    day.begin("case", case_id=case_id)
    assert day.screen.primary.text() == "记录测评"
    day.screen.note(kind="assessment")  # a talk may be assessment enough; the button leads to the questionnaires
    day.settle()
    day.press(Key.Key_3, Key.Key_1)
    day.type("技能合适。")
    day.press(ENTER, modifier=CTRL)
    assert day.screen.state_button.text() == "评估"
    assert day.screen.primary.text() == "制定计划"
    timeline.record(day.desk, case_id, timeline.Entry(kind="plan", text="两个月内推荐三个岗位"))
    record_placement(day.desk, case_id, NewPlacement("样例物业公司", "保安员", TODAY))
    day.window.go("today")
    day.window.go("case", case_id=case_id)
    day.settle()
    assert day.screen.state_button.text() == "稳岗跟踪"
    day.screen.moves.move(CaseState.CLOSING)
    day.settle()
    day.press(Key.Key_1, ENTER)
    day.type("在岗半年", ENTER)
    assert day.screen.state_button.text() == "待结案"
    day.screen.moves.move(CaseState.CLOSED)
    day.settle()
    assert "还在等同事审核" in day.said()
    [request] = day.rows("SELECT id FROM approval")[0]
    approvals.record_paper(day.desk, UUID(bytes=request), SignedPaper("冯样丙", TODAY))
    day.window.go("today")
    day.window.go("case", case_id=case_id)
    day.settle()
    assert day.screen.state_button.text() == "已结案"
    assert not day.screen.service.frame.isEnabled()
    assert day.screen.log.table.rows[0].reason == "EMPLOYED"


def test_a_job_found_elsewhere_brings_its_checks(day: Day) -> None:
    day.begin("case", case_id=day.case())
    day.screen.moves.place()
    day.settle()
    day.type("样例快递公司", ENTER)
    day.type("快递员", ENTER)
    day.press(ENTER)
    day.type("4500", ENTER)
    [job] = day.rows("SELECT employer_name, post, started_on, pay_fen FROM placement")
    assert tuple(job) == ("样例快递公司", "快递员", TODAY.isoformat(), 450_000)
    [step] = day.screen.next.table.rows
    assert (step.days, step.due_on) == (7, TODAY + timedelta(days=7))
    day.screen.next.table.setFocus()
    day.press(Key.Key_Space)
    assert day.screen.service.note.about.check_days == 7
    assert day.screen.service.note.about_words.isVisible()


def test_the_case_stands_at_following_up_until_every_check_is_made(day: Day) -> None:
    case_id = day.case()
    for kind in ("assessment", "plan"):
        day.note(case_id, kind=kind)
    record_placement(day.desk, case_id, NewPlacement("样例公司", "店员", TODAY - timedelta(days=190)))
    day.begin("case", case_id=case_id)
    [job] = day.screen.picture.view.placements
    for owed in (7, 30, 90, 180):
        assert day.screen.primary.text() == "记录稳岗回访"
        day.screen.take_step()
        assert day.screen.service.note.about.check_days == owed
        day.press(Key.Key_1, Key.Key_1)
        day.type("在岗。")
        day.press(ENTER, modifier=CTRL)
    assert [step.state for step in day.screen.stepper.steps][-2:] == ["current", "todo"]
    assert (day.screen.primary.text(), job.next_days) == ("准备结案", 7)


def test_next_steps_are_added_settled_and_brought_back(day: Day) -> None:
    day.begin("case", case_id=day.case())
    day.press(Key.Key_T, modifier=CTRL)
    day.type("送政策告知单", ENTER)
    day.type("2", ENTER, ENTER, ENTER)
    [step] = day.screen.next.table.rows
    assert (step.title, step.due_on) == ("送政策告知单", TODAY + timedelta(days=2))
    day.screen.next.table.setFocus()
    day.press(Key.Key_Space)
    assert len(day.screen.next.table.rows) == 0
    assert "已办结" in day.said()
    day.press(Key.Key_Z, modifier=CTRL)
    assert len(day.screen.next.table.rows) == 1


def test_the_id_is_shown_for_a_reason_and_only_for_a_while(day: Day) -> None:
    day.begin("case", person_id=day.person_of(day.case()))
    assert "50999919900101" not in day.screen.person.facts.value("证件")
    follow(day, "显示")
    day.press(Key.Key_1, ENTER)
    assert day.screen.person.facts.value("证件").startswith("50999919900101")
    assert day.rows("SELECT reason FROM audit_entry WHERE action = 'person.reveal'")[0][0] == "填写表格"
    day.screen.person._hiding.timeout.emit()
    assert "50999919900101" not in day.screen.person.facts.value("证件")


def test_dialling_needs_no_dialog_and_ends_when_the_screen_is_left(day: Day) -> None:
    day.begin("case", case_id=day.case(mobile="13800006021"))
    day.press(Key.Key_D, modifier=CTRL)
    assert day.screen.person.facts.value("电话") == "13800006021"
    screen = day.screen
    day.window.go("today")
    day.settle()
    assert screen.person.facts.value("电话") == "138****6021"


def test_a_registered_relative_is_one_link_away(day: Day) -> None:
    person, spouse = day.person("王样一"), day.person("周样八")
    home, member = new_id(), new_id()
    with day.desk.write() as unit:
        unit.add(Household(id=home))
        unit.add(HouseholdMember(household_id=home, person_id=person, name="王样一", relation="02"))
        unit.add(HouseholdMember(id=member, household_id=home, name="周样八", relation="12"))
        unit.audit("test.household")
    link_member(day.desk, member, spouse)
    day.begin("case", person_id=person)
    assert "王样一" in day.screen.empty.title.text()
    follow(day, "已登记")
    assert day.screen.picture.person.person_id == spouse
    day.screen.open_button.click()
    day.settle()
    assert day.screen.picture.view is not None
    assert day.screen.state_button.text() == "登记"


def test_loans_and_editing_lead_on_with_the_person(day: Day) -> None:
    case_id = day.case()
    day.begin("case", case_id=case_id)
    person_id = day.screen.picture.person.person_id
    day.screen.tabs.setCurrentWidget(day.screen.loans)
    day.screen.loans.button.click()
    assert day.went_to("loan") == {"person_id": person_id, "case_id": case_id}
    day.window.go("case", case_id=case_id)
    day.settle()
    follow(day, "修改")
    assert day.went_to("registration") == {"person_id": person_id}


LOOKS = {
    "usual": Settings(),
    "dark": Settings(theme="dark"),
    "large": Settings(text_scale=150),
    "english": Settings(language="en"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_shows_whole_words_within_the_screen(day: Day, look: str, qapp: object) -> None:
    case_id = day.case()
    for number in range(6):
        day.note(
            case_id, text=f"第 {number} 次面谈，谈了岗位、工资和孩子上学的事。", channel="window", outcome="reached"
        )
    day.promise(case_id, "陪同面试", 1)
    dress(qapp, LOOKS[look])  # type: ignore[arg-type]  # pytest-qt's application
    day.begin("case", case_id=case_id)
    assert faults(day.screen) == []
    day.press(Key.Key_J, modifier=CTRL)
    assert faults(day.screen) == []
    assert (day.window.width(), day.window.height()) == (1366, 768)
