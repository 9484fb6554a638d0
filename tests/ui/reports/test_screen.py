"""The report screen with the sample office behind it: keys, numbers and what stands behind them, ledgers, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from caseworker.access.entry import Entry
from caseworker.cases.timeline import Entry as Note
from caseworker.cases.timeline import record
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.reports.behind import month_behind
from caseworker.reports.ledgers import LEDGERS, ledger_view
from caseworker.reports.month import month_summary
from caseworker.sample.office import build
from caseworker.settings import Settings
from db.local.key_slots import Cost
from db.models import AuditEntry
from tests.ui.walk import faults
from ui.jobs import Jobs, Lanes
from ui.reports.screen import ReportScreen
from ui.shell.application import dress
from ui.widgets import ReasonPrompt, Toasts

TODAY = date(2026, 11, 23)
SIZE = (1366 - 200, 768 - 58)
"""What the window leaves a screen of the usual office display."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("reports")
    return build(Entry(folder / "office", FixedClock(china_instant(TODAY)), Cost(1024, 1, 1)))


@pytest.fixture
def screen(qtbot: QtBot, lanes: Lanes, desk: Desk) -> ReportScreen:
    return shown(qtbot, lanes, desk)


def shown(qtbot: QtBot, lanes: Lanes, desk: Desk) -> ReportScreen:
    made = ReportScreen(Jobs(desk, lanes))
    lanes.bus.changed.connect(made.hear)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    made.activate()
    settle(made)
    return made


def settle(screen: ReportScreen) -> None:
    screen.jobs.wait_idle()


def choose(screen: ReportScreen, code: str, column: str = "month") -> None:
    """Make the number of an indicator current."""
    table = screen.indicators
    assert table.go_to(lambda line: line.code == code)
    keys = [one.key for one in table.model.columns]
    table.view.setCurrentIndex(table.model.index(table.view.currentIndex().row(), keys.index(column)))


def press(qtbot: QtBot, screen: ReportScreen, key: Qt.Key) -> None:
    focus = QApplication.focusWidget() or screen
    qtbot.keyClick(focus, key)
    settle(screen)


def test_the_month_is_shown_and_the_arrow_keys_change_it(qtbot: QtBot, screen: ReportScreen, desk: Desk) -> None:
    assert list(screen.indicators.rows) == list(month_summary(desk, TODAY).lines)
    qtbot.waitUntil(screen.picker.hasFocus)
    qtbot.keyClick(screen.picker, Qt.Key.Key_Left)
    settle(screen)
    assert screen.month == date(2026, 10, 1)
    assert screen.summary == month_summary(desk, date(2026, 10, 1))
    assert screen.picker.words.text() == "2026年10月"
    qtbot.keyClick(screen.picker, Qt.Key.Key_Right)
    qtbot.keyClick(screen.picker, Qt.Key.Key_Right)
    settle(screen)
    assert screen.month == date(2026, 11, 1)  # the next month has not begun
    assert not screen.picker.on.isEnabled()


def test_a_community_narrows_everything(screen: ReportScreen, desk: Desk) -> None:
    screen.place.setCurrentIndex(screen.place.findData("样例社区三"))
    settle(screen)
    assert screen.summary == month_summary(desk, TODAY, "样例社区三")
    screen.show_tab("service")
    settle(screen)
    assert {row.values[5] for row in screen.table.rows} == {"样例社区三"}


@pytest.mark.parametrize(("column", "span"), [("month", "month"), ("year", "year"), ("last_year", "last_year")])
def test_enter_on_a_number_opens_the_records_behind_it(
    qtbot: QtBot, screen: ReportScreen, desk: Desk, column: str, span: str
) -> None:
    choose(screen, "referrals", column)
    screen.indicators.setFocus()
    qtbot.keyClick(screen.indicators.view, Qt.Key.Key_Return)
    settle(screen)
    rows = month_behind(desk, "referrals", TODAY, span=type(screen._span())(span))
    assert tuple(screen.behind.rows) == rows
    assert str(len(rows)) in screen.behind_title.text()
    with qtbot.waitSignal(screen.navigate) as gone:
        qtbot.keyClick(screen.behind.view, Qt.Key.Key_Return)
    assert gone.args == ["case", {"case_id": rows[0].case_id}]


def test_esc_goes_back_to_the_number(qtbot: QtBot, screen: ReportScreen) -> None:
    choose(screen, "placements")
    qtbot.keyClick(screen.indicators.view, Qt.Key.Key_Return)
    settle(screen)
    assert screen.behind_page.isVisible()
    qtbot.keyClick(screen.behind.view, Qt.Key.Key_Escape)
    settle(screen)
    assert screen.summary_page.isVisible()
    assert screen.indicators.current().code == "placements"


