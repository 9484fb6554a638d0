"""Registering somebody with the keyboard, in the real window."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from caseworker.cases.lifecycle import open_case
from caseworker.people.form import MemberEntry
from caseworker.people.registration import register
from caseworker.sample.people import sample_id
from tests.ui.people.conftest import Office
from tests.ui.people.people import NUMBER, form, rows
from tests.ui.people.typist import CTRL, ENTER
from ui.people.screen import RegistrationScreen
from ui.widgets import LinkButton, TagLabel

MINE = sample_id(date(1983, 11, 23), 11)
BUDGET = 40
PERSON = "SELECT name, id_no, mobile, education, employment_status, pay_min, pay_max, community FROM person"


def fill(office: Office) -> None:
    """Everything of the first page, as an officer types it."""
    t = office.typist
    t.type(MINE, ENTER)
    t.type("王样一", ENTER)
    t.type("13800000001", ENTER)
    t.type("dz", ENTER)
    t.press(Qt.Key.Key_1, ENTER)
    t.type("dg", ENTER, ENTER, ENTER)
    t.type("5000", ENTER)
    t.type("6000", ENTER)
    t.type("样例社区一", ENTER)
    t.type("jyzsy", ENTER)
    t.type("tyjr", ENTER)
    t.type("退役证0001", ENTER, ENTER, ENTER, ENTER)
    t.press(Qt.Key.Key_Space)


def test_a_registration_takes_few_keys(office: Office) -> None:
    office.typist.press(Qt.Key.Key_N, modifier=CTRL)
    office.settle()
    assert office.at("id_no")
    fill(office)
    office.typist.press(ENTER, modifier=CTRL)
    office.settle()
    assert office.typist.keys <= BUDGET
    assert office.place == "case"
    assert rows(office.desk, 'SELECT id FROM "case"') == [(office.went_to("case")["case_id"].bytes,)]
    kept = ("王样一", MINE, "13800000001", "31", "unemployed", 500_000, 600_000, "样例社区一")
    assert rows(office.desk, PERSON) == [kept]
    assert rows(office.desk, "SELECT kind, basis FROM group_tag") == [("VETERAN", "退役证0001")]
    assert rows(office.desk, "SELECT count(*) FROM draft") == [(0,)]


def test_saving_without_a_case_leaves_an_empty_form_for_the_next_person(office: Office) -> None:
    screen = office.go()
    fill(office)
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    assert office.place == "registration"
    assert office.at("id_no")
    assert screen.form.value().name == ""
    assert rows(office.desk, 'SELECT count(*) FROM "case"') == [(0,)]
    assert "王样一" in texts(screen)


def test_a_swiped_card_fills_itself_in(office: Office) -> None:
    screen = office.go()
    office.typist.type(MINE, ENTER)
    assert office.at("name")
    shown = texts(screen)
    assert {"男", "43 岁", "1983-11-23"} <= set(shown)


def test_a_known_person_opens_instead_of_an_error(office: Office) -> None:
    saved = register(office.desk, form(), open_case=True)
    screen = office.go()
    office.typist.type(NUMBER)
    office.settle()
    assert "李样二 已登记，按 Enter 打开" in office.said("id_no")
    office.typist.press(ENTER)
    office.settle()
    assert office.place == "case"
    assert office.went_to("case") == {"case_id": saved.value.case_id}
    assert screen.form.value().id_no == ""
    assert rows(office.desk, "SELECT count(*) FROM draft") == [(0,)]


def test_a_swiped_card_of_a_known_person_opens_at_once(office: Office) -> None:
    register(office.desk, form())
    office.go()
    office.typist.type(NUMBER, ENTER)
    office.settle()
    assert office.screen.title.text() == "求职登记 · 李样二"
    assert office.screen.form.value().mobile == "13800000002"
    assert rows(office.desk, "SELECT count(*) FROM audit_entry WHERE action = 'person.open_form'") == [(1,)]


def test_what_is_missing_is_said_and_nothing_is_lost(office: Office) -> None:
    screen = office.go()
    office.typist.type(MINE, ENTER)
    office.typist.type("王样一", ENTER)
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    assert office.at("mobile")
    assert office.said("education") == "请选择学历。"
    assert office.said("consent").startswith("请当面征得本人同意")
    assert screen.state.text() == "还有 4 处需要补正"
    assert (screen.form.value().name, screen.form.value().id_no) == ("王样一", MINE)
    assert rows(office.desk, "SELECT count(*) FROM person") == [(0,)]


def test_a_mistyped_day_in_a_folded_part_opens_it(office: Office) -> None:
    screen = office.go()
    screen.form.set_form(form())
    office.typist.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert office.at("school")
    screen.form.sections["learning"].fold(True)
    screen.form._grid_of("graduated_on").field("graduated_on").line.setText("2025-13-40")  # type: ignore[union-attr]
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    assert not screen.form.sections["learning"].folded
    assert office.at("graduated_on")
    assert rows(office.desk, "SELECT count(*) FROM person") == [(0,)]


def test_two_people_who_look_alike_are_named(office: Office) -> None:
    register(office.desk, form())
    screen = office.go()
    office.typist.type(MINE, ENTER)
    office.typist.type("李样二", ENTER)
    office.settle()
    assert screen.side.alike.isVisible()
    assert "姓名相同" in tags(screen)


def test_the_second_phone_is_kept(office: Office) -> None:
    office.go()
    fill(office)
    office.screen.form.essentials.grid.focus("mobile")
    office.typist.type("13800000001、138 0000 0003", ENTER)
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    assert rows(office.desk, "SELECT mobile FROM person") == [("13800000001,13800000003",)]


def test_another_document_asks_for_sex_and_birth_date(office: Office) -> None:
    screen = office.go()
    screen.other.click()
    assert office.at("id_type")
    office.typist.type("护照", ENTER)
    office.typist.press(Qt.Key.Key_2, ENTER)
    office.typist.type("19900305", ENTER)
    screen.form.essentials.grid.focus("id_no")
    office.typist.type("E12345678", ENTER)
    office.typist.type("Sample One", ENTER)
    assert screen.form.value().id_type == "passport"
    assert screen.form.value().birth_date == date(1990, 3, 5)
    assert office.said("id_no") == ""


def test_enter_walks_every_part_and_page_keys_jump(office: Office) -> None:
    screen = office.go()
    heads = [section.header for section in screen.form.sections.values()]
    screen.form.essentials.agreed.focus("consent")
    office.typist.press(ENTER)
    assert QApplication.focusWidget() is heads[0]
    office.typist.press(ENTER)
    assert office.at("hukou_region")
    office.typist.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert screen.form.works.isAncestorOf(office.typist.at)
    office.typist.press(ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert QApplication.focusWidget() is heads[3]
    office.typist.press(Qt.Key.Key_PageUp)
    assert screen.form.works.isAncestorOf(office.typist.at)


def test_escape_asks_nothing_and_keeps_the_draft(office: Office) -> None:
    office.go()
    office.typist.type(MINE, ENTER)
    office.typist.press(Qt.Key.Key_Escape)
    office.settle()
    assert office.place == "today"
    assert rows(office.desk, "SELECT count(*) FROM draft") == [(1,)]


def test_a_relative_is_registered_from_the_family(office: Office) -> None:
    register(office.desk, form(members=(MemberEntry("周样八", "10", "在岗"),), community="样例社区二"))
    (member,) = rows(office.desk, "SELECT id FROM household_member WHERE person_id IS NULL")
    screen = office.go(person_id=rows_id(office, "person"))
    offered = [b for b in screen.form.members.findChildren(LinkButton) if b.text() == "为其登记"]
    assert len(offered) == 1
    offered[0].click()
    office.settle()
    screen = office.screen
    assert screen.title.text() == "为家庭成员登记 · 周样八"
    value = screen.form.value()
    assert (value.name, value.community, value.live_region) == ("周样八", "样例社区二", "500113")
    office.typist.type(MINE, ENTER, ENTER)
    office.typist.type("13800000009", ENTER)
    office.typist.type("本科", ENTER)
    office.typist.press(Qt.Key.Key_1, ENTER)
    screen.form.essentials.agreed.focus("consent")
    office.typist.press(Qt.Key.Key_Space)
    office.typist.press(Qt.Key.Key_S, modifier=CTRL)
    office.settle()
    linked = "SELECT p.name FROM household_member m JOIN person p ON p.id = m.person_id WHERE m.id = :id"
    assert rows(office.desk, linked, id=member[0]) == [("周样八",)]
    assert rows(office.desk, "SELECT count(*) FROM household") == [(1,)]


def test_editing_writes_only_what_differs(office: Office) -> None:
    saved = register(office.desk, form())
    open_case(office.desk, saved.value.person_id)
    before = rows(office.desk, "SELECT coalesce(max(seq), 0) FROM audit_entry")[0][0]
    screen = office.go(person_id=saved.value.person_id)
    screen.form.essentials.grid.focus("mobile")
    office.typist.press(Qt.Key.Key_A, modifier=CTRL)
    office.typist.type("13800000007")
    office.typist.press(ENTER, modifier=CTRL)
    office.settle()
    assert office.place == "case"
    assert rows(office.desk, "SELECT mobile FROM person") == [("13800000007",)]
    fields = rows(office.desk, "SELECT fields FROM audit_entry WHERE seq > :n AND action = 'person.edit'", n=before)
    assert fields == [("mobile",)]


def rows_id(office: Office, table: str) -> object:
    """The id of the only row."""
    ((value,),) = rows(office.desk, f'SELECT id FROM "{table}"')
    assert isinstance(value, bytes)
    return UUID(bytes=value)


def texts(screen: RegistrationScreen) -> list[str]:
    """Every word beside the form."""
    parts = [*screen.side.findChildren(QLabel), *screen.side.findChildren(QAbstractButton)]
    return [part.text() for part in parts]


def tags(screen: RegistrationScreen) -> list[str]:
    """Every tag beside the form."""
    return [tag.accessibleName() for tag in screen.side.findChildren(TagLabel)]
