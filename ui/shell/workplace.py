"""Where a signed-in officer works: sidebar, top line and the screens, made when first gone to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.jobs import Jobs
from ui.shell.screen import Command, Counts, Screen, ScreenSpec, SearchHit
from ui.shell.search import Search
from ui.shell.sidebar import Sidebar
from ui.shell.topbar import TopBar

BACK = "back"


@dataclass(slots=True)
class Trail:
    """The places gone to, to go back and forth between: (key, parameters)."""

    places: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    at: int = -1

    def add(self, key: str, params: dict[str, Any]) -> None:
        """A new place; what lay ahead is forgotten."""
        if self.at >= 0 and self.places[self.at] == (key, params):
            return
        del self.places[self.at + 1 :]
        self.places.append((key, params))
        self.at = len(self.places) - 1

    def step(self, by: int) -> tuple[str, dict[str, Any]] | None:
        """Go one back (-1) or forth (+1); None at either end."""
        if not 0 <= self.at + by < len(self.places):
            return None
        self.at += by
        return self.places[self.at]


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a workplace is made with: screens, and the services of the shell it may do without."""

    screens: Sequence[ScreenSpec]
    search: Search | None = None
    counts: Callable[[Any], Counts] | None = None
    """`counts(desk)` in the reader lane."""
    commands: Sequence[Command] = ()
    registration: str = "register"
    """The screen Ctrl+N goes to."""
    first: str = "today"


class Workplace(QWidget):
    """Everything an officer sees after signing in."""

    lock_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self, jobs: Jobs, outfit: Outfit, commands: Sequence[Command], trail: Trail, made: Mapping[str, Screen]
    ) -> None:
        """`made`: screens by key that exist already, taken in instead of new ones."""
        super().__init__()
        self.jobs, self._outfit, self.trail = jobs, outfit, trail
        self.specs = {spec.key: spec for spec in outfit.screens}
        self.screens: dict[str, Screen] = {}
        actor = jobs.desk.actor
        frozen = bool(getattr(jobs.desk.store, "frozen", False))
        self.sidebar = Sidebar(outfit.screens, actor.office_name, actor.name)
        self.top = TopBar(jobs, outfit.search, commands, practice=actor.practice, read_only=frozen)
        self.stack = QStackedWidget()
        self.stack.setProperty("role", "page")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self._wire()
        for key, screen in made.items():
            self._take_in(key, screen)

    @property
    def current(self) -> Screen | None:
        """The screen shown."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Screen) else None

    @property
    def current_key(self) -> str:
        """Key of the screen shown, "" before the first."""
        return next((key for key, screen in self.screens.items() if screen is self.current), "")

    def go(self, key: str, params: dict[str, Any] | None = None) -> None:
        """Show a screen with parameters; "back" and "forward" walk the trail."""
        params = params or {}
        if key in {BACK, "forward"}:
            place = self.trail.step(-1 if key == BACK else 1)
            if place is not None:
                self._show(*place)
            return
        self.trail.add(key, params)
        self._show(key, params)

    def resume(self) -> None:
        """Show the place one was at, or the first one."""
        place = self.trail.step(0)
        if place is None or place[0] not in self.specs:
            self.go(self._outfit.first)
        else:
            self._show(*place)
        self.count()  # after what the screen reads: it is what the officer waits for

    def record_contact(self) -> None:
        """Ctrl+J: in the screen shown if it can, else ask with whom."""
        if self.current is None or not self.current.record_contact():
            self.top.search.open(people_only=True)

    def register(self) -> None:
        """Ctrl+N."""
        self.go(self._outfit.registration)

    def keep_drafts(self) -> None:
        """Have every screen write down what is unsaved."""
        for screen in self.screens.values():
            screen.keep_draft()

    def hear(self, summary: Any) -> None:
        """The store changed: tell screens, count anew."""
        for screen in self.screens.values():
            screen.hear(summary)
        self.count()

    def count(self) -> None:
        """Refresh badges and the words about what was not reported."""
        counts = self._outfit.counts
        if counts is not None:
            self.jobs.read(lambda desk, _control: counts(desk), self._counted, key="shell.counts", owner=self)

    def focus_screen(self) -> None:
        """Give focus back to the screen."""
        if self.current is not None:
            self._focus_into(self.current)

    def next_pane(self, step: int) -> None:
        """F6: sidebar, search, then the panes of the screen, round and round."""
        panes: list[QWidget] = [self.sidebar, self.top.search, *(self.current.panes() if self.current else [])]
        focus = QApplication.focusWidget()
        held = [n for n, pane in enumerate(panes) if focus is not None and (pane is focus or pane.isAncestorOf(focus))]
        target = panes[((held[-1] if held else 0) + step) % len(panes)]
        if target is self.sidebar:
            self.sidebar.focus_current()
        else:
            self._focus_into(target)

    def _show(self, key: str, params: dict[str, Any]) -> None:
        spec = self.specs[key]
        screen = self.screens.get(key)
        if screen is None:
            screen = self._take_in(key, spec.factory(self.jobs))
        self.stack.setCurrentWidget(screen)
        self.sidebar.show_current(key if spec.in_sidebar else spec.home)
        screen.activate(**params)

    def _take_in(self, key: str, screen: Screen) -> Screen:
        screen.navigate.connect(self.go)
        self.screens[key] = screen
        self.stack.addWidget(screen)
        return screen

    def _focus_into(self, pane: QWidget) -> None:
        if pane.focusPolicy() != Qt.FocusPolicy.NoFocus or pane.focusProxy() is not None:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        for child in pane.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
                child.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _counted(self, counts: Counts) -> None:
        self.sidebar.set_badges(counts.badges)
        self.sidebar.set_unsent(counts.unsent, counts.sync)
        self.top.set_sync(counts.sync, counts.sync_tone)

    def _wire(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.sidebar.lock_wanted.connect(self.lock_wanted)
        self.sidebar.help_wanted.connect(self.help_wanted)
        self.top.contact_wanted.connect(self.record_contact)
        self.top.registration_wanted.connect(self.register)
        self.top.sync_wanted.connect(lambda: self.go("sync"))
        self.top.search.hit_chosen.connect(self._chosen)
        self.top.search.command_chosen.connect(lambda command: command.run())

    def _chosen(self, hit: SearchHit) -> None:
        self.go(hit.target, dict(hit.params))
