"""What a screen is to the window, and how a screen is announced to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from caseworker.problems import Problem
from ui.jobs import Jobs
from ui.widgets.toast import Toast, Toasts
from ui.words import problem_words


class Screen(QWidget):
    """Base of every screen.

    Made once, when it is first gone to; kept while the officer stays signed in. On a change of language,
    theme or text
    size the window makes it anew and calls `activate` with the last parameters, so no screen translates
    itself twice.
    """

    navigate = Signal(str, dict)
    """Ask the window to show a screen: its key and the parameters of its `activate`. "back" goes back."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.jobs = jobs
        self._missed: Any = None

    def activate(self, **params: Any) -> None:
        """The officer came to this screen: load and show what `params` name, focus the first thing to do."""

    def changed(self, summary: Any) -> None:
        """Something in the store changed (a `ChangeSummary`). Called while visible, or when shown again."""

    def keep_draft(self) -> None:
        """Write what is typed but unsaved where it will be found again: called before locking, closing,
        rebuilding.
        """

    def record_contact(self) -> bool:
        """Ctrl+J while this screen shows: open its contact entry and return True; False lets the window ask
        for whom.
        """
        return False

    def panes(self) -> list[QWidget]:
        """The parts F6 walks through, first to last; by default none but the screen itself."""
        return [self]

    def go(self, key: str, **params: Any) -> None:
        """Shorthand for `navigate.emit(key, params)`."""
        self.navigate.emit(key, params)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> Toast:
        """Say what was done, with an undo when there is one."""
        return Toasts.of(self).say(text, undo)

    def problem(self, problem: Problem | str) -> Toast:
        """Say what went wrong and what to do."""
        return Toasts.of(self).problem(problem if isinstance(problem, str) else problem_words(problem))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def hear(self, summary: Any) -> None:
        """The window's way to tell of changes: passed on at once while visible, else gathered until shown."""
        self._missed = summary if self._missed is None else self._missed | summary
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        missed, self._missed = self._missed, None
        if missed is not None:
            self.changed(missed)


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """How the window knows a screen.

    `title` is called again when the language changes. Screens with `in_sidebar` are listed there in order and
    get
    Ctrl+1, Ctrl+2, ...; others (one case, one loan) name the sidebar entry they belong to as `home`.
    """

    key: str
    title: Callable[[], str]
    factory: Callable[[Jobs], Screen]
    in_sidebar: bool = True
    home: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the command palette and the shortcut sheet offer. `keys` such as "Ctrl+N", "" for none."""

    key: str
    title: Callable[[], str]
    run: Callable[[], object]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line of the search results. `kind` groups them (person, employer, vacancy); choosing goes to
    `target`.
    """

    kind: str
    title: str
    detail: str
    target: str
    params: dict[str, Any]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What sidebar and foot show: badges by screen key (count, tone: danger or plain), rows not yet
    reported.
    """

    badges: dict[str, tuple[int, str]]
    unsent: int = 0
    sync: str = ""
    """How the PC stands with the central store, in words; "" while it works alone."""
    sync_tone: str = "soft"
    """Role of those words: soft, saved or warning."""
