"""The sync page: what is shown, and conflicts, refusals and offers settled from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.desk import Desk
from caseworker.settings import Settings
from caseworker.sync.conflicts import conflicts
from caseworker.sync.stuck import stuck
from caseworker.sync.transfers import offer, transfers
from db.central import carrier as hub
from db.central.database import Central
from tests.caseworker.sync.arrivals import (
    COLLEAGUE,
    FARTHER,
    conflict,
    edit,
    offered_to_us,
    person_now,
    refuse_all,
    run,
)
from tests.caseworker.sync.sticks import NOW, known_at
from tests.caseworker.vacancies.office import add_person
from tests.ui.walk import faults
from ui.shell.application import dress
from ui.sync.duel import Duel
from ui.sync.screen import TABS, SyncScreen
from ui.widgets import LinkButton, ReasonPrompt, Toasts

Show = Callable[..., SyncScreen]


def press(qtbot: QtBot, screen: SyncScreen, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or screen, key)
        screen.jobs.wait_idle()


def focused_duel() -> Duel | None:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Duel):
        widget = widget.parentWidget()
    return widget


def test_a_pc_that_works_alone_is_left_in_peace(alone: Desk, show: Show) -> None:
    screen = show(alone)
    assert screen.nothing.isVisible()
    assert not screen.button.isVisible() and not screen.card.isVisible()
    assert screen.standing.text() == ""
    assert faults(screen) == []


def test_the_state_is_said_and_what_waits_comes_first(desk: Desk, person: UUID, show: Show) -> None:
    edit(desk, person, community="样一社区")
    screen = show(desk)
    assert screen.standing.text() == "已同步 09:30 · 1 条未上报"
    assert screen.button.isVisible()
    assert screen.tabs.currentIndex() == TABS.index("pending")
    assert [row.fields for row in screen.pending.table.rows] == [("社区",)]
    offered_to_us(desk)
    screen.activate()
    screen.jobs.wait_idle()
    assert screen.tabs.currentIndex() == TABS.index("transfers")
    assert screen.tabs.tabText(TABS.index("transfers")) == "转办 1"


def test_trouble_says_what_to_do(desk: Desk, show: Show) -> None:
    run(desk, desk.now.replace(hour=2), "sync.certificate")
    screen = show(desk)
    assert screen.trouble.isVisible()
    assert "证书" in screen.trouble.words.text()
    assert screen.history.table.rows[0].problem == screen.trouble.words.text()


def test_a_conflict_is_settled_from_the_keyboard(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    edit(desk, person, mobile="13800000002", community="样一社区")
    conflict(desk, "person", person, "mobile", "13800000002", "13900000003", other_by=COLLEAGUE)
    conflict(desk, "person", person, "community", "样一社区", "样二社区", other_by=COLLEAGUE)
    screen = show(desk)
    qtbot.waitUntil(screen.conflicts.table.view.hasFocus)
    press(qtbot, screen, Qt.Key.Key_Return)
    duel = focused_duel()
    assert duel is not None and duel.conflict.name == "手机"
    assert duel.buttons["other"].value == "139****0003"
    assert "李样九" in duel.buttons["other"].foot
    press(qtbot, screen, Qt.Key.Key_2)
    assert person_now(desk, person).mobile == "13900000003"
    assert (now := focused_duel()) is not None and now.conflict.name == "社区"  # on to the next that waits
    press(qtbot, screen, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert person_now(desk, person).community == "样二社区"
    assert conflicts(desk)[0].open == 0
    qtbot.waitUntil(screen.conflicts.table.view.hasFocus)


def test_a_choice_is_undone(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    conflict(desk, "person", person, "community", None, "样二社区")
    screen = show(desk)
    press(qtbot, screen, Qt.Key.Key_Return, Qt.Key.Key_2)
    assert person_now(desk, person).community == "样二社区"
    qtbot.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen.jobs.wait_idle()
    assert person_now(desk, person).community is None
    assert conflicts(desk)[0].open == 1


def test_arrows_walk_the_fields(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    for field in ("community", "grid"):
        conflict(desk, "person", person, field, "1", "2", state="rule")
    screen = show(desk, tab="conflicts")
    screen.conflicts.duels[0].focus_first()
    press(qtbot, screen, Qt.Key.Key_Down)
    assert focused_duel() is screen.conflicts.duels[1]
    press(qtbot, screen, Qt.Key.Key_Right)
    assert screen.conflicts.duels[1].buttons["other"].hasFocus()
    press(qtbot, screen, Qt.Key.Key_Up)
    assert focused_duel() is screen.conflicts.duels[0]


def test_hidden_numbers_are_shown_for_a_reason(desk: Desk, person: UUID, show: Show) -> None:
    conflict(desk, "person", person, "id_no", "509999199001010016", "509999199001010032")
    screen = show(desk)
    (duel,) = screen.conflicts.duels
    assert duel.buttons["kept"].value == "****0016"
    screen.conflicts.ask_reveal()
    prompt = screen.findChild(ReasonPrompt)
    assert prompt is not None
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    screen.jobs.wait_idle()
    assert duel.buttons["kept"].value == "509999199001010016"


def test_what_has_only_to_be_seen(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    conflict(desk, "person", person, "id_no", None, {"office": "样二街道"}, kind="identity")
    screen = show(desk)
    press(qtbot, screen, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert conflicts(desk)[0].open == 0
    assert not screen.conflicts.duels[0].seen.isEnabled()


def test_two_people_of_one_number_are_compared(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    twin = add_person(desk, mobile="13800000009")
    values = {"kind": "identity", "other_row_id": twin, "person_id": person}
    conflict(desk, "person", person, "id_no", None, {"office": "样例街道"}, **values)
    screen = show(desk)
    words = screen.conflicts.tr("Compare and merge")
    [link] = [one for one in screen.conflicts.findChildren(LinkButton) if one.text() == words]
    with qtbot.waitSignal(screen.navigate) as gone:
        link.click()
    assert gone.args == ["duplicates", {"pair": (person, twin)}]


def test_a_refusal_is_explained_and_sent_again(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    edit(desk, person, community="样一社区")
    refuse_all(desk)
    screen = show(desk)
    assert screen.tabs.currentIndex() == TABS.index("stuck")
    assert "日期或金额" in screen.stuck.why.text()
    press(qtbot, screen, Qt.Key.Key_R)
    assert stuck(desk) == ()
    assert not screen.stuck.resend.isVisible()


def test_a_refusal_is_given_up_with_a_reason(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    edit(desk, person, community="样一社区")
    refuse_all(desk)
    screen = show(desk)
    press(qtbot, screen, Qt.Key.Key_Delete)
    prompt = screen.findChild(ReasonPrompt)
    assert prompt is not None
    prompt.accept()
    assert stuck(desk) != ()  # no reason, no giving up
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    screen.jobs.wait_idle()
    assert stuck(desk) == () and person_now(desk, person).community is None


def test_an_offer_is_accepted_and_another_refused(qtbot: QtBot, desk: Desk, show: Show) -> None:
    offered_to_us(desk), offered_to_us(desk, label="李*")
    screen = show(desk)
    press(qtbot, screen, Qt.Key.Key_A)
    assert [one.state for one in transfers(desk)] == ["offered", "accepted"]
    press(qtbot, screen, Qt.Key.Key_R)
    prompt = screen.findChild(ReasonPrompt)
    assert prompt is not None
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    screen.jobs.wait_idle()
    assert {one.state for one in transfers(desk)} == {"accepted", "refused"}
    assert not screen.transfers.take.isVisible()


def test_our_own_offer_is_withdrawn(qtbot: QtBot, desk: Desk, person: UUID, show: Show) -> None:
    offer(desk, person, FARTHER, "搬走")
    screen = show(desk, tab="transfers")
    assert screen.transfers.back.isVisible() and not screen.transfers.take.isVisible()
    press(qtbot, screen, Qt.Key.Key_W)
    assert transfers(desk)[0].state == "withdrawn"
    assert "李样二" in Toasts.of(screen).shown[-1].words.text()


@pytest.mark.parametrize("tab", ["conflicts", "pending", "stuck", "transfers"])
def test_enter_or_the_link_opens_the_person(qtbot: QtBot, desk: Desk, person: UUID, show: Show, tab: str) -> None:
    conflict(desk, "person", person, "community", "样一社区", "样二社区")
    edit(desk, person, community="样三社区")
    if tab == "stuck":
        refuse_all(desk)
    if tab == "transfers":
        offer(desk, person, FARTHER, "搬走")
    screen = show(desk, tab=tab)
    with qtbot.waitSignal(screen.navigate) as gone:
        if tab == "conflicts":
            screen.conflicts.person_wanted.emit(screen.conflicts.table.current().person_id)
        else:
            press(qtbot, screen, Qt.Key.Key_Return)
    assert gone.args == ["case", {"person_id": person}]


@pytest.mark.parametrize(
    "look",
    [
        Settings(),
        Settings(theme="dark"),
        Settings(text_scale=150),
        Settings(language="en"),
        Settings(language="en", text_scale=150),
    ],
    ids=["usual", "dark", "large", "english", "large-english"],
)
def test_nothing_is_clipped_or_unnamed(
    qapp: QApplication, desk: Desk, person: UUID, show: Show, look: Settings
) -> None:
    conflict(desk, "person", person, "live_address", "样例路 1 号", "样例大道 128 号滨江小区 6 幢 2 单元 1702 室")
    conflict(desk, "person", person, "id_no", None, {"office": "样二街道"}, kind="identity")
    conflict(desk, "person", person, "grid", "1", "2", state="rule")
    edit(desk, person, community="样一社区")
    refuse_all(desk)
    edit(desk, person, community="样二社区")
    offered_to_us(desk)
    run(desk, desk.now.replace(hour=2), "sync.unreachable")
    dress(qapp, look)
    screen = show(desk)
    for tab in TABS:
        screen.show_tab(tab)
        QApplication.processEvents()
        assert faults(screen) == [], tab


def test_by_stick_out_and_in_again(desk: Desk, show: Show, central: Central, tmp_path: Path) -> None:
    known_at(desk, central)
    add_person(desk)
    screen = show(desk)
    assert [action.text() for action in screen.stick.menu_of_ways().actions()] == [
        "导出未上报内容(&E)…",
        "导入中心回执(&I)…",
    ]
    out, answer = tmp_path / "a.cwout", tmp_path / "a.cwreply"
    screen.stick.pack(out)
    screen.jobs.wait_idle()
    assert screen.stick.isEnabled() and out.exists()
    hub.answer_file(central, out, answer, NOW)
    screen.stick.take_in(answer)
    screen.jobs.wait_idle()
    assert screen.standing.text().endswith("已同步 09:30")
    screen.stick.take_in(out)
    screen.jobs.wait_idle()
    assert "没有打开" in Toasts.of(screen).shown[-1].text
