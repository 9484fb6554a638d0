"""Answers to the requests of a case (审核): agree, give back, take back, a signed paper, its recheck."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.cases import approvals
from caseworker.cases.approvals import SignedPaper
from caseworker.cases.requests import Answer, Request, requests_of
from caseworker.desk import Desk, Saved
from caseworker.problems import Problem
from ui.cases.decision_sheets import PaperSheet
from ui.jobs import Jobs
from ui.widgets import Toasts, ask_reason


class Decisions(QObject):
    """What the officer may answer on one case; `failed` tells of refusals."""

    def __init__(
        self, screen: QWidget, jobs: Jobs, today: Callable[[], date], failed: Callable[[Problem], None]
    ) -> None:
        super().__init__(screen)
        self._screen, self._jobs, self._today, self._failed = screen, jobs, today, failed

    def show_for(self, case_id: UUID, place: QPoint) -> None:
        """Read the requests of a case and offer their answers at a place on screen."""
        self._jobs.read(
            lambda desk, _c: requests_of(desk, case_id), lambda found: self.menu(found, place), owner=self._screen
        )

    def menu(self, requests: tuple[Request, ...], place: QPoint) -> None:
        """A menu with a number for every answer; says so when there is none to give."""
        open_ones = [(one, answer) for one in requests for answer in one.answers]
        if not open_ones:
            Toasts.of(self._screen).say(self.tr("Nothing waits for your answer here."))
            return
        menu = QMenu(self._screen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, (request, answer) in enumerate(open_ones, start=1):
            entry = QAction(f"&{number} {self.words(request, answer)}", menu)
            entry.triggered.connect(lambda _on=False, one=request, what=answer: self.answer(one, what))
            menu.addAction(entry)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def words(self, request: Request, answer: Answer) -> str:
        """What an entry of the menu says."""
        what = self.tr("the plan") if request.subject == "plan" else self.tr("closing the case")
        text = {
            Answer.APPROVE: self.tr("Agree: {what}"),
            Answer.GIVE_BACK: self.tr("Give back: {what}…"),
            Answer.WITHDRAW: self.tr("Take the request back: {what}"),
            Answer.PAPER: self.tr("Record a signed paper: {what}…"),
            Answer.AGREE_PAPER: self.tr("The signed paper is right: {what}"),
            Answer.DISPUTE_PAPER: self.tr("The signed paper is not right: {what}…"),
        }[answer]
        return text.format(what=what)

    def answer(self, request: Request, answer: Answer) -> None:
        """Give an answer, asking for what it needs."""
        wanted = request.id
        match answer:
            case Answer.APPROVE:
                self._write(lambda desk: approvals.approve(desk, wanted), self.tr("Agreed."))
            case Answer.WITHDRAW:
                self._write(lambda desk: approvals.withdraw(desk, wanted), self.tr("The request is taken back."))
            case Answer.AGREE_PAPER:
                self._write(
                    lambda desk: approvals.recheck(desk, wanted, agrees=True), self.tr("The paper is rechecked.")
                )
            case Answer.PAPER:
                PaperSheet(self._screen, self._today, lambda paper: self._paper(wanted, paper)).show_up()
            case Answer.GIVE_BACK:
                self._ask(lambda desk, why: approvals.give_back(desk, wanted, why), self.tr("Given back."))
            case Answer.DISPUTE_PAPER:
                self._ask(
                    lambda desk, why: approvals.recheck(desk, wanted, agrees=False, note=why),
                    self.tr("Noted: the paper is not right."),
                )

    def _paper(self, request_id: UUID, paper: SignedPaper) -> None:
        done = self.tr("The paper is recorded. A colleague rechecks it.")
        self._write(lambda desk: approvals.record_paper(desk, request_id, paper), done)

    def _ask(self, act: Callable[[Desk, str], Saved[UUID]], done: str) -> None:
        title, words = self.tr("What is missing?"), self.tr("Whoever asked reads this.")
        ask_reason(self._screen, title, words, lambda why: self._write(lambda desk: act(desk, why), done))

    def _write(self, act: Callable[[Desk], Saved[UUID]], done: str) -> None:
        self._jobs.write(lambda desk, _c: act(desk), lambda _saved: self._say(done), self._failed, owner=self._screen)

    def _say(self, words: str) -> None:
        Toasts.of(self._screen).say(words)
