"""Entering and changing an employer; one that is on file already opens instead of being entered twice."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.problems import Problem
from caseworker.vacancies.employers import EmployerCard, EmployerForm, employer_card, save_employer
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.list_pane import HOME_PROVINCE
from ui.widgets import (
    Banner,
    Button,
    Card,
    FormGrid,
    LineField,
    MemoField,
    heading,
    label,
    table_field,
)
from ui.words import problem_words

_KNOWN = "vacancies.employer.known"


class EmployerEditor(QWidget):
    """The form of one employer. Ctrl+S saves, Esc goes back."""

    saved = Signal(object)
    """Id of the employer saved, or of the known one the officer went to."""
    left = Signal()
    """The officer left without saving."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._employer: UUID | None = None
        self._known: UUID | None = None
        self.title = heading("")
        self.form = FormGrid(columns=2)
        self.banner = Banner("", "info", ((self.tr("Use that record"), self._use_known),))
        self.problem = label("", "problem", wrap=True)
        self.save = Button(self.tr("Save"), self.submit, role="primary", shortcut="Ctrl+S")
        add = self.form.add
        add("name", self.tr("&Name"), LineField(max_length=120), required=True)
        add("uscc", self.tr("Unified social &credit code"), LineField(max_length=30))
        add("kind", self.tr("&Kind"), table_field("employer_kind"))
        add("industry", self.tr("&Industry"), table_field("industry"))
        add("region", self.tr("&District"), table_field("district", within=HOME_PROVINCE))
        add("address", self.tr("&Address"), LineField(max_length=200))
        add("contact_name", self.tr("C&ontact"), LineField(max_length=50))
        add("contact_phone", self.tr("&Phone"), LineField(max_length=60))
        add("remarks", self.tr("&Remarks"), MemoField(lines=2), span=0)
        self.form.submitted.connect(self.submit)
        self._build()

    def start(self, employer_id: UUID | None = None) -> None:
        """A new employer, or an existing one."""
        self._employer = employer_id
        self.form.clear()
        self._calm()
        self.title.setText(self.tr("Change employer") if employer_id else self.tr("New employer"))
        if employer_id is not None:
            self._jobs.read(lambda desk, _control: employer_card(desk, employer_id), self._loaded, owner=self)
        self.form.focus("name")

    def submit(self) -> None:
        """Save."""
        self._calm()
        if not self.form.check():
            return
        values = self.form.values()
        name = values.pop("name")
        form, employer = EmployerForm(name, **{key: value or None for key, value in values.items()}), self._employer
        self._jobs.write(
            lambda desk, _control: save_employer(desk, form, employer), self._done, self._refused, owner=self
        )

    def _loaded(self, card: EmployerCard) -> None:
        self.form.set_values(asdict(card.form))
        kept = self.tr("{phone} is kept unless you type another").format(phone=card.phone_masked)
        self.form.say("contact_phone", kept if card.phone_masked else "", "hint")

    def _done(self, saved: Saved[UUID]) -> None:
        self.saved.emit(saved.value)

    def _use_known(self) -> None:
        if self._known is not None:
            self.saved.emit(self._known)

    def _refused(self, problem: Problem) -> None:
        words = problem_words(problem)
        if problem.code == _KNOWN:
            self._known = UUID(str(problem.params["employer_id"]))
            self.banner.say(words)
            self.banner.show()
            self.banner.buttons[0].setFocus()
        elif problem.code.startswith("uscc."):
            self.form.say("uscc", words)
            self.form.focus("uscc")
        else:
            self.problem.setText(words)
            self.problem.show()

    def _calm(self) -> None:
        self._known = None
        self.banner.hide()
        self.problem.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(Button(self.tr("Cancel"), self.left.emit, shortcut="Esc"))
        head.addWidget(self.save)
        card = Card()
        card.add(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.problem)
        column.addWidget(card)
        column.addStretch(1)
