"""The registration screen in the real window, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.access.entry import Entry, NewOffice
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from db.local.key_slots import Cost
from tests.ui.people.typist import Typist
from ui.jobs import Jobs, Lanes
from ui.people.duplicates_screen import DuplicatesScreen
from ui.people.screen import RegistrationScreen
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen, ScreenSpec
from ui.shell.window import MainWindow
from ui.shell.workplace import Outfit
from ui.words import language

TODAY = date(2026, 11, 23)
OFFICE = NewOffice("样例街道", "500113", "巴南区", "", "zhou", "周样甲", "practice-2026")
CHEAP = Cost(1024, 1, 1)


class Place(Screen):
    """Another place to go to, which remembers what it was asked to show."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.shown: list[dict[str, Any]] = []

    def activate(self, **params: Any) -> None:
        self.shown.append(params)


class Office:
    """The window of an officer who has signed in, and short ways to look at it."""

    def __init__(self, entry: Entry, desk: Desk, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> None:
        self.entry, self.desk, self.lanes, self.qtbot = entry, desk, lanes, qtbot
        self.typist, self.left = Typist(), False
        screens = [
            ScreenSpec("today", language, Place),
            ScreenSpec("registration", language, RegistrationScreen),
            ScreenSpec("duplicates", language, DuplicatesScreen, in_sidebar=False, home="registration"),
            ScreenSpec("case", language, Place, in_sidebar=False, home="today"),
        ]
        self.window = MainWindow(entry, lanes, keeper, lambda _jobs: Outfit(screens, registration="registration"))
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)
        self.window._last_login = OFFICE.login
        self.window.enter(desk)
        self.settle()

    @property
    def screen(self) -> RegistrationScreen:
        """The screen now shown."""
        assert self.window.workplace is not None
        current = self.window.workplace.current
        assert isinstance(current, RegistrationScreen)
        return current

    @property
    def place(self) -> str:
        """Key of the screen now shown."""
        assert self.window.workplace is not None
        return self.window.workplace.current_key

    def went_to(self, key: str) -> dict[str, Any]:
        """What the place was last asked to show."""
        assert self.window.workplace is not None
        shown = self.window.workplace.screens[key]
        assert isinstance(shown, Place)
        return shown.shown[-1]

    def go(self, **params: Any) -> RegistrationScreen:
        """Go to registration."""
        self.window.go("registration", **params)
        self.settle()
        return self.screen

    def settle(self) -> None:
        """Until every job has ended and been shown."""
        self.lanes.wait_idle(20)
        QApplication.processEvents()
        self.lanes.wait_idle(20)

    def said(self, key: str) -> str:
        """The words under an input."""
        grid = self.screen.form._grid_of(key)
        assert grid is not None
        return grid.said(key)

    def at(self, key: str) -> bool:
        """Whether the focus is in an input."""
        grid = self.screen.form._grid_of(key)
        assert grid is not None
        field = grid.field(key)
        return self.typist.at is field or field.isAncestorOf(self.typist.at)

    def leave(self) -> None:
        """End without keeping anything, as when the process is killed."""
        self.left = True
        if self.window.workplace is not None:
            self.window.workplace.screens.clear()
        self.window._discard()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(china_instant(TODAY, 9, 41))


@pytest.fixture
def entry(tmp_path: Path, clock: FixedClock) -> Entry:
    return Entry(tmp_path / "office", clock, CHEAP)


@pytest.fixture
def office(entry: Entry, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> Iterator[Office]:
    made = Office(entry, entry.create_office(OFFICE), lanes, keeper, qtbot)
    yield made
    if not made.left:
        made.settle()
        made.leave()
