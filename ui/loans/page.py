"""One application: what the rules say and the form on the left, the paper as it prints on the right."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from caseworker import drafts
from caseworker.desk import Desk, Saved
from caseworker.loans.applications import DRAFT, OpenLoan, load_application, save_application
from caseworker.loans.assessment import LoanAssessment, assessment
from caseworker.loans.check import LoanRefusedError
from caseworker.loans.form import LoanForm, from_draft, to_draft
from caseworker.loans.moving import move_stage
from caseworker.loans.papers import receive_material, unreceive_material
from caseworker.loans.rules import Guard
from caseworker.loans.steps import NextStep
from caseworker.problems import Problem
from ui import theme
from ui.jobs import Jobs
from ui.loans.form_page import LoanFormPage
from ui.loans.head import LoanHead
from ui.loans.overview import CostCard, EligibilityCard, PapersCard
from ui.loans.paper import LoanPaper
from ui.loans.step_prompt import StepPrompt
from ui.loans.words import asked_words, lacking_words, stage_name
from ui.widgets import Banner
from ui.widgets.toast import Toasts
from ui.words import problem_words

ASSESS_AFTER_MS = 200
DRAFT_AFTER_MS = 2000


class LoanPage(QWidget):
    """The page of one loan. `open_loan` shows it; what is typed and not saved is kept as a draft."""

    back = Signal()
    lost = Signal(object)
    """The loan cannot be opened: the `Problem` why."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.opened: OpenLoan | None = None
        self.found: LoanAssessment | None = None
        self._saved_form = LoanForm()
        self.head = LoanHead()
        self.eligibility, self.cost, self.papers = EligibilityCard(), CostCard(), PapersCard()
        self.form_page = LoanFormPage(self._today)
        self.paper = LoanPaper(jobs, lambda: self.form_page.form)
        self.banner = Banner(
            self.tr("What you typed last time and did not save is back."),
            actions=((self.tr("Throw it away"), self.discard_draft),),
        )
        self.banner.hide()
        self.sides = QStackedWidget()
        self.sides.addWidget(self._overview())
        self.sides.addWidget(self.form_page)
        self._assess_timer = _timer(self, ASSESS_AFTER_MS, self.assess)
        self._draft_timer = _timer(self, DRAFT_AFTER_MS, self.keep_draft)
        self._lay_out()
        self._wire()

    @property
    def loan_id(self) -> UUID | None:
        """The loan shown."""
        return self.opened.loan_id if self.opened else None

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not on file."""
        return self.opened is not None and self.form_page.form != self._saved_form

    @property
    def on_form(self) -> bool:
        """Whether the form shows, rather than what the rules say."""
        return self.sides.currentWidget() is self.form_page

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: answers can wait, what is typed is kept at once."""
        super().hideEvent(event)
        self._assess_timer.stop()
        if self._draft_timer.isActive():
            self.keep_draft()

    def open_loan(self, loan_id: UUID) -> None:
        """Load a loan and its draft, if one was left."""

        def work(desk: Desk, _control: Any) -> tuple[OpenLoan, drafts.OpenDraft | None]:
            return load_application(desk, loan_id).value, drafts.load(desk, DRAFT, str(loan_id))

        self._jobs.write(work, lambda both: self._show(*both), self.lost.emit, owner=self)

    def assess(self) -> None:
        """Ask the rules about the form as it stands."""
        self._assess_timer.stop()
        loan_id, form = self.loan_id, self.form_page.form
        if loan_id is not None:
            self._jobs.read(
                lambda desk, _: assessment(desk, loan_id, form), self._answered, key="loan.assess", owner=self
            )

    def save(self, then: Any = None) -> None:
        """Put the form on file; `then()` is called when that is done."""
        loan_id, form = self.loan_id, self.form_page.form
        if loan_id is None or self.form_page.complaints():
            return
        if not self.unsaved:
            self._after_save(form, then)
            return
        self._jobs.write(
            lambda desk, _: save_application(desk, loan_id, form),
            lambda _saved: self._after_save(form, then),
            self._refused,
            owner=self,
        )

    def keep_draft(self) -> None:
        """Write what is unsaved where it will be found again."""
        self._draft_timer.stop()
        opened, form = self.opened, self.form_page.form
        if opened is None or not self.unsaved:
            return
        title = self.tr("Start-up loan · {name}").format(name=opened.name)
        self._jobs.write(
            lambda desk, _: drafts.save(desk, DRAFT, str(opened.loan_id), title, to_draft(form)), owner=self
        )

    def discard_draft(self) -> None:
        """Go back to what is on file."""
        loan_id = self.loan_id
        self.banner.hide()
        self.form_page.show_form(self._saved_form)
        self._edited()
        self._draft_timer.stop()
        if loan_id is not None:
            self._jobs.write(lambda desk, _: drafts.discard(desk, DRAFT, str(loan_id)), owner=self)

    def show_side(self, *, form: bool) -> None:
        """Show the form, or what the rules say."""
        self.sides.setCurrentIndex(1 if form else 0)
        self.head.show_side(form=form)
        if form:
            self.form_page.focus_first()
        else:
            self.head.next.setFocus()

    def take_step(self, step: NextStep) -> None:
        """Ask for day and words and record the step; what stands in its way is said instead."""
        if step.missing:
            self._say_problem(self.tr("Not yet. Missing: {what}").format(what=lacking_words(step)))
            if step.fields:
                self.show_side(form=True)
                self.form_page.go_to(step.fields[0])
            return
        self.prompt = StepPrompt(
            self,
            stage_name(step.stage),
            asked_words(step.asks),
            self._today,
            lambda day, said: self._move(step, day, said),
            self._offers(step),
        )
        self.prompt.open()

    # -- answers ---------------------------------------------------------------------------------------------
    def _show(self, opened: OpenLoan, draft: drafts.OpenDraft | None) -> None:
        self.opened, self.found, self._saved_form = opened, None, opened.form
        form = from_draft(draft.payload) if draft else opened.form
        self.form_page.show_form(form)
        self.banner.setVisible(form != opened.form)
        self.head.show_name(opened.name)
        self.head.show_unsaved(unsaved=self.unsaved)
        self.show_side(form=opened.form.amount is None)
        self.assess()
        self.paper.show_loan(opened.loan_id)

    def _answered(self, found: LoanAssessment) -> None:
        if found.loan_id != self.loan_id:
            return
        self.found = found
        self.head.show_answer(found)
        self.eligibility.show_answer(found)
        self.cost.show_answer(found, self.form_page.form)
        self.papers.show_answer(found)
        self.form_page.show_answer(found)

    def _edited(self) -> None:
        self.head.show_unsaved(unsaved=self.unsaved)
        self._assess_timer.start()
        self._draft_timer.start()
        self.paper.draw_soon()

    def _after_save(self, form: LoanForm, then: Any) -> None:
        self._saved_form = form
        self._draft_timer.stop()
        self.banner.hide()
        self.head.show_unsaved(unsaved=self.unsaved)
        if then is not None:
            then()
        else:
            Toasts.of(self).say(self.tr("Saved."))

    def _refused(self, problem: Problem) -> None:
        self._say_problem(problem_words(problem))
        if isinstance(problem, LoanRefusedError):
            self.show_side(form=True)
            for key, why in problem.check.problems.items():
                self.form_page.grid.say(key, problem_words(why), "problem")
            self.form_page.go_to(next(iter(problem.check.problems)))

    def _ticked(self, code: str, here: bool) -> None:
        loan_id = self.loan_id
        if loan_id is None or not code:
            if self.found is not None:
                self.papers.show_answer(self.found)
            return
        act = receive_material if here else unreceive_material
        self._jobs.write(lambda desk, _: act(desk, loan_id, code), lambda _: self._printed_anew(), owner=self)

    def _move(self, step: NextStep, day: date, said: str) -> None:
        loan_id = self.loan_id
        if loan_id is None:
            return

        def moved(_saved: Saved[UUID]) -> None:
            Toasts.of(self).say(self.tr("Recorded: {stage}").format(stage=stage_name(step.stage)))
            self._printed_anew()

        self.save(
            lambda: self._jobs.write(
                lambda desk, _: move_stage(desk, loan_id, step.stage, day, said),
                moved,
                lambda problem: self._say_problem(problem_words(problem)),
                owner=self,
            )
        )

    def _printed_anew(self) -> None:
        """The paper says which papers are here and what was decided."""
        self.assess()
        self.paper.draw()

    def _offers(self, step: NextStep) -> list[str]:
        words = {
            Guard.STREET_OPINION: self.tr("Papers complete, agreed to pass on"),
            Guard.DISTRICT_OPINION: self.tr("Conditions 1 and 2 hold"),
            Guard.GUARANTEE_OPINION: self.tr("Guarantee agreed"),
            Guard.BANK_OPINION: self.tr("Loan agreed"),
        }
        return [words[guard] for guard in step.asks if guard in words]

    def _say_problem(self, text: str) -> None:
        Toasts.of(self).problem(text)

    def _today(self) -> date:
        day: date = self._jobs.desk.today
        return day

    # -- making ----------------------------------------------------------------------------------------------
    def _overview(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, theme.px(6), 0)
        column.setSpacing(theme.px(12))
        for card in (self.eligibility, self.cost, self.papers):
            column.addWidget(card)
        column.addStretch(1)
        area.setWidget(canvas)
        return area

    def _lay_out(self) -> None:
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(self.sides, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.left)
        splitter.addWidget(self.paper)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([700, 440])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(14))
        outer.addWidget(splitter)

    def _wire(self) -> None:
        self.head.back.connect(self.back)
        self.head.save.connect(self.save)
        self.head.turn.connect(lambda: self.show_side(form=not self.on_form))
        self.head.step_chosen.connect(self.take_step)
        self.form_page.edited.connect(self._edited)
        self.form_page.submitted.connect(self.save)
        self.papers.ticked.connect(self._ticked)
        self.paper.print_wanted.connect(lambda: self.save(self.paper.print_paper))
        self.paper.save_wanted.connect(lambda: self.save(self._ask_where))
        self.paper.said.connect(lambda text: Toasts.of(self).say(text))
        self.paper.failed.connect(lambda problem: self._say_problem(problem_words(problem)))

    def _ask_where(self) -> None:
        if self.opened is not None:
            self.paper.ask_where_to_save(self.opened.number)


def _timer(owner: QWidget, milliseconds: int, due: Any) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(due)
    return timer
