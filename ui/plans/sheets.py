"""Sheets of a plan: a goal, an action, the day of signing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from caseworker.plans.editing import DOERS, ActionForm
from caseworker.plans.view import ActionLine, GoalLine
from ui.cases.prompts import Sheet, Today
from ui.cases.when import WhenField
from ui.widgets import ChoiceField, CodeField, DateField, LineField, table_options
from ui.words import words


class GoalSheet(Sheet):
    """A goal under a theme."""

    def __init__(
        self,
        parent: QWidget,
        today: Today,
        themes: tuple[str, ...],
        old: GoalLine | None,
        given: Callable[[str, str, date | None], object],
    ) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Goal"), "", self.tr("Save"))
        options = sorted(table_options("plan_theme"), key=lambda option: option[0] not in themes)
        hint = self.tr("Suggested by the assessments: the first ones of the list") if themes else ""
        self.form.add("theme", self.tr("Theme"), CodeField(options), required=True, hint=hint)
        self.form.add("title", self.tr("What is to be reached"), LineField(max_length=120), required=True)
        self.form.add("due", self.tr("By when"), WhenField(today), hint=self.tr("May stay empty"))
        if old is not None:
            self.form.set_values({"theme": old.theme, "title": old.title, "due": old.due_on})

    def give(self) -> None:
        self._given(self.form.value("theme"), self.form.value("title"), self.form.value("due"))


class ActionSheet(Sheet):
    """Who does what by when."""

    def __init__(
        self, parent: QWidget, today: Today, goal: str, old: ActionLine | None, given: Callable[[ActionForm], object]
    ) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Action"), goal, self.tr("Save"))
        self.form.add("title", self.tr("What is done"), LineField(max_length=120), required=True)
        doers = [(code, f"{n} {words(f'plans.doer.{code}')}") for n, code in enumerate(DOERS, start=1)]
        doer = self.form.add("doer", self.tr("By whom"), ChoiceField(doers), required=True)
        hint = self.tr("Name of the person or body")
        who = self.form.add("who", self.tr("Who else"), LineField(max_length=60), hint=hint)
        due = self.form.add("due", self.tr("By when"), WhenField(today), required=True)
        doer.set_value(old.doer if old else DOERS[0])
        due.set_value(old.due_on if old else today() + timedelta(days=7))
        if old is not None:
            self.form.set_values({"title": old.title, "who": old.who})
        who.setEnabled(doer.value() == DOERS[-1])
        self.form.changed.connect(lambda key: who.setEnabled(doer.value() == DOERS[-1]) if key == "doer" else None)

    def give(self) -> None:
        form = self.form
        self._given(ActionForm(form.value("title"), form.value("doer"), form.value("due"), form.value("who") or ""))


class SignedSheet(Sheet):
    """The day the person signed the printed plan."""

    def __init__(self, parent: QWidget, today: Today, given: Callable[[date], object]) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Signed by the person"), self.tr("Keep the signed sheet with the papers."), self.tr("Save"))
        field = self.form.add("on", self.tr("Signed on"), DateField(today), required=True)
        field.set_value(today())

    def give(self) -> None:
        self._given(self.form.value("on"))
