"""The policy packs on the settings: what stands, what came, what differs, and who may decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseworker.access.actor import Role
from caseworker.desk import Change, ChangeKind, ChangeSummary, Desk, Saved
from caseworker.policy.adoption import policy_packs
from caseworker.settings import Settings
from tests.caseworker.policy.test_adoption import CORRECTED, bring, withdraw
from tests.caseworker.vacancies.office import make_office, office_desk
from tests.ui.walk import faults
from ui.jobs import Jobs, Lanes
from ui.policy.card import PackLine, PolicyCard
from ui.policy.compare_sheet import CompareSheet
from ui.shell.application import dress
from ui.widgets import ReasonPrompt, Toasts

Show = Callable[[Desk], PolicyCard]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("policy-office") / "office")


@pytest.fixture
def officer(finished: Path, tmp_path: Path) -> Iterator[Desk]:
    with office_desk(finished, tmp_path / "office") as made:
        yield Desk(made.store, replace(made.actor, role=Role.OFFICER), made.clock)


@pytest.fixture
def supervisor(officer: Desk) -> Desk:
    return Desk(officer.store, replace(officer.actor, role=Role.SUPERVISOR), officer.clock)


@pytest.fixture
def pack(officer: Desk) -> UUID:
    return bring(officer, CORRECTED)


@pytest.fixture
def show(qtbot: QtBot, lanes: Lanes) -> Iterator[Show]:
    def shown(desk: Desk) -> PolicyCard:
        card = PolicyCard(Jobs(desk, lanes))
        lanes.bus.changed.connect(card.changed)
        qtbot.addWidget(card)
        card.resize(720, 520)
        card.show()
        card.activateWindow()
        card.load()
        settle(lanes)
        return card

    yield shown
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(lanes: Lanes) -> None:
    """Jobs are done and what they showed is laid out."""
    lanes.wait_idle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def words(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def line(card: PolicyCard) -> PackLine:
    [found] = card.findChildren(PackLine)
    return found


def test_without_a_pack_it_says_what_stands(show: Show, officer: Desk) -> None:
    said = words(show(officer))
    assert said.count("随程序提供") == 4 and "区县没有下发政策包" in said


def test_a_supervisor_compares_and_puts_it_in_force_by_keyboard(
    show: Show, supervisor: Desk, pack: UUID, lanes: Lanes, qtbot: QtBot
) -> None:
    card = show(supervisor)
    assert "1 个新的" in card.note.text()
    line(card).compare_button.setFocus()
    qtbot.keyClick(line(card).compare_button, Qt.Key.Key_Space)
    settle(lanes)
    sheet = card.window().findChild(CompareSheet)
    assert "个人最高额度：50万元 → 40万元" in words(sheet)
    assert policy_packs(supervisor).waiting == 1, "looking changes nothing"
    sheet.go.setFocus()
    qtbot.keyClick(sheet.go, Qt.Key.Key_Space)
    settle(lanes)
    assert policy_packs(supervisor).in_force[0].since == supervisor.now
    assert "启用" in Toasts.of(card).shown[-1].words.text()
    assert card.note.text() == "" and words(card).count("随程序提供") == 3
    assert line(card).leave_button.isVisible()


def test_and_takes_it_out_for_a_reason(show: Show, supervisor: Desk, pack: UUID, lanes: Lanes) -> None:
    card = show(supervisor)
    card._adopt(pack)()
    settle(lanes)
    line(card).leave_button.click()
    prompt = card.window().findChild(ReasonPrompt)
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    settle(lanes)
    assert {one.since for one in policy_packs(supervisor).in_force} == {None}
    assert not line(card).leave_button.isVisible()


def test_an_officer_sees_what_stands_and_decides_nothing(show: Show, officer: Desk, pack: UUID, lanes: Lanes) -> None:
    card = show(officer)
    assert "由主管决定" in words(card)
    line(card).compare_button.click()
    settle(lanes)
    sheet = card.window().findChild(CompareSheet)
    assert not sheet.go.isVisible() and "40万元" in words(sheet)
    sheet.reject()
    card._adopt(pack)()
    settle(lanes)
    assert "角色" in Toasts.of(card).shown[-1].words.text()


def test_a_pack_that_comes_while_the_page_is_open_appears(show: Show, supervisor: Desk, lanes: Lanes) -> None:
    card = show(supervisor)
    jobs = Jobs(supervisor, lanes)

    def arrive(desk: Desk, _control: object) -> Saved[UUID]:
        pack_id = bring(desk, CORRECTED)
        return Saved(pack_id, ChangeSummary(frozenset({Change("policy_pack", pack_id, ChangeKind.INSERT)})))

    jobs.write(arrive, lambda _saved: None, owner=card)
    settle(lanes)
    assert card.page is not None and card.page.waiting == 1


def test_a_malformed_pack_is_shown_as_such(show: Show, supervisor: Desk) -> None:
    bring(supervisor, CORRECTED.replace('unit = "months"', 'unit = "years"', 1))
    card = show(supervisor)
    said = words(line(card))
    assert "max_term" in said and "没有任何改动" in said
    assert not line(card).compare_button.isVisible() and not line(card).leave_button.isVisible()
    assert card.note.text() == ""


def test_a_withdrawn_pack_in_force_is_said_to_be(show: Show, supervisor: Desk, pack: UUID, lanes: Lanes) -> None:
    card = show(supervisor)
    card._adopt(pack)()
    settle(lanes)
    withdraw(supervisor, pack)
    card.load()
    settle(lanes)
    assert "区县已撤回" in words(line(card)) and line(card).leave_button.isVisible()


@pytest.mark.parametrize(
    "look", [Settings(), Settings(language="en"), Settings(text_scale=150), Settings(theme="dark")], ids=str
)
def test_card_and_sheet_are_whole(
    show: Show, supervisor: Desk, pack: UUID, lanes: Lanes, qapp: QApplication, look: Settings
) -> None:
    dress(qapp, look)
    bring(supervisor, CORRECTED.replace("value = 36\n", 'value = "x"\n', 1))
    card = show(supervisor)
    assert faults(card) == []
    next(one for one in card.findChildren(PackLine) if one.compare_button.isVisible()).compare_button.click()
    settle(lanes)
    sheet = card.window().findChild(CompareSheet)
    QApplication.processEvents()
    assert faults(sheet) == []
    assert sheet.height() <= 768
    sheet.reject()
