"""The loans screen on a small sample office, with hands that wait for its jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.access.entry import Entry
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.loans.listing import Filter, LoanLine, list_loans
from caseworker.loans.rules import LoanStage
from caseworker.sample.office import SampleSize, build
from db.local.key_slots import Cost
from db.models import LoanApplication, Person
from ui.jobs import Jobs, Lanes
from ui.loans.screen import LoanScreen

SIZE = SampleSize(people=26, employers=3, vacancies=4)
"""More people than loans, so that some have none."""


@dataclass
class Window:
    """The screen, the desk behind it, and what an officer does."""

    screen: LoanScreen
    desk: Desk
    lanes: Lanes
    keys: int = 0

    def settle(self) -> None:
        """Until nothing is under way."""
        QCoreApplication.processEvents()
        self.lanes.wait_idle()
        QCoreApplication.processEvents()

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press one key where the focus is."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.screen, key, modifier)
        self.keys += 1
        self.settle()

    def write(self, text: str) -> None:
        """Enter text as an input method does; it does not count as keys."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        target = QApplication.focusWidget()
        assert target is not None
        QCoreApplication.sendEvent(target, event)

    def enter(self, text: str) -> None:
        """Text, and on to the next field."""
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def line(self, stage: LoanStage) -> LoanLine:
        """The first loan at a stage."""
        return next(line for line in list_loans(self.desk, Filter.ALL) if line.stage is stage)

    def open(self, stage: LoanStage) -> LoanLine:
        """Show the first loan at a stage."""
        line = self.line(stage)
        self.screen.activate(loan_id=line.id)
        self.settle()
        return line

    def stranger(self) -> UUID:
        """Somebody young without a loan."""
        with self.desk.read() as session:
            busy = {row.person_id for row in session.query(LoanApplication)}
            return next(
                row.id for row in session.query(Person).order_by(Person.birth_date.desc()) if row.id not in busy
            )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Desk]:
    """Makes copies of one sample office, which is built once."""
    import shutil

    original = tmp_path_factory.mktemp("sample") / "office"
    clock = FixedClock(datetime(2026, 11, 20, 3, tzinfo=UTC))
    entry = Entry(original, clock, Cost(1024, 1, 1))
    desk = build(entry, SIZE)
    entry.sign_out(desk)

    def copy(folder: Path) -> Desk:
        shutil.copytree(original, folder)
        return Entry(folder, FixedClock(clock.instant), Cost(1024, 1, 1)).sign_in("zhou", "practice")

    return copy


@pytest.fixture
def window(lanes: Lanes, sample: Callable[[Path], Desk], tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    """The screen as large as it stands in the usual window."""
    desk = sample(tmp_path / "office")
    screen = LoanScreen(Jobs(desk, lanes))
    qtbot.addWidget(screen)
    screen.navigate.connect(lambda _key, params: screen.activate(**params))
    lanes.bus.changed.connect(screen.hear)
    screen.resize(1190, 716)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    made = Window(screen, desk, lanes)
    yield made
    made.settle()
    screen.close()
    made.settle()
    desk.store.close()
