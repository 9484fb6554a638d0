"""The screen of a plan: goals and actions as one outline worked by keyboard, what it rests on beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.desk import Desk
from caseworker.papers import Paper
from caseworker.plans import editing
from caseworker.plans.papers import plan_paper
from caseworker.plans.view import PlanPicture, PlanView, plan_picture
from ui import theme
from ui.jobs import Jobs
from ui.plans.outline import Line, Outline
from ui.plans.sheets import ActionSheet, GoalSheet, SignedSheet
from ui.plans.side import PlanSide
from ui.shell.screen import Screen
from ui.widgets import Button, Card, ElidedLabel, EmptyState, FlowLayout, TagLabel, Tone, heading
from ui.words import words

NARROW = 900
"""Width at 100 % below which the basis is shown in place of the outline."""
_TONES = {"draft": Tone.INFO, "waiting": Tone.WARN, "agreed": Tone.OK, "ended": Tone.PLAIN}


class PlanScreen(Screen):
    """`activate(case_id=…)`. G adds a goal, A an action, Enter changes, Space settles, Delete takes out."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.case_id: UUID | None = None
        self.picture: PlanPicture | None = None
        self.title, self.whose, self.state = heading(self.tr("Plan")), ElidedLabel("", "soft"), TagLabel("", Tone.INFO)
        self.case_button = Button(self.tr("To the case"), lambda: self.go("case", case_id=self.case_id), role="quiet")
        self.case_button.answer("Alt+Up", shown=True)
        self.basis_button = Button(self.tr("Grade and basis"), self._turn, role="quiet")
        self.basis_button.hide()
        self._narrow: bool | None = None
        self.outline = Outline(self._today)
        self.side = PlanSide(self._today)
        self.side.changed.connect(self._save_form)
        self.empty = EmptyState("", "", (self.tr("Begin the plan"), self.start))
        self.goal_button = Button(self.tr("Goal"), self.add_goal, shortcut="Ctrl+T")
        self.action_button = Button(self.tr("Action"), self.add_action, shortcut="Ctrl+E")
        self.print_button = Button(self.tr("Print"), self.print_plan, shortcut="Ctrl+P")
        self.sign_button = Button(self.tr("Signed…"), self.sign)
        self.version_button = Button(self.tr("New version"), self.start)
        self.review_button = Button(self.tr("Send for review"), lambda: self.send(review=True))
        self.stand_button = Button(self.tr("Let it stand"), lambda: self.send(review=False), role="primary")
        self.stand_button.answer("Ctrl+Return")
        self._wire()
        self._lay_out()

    # -- what a screen does ----------------------------------------------------------------------------------------
    def activate(self, case_id: UUID | None = None, **params: Any) -> None:
        """Show the plan of a case."""
        if case_id is not None:
            self.side.settle()
            self.case_id = case_id
        self._load()

    def changed(self, summary: Any) -> None:
        if summary.touches("plan", "plan_goal", "plan_action", "task", "case", "assessment", "approval"):
            self._load()

    def keep_draft(self) -> None:
        self.side.settle()

    def panes(self) -> list[QWidget]:
        return [self.outline.table.view, self.side]

    @property
    def plan(self) -> PlanView | None:
        """The version on screen."""
        return self.picture.newest if self.picture else None

    # -- what the officer does -------------------------------------------------------------------------------------
    def start(self) -> None:
        """The first version, or the next."""
        case_id = self.case_id
        if case_id is not None:
            self._write(lambda desk: editing.start(desk, case_id))

    def add_goal(self) -> None:
        """G."""
        self._ask_goal(None)

    def add_action(self) -> None:
        """A: for the goal of the current line."""
        line, plan = self.outline.table.current(), self.plan
        if line is None or plan is None or plan.state != "draft":
            self.say(self.tr("First a goal (G), then its actions (A)."))
            return
        self._ask_action(line, None)

    def change(self, line: Line) -> None:
        """Enter."""
        plan = self.plan
        if plan is None or plan.state != "draft":
            self.say(self.tr("This version is settled. A new version changes it."))
        elif line.action is None:
            self._ask_goal(line)
        else:
            self._ask_action(line, line)

    def settle(self, line: Line) -> None:
        """Space: done, or open again."""
        if line.action is None:
            met = line.goal.met_on is None
            self._write(lambda desk: editing.meet(desk, line.goal.id, met=met))
        else:
            action, done = line.action, line.action.done_on is None
            self._write(lambda desk: editing.set_done(desk, action.id, done=done))

    def take_out(self, line: Line) -> None:
        """Delete."""
        self._write(lambda desk: editing.remove(desk, line.id))

    def send(self, *, review: bool) -> None:
        """The draft is done."""
        plan = self.plan
        if plan is None:
            return
        self.side.settle()
        told = self.tr("Sent for review. A colleague answers.") if review else self.tr("The plan stands.")
        self._write(lambda desk: editing.send(desk, plan.id, review=review), told)

    def sign(self) -> None:
        """The person signed the printed plan."""
        plan = self.plan
        if plan is not None:
            told = self.tr("Noted: signed by the person")
            SignedSheet(
                self, self._today, lambda on: self._write(lambda d: editing.sign(d, plan.id, on), told)
            ).show_up()

    def print_plan(self) -> None:
        """The plan on paper, for signature."""
        plan, case_id = self.plan, self.case_id
        if plan is None or case_id is None:
            return
        self.side.settle()
        self.jobs.write(
            lambda desk, _c: plan_paper(desk, case_id, plan.id), lambda saved: self._show_paper(saved.value), owner=self
        )

    # -- inside ----------------------------------------------------------------------------------------------------
    def _ask_goal(self, line: Line | None) -> None:
        plan, picture = self.plan, self.picture
        if plan is None or picture is None or plan.state != "draft":
            return
        goal = line.goal if line else None

        def given(theme_code: str, title: str, due_on: Any) -> None:
            known = goal.id if goal else None
            self._write(lambda desk: editing.save_goal(desk, plan.id, theme_code, title, due_on, known))

        GoalSheet(self, self._today, picture.themes, goal, given).show_up()

    def _ask_action(self, of: Line, line: Line | None) -> None:
        action = line.action if line else None

        def given(form: editing.ActionForm) -> None:
            known = action.id if action else None
            self._write(lambda desk: editing.save_action(desk, of.goal.id, form, known))

        ActionSheet(self, self._today, of.goal.title, action, given).show_up()

    def _save_form(self) -> None:
        plan, form = self.plan, self.side.form_value()
        if plan is not None and plan.state == "draft" and form is not None:
            self._write(lambda desk: editing.save_form(desk, plan.id, form))

    def _write(self, act: Callable[[Desk], Any], told: str = "") -> None:
        def done(_saved: object) -> None:
            if told:
                self.say(told)
            self.outline.table.setFocus()

        self.jobs.write(lambda desk, _c: act(desk), done, owner=self)

    def _show_paper(self, paper: Paper) -> None:
        from ui.papers.sheet import PaperSheet

        PaperSheet(self, self.jobs, paper).show_up()

    def _load(self) -> None:
        case_id = self.case_id
        if case_id is not None:
            self.jobs.read(lambda desk, _c: plan_picture(desk, case_id), self._show, key="plan", owner=self)

    def _show(self, picture: PlanPicture) -> None:
        self.picture = picture
        plan = picture.newest
        self.whose.set_text(picture.person_name)
        self.empty.setVisible(plan is None)
        self.sheet.setVisible(plan is not None)
        self.state.setVisible(plan is not None)
        if plan is None:
            first = self.tr("It begins with the themes of the assessments, if there are any.")
            self.empty.set_text(self.tr("{name} has no plan yet").format(name=picture.person_name), first)
            self.empty.button.setFocus()
            return
        version = self.tr("version {number} · {state}")
        told = version.format(number=plan.version, state=words(f"plans.state.{plan.state}"))
        self.state.set_tag(told, _TONES[plan.state])
        self.outline.show_plan(plan)
        self.side.show_plan(picture, plan)
        self._show_buttons(picture, plan)
        if self.isVisible() and not any(part.hasFocus() for part in self.side.findChildren(QWidget)):
            self.outline.table.setFocus()

    def _show_buttons(self, picture: PlanPicture, plan: PlanView) -> None:
        draft = plan.state == "draft" and picture.open_case
        for button in (self.goal_button, self.action_button, self.review_button):
            button.setVisible(draft)
        self.stand_button.setVisible(draft and not picture.reviewed)
        self.version_button.setVisible(plan.state in {"agreed", "ended"} and picture.open_case)
        self.sign_button.setVisible(plan.state == "agreed" and plan.signed_on is None)

    def _today(self) -> Any:
        assert self.jobs.desk is not None
        return self.jobs.desk.today

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.basis_button.setVisible(narrow)
            self.side.setVisible(not narrow)
            self.work.show()

    def _turn(self) -> None:
        """With large text the basis takes the place of the outline, and gives it back."""
        shown = self.side.isHidden()
        self.side.settle()
        self.side.setVisible(shown)
        self.work.setVisible(not shown)
        if shown:
            self.side.form.focus_first()
        else:
            self.outline.table.setFocus()

    # -- making ----------------------------------------------------------------------------------------------------
    def _wire(self) -> None:
        table = self.outline.table
        table.opened.connect(self.change)
        table.on_key("G", lambda _line: self.add_goal(), self.tr("Add a goal"))
        table.on_key("A", lambda _line: self.add_action(), self.tr("Add an action"))
        table.on_key("Space", self.settle, self.tr("Done, or open again"))
        table.on_key("Delete", self.take_out, self.tr("Take out"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        for part in (self.title, self.state):
            top.addWidget(part)
        top.addWidget(self.whose, 1)
        top.addWidget(self.basis_button)
        top.addWidget(self.case_button)
        work = Card()
        work.add(self.outline, stretch=1)
        buttons = QWidget()
        foot = FlowLayout(buttons, spacing=theme.px(8))
        for button in (self.stand_button, self.review_button, self.version_button):
            foot.addWidget(button)
        for button in (self.goal_button, self.action_button, self.print_button, self.sign_button):
            foot.addWidget(button)
        work.add(buttons)
        self.work = work
        self.sheet = QWidget()
        row = QHBoxLayout(self.sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(work, 3)
        row.addWidget(self.side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.empty, 1)
        self.sheet.hide()
