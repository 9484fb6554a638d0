"""Working in the window: going places, searching, hearing of changes, changing the look."""

from __future__ import annotations

from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from caseworker.desk import Change, ChangeKind, ChangeSummary
from caseworker.problems import OfficerProblem
from caseworker.settings import load_settings
from tests.ui.shell.conftest import Notes, notes
from tests.ui.walk import faults, faults_at_rest
from ui.shell.keeper import SettingsKeeper
from ui.shell.window import MainWindow
from ui.shell.workplace import Trail, Workplace
from ui.widgets.toast import Toasts

CONTROL = Qt.KeyboardModifier.ControlModifier


def place(window: MainWindow) -> Workplace:
    assert window.workplace is not None
    return window.workplace


def summary() -> ChangeSummary:
    return ChangeSummary(frozenset({Change("person", uuid4(), ChangeKind.INSERT)}))


def test_screens_are_made_when_first_gone_to_and_kept(window: MainWindow) -> None:
    assert list(place(window).screens) == ["today"]
    window.go("cases", person=1)
    first = notes(window)
    window.go("today")
    window.go("cases", person=2)
    assert notes(window) is first and first.asked == [{"person": 1}, {"person": 2}]
    assert place(window).sidebar.buttons["cases"].isChecked()


def test_keys_go_places(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert place(window).current_key == "cases"
    qtbot.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    assert place(window).current_key == "settings"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert place(window).current_key == "cases"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert place(window).current_key == "settings"
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert place(window).current_key == "register"
    assert place(window).sidebar.buttons["cases"].isChecked()  # its home


def test_a_screen_can_send_one_elsewhere_and_back(window: MainWindow) -> None:
    notes(window).go("vacancies", employer=3)
    assert place(window).current_key == "vacancies"
    notes(window).go("back")
    assert place(window).current_key == "today"


def test_the_trail_forgets_what_lay_ahead() -> None:
    trail = Trail()
    for key in ("a", "b", "c"):
        trail.add(key, {})
    assert trail.step(-1) == ("b", {}) and trail.step(-1) == ("a", {}) and trail.step(-1) is None
    trail.add("d", {})
    assert trail.step(1) is None and trail.step(-1) == ("a", {})


def test_f6_walks_the_parts_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    screen = notes(window)
    screen.line.setFocus()
    stops = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        stops.append(QApplication.focusWidget())
    assert stops == [place(window).sidebar.buttons["today"], place(window).top.search, screen.line]


def test_typing_finds_and_enter_goes_there(window: MainWindow, qtbot: QtBot) -> None:
    box = place(window).top.search
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert QApplication.focusWidget() is box
    qtbot.keyClicks(box, "w")
    window.lanes.wait_idle()
    assert [getattr(hit, "title", None) for hit in box.popup.hits()] == ["w样一", "示例农机公司"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert notes(window).asked == [{"employer": 1}]
    assert not box.popup.isVisible() and box.text() == ""


def test_only_the_last_typed_text_is_answered(window: MainWindow, qtbot: QtBot) -> None:
    box = place(window).top.search
    box.open()
    qtbot.keyClicks(box, "wangxm")
    window.lanes.wait_idle()
    assert box.popup.hits()[0].title == "wangxm样一"  # type: ignore[union-attr]


def test_commands_are_found_by_name(window: MainWindow, qtbot: QtBot) -> None:
    box = place(window).top.search
    box.open()
    box.insert("设置")
    box.textEdited.emit("设置")
    window.lanes.wait_idle()
    titles = [result.title() for result in box.popup.results if callable(result.title)]
    assert titles == ["设置"]
    box.choose(box.popup.results[-1])
    assert place(window).current_key == "settings"


def test_escape_leaves_the_search_and_returns_to_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    box = place(window).top.search
    box.open()
    qtbot.keyClicks(box, "w")
    window.lanes.wait_idle()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.popup.isVisible() and QApplication.focusWidget() is notes(window).line


def test_a_contact_asks_with_whom_unless_the_screen_knows(window: MainWindow, qtbot: QtBot) -> None:
    box = place(window).top.search
    qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
    assert QApplication.focusWidget() is box and box.people_only
    qtbot.keyClicks(box, "w")
    window.lanes.wait_idle()
    assert [result.kind for result in box.popup.results] == ["person"]  # type: ignore[union-attr]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert notes(window).asked == [{"person": "w", "contact": True}]
    assert not box.people_only
    Notes.takes_contact = True
    try:
        qtbot.keyClick(window, Qt.Key.Key_J, CONTROL)
        assert QApplication.focusWidget() is not box
    finally:
        Notes.takes_contact = False


def test_changes_are_heard_at_once_or_when_shown_again(window: MainWindow) -> None:
    today = notes(window)
    window.go("cases")
    cases = notes(window)
    first, second = summary(), summary()
    window.lanes.bus.publish(first)
    window.lanes.bus.publish(second)
    assert cases.heard == [first, second] and today.heard == []
    window.go("today")
    assert today.heard == [first | second]


def test_badges_and_words_say_what_waits(window: MainWindow) -> None:
    sidebar = place(window).sidebar
    window.lanes.wait_idle()
    assert sidebar.buttons["today"].accessibleName() == "今日 7"
    assert sidebar.buttons["cases"].accessibleName() == "帮扶个案"
    assert sidebar.state.text() == "已保存在本机\n3 条未上报"
    sidebar.set_unsent(0)
    assert sidebar.state.text() == "已保存在本机"


def test_a_problem_nobody_handled_becomes_a_toast(window: MainWindow) -> None:
    def refuse(_desk: object, _control: object) -> None:
        raise OfficerProblem("settings.partly_unreadable", names="theme")

    assert window.jobs is not None
    window.jobs.read(refuse, owner=window)
    window.lanes.wait_idle()
    [toast] = Toasts.of(window).shown
    assert toast.is_problem and "theme" in toast.text


def test_the_sheet_of_shortcuts_names_them_all(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QDialog)
    from PySide6.QtWidgets import QLabel

    words = [part.text() for part in sheet.findChildren(QLabel)]
    assert {"记一次联系", "新登记", "锁定", "今日", "设置", "下一项"} <= set(words)
    assert faults(sheet) == []
    sheet.close()


def test_settings_apply_live_and_keep_the_place(window: MainWindow, keeper: SettingsKeeper) -> None:
    window.go("cases", person=4)
    screen = notes(window)
    screen.line.setText("草稿")
    keeper.change(language="en", theme="dark", text_scale=130)
    window.lanes.wait_idle()
    anew = notes(window)
    assert anew is not screen and screen.drafts == ["草稿"] and anew.asked == [{"person": 4}]
    assert place(window).sidebar.buttons["cases"].text() == "Cases"
    assert load_settings(keeper._path).settings == keeper.settings


@pytest.mark.parametrize(("look", "scale"), [("light", 100), ("dark", 115), ("contrast", 150)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_window_is_sound_in_every_look(
    window: MainWindow, keeper: SettingsKeeper, look: str, scale: int, language: str
) -> None:
    keeper.change(theme=look, text_scale=scale, language=language)
    window.go("settings")
    window.lanes.wait_idle()
    QApplication.processEvents()
    assert faults_at_rest(window) == []


def test_the_window_remembers_its_place(window: MainWindow, keeper: SettingsKeeper) -> None:
    window.setGeometry(40, 50, 1100, 700)
    window.close()
    window.lanes.wait_idle()
    assert load_settings(keeper._path).settings.window == (40, 50, 1100, 700, 0)


def test_the_line_on_top_says_when_a_save_takes_long(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None and window.jobs is not None
    top, go = window.workplace.top, Event()
    assert top.saved.text() == "● 本地已保存"
    for _ in range(2):
        window.jobs.write(lambda _d, _c: go.wait(10), owner=window)
    qtbot.waitUntil(lambda: top.saved.text() == "正在保存…")
    go.set()
    window.lanes.wait_idle()
    assert top.saved.text() == "● 本地已保存"


def test_a_quick_save_is_not_mentioned(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None and window.jobs is not None
    said: list[str] = []
    window.jobs.lanes.writing.connect(lambda _on: said.append(window.workplace.top.saved.text()))  # type: ignore[union-attr]  # at work
    window.jobs.write(lambda _d, _c: None, owner=window)
    window.lanes.wait_idle()
    assert said == ["● 本地已保存"] * 2 and not window.workplace.top._wait.isActive()
