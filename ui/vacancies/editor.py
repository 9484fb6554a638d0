"""Entering and changing a vacancy: one form, pay typed as adverts write it, doubtful wording confirmed."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.matching.occupation import Confidence, guess_occupation
from caseworker.problems import Problem
from caseworker.vacancies.employers import EmployerChoice, find_employers
from caseworker.vacancies.pay import parse_pay
from caseworker.vacancies.vacancies import VacancyForm, save_vacancy, vacancy_card
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.list_pane import HOME_PROVINCE
from ui.vacancies.wording import pay_words
from ui.widgets import (
    Banner,
    Button,
    Card,
    ChoiceField,
    CodeField,
    DateField,
    FormGrid,
    LineField,
    MemoField,
    NumberField,
    heading,
    label,
    soft,
    table_field,
    table_options,
)
from ui.words import problem_words

_ALL_EMPLOYERS = 50_000
_FIELDS_BY_PROBLEM = {
    "vacancies.title_missing": "title",
    "vacancies.headcount": "headcount",
    "vacancies.district.unknown": "region",
    "vacancies.dates_upside_down": "valid_to",
    "vacancies.too_long": "description",
    "vacancies.employer.gone": "employer_id",
}


class VacancyEditor(QWidget):
    """The form of one vacancy. Ctrl+S saves, Esc goes back."""

    saved = Signal(object)
    """The `Saved` of `save_vacancy`."""
    left = Signal()
    """The officer left without saving."""
    employer_wanted = Signal()
    """The officer wants to enter an employer that is not on file."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._vacancy: UUID | None = None
        self._before: VacancyForm | None = None
        self.title = heading("")
        self.form = FormGrid(columns=3)
        self.employer = CodeField((), self.tr("Name or initials"))
        self.banner = Banner("", "warn", ((self.tr("It is right, save"), self._confirm),))
        self.problem = label("", "problem", wrap=True)
        self.save = Button(self.tr("Save"), self.submit, role="primary", shortcut="Ctrl+S")
        self._fill_form()
        self._build()
        self.form.submitted.connect(self.submit)
        self.form.finished.connect(self._understood)

    def start(self, vacancy_id: UUID | None = None, employer_id: UUID | None = None) -> None:
        """A new vacancy (of an employer, if known), or an existing one."""
        self._vacancy, self._before = vacancy_id, None
        self.form.clear()
        self._calm()
        self.title.setText(self.tr("Change vacancy") if vacancy_id else self.tr("New vacancy"))
        self.form.set_values({"headcount": 1, "kind": "full_time"})
        self._jobs.read(
            lambda desk, _control: _load(desk, vacancy_id),
            lambda found: self._loaded(*found, employer_id),
            owner=self,
            key=("vacancy editor", id(self)),
        )

    def take_employer(self, employer_id: UUID) -> None:
        """Use an employer that was entered meanwhile; what is typed stays."""

        def loaded(employers: tuple[EmployerChoice, ...]) -> None:
            self.employer.set_options((str(choice.id), choice.name) for choice in employers)
            self.form.set_value("employer_id", str(employer_id))
            self.form.focus("title")

        self._jobs.read(lambda desk, _control: find_employers(desk, "", _ALL_EMPLOYERS), loaded, owner=self)

    def submit(self) -> None:
        """Save, asking first where the wording may discriminate."""
        self._save(confirmed=False)

    def _confirm(self) -> None:
        self._save(confirmed=True)

    def _save(self, *, confirmed: bool) -> None:
        self._calm()
        if not self.save.isEnabled() or not self.form.check() or not self._pay_ok():
            return
        form, vacancy = self._form(), self._vacancy
        self.save.setEnabled(False)
        self._jobs.write(
            lambda desk, _control: save_vacancy(desk, form, vacancy, confirm_flags=confirmed),
            self._done,
            self._refused,
            owner=self,
            ended=lambda: self.save.setEnabled(True),
        )

    def _done(self, saved: Saved[UUID]) -> None:
        self.saved.emit(saved)

    def _refused(self, problem: Problem) -> None:
        words = problem_words(problem)
        key = _FIELDS_BY_PROBLEM.get(problem.code)
        if problem.code == "vacancies.flagged":
            self.banner.say(words)
            self.banner.show()
            self.banner.buttons[0].setFocus()
        elif key:
            self.form.say(key, words)
            self.form.focus(key)
        else:
            self.problem.setText(words)
            self.problem.show()

    def _form(self) -> VacancyForm:
        """What is typed, over what the record had in fields this form does not show."""
        values = self.form.values()
        typed = values.pop("pay")
        values["employer_id"] = UUID(values["employer_id"])
        base = self._before or VacancyForm(values["employer_id"], values["title"])
        return replace(base, **values, **_pay_values(typed))

    def _pay_ok(self) -> bool:
        typed = self.form.value("pay")
        pay = parse_pay(typed) if typed else None
        if pay is not None and pay.problem is not None:
            self.form.say("pay", problem_words(pay.problem))
            self.form.focus("pay")
            return False
        return True

    def _understood(self, key: str) -> None:
        """Say how pay was read, and which occupation a title means."""
        if key == "pay" and self.form.value("pay"):
            pay = parse_pay(self.form.value("pay"))
            words = problem_words(pay.problem) if pay.problem else pay_words(pay)
            warned = [problem_words(warning) for warning in pay.warnings]
            level = "problem" if pay.problem else "warning" if warned else "hint"
            self.form.say("pay", "　".join([words, *warned]), level)
        if key == "title" and not self.form.value("occupation"):
            self._propose_occupation()

    def _propose_occupation(self) -> None:
        guess = guess_occupation(self.form.value("title"))
        if guess.code:
            self.form.set_value("occupation", guess.code)
            sure = guess.confidence is Confidence.SURE
            said = self.tr("filled in from the title") if sure else self.tr("guessed from the title, please check")
            self.form.say("occupation", said, "hint" if sure else "warning")

    def _loaded(
        self, employers: tuple[EmployerChoice, ...], form: VacancyForm | None, employer_id: UUID | None
    ) -> None:
        self.employer.set_options((str(choice.id), choice.name) for choice in employers)
        self._before = form
        if form is not None:
            special = {"employer_id": str(form.employer_id), "pay": pay_words(form.pay)}
            self.form.set_values(asdict(form) | special)
        elif employer_id is not None:
            self.form.set_value("employer_id", str(employer_id))
        self.form.focus("title" if form is not None or employer_id is not None else "employer_id")

    def _calm(self) -> None:
        self.banner.hide()
        self.problem.hide()

    def _fill_form(self) -> None:
        add, form = self.form.add, self.form
        add("employer_id", self.tr("&Employer"), self.employer, required=True, span=2)
        form.add_widget(self._new_employer(), 1)
        add("title", self.tr("&Post"), LineField(max_length=120), required=True)
        add("occupation", self.tr("O&ccupation"), table_field("occupation"))
        add("headcount", self.tr("Place&s"), NumberField(1, 9_999), required=True)
        hint = self.tr("As adverts write it: 4-6千·13薪, 200/天, 面议")
        add("pay", self.tr("Pa&y"), LineField(self.tr("4000-6000")), hint=hint)
        add("region", self.tr("&District"), table_field("district", within=HOME_PROVINCE))
        add("address", self.tr("&Address"), LineField(max_length=200))
        add("kind", self.tr("Form of &work"), ChoiceField(table_options("vacancy_kind")), required=True, span=0)
        add(
            "education", self.tr("Schooling at &least"), table_field("education", placeholder=self.tr("none asked for"))
        )
        add("experience_years", self.tr("E&xperience, years"), NumberField(0, 60))
        add("age_text", self.tr("A&ge as the advert says"), LineField(max_length=40))
        add("hours", self.tr("&Hours and shifts"), LineField(max_length=80))
        add("insurance", self.tr("Social &insurance"), LineField(max_length=80))
        add("board", self.tr("&Board and lodging"), LineField(max_length=80))
        add("valid_to", self.tr("&Valid to"), DateField(self._today), hint=self.tr("Empty: 90 days from today"))
        add("source", self.tr("So&urce"), LineField(max_length=40))
        add("description", self.tr("Descriptio&n"), MemoField(lines=3), span=0)

    def _new_employer(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(soft(self.tr("Not on file?")))
        line = QHBoxLayout()
        line.addWidget(Button(self.tr("New employer"), self.employer_wanted.emit))
        line.addStretch(1)
        column.addLayout(line)
        return box

    def _build(self) -> None:
        card = Card()
        card.add(self.form)
        inner = QWidget()
        inner.setProperty("role", "canvas")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(Button(self.tr("Cancel"), self.left.emit, shortcut="Esc"))
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.problem)
        column.addWidget(area, 1)

    def _today(self) -> Any:
        return self._jobs.desk.today


def _load(desk: Desk, vacancy_id: UUID | None) -> tuple[tuple[EmployerChoice, ...], VacancyForm | None]:
    form = vacancy_card(desk, vacancy_id).form if vacancy_id else None
    return find_employers(desk, "", _ALL_EMPLOYERS), form


def _pay_values(typed: str) -> dict[str, Any]:
    """The pay columns of what was typed; all empty for 面议 and for nothing."""
    pay = parse_pay(typed) if typed else None
    if pay is None or (pay.min_fen is None and pay.max_fen is None):
        return {"pay_min": None, "pay_max": None, "pay_unit": None, "pay_months": None}
    months = pay.months if pay.months > 12 else None
    return {"pay_min": pay.min_fen, "pay_max": pay.max_fen, "pay_unit": pay.unit, "pay_months": months}
