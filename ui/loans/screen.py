"""The loans screen (创业贷款): the list, or one application."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.loans.applications import ENDED, start_intention
from caseworker.loans.listing import list_loans, loans_of
from caseworker.loans.rules import LoanStage
from caseworker.problems import Problem
from ui.jobs import Jobs
from ui.loans.list_page import LoanList
from ui.loans.page import LoanPage
from ui.shell.screen import Screen, ScreenSpec
from ui.shell.titles import screen_title

_OURS = frozenset({"loan_application", "loan_event", "loan_material", "person"})
_AFTER = frozenset({LoanStage.POST_LOAN, LoanStage.OVERDUE, LoanStage.EXTENDED})


class LoanScreen(Screen):
    """`activate()` shows the list, `activate(loan_id=…)` a loan, `activate(person_id=…, case_id=…)` begins one, or
    opens the one under way."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.list = LoanList()
        self.page = LoanPage(jobs)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.list.opened.connect(lambda line: self.go("loan", loan_id=line.id))
        self.list.wanted.connect(self.load_list)
        self.page.back.connect(lambda: self.go("loan"))
        self.page.lost.connect(self._lost)

    def activate(self, **params: Any) -> None:
        self.page.keep_draft()
        if params.get("loan_id") is not None:
            self._open(params["loan_id"])
        elif params.get("person_id") is not None:
            self._begin(params["person_id"], params.get("case_id"))
        else:
            self.stack.setCurrentWidget(self.list)
            self.load_list()
            self.list.table.setFocus()

    def changed(self, summary: Any) -> None:
        if not _OURS & {change.entity for change in summary.changes}:
            return
        if self.stack.currentWidget() is self.page:
            self.page.assess()
        else:
            self.load_list()

    def keep_draft(self) -> None:
        self.page.keep_draft()

    def panes(self) -> list[QWidget]:
        if self.stack.currentWidget() is self.page:
            return [self.page.left, self.page.paper.preview.view]
        return [self.list.table]

    def load_list(self) -> None:
        """Bring the list up to date."""
        which, mine = self.list.which, self.list.mine.value()
        self.jobs.read(
            lambda desk, _: list_loans(desk, which, mine=mine), self.list.show_lines, key="loan.list", owner=self
        )

    def save_packet_to(self, path: Path) -> None:
        """Save what is typed, then its paper as a PDF at `path`."""
        self.page.save(lambda: self.page.paper.save_packet_to(path))

    def _open(self, loan_id: UUID) -> None:
        self.stack.setCurrentWidget(self.page)
        self.page.open_loan(loan_id)

    def _begin(self, person_id: UUID, case_id: UUID | None) -> None:
        self.jobs.write(
            lambda desk, _: open_or_start(desk, person_id, case_id),
            lambda saved: self._open(saved.value if isinstance(saved, Saved) else saved),
            self._lost,
            owner=self,
        )

    def _lost(self, problem: Problem) -> None:
        self.stack.setCurrentWidget(self.list)
        self.load_list()
        self.problem(problem)


def open_or_start(desk: Desk, person_id: UUID, case_id: UUID | None) -> Saved[UUID] | UUID:
    """The application under way of a person, else a new one."""
    running = [line for line in loans_of(desk, person_id) if line.stage not in ENDED | _AFTER]
    return running[0].id if running else start_intention(desk, person_id, case_id)


def loan_spec() -> ScreenSpec:
    """How the window knows the screen."""
    return ScreenSpec("loan", screen_title("loan"), LoanScreen)