def test_posts_open_the_vacancies(qtbot: QtBot, screen: ReportScreen) -> None:
    choose(screen, "vacancies")
    qtbot.keyClick(screen.indicators.view, Qt.Key.Key_Return)
    settle(screen)
    with qtbot.waitSignal(screen.navigate) as gone:
        qtbot.keyClick(screen.behind.view, Qt.Key.Key_Return)
    assert gone.args is not None
    assert gone.args[0] == "vacancies"


@pytest.mark.parametrize("key", LEDGERS)
def test_a_ledger_is_seen_as_it_is_exported(
    qtbot: QtBot, screen: ReportScreen, desk: Desk, tmp_path: Path, key: str
) -> None:
    screen.show_tab(key)
    settle(screen)
    view = ledger_view(desk, key, TODAY)
    assert tuple(screen.table.rows) == view.rows
    screen.export_to(tmp_path / "a.xlsx")
    settle(screen)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")[LEDGERS[key].name()]
    head = next(row for row in page.iter_rows() if row[0].value == "序号")
    assert [cell.value for cell in head] == [column.title for column in screen.table.model.columns]
    written = next(page.iter_rows(min_row=head[0].row + 1, values_only=True))
    seen = screen.table.rows[0].values
    assert [value for value in written if isinstance(value, str)] == [v for v in seen if isinstance(v, str) and v]


def test_what_was_recorded_meanwhile_is_counted(screen: ReportScreen, desk: Desk) -> None:
    case_id = month_behind(desk, "cases_open", TODAY)[0].case_id
    assert case_id is not None
    before = next(line.this_month for line in screen.indicators.rows if line.code == "activity_talk")
    screen.jobs.write(lambda desk, _c: record(desk, case_id, Note("talk", "面谈")), owner=screen)
    settle(screen)
    after = next(line.this_month for line in screen.indicators.rows if line.code == "activity_talk")
    assert after == before + 1


def test_the_export_says_where_and_how_many(screen: ReportScreen, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsx"
    screen.export_to(path)
    settle(screen)
    rows = sum(len(ledger_view(desk, key, TODAY).rows) for key in LEDGERS)
    said = Toasts.of(screen).shown[-1].words.text()
    assert str(path) in said
    assert str(rows) in said
    assert path.exists()


def test_full_values_ask_for_a_reason_first(
    qtbot: QtBot, screen: ReportScreen, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "full.xlsx"
    offered: list[str] = []

    def choose_file(_parent: object, _title: str, usual: str, _kinds: str) -> tuple[str, str]:
        offered.append(usual)  # the platform's own dialog cannot be typed into here
        return str(path.with_suffix("")), ""

    monkeypatch.setattr("ui.reports.screen.QFileDialog.getSaveFileName", choose_file)
    screen.mode.set_value("full")
    screen.export()
    prompt = screen.findChild(ReasonPrompt)
    assert prompt is not None
    prompt.accept()
    assert not offered  # without a reason it goes no further
    prompt.chips.set_value(next(iter(prompt.chips.chips)))
    prompt.accept()
    settle(screen)
    assert offered == ["就业服务月报-2026-11-完整.xlsx"]
    assert path.exists()
    with desk.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "export.month_full")).one()
    assert entry.reason == "上报区县就业部门"


def test_a_folder_that_is_not_there_is_said_in_words(screen: ReportScreen, tmp_path: Path) -> None:
    screen.export_to(tmp_path / "nowhere" / "a.xlsx")
    settle(screen)
    assert "nowhere" in Toasts.of(screen).shown[-1].words.text()
    assert list(tmp_path.iterdir()) == []


def test_ctrl_e_exports_masked(
    qtbot: QtBot, screen: ReportScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr("ui.reports.screen.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(screen)
    assert path.exists()


def test_an_empty_month_says_what_to_do(screen: ReportScreen) -> None:
    screen.picker.choose(date(2019, 1, 1))
    screen.show_tab("registration")
    settle(screen)
    assert not screen.table.rows
    assert screen.table.empty.isVisible()


@pytest.mark.parametrize(
    "look",
    [Settings(), Settings(theme="dark"), Settings(text_scale=150), Settings(language="en")],
    ids=["usual", "dark", "large", "english"],
)
def test_nothing_is_clipped_or_unnamed(
    qtbot: QtBot, qapp: QApplication, lanes: Lanes, desk: Desk, look: Settings
) -> None:
    dress(qapp, look)
    screen = shown(qtbot, lanes, desk)
    assert faults(screen) == []
    choose(screen, "referrals")
    screen.open_number(screen.indicators.current())
    settle(screen)
    assert faults(screen) == []
    assert screen.side.isHidden() == (look.text_scale == 150)
