"""The district's screen over the real service: keys, numbers, a reason before names, and words when nobody answers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.settings import Settings
from db.sync import session
from tests.caseworker.district.bureau import unreachable
from tests.central import CentralServer
from tests.ui.walk import faults
from ui.district.screen import DistrictScreen
from ui.district.words import GROUPS
from ui.jobs import Jobs, Lanes
from ui.shell.application import dress
from ui.widgets import ReasonPrompt, Toasts

OCTOBER = date(2026, 10, 1)
SIZE = (1366 - 200, 768 - 58)
"""What the window leaves a screen of the usual office display."""


@pytest.fixture
def screen(qtbot: QtBot, lanes: Lanes, desk: Desk) -> DistrictScreen:
    return shown(qtbot, lanes, desk)


def shown(qtbot: QtBot, lanes: Lanes, desk: Desk) -> DistrictScreen:
    made = DistrictScreen(Jobs(desk, lanes))
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    made.activate(month=OCTOBER)
    settle(made)
    return made


def settle(screen: DistrictScreen) -> None:
    screen.jobs.wait_idle()
    QApplication.processEvents()


def prompt_of(screen: DistrictScreen) -> ReasonPrompt:
    [prompt] = [one for one in screen.findChildren(ReasonPrompt) if one.isVisible()]
    return prompt


def open_records(qtbot: QtBot, screen: DistrictScreen) -> None:
    """Enter on the current number, take the first reason, go on."""
    assert screen.table is not None
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Return)
    prompt = prompt_of(screen)
    prompt.memo.set_value("核对十月数字")
    prompt.accept()
    settle(screen)


def test_every_office_and_the_totals(screen: DistrictScreen) -> None:
    assert screen.month is not None and screen.table is not None
    assert len(screen.table.rows) == len(screen.month.offices) > 25
    assert len(screen.totals.tiles) == 6
    assert f"{len(screen.month.offices)}" in screen.until.text() and "2026-10-31" in screen.until.text()
    activities = screen.month.total("activities")
    screen.groups.set_value("service")
    screen.show_group()
    assert any(f"{activities.this_month:,}" in tile.accessibleName() for tile in screen.totals.tiles)


def test_all_main_indicators_stand_in_a_group(screen: DistrictScreen) -> None:
    assert screen.month is not None
    assert sorted(code for group in GROUPS.values() for code in group) == sorted(screen.month.codes)
    for group in GROUPS:
        screen.groups.set_value(group)
        screen.show_group()
        assert screen.table is not None
        assert [column.key for column in screen.table.model.columns][1:] == list(GROUPS[group])


def test_arrows_change_the_month(qtbot: QtBot, screen: DistrictScreen) -> None:
    qtbot.keyClick(screen.picker, Qt.Key.Key_Left)
    settle(screen)
    assert screen.month is not None and screen.month.month == date(2026, 9, 1)


def test_a_reason_comes_before_the_records(qtbot: QtBot, screen: DistrictScreen) -> None:
    screen.groups.set_value("service")
    screen.show_group()
    table = screen.table
    assert table is not None
    table.view.setCurrentIndex(table.model.index(3, 3))
    asked = table.rows[3]
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    prompt = prompt_of(screen)
    prompt.accept()
    settle(screen)
    assert screen.pages.currentWidget() is screen.content, "no reason, no records"
    prompt.reject()
    open_records(qtbot, screen)
    assert screen.pages.currentWidget() is screen.records_page
    count = asked.values[screen.month.codes.index("activities")]  # type: ignore[union-attr]
    assert len(screen.records.rows) == count and asked.name in screen.records_title.text()
    assert {row.name for row in screen.records.rows} == {"王*"}
    assert "核对十月数字" in screen.records.hint.text()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen.records.view, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.content and not screen.records.rows


def test_more_records_come_when_asked(qtbot: QtBot, screen: DistrictScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.central import reports

    monkeypatch.setattr(reports, "MAX_ROWS", 2)
    screen.groups.set_value("service")
    screen.show_group()
    assert screen.table is not None
    screen.table.view.setCurrentIndex(screen.table.model.index(2, 3))
    open_records(qtbot, screen)
    assert len(screen.records.rows) == 2 and screen.more_button.isVisible()
    screen.more()
    settle(screen)
    assert len(screen.records.rows) == 4
    assert len({row.id for row in screen.records.rows}) == 4


def test_the_name_of_an_office_is_no_number(qtbot: QtBot, screen: DistrictScreen) -> None:
    assert screen.table is not None
    screen.table.view.setCurrentIndex(screen.table.model.index(0, 0))
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Return)
    assert not [one for one in screen.findChildren(ReasonPrompt) if one.isVisible()]


def test_without_a_connection_it_says_so(qtbot: QtBot, lanes: Lanes, alone: Desk) -> None:
    made = shown(qtbot, lanes, alone)
    assert made.pages.currentWidget() is made.notice
    assert "还没有连接" in made.notice.words.text() and made.table is None


def test_when_nobody_answers_it_says_so_and_tries_again(
    qtbot: QtBot, lanes: Lanes, alone: Desk, district_server: CentralServer
) -> None:
    unreachable(alone, district_server)
    made = shown(qtbot, lanes, alone)
    assert "连不上中心库" in made.notice.words.text()
    assert made.notice.button.hasFocus() or not made.isActiveWindow()
    made.notice.button.click()
    settle(made)
    assert made.pages.currentWidget() is made.notice


def test_a_line_that_breaks_between_month_and_records(
    qtbot: QtBot, screen: DistrictScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "kept_login", lambda *_: None)
    assert screen.table is not None
    open_records(qtbot, screen)
    assert screen.pages.currentWidget() is screen.content
    assert "重新登录" in Toasts.of(screen).shown[-1].text


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "scale"), [("zh", 100), ("zh", 150), ("en", 100), ("en", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot, qapp: QApplication, lanes: Lanes, desk: Desk, language: str, scale: int, theme: str
) -> None:
    dress(qapp, Settings(language=language, text_scale=scale, theme=theme))
    made = shown(qtbot, lanes, desk)
    made.resize(1366 - round(176 * scale / 100), 768 - round(58 * scale / 100))
    for group in GROUPS:
        made.groups.set_value(group)
        made.show_group()
        QApplication.processEvents()
        assert faults(made) == []
    open_records(qtbot, made)
    assert faults(made) == []
