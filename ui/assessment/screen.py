"""The screen of assessments (测评): choose a questionnaire, fill it in or turn it to the client, read the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseworker.assessment import papers, records
from caseworker.assessment.overview import FormLine, Overview, overview
from caseworker.assessment.records import AssessmentView, Begun, FilledBy, read_draft_key
from caseworker.desk import Saved
from caseworker.papers import Paper
from caseworker.problems import Problem
from ui import theme
from ui.assessment.chooser import ChooserPage
from ui.assessment.client import ClientWindow
from ui.assessment.fill import FillPage
from ui.assessment.result import ResultPage
from ui.jobs import Jobs
from ui.shell.screen import Screen
from ui.widgets import Button, Card, ElidedLabel, heading
from ui.words import language

KEEP_AFTER_MS = 600


class AssessmentScreen(Screen):
    """`activate(case_id=…)` lists the questionnaires; with `code` it begins one, with `assessment_id` it shows one.

    `draft_key` goes on with a draft from Today.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.case_id: UUID | None = None
        self.found: Overview | None = None
        self._unkept = False
        self.title, self.whose = heading(self.tr("Assessments")), ElidedLabel("", "soft")
        self.case_button = Button(self.tr("To the case"), self._to_case, role="quiet", shortcut="Alt+Up")
        self.chooser, self.fill, self.result = ChooserPage(), FillPage(), ResultPage()
        self.pages = QStackedWidget()
        for page in (self.chooser, self.fill, self.result):
            self.pages.addWidget(page)
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.keep_draft)
        self._wire()
        self._lay_out()

    # -- what a screen does ----------------------------------------------------------------------------------------
    def activate(
        self,
        case_id: UUID | None = None,
        code: str = "",
        assessment_id: UUID | None = None,
        draft_key: str = "",
        **params: Any,
    ) -> None:
        """Show what is asked for."""
        if draft_key:
            case_id, code = read_draft_key(draft_key)
        if case_id is not None:
            self.case_id = case_id
        if code:
            self.begin(code)
        elif assessment_id is not None:
            self.show_result(assessment_id)
        elif self.pages.currentWidget() is not self.fill or case_id is not None:
            self.pages.setCurrentWidget(self.chooser)
        self._load()

    def changed(self, summary: Any) -> None:
        if summary.touches("assessment", "case", "person"):
            self._load()

    def keep_draft(self) -> None:
        self._keep(lambda _nothing: None)

    def _keep(self, then: Callable[[None], None]) -> None:
        self._keeping.stop()
        begun = self.fill.begun
        if not self._unkept or begun is None or not begun.answers:
            then(None)
            return
        self._unkept = False
        words = self.tr("{name}: {form}")
        title = words.format(name=begun.person_name, form=begun.form.title.of(language()))
        self.jobs.write(lambda desk, _c: records.keep(desk, begun, title), then, owner=self)

    # -- filling ---------------------------------------------------------------------------------------------------
    def begin(self, code: str, *, client: bool = False) -> None:
        """A questionnaire, from where it was left."""
        case_id = self.case_id
        if case_id is None:
            return

        def ready(begun: Begun) -> None:
            if client:
                self._turn_to_client(begun)
            else:
                self.fill.show_form(replace(begun, filled_by=begun.filled_by or FilledBy.OFFICER))
                self.pages.setCurrentWidget(self.fill)
                self.fill.setFocus()

        # In the writer's lane: a draft that is just being kept has to be there first.
        self.jobs.write(lambda desk, _c: records.begin(desk, case_id, code), ready, owner=self)

    def _turn_to_client(self, begun: Begun) -> None:
        window = ClientWindow(self, begun)
        window.answered.connect(self._client_answered)
        window.handed_back.connect(self._handed_back)
        window.show_up()

    def _client_answered(self, begun: Begun) -> None:
        self.fill.begun = begun
        self._note_unkept()

    def _handed_back(self, begun: Begun, complete: bool) -> None:
        self.fill.begun = begun
        if complete:
            self._finish()
        else:
            self._leave()

    def _note_unkept(self) -> None:
        self._unkept = True
        self._keeping.start()

    def _finish(self) -> None:
        begun = self.fill.begun
        if begun is None:
            return
        self._keeping.stop()
        self._unkept = False
        self.jobs.write(lambda desk, _c: records.finish(desk, begun), self._finished, self._refused, owner=self)

    def _finished(self, saved: Saved[UUID]) -> None:
        self.fill.begun = None
        self.say(self.tr("The assessment is on file and in the service record."))
        self.show_result(saved.value)

    def _refused(self, problem: Problem) -> None:
        self._unkept = True
        self.problem(problem)

    def _leave(self) -> None:
        """Esc: the draft stays."""
        self._keep(lambda _nothing: self._load())
        self.pages.setCurrentWidget(self.chooser)
        if self.fill.begun is not None and self.fill.begun.answers:
            self.say(self.tr("Kept as a draft. It goes on where it stopped."))

    # -- results and papers ----------------------------------------------------------------------------------------
    def show_result(self, assessment_id: UUID) -> None:
        """The result of one on file."""

        def came(view: AssessmentView) -> None:
            self.case_id = self.case_id or view.case_id
            self.result.show_result(view)
            self.pages.setCurrentWidget(self.result)
            self.result.plan_button.setFocus()

        read = records.assessment
        self.jobs.read(lambda desk, _c: read(desk, assessment_id), came, key="assessment.result", owner=self)

    def print_result(self) -> None:
        """The result sheet, noted before it is shown."""
        view = self.result.view
        if view is not None:
            self.jobs.write(
                lambda desk, _c: papers.result_paper(desk, view.id), lambda s: self._show_paper(s.value), owner=self
            )

    def print_blank(self, line: FormLine) -> None:
        """A blank form to fill in by hand."""
        self.jobs.read(
            lambda desk, _c: papers.blank_paper(desk, line.form.code),
            self._show_paper,
            key="assessment.blank",
            owner=self,
        )

    def _show_paper(self, paper: Paper) -> None:
        from ui.papers.sheet import PaperSheet

        PaperSheet(self, self.jobs, paper).show_up()

    # -- loading and going -----------------------------------------------------------------------------------------
    def _load(self) -> None:
        case_id = self.case_id
        if case_id is not None:
            self.jobs.read(lambda desk, _c: overview(desk, case_id), self._show, key="assessment", owner=self)

    def _show(self, found: Overview) -> None:
        self.found = found
        self.whose.set_text(found.person_name)
        today = self.jobs.desk.today if self.jobs.desk else None
        self.chooser.show_lines(found, today)
        if self.pages.currentWidget() is self.chooser and self.isVisible():
            self.chooser.table.setFocus()

    def _open_latest(self, line: FormLine) -> None:
        if line.latest is not None:
            self.show_result(line.latest.id)
        else:
            self.say(self.tr("This questionnaire has not been filled in yet. Enter begins it."))

    def _to_case(self) -> None:
        self.go("case", case_id=self.case_id)

    def _to_plan(self) -> None:
        self.go("plan", case_id=self.case_id)

    def _back_to_list(self) -> None:
        self.pages.setCurrentWidget(self.chooser)
        self._load()

    # -- making ----------------------------------------------------------------------------------------------------
    def _wire(self) -> None:
        self.chooser.begun.connect(lambda line: self.begin(line.form.code))
        self.chooser.client_wanted.connect(lambda line: self.begin(line.form.code, client=True))
        self.chooser.result_wanted.connect(self._open_latest)
        self.chooser.blank_wanted.connect(self.print_blank)
        self.fill.answered.connect(self._note_unkept)
        self.fill.completed.connect(self._finish)
        self.fill.stopped.connect(self._leave)
        self.result.print_wanted.connect(self.print_result)
        self.result.plan_wanted.connect(self._to_plan)
        self.result.left.connect(self._back_to_list)
        shortcut = QShortcut(QKeySequence("Esc"), self.result, self._back_to_list)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.title)
        top.addWidget(self.whose, 1)
        top.addWidget(self.case_button)
        card = Card()
        card.body.setContentsMargins(*(theme.px(18),) * 4)
        card.add(self.pages, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addWidget(card, 1)
