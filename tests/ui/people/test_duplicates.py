"""Look-alikes judged with the keyboard: merged, taken back, noted as two people."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseworker.people.registration import register
from caseworker.sample.people import sample_id
from tests.ui.people.conftest import Office
from tests.ui.people.people import form, rows
from tests.ui.people.typist import CTRL, ENTER
from ui.people.duplicates_screen import DuplicatesScreen
from ui.widgets import ReasonPrompt, Toasts

Key = Qt.Key
BIRTH = date(1990, 3, 5)
LIVING = "SELECT count(*) FROM person WHERE merged_into IS NULL"


def enrol(office: Office, order: int, **values: Any) -> Any:
    """A person on file."""
    return register(office.desk, form(id_no=sample_id(BIRTH, order), **values)).value.person_id


def two(office: Office) -> tuple[Any, Any]:
    """One person registered twice: the phone is the same, the names sound the same."""
    first = enrol(office, 21, name="李样二", mobile="13800000002", community="样例社区一")
    return first, enrol(office, 23, name="李样贰", mobile="13800000002", community="样例社区二")


def look(office: Office) -> DuplicatesScreen:
    office.window.go("duplicates")
    office.settle()
    assert office.window.workplace is not None
    return cast("DuplicatesScreen", office.window.workplace.current)


def test_a_pair_is_compared_and_merged_without_a_mouse(office: Office) -> None:
    first, second = two(office)
    screen, typist = look(office), office.typist
    assert [choice.row.field for choice in screen.pane.choices] == ["name", "id_no", "community"]
    typist.press(ENTER)
    assert [choice.chosen for choice in screen.pane.choices] == ["kept", "kept", "kept"]
    typist.press(Key.Key_Down, Key.Key_Down, Key.Key_2)
    typist.press(ENTER, modifier=CTRL)
    office.settle()
    assert rows(office.desk, "SELECT name, community FROM person WHERE merged_into IS NULL") == [
        ("李样二", "样例社区二")
    ]
    assert rows(office.desk, "SELECT person_id, merged_id FROM person_merge") == [(first.bytes, second.bytes)]
    assert screen.table.rows == [] and not screen.pane.isVisible()


def test_a_merge_is_taken_back_by_the_toast(office: Office) -> None:
    two(office)
    look(office)
    office.typist.press(ENTER)
    office.typist.press(ENTER, modifier=CTRL)
    office.settle()
    assert rows(office.desk, LIVING) == [(1,)]
    Toasts.of(office.window).shown[-1].press()
    office.settle()
    assert rows(office.desk, LIVING) == [(2,)]


def test_a_merge_is_taken_back_from_the_list_with_its_reason(office: Office) -> None:
    two(office)
    screen = look(office)
    office.typist.press(ENTER)
    office.typist.press(ENTER, modifier=CTRL)
    office.settle()
    screen.tabs.setCurrentIndex(1)
    screen.done.setFocus()
    office.typist.press(ENTER)
    office.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ReasonPrompt))
    office.typist.press(Key.Key_1, ENTER)
    office.settle()
    assert rows(office.desk, LIVING) == [(2,)]
    assert rows(office.desk, "SELECT undo_reason != '' FROM person_merge") == [(1,)]


def test_the_other_record_may_be_the_one_that_is_kept(office: Office) -> None:
    first, second = two(office)
    screen = look(office)
    screen.pane.swap.click()
    office.settle()
    screen.pane.begin()
    office.typist.press(ENTER, modifier=CTRL)
    office.settle()
    assert rows(office.desk, "SELECT person_id, merged_id FROM person_merge") == [(second.bytes, first.bytes)]


def test_two_people_are_not_asked_about_again(office: Office) -> None:
    two(office)
    screen = look(office)
    screen.pane.apart.click()
    office.settle()
    assert screen.table.rows == []
    assert rows(office.desk, LIVING) == [(2,)]
    assert rows(office.desk, "SELECT count(*) FROM not_same_person") == [(1,)]


def test_a_pair_can_be_asked_for(office: Office) -> None:
    first = enrol(office, 21, name="王样一", mobile="13800000001")
    second = enrol(office, 23, name="赵样三", mobile="13800000003")
    office.window.go("duplicates", pair=(first, second))
    office.settle()
    assert office.window.workplace is not None
    screen = cast("DuplicatesScreen", office.window.workplace.current)
    assert screen.table.rows == [] and screen.pane.isVisible()
    assert {choice.row.field for choice in screen.pane.choices} == {"name", "mobile", "id_no"}
