"""Nothing typed is lost: drafts come back after a pause, a lock, a kill, a rebuilt window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pytestqt.qtbot import QtBot

from caseworker.access.entry import Entry
from caseworker.people.registration import register
from tests.ui.people.conftest import OFFICE, Office
from tests.ui.people.people import NUMBER, form, rows
from tests.ui.people.typist import ENTER
from ui.jobs import Lanes
from ui.shell.keeper import SettingsKeeper
from ui.widgets import LinkButton

PAYLOAD = "SELECT title FROM draft"


def type_half(office: Office) -> None:
    """A name, a number and a day that is none."""
    screen = office.screen
    office.typist.type(NUMBER, ENTER)
    office.typist.type("李样二", ENTER)
    screen.form.enter("learning")
    screen.form._grid_of("graduated_on").focus("graduated_on")  # type: ignore[union-attr]
    office.typist.type("2012-6-31")


def shown_half(office: Office) -> tuple[str, str, str]:
    form_view = office.screen.form
    value = form_view.value()
    return value.name, value.id_no, dict(form_view._unread()).get("graduated_on", "")


def test_a_pause_writes_the_draft(office: Office, qtbot: QtBot) -> None:
    screen = office.go()
    with qtbot.waitSignal(screen.keeper.saved, timeout=10_000):
        type_half(office)
    assert screen.state.text() == "草稿 09:41 已自动保存"
    assert rows(office.desk, PAYLOAD) == [("李样二",)]


def test_a_killed_program_brings_the_draft_back(
    office: Office, entry: Entry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot
) -> None:
    screen = office.go()
    with qtbot.waitSignal(screen.keeper.saved, timeout=10_000):
        type_half(office)
    office.settle()
    office.leave()
    again = Entry(entry.root, entry._clock, entry._cost)
    entry._leave()
    fresh = Office(again, again.sign_in(OFFICE.login, OFFICE.password), lanes, keeper, qtbot)
    fresh.go()
    assert fresh.screen.form.value().name == ""
    assert fresh.at("id_no")
    resume = [b for b in fresh.screen.side.drafts.findChildren(LinkButton) if b.text() == "李样二"]
    resume[0].click()
    fresh.settle()
    assert shown_half(fresh) == ("李样二", NUMBER, "2012-6-31")
    fresh.leave()
    again._leave()


def test_a_new_form_keeps_the_one_before_as_a_draft(office: Office) -> None:
    office.go()
    type_half(office)
    screen = office.go()
    assert screen.form.value().name == ""
    assert screen.side.drafts.isVisible()
    screen.side.draft_wanted.emit(rows(office.desk, "SELECT key FROM draft")[0][0])
    office.settle()
    assert shown_half(office) == ("李样二", NUMBER, "2012-6-31")


def test_a_window_built_anew_shows_the_same_form(office: Office, keeper: SettingsKeeper) -> None:
    office.go()
    type_half(office)
    keeper.change(theme="dark")
    office.settle()
    assert shown_half(office) == ("李样二", NUMBER, "2012-6-31")


def test_locking_keeps_the_draft_before_the_store_closes(office: Office, entry: Entry, qtbot: QtBot) -> None:
    office.go()
    type_half(office)
    with qtbot.waitSignal(office.window.left, timeout=10_000):
        office.window.lock()
    office.settle()
    desk = entry.sign_in(OFFICE.login, OFFICE.password)
    assert rows(desk, PAYLOAD) == [("李样二",)]
    office.window._last_login = OFFICE.login
    office.window.enter(desk)
    office.settle()
    assert shown_half(office) == ("李样二", NUMBER, "2012-6-31")


def test_a_dropped_draft_is_gone(office: Office) -> None:
    office.go()
    type_half(office)
    screen = office.go()
    screen.side.draft_dropped.emit(rows(office.desk, "SELECT key FROM draft")[0][0])
    office.settle()
    assert rows(office.desk, PAYLOAD) == []
    assert not screen.side.drafts.isVisible()


def test_changes_begun_on_a_person_come_back(office: Office) -> None:
    person_id = register(office.desk, form()).value.person_id
    screen = office.go(person_id=person_id)
    screen.form.essentials.grid.focus("mobile")
    office.typist.type("x")
    office.go()
    screen = office.go(person_id=person_id)
    assert screen.form.essentials.grid.value("mobile").startswith("x")
    kept = replace(form(), mobile="x13800000002", hukou_region="509999", sex="1", birth_date=date(1990, 3, 5))
    assert screen.form.value() == kept
    assert screen.state.text() == "草稿 09:41 已自动保存"


def test_nothing_typed_leaves_no_draft(office: Office) -> None:
    office.go()
    office.go()
    assert rows(office.desk, PAYLOAD) == []
