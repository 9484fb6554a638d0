"""Tells a story: an officer's hands on the real window, a clock that moves on, a picture of every step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog

from caseworker.access.entry import Entry
from caseworker.calendar import add_working_days
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.people.find import find_people
from caseworker.sample import PASSWORD
from caseworker.settings import Settings
from db.local.key_slots import Cost
from ui.jobs import Lanes
from ui.main import build_window
from ui.rehearsal.hands import Hands
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen
from ui.widgets.toast import Toasts

S = TypeVar("S", bound=Screen)
FIRST_DAY = date(2026, 11, 23)
"""A Monday without a holiday near it."""
MOST_TABS = 60


@dataclass(slots=True)
class Teller:
    """One story on a sample office of its own; pictures are numbered in the order they are taken."""

    hands: Hands
    clock: FixedClock
    pictures: Path
    taken: int = 0

    @property
    def desk(self) -> Desk:
        """The officer at work, to read back what the window wrote."""
        jobs = self.hands.window.jobs
        assert jobs is not None
        return cast(Desk, jobs.desk)

    def sign_in(self) -> None:
        """The password, Enter, and Today is there."""
        hands = self.hands
        hands.wait(hands.at_password, "the password field")
        hands.write(PASSWORD)
        hands.press("Return")
        hands.wait(lambda: hands.window.workplace is not None, "the workplace")

    def screen(self, kind: type[S]) -> S:
        """The screen shown, once it is of a kind."""
        window = self.hands.window
        self.hands.wait(
            lambda: window.workplace is not None and isinstance(window.workplace.current, kind), kind.__name__
        )
        assert window.workplace is not None and isinstance(window.workplace.current, kind)
        return window.workplace.current

    def find(self, name: str, initials: str) -> None:
        """Ctrl+K, the initials of a name, Enter."""
        box = self.hands.window.workplace
        assert box is not None
        self.hands.press("Ctrl+K")
        self.hands.write(initials)
        self.hands.wait(lambda: any(hit.name == name for hit in find_people(self.desk, initials)), name)
        self.hands.settle()
        self.hands.press("Return")

    def who(self, name: str) -> tuple[UUID, UUID | None]:
        """Ids of a person and of the person's case."""
        hit = next(hit for hit in find_people(self.desk, name) if hit.name == name)
        return hit.person_id, hit.case_id

    def tab_to(self, words: str) -> None:
        """Press Tab until the focus is on something so named."""
        for _ in range(MOST_TABS):
            focus = QApplication.focusWidget()
            if focus is not None and words in (focus.accessibleName() or getattr(focus, "text", str)()):
                return
            self.hands.press("Tab")
        raise AssertionError(f"Tab does not come to {words}; it ended at {self.hands.focus()}")

    def next_working_day(self, count: int = 1, hour: int = 9) -> None:
        """Another working day in the office."""
        self.later(add_working_days(self.clock.today(), count), hour)

    def later(self, day: date, hour: int = 9) -> None:
        """The clock moves on to a day; nothing is under way meanwhile."""
        self.hands.settle()
        self.clock.instant = china_instant(day, hour, 5)

    def picture(self, name: str) -> None:
        """Save the window with what is open over it."""
        self.hands.settle()
        self.taken += 1
        shot = self.hands.window.grab()
        painter = QPainter(shot)
        for dialog in self.hands.window.findChildren(QDialog):
            if dialog.isVisible():
                place = self.hands.window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
                painter.drawPixmap(place, dialog.grab())
        painter.end()
        shot.save(str(self.pictures / f"{self.taken:02d}-{name}.png"))
        Toasts.of(self.hands.window).clear()  # at the desk they would have gone by the next step


@contextmanager
def telling(place: Path, title: str) -> Iterator[Teller]:
    """A sample office of its own in `place`; pictures go to `$OUT/<title>`."""
    pictures = Path(os.environ.get("OUT", "out")).resolve() / title
    pictures.mkdir(parents=True, exist_ok=True)
    for earlier in pictures.glob("*.png"):
        earlier.unlink()
    clock = FixedClock(china_instant(FIRST_DAY, 9, 5))
    entry = Entry(place / "office", clock, Cost(1024, 1, 1))
    lanes = Lanes()
    window = build_window(entry, lanes, SettingsKeeper(Settings(), lanes, place / "settings.toml"))
    teller = Teller(Hands(window), clock, pictures)
    try:
        teller.hands.show()
        window.open_sample()
        teller.sign_in()
        yield teller
    finally:
        window.close()
        lanes.wait_idle()
        lanes.close()
        window.deleteLater()
        lanes.deleteLater()
