"""同步: how this PC stands with the central store, and everything about it a person can do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from caseworker.sync.overview import SyncOverview, sync_overview
from caseworker.sync.state import lamp_words, problem_text
from ui import theme
from ui.jobs import Jobs
from ui.shell.screen import Screen
from ui.sync.conflict_pane import ConflictPane
from ui.sync.lists import HistoryTab, PendingTab, StuckTab
from ui.sync.loop import SyncLoop
from ui.sync.stick import StickButton
from ui.sync.transfer_tab import TransferTab
from ui.widgets import Banner, Button, Card, ElidedLabel, EmptyState, heading
from ui.words import language

TABS = ("conflicts", "transfers", "stuck", "pending", "history")


class SyncScreen(Screen):
    """`activate(tab=…)` shows one of `TABS`; otherwise the first with something to do."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.overview: SyncOverview | None = None
        self._asked = ""
        self.loop = SyncLoop.of(jobs.lanes)
        self.loop.moved.connect(self._loop_moved)
        self._make_parts()
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self.sync_now)

    # -- what a screen does ----------------------------------------------------------------------------------------
    def activate(self, tab: str = "", **params: Any) -> None:
        """Look anew, and stand where something waits."""
        self._asked = tab if tab in TABS else "first"
        self.load()

    def changed(self, summary: Any) -> None:
        self.load()

    def panes(self) -> list[QWidget]:
        return [self.tabs.tabBar(), self.tabs.currentWidget()]

    # -- what the officer does -------------------------------------------------------------------------------------
    def sync_now(self) -> None:
        """F5: meet the central store at once."""
        if self.button.isEnabled() and self.button.isVisible():
            self.loop.now()

    def show_tab(self, name: str) -> None:
        """Stand on a tab."""
        self.tabs.setCurrentIndex(TABS.index(name))
        self.tabs.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing ---------------------------------------------------------------------------------------------------
    def load(self) -> None:
        """Read everything the page shows."""
        lang = language()
        self.jobs.read(lambda desk, _c: sync_overview(desk, lang), self._show, key="sync", owner=self)

    def _show(self, found: SyncOverview) -> None:
        self.overview = found
        self.conflicts.show_conflicts(found.conflicts, may_settle=found.may_settle)
        self.transfers.show_transfers(found.transfers, may_transfer=found.may_transfer)
        self.stuck.show_stuck(found.stuck, may_settle=found.may_settle)
        self.pending.show_pending(found.pending)
        self.history.show_meetings(found.meetings)
        self._count_tabs(found)
        self._say_state(found)
        if self._asked:
            asked, self._asked = self._asked, ""
            self.show_tab(self._first(found) if asked == "first" else asked)

    @staticmethod
    def _first(found: SyncOverview) -> str:
        state = found.state
        counts = (state.conflicts, state.incoming, state.stuck, found.pending.total, 1)
        return TABS[next(place for place, count in enumerate(counts) if count)]

    def _count_tabs(self, found: SyncOverview) -> None:
        state = found.state
        counts = (state.conflicts, state.incoming, len(found.stuck), found.pending.total, 0)
        for place, (name, count) in enumerate(zip(self._names(), counts, strict=True)):
            self.tabs.setTabText(place, f"{name} {count:,}" if count else name)

    def _say_state(self, found: SyncOverview) -> None:
        connected = found.state.connected
        self.standing.set_text(lamp_words(found.state, found.now, language()) if connected else "")
        self.button.setToolTip(f"{found.connection.address}　F5" if found.connection is not None else "")
        self.button.setVisible(connected)
        self.stick.setVisible(connected)
        used = bool(found.conflicts or found.transfers or found.stuck or found.meetings)
        self.alone.setVisible(not connected and used)
        self.nothing.setVisible(not connected and not used)
        self.card.setVisible(connected or used)
        problem = found.state.problem
        self.trouble.setVisible(connected and bool(problem))
        if problem:
            self.trouble.say(problem_text(problem, language()))
        self._loop_moved(load=False)

    def _loop_moved(self, *, load: bool = True) -> None:
        running = self.loop.running
        self.button.setEnabled(not running)
        self.button.setText(self.tr("Syncing…") if running else self.tr("Sync now"))
        if load and not running and self.jobs.desk is not None:
            self.load()

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_parts(self) -> None:
        self.conflicts = ConflictPane(self.jobs)
        self.transfers = TransferTab(self.jobs)
        self.stuck, self.pending, self.history = StuckTab(self.jobs), PendingTab(), HistoryTab()
        for listed in (self.conflicts, self.transfers, self.stuck, self.pending):
            listed.person_wanted.connect(lambda person_id: self.go("case", person_id=person_id))
        self.conflicts.pair_wanted.connect(lambda one, other: self.go("duplicates", pair=(one, other)))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        panes = (self.conflicts, self.transfers, self.stuck, self.pending, self.history)
        for pane, name in zip(panes, self._names(), strict=True):
            self.tabs.addTab(pane, name)
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of sync"))
        self.standing = ElidedLabel(role="soft")
        self.button = Button(self.tr("Sync now"), self.loop.now, role="primary")
        self.button.setMinimumWidth(theme.px(116))
        self.button.hide()
        self.stick = StickButton(self.jobs)
        self.stick.hide()
        settings = (self.tr("Settings"), lambda: self.go("settings"))
        words = self.tr(
            "This PC works alone. Everything is kept here and nothing is missing; to work with the district, "
            "a supervisor connects it in Settings."
        )
        self.alone = Banner(words, "info", (settings,))
        self.nothing = Card()
        self.nothing.add(EmptyState(self.tr("This PC works alone"), words, settings), stretch=1)
        self.nothing.hide()
        self.trouble = Banner("", "warn", (settings,))
        self.alone.hide()
        self.trouble.hide()

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("To check"),
            self.tr("Transfers"),
            self.tr("Not accepted"),
            self.tr("Not reported"),
            self.tr("Meetings"),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(heading(self.tr("Sync")))
        top.addWidget(self.standing, 1)
        top.addWidget(self.stick)
        top.addWidget(self.button)
        self.card = card = Card()
        card.body.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(12))
        card.add(self.tabs, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addWidget(self.alone)
        column.addWidget(self.trouble)
        column.addWidget(self.nothing, 1)
        column.addWidget(card, 1)
