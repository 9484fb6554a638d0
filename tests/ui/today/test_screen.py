"""Today, worked through with the keyboard alone; keys are counted without the text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caseworker.cases.lifecycle import move_case
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from caseworker.clock import china_instant
from caseworker.settings import Settings
from caseworker.vacancies.referrals import record_outcome, refer
from db.models import Officer
from db.models.base import new_id
from tests.caseworker.vacancies.office import add_vacancy
from tests.ui.cases.day import TODAY, Day
from tests.ui.people.typist import CTRL, ENTER
from tests.ui.walk import faults
from ui.shell.application import dress
from ui.widgets import LinkButton

Key = Qt.Key


def test_a_contact_from_today_takes_four_keys_besides_its_text(day: Day) -> None:
    first, second = day.case("王样一"), day.case("夏样二")
    task = day.promise(first, "电话回访", -2)
    day.promise(second, "约到窗口", -1)
    day.begin()
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    day.type("已在看两个岗位，周五前答复。")
    day.press(ENTER, modifier=CTRL)
    assert day.typist.keys == 4
    [entry] = day.rows("SELECT kind, channel, outcome, text FROM activity WHERE case_id = :id", id=first.bytes)
    assert tuple(entry) == ("follow_up", "phone", "reached", "已在看两个岗位，周五前答复。")
    [done] = day.rows("SELECT done_at FROM task WHERE id = :id", id=task.bytes)
    assert done[0]
    [following] = day.rows("SELECT title, due_on FROM task WHERE case_id = :id AND done_at IS NULL", id=first.bytes)
    assert tuple(following) == ("回访求职进展", (TODAY + timedelta(days=14)).isoformat())
    assert day.screen.table.view.hasFocus()
    assert day.screen.table.current().case_id == second
    assert not day.screen.note_card.isVisible()


def test_to_the_case_and_back_with_a_contact_stays_within_twelve_keys(day: Day) -> None:
    case_id = day.case("王样一")
    day.promise(case_id)
    day.begin()
    day.press(ENTER)
    assert day.place == "case"
    day.press(Key.Key_J, modifier=CTRL)
    day.press(Key.Key_1, Key.Key_1)
    day.type("愿意去现场看看。")
    day.press(ENTER, modifier=CTRL)
    day.press(Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert day.place == "today"
    assert day.typist.keys == 6
    assert day.rows("SELECT text FROM activity WHERE case_id = :id", id=case_id.bytes)[0][0] == "愿意去现场看看。"


def test_a_record_is_taken_back_with_ctrl_z(day: Day) -> None:
    case_id = day.case("王样一")
    task = day.promise(case_id, "电话回访", -2)
    day.begin()
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    day.press(ENTER, modifier=CTRL)
    assert "王样一" in day.said()
    day.press(Key.Key_Z, modifier=CTRL)
    assert day.rows("SELECT done_at FROM task WHERE id = :id", id=task.bytes)[0][0] is None
    assert day.rows("SELECT count(*) FROM task WHERE NOT deleted")[0][0] == 1
    old, new = day.rows("SELECT id, supersedes_id FROM activity ORDER BY id")
    assert new[1] == old[0]
    assert day.screen.table.current().source_id == task


def test_what_was_typed_is_kept_and_comes_back(day: Day) -> None:
    case_id = day.case("王样一")
    day.promise(case_id)
    day.begin()
    day.press(Key.Key_Space, Key.Key_2, Key.Key_1)
    day.type("家里有老人要照顾")
    day.press(Key.Key_Escape)
    assert not day.screen.note_card.isVisible()
    assert day.rows("SELECT kind FROM draft")[0][0] == "note"
    assert day.rows("SELECT count(*) FROM activity")[0][0] == 0
    day.press(Key.Key_Space)
    note = day.screen.note
    assert (note.channel.value(), note.outcome.value()) == ("visit", "reached")
    assert note.text.value() == "家里有老人要照顾"
    day.press(ENTER, modifier=CTRL)
    assert day.rows("SELECT count(*) FROM draft")[0][0] == 0
    assert day.rows("SELECT count(*) FROM task WHERE done_at IS NOT NULL")[0][0] == 1


def test_typing_that_rests_is_written_down_by_itself(day: Day) -> None:
    day.promise(day.case("王样一"))
    day.begin()
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    day.type("还没说完")
    day.qtbot.waitUntil(lambda: bool(day.rows("SELECT 1 FROM draft")), timeout=5000)
    day.settle()
    assert len(day.screen.work.items) == 1


def test_postponing_asks_for_a_day_and_a_reason_and_can_be_undone(day: Day) -> None:
    task = day.promise(day.case("王样一"), "约到窗口面谈", -3)
    day.begin()
    day.press(Key.Key_S)
    day.type("周五", ENTER)
    day.press(Key.Key_2, ENTER, ENTER)
    assert day.rows("SELECT due_on FROM task WHERE id = :id", id=task.bytes)[0][0] == "2026-11-27"
    assert day.rows("SELECT reason FROM audit_entry WHERE action = 'due.postpone'")[0][0] == "联系不上"
    day.press(Key.Key_Z, modifier=CTRL)
    assert day.rows("SELECT due_on FROM task WHERE id = :id", id=task.bytes)[0][0] == "2026-11-20"


def test_dialling_shows_the_number_at_once_and_writes_down_why(day: Day) -> None:
    day.promise(day.case("王样一", mobile="13800006021"))
    day.begin()
    assert "13800006021" not in day.screen.table.selection_text()
    day.press(Key.Key_P)
    assert day.screen.number.isVisible()
    assert "138 0000 6021" in day.screen.number.words.text()
    assert day.rows("SELECT reason FROM audit_entry WHERE action = 'person.reveal'")[0][0] == "回访"
    assert day.screen._hiding.isActive()
    assert day.screen._hiding.interval() == 60_000
    day.press(Key.Key_Space)
    assert day.screen.note.channel.value() == "phone"
    day.screen._hiding.timeout.emit()
    assert not day.screen.number.isVisible()
    assert day.screen.number.words.text() == ""


def test_a_check_that_reached_nobody_stays_owed(day: Day) -> None:
    case_id = day.case("王样一")
    job = NewPlacement("样例物业公司", "保安员", TODAY - timedelta(days=9))
    record_placement(day.desk, case_id, job)
    day.begin()
    assert day.screen.table.current().days == 7
    day.press(Key.Key_Space, Key.Key_1, Key.Key_2)
    day.press(ENTER, modifier=CTRL)
    assert day.screen.table.current().days == 7
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    day.type("在岗，工资已发。")
    day.press(ENTER, modifier=CTRL)
    assert len(day.screen.table.rows) == 0
    assert [tuple(row) for row in day.rows("SELECT outcome, check_days FROM activity WHERE channel IS NOT NULL")] == [
        ("no_answer", None),
        ("reached", 7),
    ]


def test_a_check_is_put_off_and_what_is_decided_on_the_case_says_so(day: Day) -> None:
    record_placement(day.desk, day.case("王样一"), NewPlacement("样例物业公司", "保安员", TODAY - timedelta(days=9)))
    day.begin()
    day.press(Key.Key_S)
    day.type("1", ENTER)
    day.press(Key.Key_2, ENTER, ENTER)
    assert day.rows("SELECT subject, to_on FROM due_change")[0] == ("check", (TODAY + timedelta(days=1)).isoformat())
    assert day.screen.work.items[0].due_on == TODAY + timedelta(days=1)
    day.press(Key.Key_Z, modifier=CTRL)
    assert day.screen.work.items[0].due_on == TODAY - timedelta(days=2)


def test_what_is_decided_on_the_case_cannot_be_put_off(day: Day) -> None:
    case_id = day.case("王样一")
    for kind in ("assessment", "plan"):
        day.note(case_id, kind=kind)
    move_case(day.desk, case_id, CaseState.CLOSING, "NO_WISH")
    day.begin()
    day.press(Key.Key_S)
    assert "在个案里办理" in day.said()


def test_a_line_goes_to_a_colleague_and_comes_back(day: Day) -> None:
    with day.desk.write() as unit:
        other = unit.add(Officer(id=new_id(), login="wu", name="吴样乙", role="officer"))
        unit.audit("test.officer", other)
    task = day.promise(day.case("王样一"), "约到窗口面谈")
    day.begin()
    day.press(Key.Key_H)
    day.press(Key.Key_1, ENTER)
    day.type("休假", ENTER)
    assert day.rows("SELECT owner_id FROM task WHERE id = :id", id=task.bytes)[0][0] == other.id.bytes
    assert day.screen.work.items == ()
    day.press(Key.Key_Z, modifier=CTRL)
    assert [item.source_id for item in day.screen.work.items] == [task]


def test_a_next_step_without_a_day_is_not_lost(day: Day) -> None:
    day.promise(day.case("王样一"))
    day.begin()
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    note = day.screen.note
    note.next_on.setFocus()
    note.next_on.clear()
    day.type("随便")
    day.press(ENTER, modifier=CTRL)
    assert note.said.isVisible()
    assert day.rows("SELECT count(*) FROM activity")[0][0] == 0


def test_the_first_day_says_what_to_do_first(day: Day) -> None:
    day.begin()
    assert day.screen.table.empty.isVisible()
    assert "Ctrl+N" in day.screen.table.empty.words.text()
    assert not day.screen.side.drafts.isVisible()


def test_a_new_case_is_a_line_and_leaves_with_its_first_contact(day: Day) -> None:
    day.case("王样一")
    day.begin()
    assert day.screen.words.what(day.screen.table.current()) == "首次联系"
    day.press(Key.Key_Space, Key.Key_3, Key.Key_1)
    day.type("到窗口面谈。")
    day.press(ENTER, modifier=CTRL)
    assert [row.text for row in day.screen.table.rows] == []
    assert day.rows("SELECT kind FROM activity")[0][0] == "talk"


def test_a_draft_is_resumed_from_its_card(day: Day) -> None:
    case_id = day.case("王样一")
    day.promise(case_id)
    day.begin()
    day.press(Key.Key_Space, Key.Key_1, Key.Key_1)
    day.type("讲到一半")
    day.press(Key.Key_Escape)
    day.window.go("cases")
    day.window.go("today")
    day.settle()
    [link] = day.screen.side.drafts.findChildren(LinkButton)
    link.setFocus()
    QTest.keyClick(link, ENTER)
    day.settle()
    assert day.place == "case"
    assert day.screen.service.note.text.value() == "讲到一半"
    assert day.screen.service.note.about.finishes is not None


LOOKS = {
    "usual": Settings(),
    "dark": Settings(theme="dark"),
    "large": Settings(text_scale=150),
    "english": Settings(language="en"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_shows_whole_words_within_the_screen(day: Day, look: str, qapp: object) -> None:
    for number, name in enumerate(("王样一", "夏样二", "陈样三")):
        day.promise(day.case(name), "电话回访求职进展", number - 1)
    dress(qapp, LOOKS[look])  # type: ignore[arg-type]  # pytest-qt's application
    day.begin()
    assert faults(day.screen) == []
    day.press(Key.Key_Space, Key.Key_1)
    assert faults(day.screen) == []
    assert (day.window.width(), day.window.height()) == (1366, 768)


def test_an_interview_is_finished_with_the_employers_answer(day: Day) -> None:
    case_id = day.case("王样一")
    vacancy = add_vacancy(day.desk, title="保安员")
    [referral] = refer(day.desk, case_id, [vacancy]).value
    record_outcome(day.desk, referral, "interview", interview_at=china_instant(TODAY, 14, 30))
    day.begin()
    assert day.screen.words.due(day.screen.table.current(), TODAY).text == "今天 14:30"
    day.press(Key.Key_Space)
    day.press(Key.Key_2)
    day.press(ENTER, modifier=CTRL)
    assert day.typist.keys == 3
    assert day.rows("SELECT state FROM referral")[0][0] == "started"
    assert day.rows("SELECT post FROM placement")[0][0] == "保安员"
    assert day.screen.table.view.hasFocus()
    assert len(day.screen.table.rows) == 0
