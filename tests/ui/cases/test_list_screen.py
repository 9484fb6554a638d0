"""The list of cases: filters, pages, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from caseworker.cases.listing import PAGE
from db.models import GroupTag
from tests.ui.cases.day import Day
from tests.ui.people.typist import ENTER

Key = Qt.Key


def names(day: Day) -> list[str]:
    return sorted(row.name for row in day.screen.table.rows)


def test_filters_narrow_the_list_and_enter_opens(day: Day) -> None:
    first, second = day.case("王样一"), day.case("夏样二")
    with day.desk.write() as unit:
        unit.add(GroupTag(person_id=day.person_of(second), kind="VETERAN"))
        unit.audit("test.tag")
    day.begin("cases")
    assert names(day) == ["夏样二", "王样一"]
    day.screen.name.setFocus()
    day.type("王样")
    day.qtbot.waitUntil(lambda: names(day) == ["王样一"])
    day.screen.name.clear()
    day.screen.group.set_value("VETERAN")
    day.screen.load()
    day.settle()
    assert names(day) == ["夏样二"]
    day.screen.table.setFocus()
    day.press(ENTER)
    assert day.place == "case"
    assert day.screen.picture.view.case_id == second
    assert first != second


def test_states_are_chosen_by_number(day: Day) -> None:
    case_id = day.case("王样一")
    day.case("夏样二")
    day.note(case_id, kind="assessment")
    day.begin("cases")
    day.screen.states.setFocus()
    day.press(Key.Key_2)
    assert names(day) == ["王样一"]
    day.press(Key.Key_2)
    assert names(day) == ["夏样二", "王样一"]


def test_a_long_list_comes_in_pages(day: Day) -> None:
    for number in range(PAGE + 20):
        day.case(f"王样{number}")
    day.begin("cases")
    assert len(day.screen.table.rows) == PAGE
    assert "220" in day.screen.counts.text()
    day.screen.table.setFocus()
    day.press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    day.qtbot.waitUntil(lambda: len(day.screen.table.rows) == PAGE + 20)


def test_an_empty_list_says_what_to_do(day: Day) -> None:
    day.begin("cases")
    assert day.screen.table.empty.isVisible()
    assert "Ctrl+N" in day.screen.table.empty.words.text()
