"""An officer's window with Today and the case in it, over a real store with a few people. Nobody here is real."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from caseworker.access.entry import Entry, NewOffice
from caseworker.cases import tasks, timeline
from caseworker.cases.lifecycle import open_case
from caseworker.cases.timeline import NextAction
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.people.keys import key_rows
from db.local.key_slots import Cost
from db.models import Person, PersonKey
from tests.ui.people.typist import Typist
from ui.assessment.screen import AssessmentScreen
from ui.attachments.screen import FilesScreen
from ui.cases.list_screen import CasesScreen
from ui.cases.screen import CaseScreen
from ui.jobs import Jobs, Lanes
from ui.plans.screen import PlanScreen
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen, ScreenSpec
from ui.shell.window import MainWindow
from ui.shell.workplace import Outfit
from ui.today.screen import TodayScreen
from ui.widgets import Toasts
from ui.words import language

TODAY = date(2026, 11, 23)
CHEAP = Cost(1024, 1, 1)
LOGIN = "zhou"
OFFICE = NewOffice("样例街道", "500113", "巴南区", "", LOGIN, "周样甲", "practice-2026")


class Place(Screen):
    """Another place to go to, which remembers what it was asked to show."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self.shown: list[dict[str, Any]] = []

    def activate(self, **params: Any) -> None:
        self.shown.append(params)


class Day:
    """The window of an officer who has signed in, with hands on the keyboard."""

    def __init__(self, folder: Path, lanes: Lanes, keeper: SettingsKeeper, qtbot: QtBot) -> None:
        self.entry = Entry(folder, FixedClock(china_instant(TODAY, 9, 41)), CHEAP)
        self.desk: Desk = self.entry.create_office(OFFICE)
        self.lanes, self.keeper, self.qtbot = lanes, keeper, qtbot
        self.typist = Typist()
        self._people = 0
        self.window: MainWindow

    # -- records -------------------------------------------------------------------------------------------------
    def person(self, name: str, **values: Any) -> UUID:
        """A registered person."""
        self._people += 1
        order = self._people
        usual: dict[str, Any] = {
            "name": name,
            "id_no": f"50999919900101{order:03d}X",
            "sex": "1",
            "birth_date": date(1990, 1, 1),
            "mobile": f"1380000{order:04d}",
            "hukou_region": "510802",
            "live_region": "500113",
            "education": "30",
            "registered_on": TODAY,
            "valid_to": TODAY + timedelta(days=180),
            "registered_by": self.desk.actor.officer_id,
        }
        record = Person(**usual | values)
        with self.desk.write() as unit:
            unit.add(record)
            for row in key_rows(record.id, record.name, record.id_no, record.mobile):
                unit.session.add(PersonKey(**row))
            unit.audit("test.person", record)
        return record.id

    def case(self, name: str = "王样一", **values: Any) -> UUID:
        """An open case of a new person."""
        return open_case(self.desk, self.person(name, **values)).value

    def person_of(self, case_id: UUID) -> UUID:
        """The person of a case."""
        return UUID(bytes=self.rows('SELECT person_id FROM "case" WHERE id = :id', id=case_id.bytes)[0][0])

    def promise(self, case_id: UUID, title: str = "电话回访", days: int = 0) -> UUID:
        """A promise due in some days; a negative number is overdue."""
        task_id = tasks.promise(self.desk, case_id, NextAction(title, TODAY)).value
        if days:
            with self.desk.write() as unit:
                unit.session.execute(
                    text("UPDATE task SET due_on = :on WHERE id = :id"),
                    {"on": (TODAY + timedelta(days=days)).isoformat(), "id": task_id.bytes},
                )
                unit.audit("test.task")
        return task_id

    def note(self, case_id: UUID, **values: Any) -> UUID:
        """An entry on the timeline."""
        return timeline.record(self.desk, case_id, timeline.Entry(**{"kind": "talk", "text": "面谈"} | values)).value

    def rows(self, sql: str, **params: object) -> Sequence[Any]:
        """What a reader of the store sees."""
        desk = self.window.jobs.desk if hasattr(self, "window") and self.window.jobs else self.desk
        with desk.read() as session:
            return session.execute(text(sql), params).all()

    # -- the window ----------------------------------------------------------------------------------------------
    def begin(self, key: str = "today", **params: Any) -> Day:
        """Open the window at a screen."""
        screens = [
            ScreenSpec("today", language, TodayScreen),
            ScreenSpec("cases", language, CasesScreen),
            ScreenSpec("case", language, lambda jobs: CaseScreen(jobs, self.keeper), in_sidebar=False, home="cases"),
            ScreenSpec("files", language, lambda jobs: FilesScreen(jobs, self.keeper), in_sidebar=False, home="cases"),
            ScreenSpec("assessment", language, AssessmentScreen, in_sidebar=False, home="cases"),
            ScreenSpec("plan", language, PlanScreen, in_sidebar=False, home="cases"),
            *(ScreenSpec(place, language, Place, in_sidebar=False) for place in ("registration", "loan", "vacancies")),
        ]
        self.window = MainWindow(self.entry, self.lanes, self.keeper, lambda _jobs: Outfit(screens))
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitExposed(self.window)
        self.window._last_login = LOGIN
        self.window.enter(self.desk)
        if key != "today":
            self.window.go(key, **params)
        self.settle()
        return self

    @property
    def screen(self) -> Any:
        """The screen now shown."""
        assert self.window.workplace is not None
        return self.window.workplace.current

    @property
    def place(self) -> str:
        """Key of the screen now shown."""
        assert self.window.workplace is not None
        return self.window.workplace.current_key

    def went_to(self, key: str) -> dict[str, Any]:
        """What another place was last asked to show."""
        assert self.window.workplace is not None
        shown = self.window.workplace.screens[key]
        assert isinstance(shown, Place)
        return shown.shown[-1]

    def settle(self) -> None:
        """Until every job has ended and been shown."""
        for _ in range(3):
            self.lanes.wait_idle(20)
            QApplication.processEvents()
        if hasattr(self, "window") and QApplication.activeWindow() is None:  # a desktop does this when a sheet closes
            self.window.activateWindow()
            QApplication.processEvents()

    def press(self, *keys: Any, **more: Any) -> None:
        """Press keys and let everything come to rest."""
        self.typist.press(*keys, **more)
        self.settle()

    def type(self, words: str, *keys: Any) -> None:
        """Type text and let everything come to rest."""
        self.typist.type(words, *keys)
        self.settle()

    def sheet(self) -> QDialog:
        """The sheet that is open."""
        active = QApplication.activeModalWidget()
        assert isinstance(active, QDialog), "no sheet is open"
        return active

    def said(self) -> str:
        """What the newest toast says."""
        shown = Toasts.of(self.screen).shown
        return shown[-1].text if shown else ""

    def leave(self) -> None:
        """Close everything."""
        if hasattr(self, "window"):
            self.settle()
            if self.window.workplace is not None:
                self.window.workplace.screens.clear()
            self.window._discard()
            self.window.close()
            self.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
