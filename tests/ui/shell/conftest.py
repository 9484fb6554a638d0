"""A window over a real office: real folder and keys, cheap key derivation, two small screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from caseworker.access.actor import Role
from caseworker.access.entry import Entry, NewOffice, NewOfficer
from caseworker.desk import Desk
from db.local.key_slots import Cost
from ui.jobs import Jobs, Lanes
from ui.settings.screen import settings_spec
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Counts, Screen, ScreenSpec, SearchHit
from ui.shell.titles import screen_title
from ui.shell.window import MainWindow
from ui.shell.workplace import Outfit

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "sample-password"
NEW = NewOffice("样例街道就业服务站", "500113", "巴南区", "样例街道", "zhu", "样主管", PASSWORD)


class SampleEntry(Entry):
    """An office's door that can make a practice office, as the program's own does with more in it."""

    def open_sample(self) -> None:
        self.sign_out(self.create_office(NEW, practice=True))


class Notes(Screen):
    """A screen that remembers what the window asked of it."""

    takes_contact = False

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.asked: list[dict[str, Any]] = []
        self.heard: list[Any] = []
        self.drafts: list[str] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("备注")
        QVBoxLayout(self).addWidget(self.line)

    def activate(self, **params: Any) -> None:
        self.asked.append(params)
        self.line.setFocus()

    def changed(self, summary: Any) -> None:
        self.heard.append(summary)

    def keep_draft(self) -> None:
        self.drafts.append(self.line.text())

    def record_contact(self) -> bool:
        return self.takes_contact


def search(desk: Desk, typed: str) -> Sequence[SearchHit]:
    """One person whose name begins with the typed text, and one employer."""
    assert desk.actor.name
    return [
        SearchHit("person", f"{typed}样一", "尾号 0018", "cases", {"person": typed}),
        SearchHit("employer", "示例农机公司", "巴南区", "cases", {"employer": 1}),
    ]


@pytest.fixture
def entry(tmp_path: Path) -> SampleEntry:
    """The door of a folder with nothing in it."""
    return SampleEntry(tmp_path / "office", cost=CHEAP)


@pytest.fixture
def office(entry: SampleEntry) -> SampleEntry:
    """The door of an office with two officers."""
    desk = entry.create_office(NEW)
    entry.add_officer(desk, NewOfficer("yang", "样专员", Role.OFFICER, PASSWORD))
    entry.sign_out(desk)
    return entry


def make_window(door: Entry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> MainWindow:
    """A shown window that has looked at its office."""

    def outfit(_jobs: Jobs) -> Outfit:
        screens = [ScreenSpec(key, screen_title(key), Notes) for key in ("today", "cases", "vacancies")]
        hidden = ScreenSpec("register", screen_title("register"), Notes, in_sidebar=False, home="cases")
        last = settings_spec(keeper, door.root)
        return Outfit([*screens, hidden, last], search, lambda _d: Counts({"today": (7, "danger")}, 3))

    window = MainWindow(door, lanes, keeper, outfit)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.begin()
    lanes.wait_idle()
    return window


@pytest.fixture
def outside(office: SampleEntry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window that waits for somebody to sign in."""
    window = make_window(office, lanes, keeper, qtbot)
    yield window
    close(window)


@pytest.fixture
def window(outside: MainWindow) -> MainWindow:
    """A window with an officer at work."""
    come_in(outside)
    return outside


def come_in(window: MainWindow, login: str = "yang", password: str = PASSWORD) -> None:
    """Sign in and wait until everything has settled."""
    window.sign_in(login, password)
    window.lanes.wait_idle()
    QApplication.processEvents()
    window.lanes.wait_idle()


def close(window: MainWindow) -> None:
    """Close the window and its store."""
    if window.jobs is not None and window.jobs.desk is not None:
        window.lock()
    window.lanes.wait_idle()
    window.close()


def notes(window: MainWindow) -> Notes:
    """The screen shown."""
    assert window.workplace is not None
    current = window.workplace.current
    assert isinstance(current, Notes)
    return current
