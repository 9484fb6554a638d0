"""Connecting from the settings, and joining at the first run: what is asked, and what is said when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.settings import Settings
from caseworker.sync.connection import NewConnection
from caseworker.sync.joining import NewPc
from tests.ui.walk import faults
from ui.jobs import Jobs, Lanes
from ui.shell.application import dress
from ui.sync.connection_card import ConnectionCard
from ui.sync.enrolment_sheets import ConnectionSheet, PasswordSheet
from ui.sync.join_sheet import JoinSheet
from ui.widgets import ReasonPrompt, Toasts


@pytest.fixture
def make_card(qtbot: QtBot, lanes: Lanes) -> object:
    def made(desk: Desk) -> ConnectionCard:
        card = ConnectionCard(Jobs(desk, lanes))
        qtbot.addWidget(card)
        card.resize(720, 240)
        card.show()
        card.load()
        lanes.wait_idle()
        return card

    return made


def words(card: QWidget) -> str:
    return "\n".join(part.text() for part in card.findChildren(QLabel) if part.isVisible())


def test_alone_it_offers_to_connect(make_card: object, alone: Desk) -> None:
    card = make_card(alone)  # type: ignore[operator]
    assert card.connect_button.isVisible() and not card.leave_button.isVisible()
    assert "独立工作" in words(card)
    assert faults(card) == []


def test_connected_it_says_where_and_lets_go_for_a_reason(make_card: object, lanes: Lanes, supervised: Desk) -> None:
    card = make_card(supervised)  # type: ignore[operator]
    assert "https://zhongxin.example:8443" in words(card)
    assert not card.connect_button.isVisible() and card.sign_in_button.isVisible() and card.password_button.isVisible()
    card.ask_leave()
    prompt = card.window().findChild(ReasonPrompt)
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    lanes.wait_idle()
    assert card.connect_button.isVisible() and "独立工作" in words(card)


@pytest.mark.parametrize(
    ("address", "content", "said"),
    [
        ("http://zhongxin.example", "", "https://"),
        ("https://127.0.0.1:9", "no certificate", "证书文件"),
    ],
)
def test_what_is_wrong_is_said_and_can_be_tried_again(
    make_card: object, lanes: Lanes, tmp_path: Path, alone_supervisor: Desk, address: str, content: str, said: str
) -> None:
    card = make_card(alone_supervisor)  # type: ignore[operator]
    file = tmp_path / "district.pem"
    file.write_text(content)
    card._connect(NewConnection(address, file, "code", "1 号窗口", "wang", "secret-secret"))
    lanes.wait_idle()
    assert said in Toasts.of(card).shown[-1].words.text()
    assert card.connect_button.isEnabled()


def test_an_officer_may_not_connect(make_card: object, lanes: Lanes, tmp_path: Path, alone: Desk) -> None:
    card = make_card(alone)  # type: ignore[operator]
    card._connect(NewConnection("https://127.0.0.1:9", tmp_path / "none", "code", "1", "wang", "secret-secret"))
    lanes.wait_idle()
    assert "角色" in Toasts.of(card).shown[-1].words.text()


@pytest.mark.parametrize(
    "look", [Settings(), Settings(language="en"), Settings(text_scale=150), Settings(theme="dark")], ids=str
)
def test_the_sheets_are_whole(qtbot: QtBot, qapp: QApplication, look: Settings) -> None:
    dress(qapp, look)
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    for sheet in (ConnectionSheet(ground, print), JoinSheet(ground, print), PasswordSheet(ground, print)):
        sheet.show_up()
        QApplication.processEvents()
        assert faults(sheet) == []
        assert sheet.height() <= 768
        sheet.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_joining_asks_the_password_twice(qtbot: QtBot) -> None:
    ground, given = QWidget(), []
    qtbot.addWidget(ground)
    ground.show()
    sheet = JoinSheet(ground, given.append)
    sheet.show_up()
    filled = {"address": "https://a.example", "authority": "ca.pem", "code": "c", "pc": "2", "login": "wu"}
    sheet.form.set_values({**filled, "password": "short", "again": "short"})
    sheet.accept()
    sheet.form.set_values({"password": "long enough", "again": "long enouhg"})
    sheet.accept()
    assert given == []
    sheet.form.set_values({"again": "long enough"})
    sheet.accept()
    assert given == [NewPc("https://a.example", Path("ca.pem"), "c", "2", "wu", "long enough")]
