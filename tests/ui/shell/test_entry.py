"""Coming in: first run, sign-in, locking, and every trouble a store can be in."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import NEW, PASSWORD, SampleEntry, close, come_in, make_window, notes
from tests.ui.walk import faults
from ui.jobs import Lanes
from ui.shell.first_run import FirstRun
from ui.shell.keeper import SettingsKeeper
from ui.shell.sign_in import SignIn
from ui.shell.window import MainWindow
from ui.widgets.toast import Toasts


def sign_in_card(window: MainWindow) -> SignIn:
    card = window.gate.card
    assert isinstance(card, SignIn)
    return card


def words_at_gate(window: MainWindow) -> str:
    QApplication.processEvents()
    return " ".join(part.text() for part in window.gate.findChildren(QLabel) if part.isVisible())


def test_a_password_and_enter_are_enough(outside: MainWindow, qtbot: QtBot) -> None:
    card = sign_in_card(outside)
    assert QApplication.focusWidget() is card.password
    assert set(card.officers.chips) == {"zhu", "yang"}
    card.officers.set_value("zhu")
    qtbot.keyClicks(card.password, PASSWORD)
    qtbot.keyClick(card.password, Qt.Key.Key_Return)
    outside.lanes.wait_idle()
    assert outside.workplace is not None and outside.workplace.current_key == "today"
    assert outside.jobs is not None and outside.jobs.desk.actor.name == "样主管"


def test_a_wrong_password_is_told_and_can_be_tried_again(outside: MainWindow, qtbot: QtBot) -> None:
    card = sign_in_card(outside)
    card.officers.set_value("yang")
    qtbot.keyClicks(card.password, "not-the-password")
    card.submit()
    assert not card.button.isEnabled()
    outside.lanes.wait_idle()
    assert card.words.isVisible() and "密码" in card.words.text()
    assert card.password.text() == "" and card.button.isEnabled()
    assert outside.workplace is None


def test_nothing_typed_is_told(outside: MainWindow) -> None:
    card = sign_in_card(outside)
    card.submit()
    assert card.words.text() == "请输入密码。"
    card.officers.set_value(None)
    card.submit()
    assert card.words.text() == "请选择您是哪一位。"


def test_the_password_leaves_the_screen_once_inside(outside: MainWindow) -> None:
    card = sign_in_card(outside)
    card.password.setText(PASSWORD)
    card.submit()
    outside.lanes.wait_idle()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    assert all(line.text() != PASSWORD for line in outside.findChildren(QLineEdit))


def test_the_first_run_makes_an_office(entry: SampleEntry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> None:
    window = make_window(entry, lanes, keeper, qtbot)
    wizard = window.gate.card
    assert isinstance(wizard, FirstRun)
    assert ("500113", "重庆市 巴南区") in wizard.district.found("巴南")
    assert wizard.district.found("")[0][0].startswith("50")
    wizard.form.set_values(
        {"office": NEW.office_name, "district": "500113", "street": NEW.street, "officer": "样主管", "login": "zhu"}
    )
    wizard.form.set_values({"password": PASSWORD, "again": PASSWORD})
    assert faults(window) == []
    wizard.submit()
    lanes.wait_idle()
    assert window.jobs is not None and window.jobs.desk.actor.office_name == NEW.office_name
    close(window)
    assert entry.inspect().condition == "ready"


def test_the_first_run_says_what_is_missing_or_differs(
    entry: SampleEntry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot
) -> None:
    window = make_window(entry, lanes, keeper, qtbot)
    wizard = window.gate.card
    assert isinstance(wizard, FirstRun)
    asked: list[object] = []
    wizard.office_wanted.connect(asked.append)
    wizard.submit()
    assert wizard.form.said("district") == "请填写区（县）。"
    wizard.form.set_values({"office": "站", "district": "500113", "street": "街", "officer": "样一", "login": "a"})
    wizard.form.set_values({"password": "short", "again": "short"})
    wizard.submit()
    assert "8" in wizard.form.said("password")
    wizard.form.set_values({"password": PASSWORD, "again": "another-password"})
    wizard.submit()
    assert "不一样" in wizard.form.said("again")
    assert asked == []
    close(window)


def test_the_sample_office_is_made_and_then_signed_in_to(
    entry: SampleEntry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot
) -> None:
    window = make_window(entry, lanes, keeper, qtbot)
    wizard = window.gate.card
    assert isinstance(wizard, FirstRun)
    wizard.take_sample()
    lanes.wait_idle()
    assert isinstance(window.gate.card, SignIn)
    come_in(window, "zhu")
    assert window.jobs is not None and window.jobs.desk.actor.practice
    close(window)


def test_locking_hides_everything_and_unlocking_returns(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None
    window.go("cases", person=1)
    screen = notes(window)
    screen.line.setText("半句话")
    Toasts.of(window).say("已记一次联系")
    QApplication.clipboard().setText("138****6021")
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not screen.isVisible() and not window.workplace.isVisible()
    assert Toasts.of(window).shown == () and QApplication.clipboard().text() == ""
    window.lanes.wait_idle()
    assert screen.drafts == ["半句话"]
    assert window.jobs is not None and window.jobs.desk is None
    assert "已锁定" in words_at_gate(window) and sign_in_card(window).officers.value() == "yang"
    come_in(window)
    assert notes(window) is screen and screen.line.text() == "半句话" and screen.isVisible()
    assert window.jobs.desk is not None


def test_another_officer_starts_anew_after_locking(window: MainWindow) -> None:
    window.go("cases")
    screen = notes(window)
    window.lock()
    window.lanes.wait_idle()
    come_in(window, "zhu")
    assert notes(window) is not screen
    assert window.workplace is not None and window.workplace.current_key == "today"
    assert window.jobs is not None and window.jobs.desk.actor.name == "样主管"


def test_nobody_at_the_pc_locks_it(window: MainWindow, keeper: SettingsKeeper) -> None:
    assert window.idle.counting
    keeper.change(lock_minutes=1)
    window.idle.idle.emit()
    window.lanes.wait_idle()
    assert window.jobs is not None and window.jobs.desk is None and not window.idle.counting
    come_in(window)
    assert window.idle.counting


def test_a_key_puts_the_lock_off(window: MainWindow, qtbot: QtBot) -> None:
    timer = window.idle._timer
    timer.setInterval(60_000)
    timer.start()
    before = timer.remainingTime()
    qtbot.waitUntil(lambda: timer.remainingTime() < before)
    worn = timer.remainingTime()
    handle = window.windowHandle()
    assert handle is not None
    from PySide6.QtTest import QTest

    QTest.keyClick(handle, Qt.Key.Key_A)
    assert timer.remainingTime() > worn


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("in_use", "已在别处打开"),
        ("missing", "不在原处"),
        ("newer", "更新的版本"),
        ("damaged", "损坏"),
        ("odd", "打不开"),
    ],
)
def test_every_trouble_says_what_to_do(outside: MainWindow, condition: str, said: str) -> None:
    outside.gate.show_trouble(condition)
    QApplication.processEvents()
    words = words_at_gate(outside)
    assert said in words and ("重试" in words or "请" in words)
    assert faults(outside) == []


def test_a_store_that_went_missing_is_told_and_can_be_put_back(
    office: SampleEntry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot
) -> None:
    store = office.root / "store.db"
    shutil.move(store, office.root / "elsewhere.db")
    window = make_window(office, lanes, keeper, qtbot)
    assert "不在原处" in words_at_gate(window)
    shutil.move(office.root / "elsewhere.db", store)
    window.gate.retry_wanted.emit()
    lanes.wait_idle()
    assert isinstance(window.gate.card, SignIn)
    close(window)


def test_a_read_only_folder_is_told_before_signing_in(outside: MainWindow) -> None:
    status = outside.door.inspect()._replace(condition="read_only")
    outside.gate.show_status(status)
    assert "不能保存" in words_at_gate(outside)


def test_the_title_names_nobody(window: MainWindow) -> None:
    assert window.windowTitle() == "就业帮扶工作台"


@pytest.mark.parametrize(("look", "scale"), [("light", 100), ("dark", 130), ("contrast", 150)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_gate_is_sound_in_every_look(
    outside: MainWindow, keeper: SettingsKeeper, look: str, scale: int, language: str
) -> None:
    keeper.change(theme=look, text_scale=scale, language=language)
    QApplication.processEvents()
    assert isinstance(outside.gate.card, SignIn)
    assert faults(outside) == []
    outside.gate.show_first_run()
    outside.lanes.wait_idle()
    QApplication.processEvents()
    assert faults(outside) == []
