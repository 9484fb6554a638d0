"""What a plan rests on: the grade and how often it asks for a contact, strengths, barriers, wishes, when to review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseworker.plans.cadence import cadence
from caseworker.plans.editing import PlanForm
from caseworker.plans.view import PlanPicture, PlanView
from ui import theme
from ui.cases.when import WhenField
from ui.cases.words import code_name
from ui.widgets import Card, ChoiceField, FormGrid, MemoField, Tag, TagRow, Tone, soft
from ui.words import language

WIDTH = 330
SAVE_AFTER_MS = 700


class PlanSide(QScrollArea):
    """Saves itself a moment after typing while the plan is a draft."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: PlanView | None = None
        self._shown: PlanForm | None = None
        card = Card(self.tr("What the plan rests on"))
        self.themes, self.themes_words = TagRow(), soft(self.tr("Suggested by the assessments"))
        self.form = FormGrid(1)
        grades = [(grade.code, f"{n} {grade.code}") for n, grade in enumerate(cadence().grades, start=1)]
        self.form.add("grade", self.tr("Grade"), ChoiceField(grades))
        self.note = soft("", wrap=True)
        self.form.add_widget(self.note)
        self.form.add("strengths", self.tr("Strengths"), MemoField(lines=2))
        self.form.add("barriers", self.tr("Barriers"), MemoField(lines=2))
        self.form.add("wishes", self.tr("Wishes"), MemoField(lines=2))
        self.form.add("review", self.tr("Look at it again on"), WhenField(today))
        self.signed = soft("", wrap=True)
        card.add(self.themes_words, self.themes, self.form, self.signed)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(theme.px(WIDTH))
        self.setMaximumWidth(theme.px(2 * WIDTH))
        self._saving = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._saving.timeout.connect(self.settle)
        self.form.changed.connect(lambda _key: self._typed())

    def show_plan(self, picture: PlanPicture, plan: PlanView) -> None:
        """Show one version; what is being typed into the same one stays."""
        same = self._plan is not None and self._plan.id == plan.id
        self._plan = plan
        shown = PlanForm(plan.grade, plan.strengths, plan.barriers, plan.wishes, plan.review_on)
        if not (same and self._saving.isActive()) and self.form_value() != shown:
            values = {"grade": shown.grade, "strengths": shown.strengths, "barriers": shown.barriers}
            self.form.set_values(values | {"wishes": shown.wishes, "review": shown.review_on})
        self._shown = shown
        self.form.setEnabled(plan.state == "draft")
        self.themes.set_tags([Tag(code_name("plan_theme", code), Tone.INFO) for code in picture.themes])
        self.themes_words.setVisible(bool(picture.themes))
        signed = self.tr("Signed by the person on {day}")
        self.signed.setText(signed.format(day=plan.signed_on.isoformat()) if plan.signed_on else "")
        self.signed.setVisible(plan.signed_on is not None)
        self._say_grade()

    def form_value(self) -> PlanForm | None:
        """What is typed; None while the day of review is no day."""
        values = self.form.values()
        if self.form.field("review").complaint():
            return None
        return PlanForm(
            values["grade"] or "",
            values["strengths"].strip(),
            values["barriers"].strip(),
            values["wishes"].strip(),
            values["review"],
        )

    def settle(self) -> None:
        """Hand over what was typed and is not saved yet."""
        self._saving.stop()
        form = self.form_value()
        if self._plan is not None and self._plan.state == "draft" and form not in (None, self._shown):
            self._shown = form
            self.changed.emit()

    def _typed(self) -> None:
        self._say_grade()
        self._saving.start()

    def _say_grade(self) -> None:
        grade = cadence().grade(self.form.value("grade"))
        self.note.setText(f"{grade.name.of(language())}：{grade.note.of(language())}" if grade else "")
