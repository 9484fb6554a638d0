"""Moving a case along its states (Ctrl+M): the next states, a reason where one is asked, and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.cases import lifecycle, placements
from caseworker.cases.guards import Place
from caseworker.cases.placements import NewPlacement
from caseworker.cases.states import Asks, CaseState, asks
from caseworker.cases.view import CaseView, PlacementLine
from ui.cases.decision_sheets import CloseSheet, JobEndSheet, PauseSheet
from ui.cases.decisions import Decisions
from ui.cases.missing import Missing
from ui.cases.prompts import PlacementSheet
from ui.cases.words import code_name
from ui.jobs import Jobs
from ui.sync.transfer_sheet import Transfers
from ui.widgets import Toasts, ask_reason


class Moves(QObject):
    """The moves of the case a screen shows."""

    def __init__(
        self, screen: QWidget, jobs: Jobs, today: Callable[[], date], supply: Callable[[Place], object]
    ) -> None:
        """`supply(place)` takes the officer to where a missing condition is supplied."""
        super().__init__(screen)
        self.missing = Missing(screen, supply)
        self.decisions = Decisions(screen, jobs, today, self.missing.tell)
        self._screen, self._jobs, self._today = screen, jobs, today
        self._transfers = Transfers(screen, jobs)
        self.view: CaseView | None = None

    def menu(self, place: QPoint) -> QMenu | None:
        """Show where the case may go; None when nowhere."""
        view = self.view
        if view is None:
            return None
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, target in enumerate(view.next_states, start=1):
            self._entry(menu, f"&{number} {self._words(target)}", lambda target=target: self.move(target))  # type: ignore[misc]  # bound now
        if view.closed_on is None:
            menu.addSeparator()
            self._entry(menu, self.tr("&Approvals…"), lambda: self.decide(place))
            self._entry(menu, self.tr("Found a job &elsewhere…"), self.place)
            for job in (one for one in view.placements if one.ended_on is None):
                words = self.tr("Job has &ended: {job}…").format(job=job.employer_name)
                self._entry(menu, words, lambda job=job: self.end_job(job))  # type: ignore[misc]  # bound now
            self._entry(menu, self.tr("&Transfer to another office…"), self.transfer)
        else:
            self._entry(menu, self.tr("&Approvals…"), lambda: self.decide(place))
            self._entry(menu, self.tr("Open a &new case for this person"), self.open_again)
        menu.popup(place)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return menu

    def move(self, target: CaseState) -> None:
        """Move, asking why where that is needed."""
        view = self.view
        if view is None:
            return
        match asks(view.state, target):
            case Asks.CLOSE_REASON:
                CloseSheet(self._screen, lambda reason, note: self._move(target, reason, note=note)).show_up()
            case Asks.PAUSE:
                PauseSheet(self._screen, self._today, lambda why, until: self._move(target, why, until=until)).show_up()
            case Asks.REASON:
                title = self.tr("Move to: {state}").format(state=code_name("case_state", target.value))
                words = self.tr("The reason is kept in the log of the case.")
                ask_reason(self._screen, title, words, lambda reason: self._move(target, reason))
            case _:
                self._move(target, "")

    def place(self) -> None:
        """A job found without a referral of ours."""
        view = self.view
        if view is None:
            return

        done = self.tr("The job is recorded. Checks follow by themselves.")

        def given(new: NewPlacement) -> None:
            self._jobs.write(
                lambda desk, _c: placements.record_placement(desk, view.case_id, new),
                lambda _saved: self._say(done),
                owner=self,
            )

        PlacementSheet(self._screen, self._today, given).show_up()

    def decide(self, place: QPoint) -> None:
        """The answers that may be given to the requests of this case."""
        if self.view is not None:
            self.decisions.show_for(self.view.case_id, place)

    def end_job(self, job: PlacementLine) -> None:
        """A job was lost or left."""
        done = self.tr("The job has ended; its checks stop.")

        def given(day: date, reason: str) -> None:
            self._jobs.write(
                lambda desk, _c: placements.end_placement(desk, job.placement_id, day, reason),
                lambda _saved: self._say(done),
                owner=self,
            )

        JobEndSheet(self._screen, f"{job.employer_name} · {job.post}", self._today, given).show_up()

    def transfer(self) -> None:
        """Hand the person over to another office (转办), or take the offer back."""
        if self.view is not None:
            self._transfers.ask(self.view.person.person_id, self.view.person.name)

    def open_again(self) -> None:
        """A new episode after a closed one."""
        view = self.view
        if view is not None:
            self._jobs.write(lambda desk, _c: lifecycle.open_case(desk, view.person.person_id), owner=self)

    def _move(self, target: CaseState, reason: str, *, until: date | None = None, note: str = "") -> None:
        view = self.view
        if view is None:
            return
        words = self.tr("The case is now: {state}").format(state=code_name("case_state", target.value))
        self._jobs.write(
            lambda desk, _c: lifecycle.move_case(desk, view.case_id, target, reason, until=until, note=note),
            lambda _saved: self._say(words),
            self.missing.tell,
            owner=self,
        )

    def _entry(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        entry = QAction(words, menu)
        entry.triggered.connect(lambda _on=False: act())
        menu.addAction(entry)

    def _say(self, words: str) -> None:
        Toasts.of(self._screen).say(words)

    def _words(self, target: CaseState) -> str:
        return self.tr("Move to: {state}").format(state=code_name("case_state", target.value))
