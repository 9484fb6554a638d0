"""No clipped word and no nameless input, in every look and language."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.people.form import MemberEntry, TagEntry, WantedJob, WorkEntry
from tests.ui.people.conftest import Office
from tests.ui.people.people import form
from tests.ui.walk import faults, unreached
from ui.shell.keeper import SettingsKeeper

FULL = form(
    wanted_jobs=(WantedJob("电工"), WantedJob("仓库管理员")),
    pay_min=500_000,
    pay_max=700_000,
    community="样例社区一",
    tags=(TagEntry("VETERAN", "退役证 样字0001号", date(2026, 11, 23)), TagEntry("CROSS_PROVINCE", "居住证")),
    works=(WorkEntry(date(2008, 3, 1), date(2025, 2, 1), "样例制造有限公司", "人事主管", "制造业", "返乡"),),
    members=(MemberEntry("周样八", "10", "在岗"),),
)


@pytest.mark.parametrize(
    ("language", "theme", "scale"),
    [("zh", "light", 100), ("en", "light", 100), ("zh", "dark", 150), ("en", "dark", 130)],
)
def test_every_part_is_legible(office: Office, keeper: SettingsKeeper, language: str, theme: str, scale: int) -> None:
    office.go()
    keeper.change(language=language, theme=theme, text_scale=scale)
    office.settle()
    screen = office.screen
    assert faults(screen) == []
    screen.form.set_form(FULL)
    for section in screen.form.sections.values():
        section.fold(False)
    office.settle()
    assert faults(screen) == [] == unreached(screen)
    screen.form.set_form(form(name="王", mobile="1380000", education=None, consent=False))
    screen.save(open_case=False)
    office.settle()
    assert faults(screen) == []


def test_the_first_page_needs_no_scrolling(office: Office) -> None:
    screen = office.go()
    screen.form.set_form(form())
    office.settle()
    assert not screen.ground.verticalScrollBar().isVisible()


def test_alt_t_goes_to_other_documents_at_once_and_back(office: Office, qtbot: QtBot) -> None:
    screen = office.go()
    office.settle()
    grid = screen.form.essentials.grid
    for key in ("id_type", "id_no"):
        qtbot.waitUntil(lambda: not screen.other.isDown())
        QTest.keyClick(QApplication.focusWidget() or screen, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
        focus = QApplication.focusWidget()
        assert focus is not None and (focus is grid.field(key) or grid.field(key).isAncestorOf(focus))
