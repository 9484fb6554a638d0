"""The sheets for the central store, filled in by keyboard alone, as at a desk with the notice beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.sync.connection import NewConnection, NewPassword
from caseworker.sync.joining import NewPc
from db.sync.enrolment import Enrolment, keep
from ui.cases.prompts import Sheet
from ui.jobs import Jobs, Lanes
from ui.sync.connection_card import ConnectionCard
from ui.sync.enrolment_sheets import ConnectionSheet, PasswordSheet, SignInSheet
from ui.sync.join_sheet import JoinSheet
from ui.widgets import Toasts

Type = Callable[..., None]


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def write(qtbot: QtBot) -> Type:
    """Types each text where the focus is and goes on with Enter; "" leaves what stands there."""

    def written(sheet: Sheet, *texts: str) -> None:
        sheet.show_up()
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        for text in texts:
            place = QApplication.focusWidget()
            assert place is not None and sheet.isAncestorOf(place), text
            if text:
                qtbot.keyClick(place, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
                qtbot.keyClicks(place, text)
            qtbot.keyClick(place, Qt.Key.Key_Return)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return written


def test_connecting(ground: QWidget, write: Type) -> None:
    given: list[NewConnection] = []
    sheet = ConnectionSheet(ground, given.append)
    write(sheet, "https://a.example:8443", "/a/ca.pem", "AB12-CD34", "window 3", "zhou", "a long password")
    [new] = given
    assert new == NewConnection(
        "https://a.example:8443", Path("/a/ca.pem"), "AB12-CD34", "window 3", "zhou", "a long password"
    )


def test_joining_with_the_name_of_the_machine(ground: QWidget, write: Type) -> None:
    given: list[NewPc] = []
    sheet = JoinSheet(ground, given.append)
    name = sheet.form.value("pc")
    write(sheet, "https://a.example", "ca.pem", "AB12", "" if name else "2", "wu", "long enough", "long enough")
    assert given == [NewPc("https://a.example", Path("ca.pem"), "AB12", name or "2", "wu", "long enough")]


def test_signing_in(ground: QWidget, write: Type) -> None:
    given: list[tuple[str, str]] = []
    write(SignInSheet(ground, lambda login, password: given.append((login, password))), "zhou", "a long password")
    assert given == [("zhou", "a long password")]


def test_another_password_by_the_old_one(ground: QWidget, write: Type) -> None:
    given: list[NewPassword] = []
    sheet = PasswordSheet(ground, given.append)
    write(sheet, "zhou", "", "the old one", "the new one", "the new one")
    assert given == [NewPassword("zhou", "the new one", old="the old one")]


def test_another_password_by_a_code(ground: QWidget, write: Type, qtbot: QtBot) -> None:
    given: list[NewPassword] = []
    sheet = PasswordSheet(ground, given.append)
    sheet.way.chips["code"].click()
    assert not sheet.form.field("old").isVisible()
    write(sheet, "zhou", "", "AB12-CD34", "the new one", "the new one")
    assert given == [NewPassword("zhou", "the new one", code="AB12-CD34")]


def test_what_is_missing_or_differs_is_said_at_its_field(ground: QWidget, write: Type) -> None:
    given: list[NewPassword] = []
    sheet = PasswordSheet(ground, given.append)
    write(sheet, "zhou", "", "the old one", "short", "short")
    assert "8" in sheet.form.said("password")
    sheet.form.set_values({"password": "the new one", "again": "the new two"})
    sheet.accept()
    assert "不同" in sheet.form.said("again")
    sheet.form.set_values({"old": "", "again": "the new one"})
    sheet.accept()
    assert given == [] and sheet.form.said("old")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewPassword("wang", "the new one"), "只填一项"),
        (NewPassword("wang", "the new one", old="x", code="y"), "只填一项"),
        (NewPassword("wang", "short", old="the old one"), "至少要 8 位"),
        (NewPassword("wang", "the same one", old="the same one"), "相同"),
    ],
)
def test_what_is_refused_is_said_and_the_buttons_come_back(
    desk: Desk, lanes: Lanes, qtbot: QtBot, new: NewPassword, said: str
) -> None:
    card = ConnectionCard(Jobs(desk, lanes))
    qtbot.addWidget(card)
    card.show()
    card.load()
    lanes.wait_idle()
    _enrolled(desk)
    card._change_password(new)
    assert not card.password_button.isEnabled()
    lanes.wait_idle()
    assert said in Toasts.of(card).shown[-1].words.text()
    assert card.password_button.isEnabled()


def _enrolled(desk: Desk) -> None:
    """This PC is a device of a central store that nobody answers for."""
    keep(desk.store, Enrolment("https://127.0.0.1:9", "-", desk.actor.device_id, desk.actor.office_id, bytes(32)))
