"""Language of the whole application, Qt's own words included."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from caseworker.problems import OfficerProblem
from ui.shell.application import build_application, switch_language
from ui.shell.titles import screen_title
from ui.words import language, problem_words, words


def test_there_is_one_application(qapp: QApplication) -> None:
    assert build_application([]) is qapp


def test_language_changes_ours_and_qts_words(qapp: QApplication, qtbot: QtBot) -> None:
    def saved() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.buttons()[0].text()

    assert (screen_title("today")(), saved(), language()) == ("今日", "取消", "zh")
    assert words("settings.unreadable", path="x").startswith("设置文件")
    switch_language(qapp, "en")
    assert screen_title("today")() == "Today" and saved() == "Cancel"
    assert problem_words(OfficerProblem("settings.unreadable", path="x")).startswith("The settings file")
    assert QCoreApplication.translate("Navigation", "Today") == "Today"
