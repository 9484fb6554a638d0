"""Offering a case to another office from the keyboard, and taking the offer back."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.sync.transfers import transfer_of
from tests.caseworker.sync.arrivals import FARTHER
from ui.jobs import Jobs, Lanes
from ui.sync.transfer_sheet import Transfers, TransferSheet
from ui.widgets import ReasonPrompt, Toasts


@pytest.fixture
def screen(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def sheets(screen: QWidget, lanes: Lanes, desk: Desk) -> Transfers:
    return Transfers(screen, Jobs(desk, lanes))


def opened(screen: QWidget, lanes: Lanes) -> TransferSheet:
    lanes.wait_idle()
    sheet = screen.findChild(TransferSheet)
    assert sheet is not None
    return sheet


def test_an_offer_needs_an_office_and_a_reason(
    qtbot: QtBot, screen: QWidget, sheets: Transfers, lanes: Lanes, desk: Desk, person: UUID
) -> None:
    sheets.ask(person, "李样二")
    sheet = opened(screen, lanes)
    assert "李样二" in sheet.words.text()
    qtbot.keyClicks(sheet.form.field("office").line, "ys")
    qtbot.keyClick(sheet.form.field("office").line, Qt.Key.Key_Return)
    assert sheet.form.field("office").text() == "样三街道　四川省 广元市 利州区"
    sheet.accept()
    assert transfer_of(desk, person) is None  # the reason is missing
    sheet.form.field("words").setText("母亲患病，回乡照料")
    sheet.accept()
    lanes.wait_idle()
    made = transfer_of(desk, person)
    assert made is not None and (made.state, made.reason) == ("offered", "母亲患病，回乡照料")
    assert "李样二" in Toasts.of(screen).shown[-1].words.text()


def test_an_open_offer_is_taken_back(
    screen: QWidget, sheets: Transfers, lanes: Lanes, desk: Desk, person: UUID, qtbot: QtBot
) -> None:
    sheets._offer(person, "李样二", FARTHER, "搬走")
    lanes.wait_idle()
    sheets.ask(person, "李样二")
    lanes.wait_idle()
    prompt = screen.findChild(ReasonPrompt)
    assert prompt is not None
    assert "样三街道" in [part.text() for part in prompt.findChildren(type(prompt.words))][1]
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    lanes.wait_idle()
    made = transfer_of(desk, person)
    assert made is not None and made.state == "withdrawn"
    QApplication.processEvents()


def test_without_a_central_store_it_is_said(screen: QWidget, lanes: Lanes, alone: Desk, sync_office: object) -> None:
    sheets = Transfers(screen, Jobs(alone, lanes))
    sheets._offer(UUID(int=1), "李样二", FARTHER, "搬走")
    lanes.wait_idle()
    assert "连接中心" in Toasts.of(screen).shown[-1].words.text()
