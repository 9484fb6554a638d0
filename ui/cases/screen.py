"""One case on one page: who, where in the process, what happened, what is next, what fits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from caseworker.cases import lifecycle
from caseworker.cases.guards import Place
from caseworker.cases.steps import Progress, Step
from caseworker.cases.view import PlacementLine
from caseworker.clock import SystemClock
from caseworker.problems import Problem
from ui import theme
from ui.cases.files_tab import FilesTab
from ui.cases.moves import Moves
from ui.cases.next_panel import NextPanel
from ui.cases.note import About
from ui.cases.person_panel import PersonPanel
from ui.cases.picture import CasePicture, load
from ui.cases.service_tab import ServiceTab
from ui.cases.tabs import LoanTab, LogTab, ReferralTab
from ui.cases.words import CaseWords, code_name
from ui.jobs import Jobs
from ui.plans.quota import QuotaCard
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen
from ui.vacancies.recommendations import RecommendationPanel
from ui.widgets import Button, Card, ElidedLabel, EmptyState, Stepper
from ui.widgets import Step as ShownStep
from ui.words import problem_words

LEFT, RIGHT, NARROW = 252, 280, 1010
"""Widths at 100 %; below `NARROW` the right column goes under the left one."""
CONCERNS = (
    "case",
    "case_transition",
    "activity",
    "task",
    "placement",
    "referral",
    "person",
    "group_tag",
    "package_enrolment",
    "household_member",
    "consent",
    "loan_application",
    "officer",
)


class CaseScreen(Screen):
    """`activate(case_id=…)` shows a case, `activate(person_id=…)` a person's newest one."""

    def __init__(self, jobs: Jobs, keeper: SettingsKeeper | None = None, parent: QWidget | None = None) -> None:
        """`keeper` knows the scan folder; without it none is watched."""
        super().__init__(jobs, parent)
        self.files = FilesTab(jobs, keeper)
        self._words = CaseWords(self)
        self._asked: tuple[UUID | None, UUID | None] = (None, None)
        self._day: date = (jobs.desk.clock if jobs.desk else SystemClock()).today()
        self.picture: CasePicture | None = None
        self._narrow: bool | None = None
        self._make_parts()
        self._lay_out()
        self._make_keys()

    # -- what a screen does ----------------------------------------------------------------------------------------
    def activate(self, case_id: UUID | None = None, person_id: UUID | None = None, **params: Any) -> None:
        """Load a case."""
        asked = (case_id, person_id)
        if asked != self._asked:
            self.service.keep_draft()
            self.tabs.setCurrentIndex(0)
        self._asked = asked
        self._load()

    def changed(self, summary: Any) -> None:
        self.fitting.changed(summary)
        self.files.changed(summary)
        if self._asked != (None, None) and summary.touches(*CONCERNS):
            self._load()

    def keep_draft(self) -> None:
        self.files.leave()
        self.person.cover()
        self.service.keep_draft()

    def record_contact(self) -> bool:
        if self.picture is None or self.picture.view is None or self.picture.view.closed_on is not None:
            return False
        self.note()
        return True

    def panes(self) -> list[QWidget]:
        return [self.person, self.middle, self.next, self.fitting]

    # -- what the officer does -------------------------------------------------------------------------------------
    def note(self, about: About | None = None, kind: str = "follow_up") -> None:
        """To the note, ready to type."""
        self.tabs.setCurrentWidget(self.service)
        self.service.begin(kind, about)

    def take_step(self) -> None:
        """The primary button: whatever the process wants next."""
        step = self._to_do()
        if step in {Step.ASSESS, Step.PLAN}:
            self._go_with("assessment" if step is Step.ASSESS else "plan")
        elif step is Step.RECOMMEND:
            self.fitting.focus_list()
        elif step in {Step.INTERVIEW, Step.PLACE}:
            self.tabs.setCurrentWidget(self.referrals)
            self.referrals.ask_latest()
        elif step is Step.FOLLOW_UP:
            self._take_check()
        elif step is Step.CLOSE:
            self.show_moves()

    def supply(self, place: Place) -> None:
        """To where a missing condition is supplied."""
        match place:
            case Place.ASSESSMENT | Place.PLAN:
                self._go_with(place.value)
            case Place.PLACEMENT:
                self.moves.place()
            case Place.CONTACT:
                self.note()
            case Place.LOANS:
                self.tabs.setCurrentWidget(self.loans)
            case Place.TRANSFER:
                self.moves.transfer()
            case Place.APPROVALS:
                self.moves.decide(self.state_button.mapToGlobal(QPoint(0, self.state_button.height() + 2)))

    def show_moves(self) -> None:
        """Ctrl+M."""
        self.moves.menu(self.state_button.mapToGlobal(QPoint(0, self.state_button.height() + 2)))

    # -- showing ---------------------------------------------------------------------------------------------------
    def _load(self) -> None:
        case_id, person_id = self._asked
        self.jobs.read(
            lambda desk, _c: load(desk, case_id, person_id), self._show, self._missing, key="case", owner=self
        )

    def _show(self, picture: CasePicture) -> None:
        before, self.picture = self.picture, picture
        if self.jobs.desk is not None:
            self._day = self.jobs.desk.today
        self.person.show_person(picture)
        self.files.show_person(picture.person.person_id, picture.person.name)
        self.moves.view = picture.view
        view = picture.view
        self._show_parts(has_case=view is not None)
        if view is None:
            self._say_no_case(picture)
            return
        same = before is not None and before.view is not None and before.view.case_id == view.case_id
        self.quota.show_for(view.case_id)
        if not same:
            self.fitting.show_for(view.case_id if view.closed_on is None else None, view.person.person_id)
        self._show_steps()
        self.service.show_case(view, picture.draft)
        self.next.show_case(view)
        self.referrals.show_rows(picture.referrals, open_case=view.closed_on is None)
        self.loans.show_loans(picture.loans)
        self.log.show_case(view)
        self._count_tabs(picture)
        if not same and self.isVisible():
            self.service.timeline.setFocus()

    def _show_steps(self) -> None:
        assert self.picture is not None and self.picture.view is not None
        view = self.picture.view
        self.stepper.set_steps(
            [ShownStep(one.step.value, self._words.step(one.step), one.progress.value) for one in view.steps]
        )
        step = self._to_do()
        words = self._words.act(step) if step else ""
        self.primary.setText(words)
        self.primary.setVisible(bool(words) and view.closed_on is None)
        self.state_button.setText(code_name("case_state", view.state.value))
        parts = [self.tr("Opened {day}").format(day=f"{view.opened_on:%Y-%m-%d}"), view.owner_name]
        if view.episode > 1:
            parts.insert(0, self.tr("Case {number}").format(number=view.episode))
        if view.closed_on is not None:
            closed, why = self.tr("closed {day}: {why}"), code_name("close_reason", view.close_reason)
            parts.append(closed.format(day=f"{view.closed_on:%Y-%m-%d}", why=why))
        self.standing.set_text(" · ".join(parts))

    def _current(self) -> Step | None:
        view = self.picture.view if self.picture else None
        steps = view.steps if view else ()
        return next((one.step for one in steps if one.progress is Progress.CURRENT), None)

    def _to_do(self) -> Step | None:
        """What the process wants next: once every check is made, that is to close."""
        step = self._current()
        return Step.CLOSE if step is Step.FOLLOW_UP and not self._owed() else step

    def _owed(self) -> list[PlacementLine]:
        """Jobs whose check is still to come."""
        view = self.picture.view if self.picture else None
        return [line for line in (view.placements if view else ()) if line.next_days is not None]

    def _take_check(self) -> None:
        job = self._owed()[0]
        days = job.next_days or 0
        self.note(About(self._words.check(days), placement_id=job.placement_id, check_days=days))

    def _count_tabs(self, picture: CasePicture) -> None:
        counted: tuple[tuple[QWidget, str, int], ...] = (
            (self.referrals, self.tr("Referrals"), len(picture.referrals)),
            (self.loans, self.tr("Loans and subsidies"), len(picture.loans)),
        )
        for tab, name, count in counted:
            self.tabs.setTabText(self.tabs.indexOf(tab), f"{name} {count}" if count else name)

    def _missing(self, problem: Problem) -> None:
        self.picture = None
        self._show_parts(has_case=False)
        self.empty.set_text(problem_words(problem), self.tr("Find somebody else with Ctrl+K."))
        self.open_button.hide()
        self.files_button.hide()

    def _say_no_case(self, picture: CasePicture) -> None:
        self.empty.set_text(
            self.tr("{name} has no case yet").format(name=picture.person.name),
            self.tr("Open one to keep contacts, recommendations and promises together."),
        )
        self.open_button.show()
        self.files_button.show()

    def _open_case(self) -> None:
        picture = self.picture
        if picture is not None:
            self.jobs.write(lambda desk, _c: lifecycle.open_case(desk, picture.person.person_id), owner=self)

    # -- making ----------------------------------------------------------------------------------------------------
    def _today(self) -> date:
        return self._day

    def _make_parts(self) -> None:
        self.person = PersonPanel(self.jobs)
        self.person.edit_wanted.connect(lambda person_id: self.go("registration", person_id=person_id))
        self.person.relative_wanted.connect(lambda person_id: self.go("case", person_id=person_id))
        self.moves = Moves(self, self.jobs, self._today, self.supply)
        self.service = ServiceTab(self.jobs, self._today)
        self.service.noting.connect(self._make_room)
        self.referrals = ReferralTab(self.jobs)
        self.referrals.placement_wanted.connect(self.moves.place)
        self.loans, self.log = LoanTab(), LogTab()
        self.loans.loan_wanted.connect(self._go_loan)
        self.loans.opened.connect(lambda loan_id: self.go("loan", loan_id=loan_id))
        self.next = NextPanel(self.jobs, self._today)
        self.next.check_wanted.connect(self.note)
        self.quota = QuotaCard(self.jobs)
        self.fitting = RecommendationPanel(self.jobs)
        self.fitting.opened.connect(lambda vacancy_id: self.go("vacancies", vacancy_id=vacancy_id))
        self.stepper = Stepper()
        self.stepper.picked.connect(self._step_picked)
        self.primary = Button("", self.take_step, role="primary")
        self.state_button = Button("", self.show_moves, role="quiet", shortcut="Ctrl+M")
        self.standing = ElidedLabel(role="soft")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for tab, name in (
            (self.service, self.tr("Service record")),
            (self.referrals, self.tr("Referrals")),
            (self.loans, self.tr("Loans and subsidies")),
            (self.files, self.files.title),
            (self.log, self.tr("Changes")),
        ):
            self.tabs.addTab(tab, name)
        self.files.belong_to(self.tabs)
        self.empty = EmptyState("", "")
        self.open_button = Button(self.tr("Open a case"), self._open_case, role="primary")

    def _lay_out(self) -> None:
        self.middle = self._make_middle()
        self.nothing = Card()
        self.files_button = Button(self.files.title, self._go_files)
        self.nothing.add(self.empty, self.open_button, self.files_button)
        self._left, self._left_column = _column()
        self._left_column.addWidget(self.person)
        self._right, self._right_column = _column()
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.px(12))
        side.addWidget(self.next)
        side.addWidget(self.quota)
        side.addWidget(self.fitting, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(theme.px(10))
        row.addWidget(self._left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.nothing, 1)
        row.addWidget(self._right)
        self._show_parts(has_case=False)
        self._arrange(narrow=False)

    def _make_middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self.way = way = Card()
        way.body.setContentsMargins(theme.px(12), theme.px(8), theme.px(10), theme.px(6))
        way.body.setSpacing(theme.px(2))
        under = QHBoxLayout()
        under.setSpacing(theme.px(8))
        under.addWidget(self.standing, 1)
        under.addWidget(self.state_button)
        under.addWidget(self.primary)
        way.add(self.stepper)
        way.add(under)
        sheet = Card()
        sheet.body.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(10))
        sheet.add(self.tabs, stretch=1)
        column.addWidget(way)
        column.addWidget(sheet, 1)
        return middle

    def _show_parts(self, *, has_case: bool) -> None:
        self.middle.setVisible(has_case)
        self._side.setVisible(has_case)
        self._right.setVisible(has_case and not self._narrow)
        self.nothing.setVisible(not has_case)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        (self._left_column if narrow else self._right_column).addWidget(self._side, 1)
        wide = min(max(theme.px(RIGHT), self._side.minimumSizeHint().width()), theme.px(RIGHT + 50))
        self._left.setFixedWidth(theme.px(LEFT))
        self._right.setFixedWidth(wide)
        self._right.setVisible(not narrow and self.middle.isVisibleTo(self))

    def _make_room(self, noting: bool) -> None:
        """With large text the steps make room for the note while one writes."""
        self.way.setVisible(not (noting and self._narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < theme.px(NARROW))

    def _make_keys(self) -> None:
        keys_of = (("Ctrl+D", self.person.dial), ("Alt+Return", self.take_step), ("Ctrl+G", self._go_loan))
        for keys, act in keys_of:
            QShortcut(QKeySequence(keys), self, act)

    def _step_picked(self, key: str) -> None:
        if self._to_do() is not None and key == self._to_do():
            self.take_step()
        elif key in {Step.RECOMMEND.value, Step.INTERVIEW.value, Step.PLACE.value}:
            self.tabs.setCurrentWidget(self.referrals)
        else:
            self.tabs.setCurrentWidget(self.service)

    def _go_files(self) -> None:
        if self.picture is not None:
            self.go("files", person_id=self.picture.person.person_id)

    def _go_with(self, key: str) -> None:
        """To a screen about this case."""
        if self.picture is not None and self.picture.view is not None:
            self.go(key, case_id=self.picture.view.case_id)

    def _go_loan(self) -> None:
        if self.picture is not None:
            case_id = self.picture.view.case_id if self.picture.view else None
            self.go("loan", person_id=self.picture.person.person_id, case_id=case_id)


def _column() -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls when it must."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    canvas = QWidget()
    canvas.setProperty("role", "canvas")
    column = QVBoxLayout(canvas)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(12))
    area.setWidget(canvas)
    return area, column
