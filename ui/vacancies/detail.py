"""One vacancy beside the list: everything known of it, and what can be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.vacancies.employers import EmployerCard, dial_employer, employer_card
from caseworker.vacancies.listing import standing
from caseworker.vacancies.vacancies import VacancyCard, set_status, vacancy_card, verify
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.wording import code_name, day_words, education_words, joined, pay_words, place, standing_tag
from ui.widgets import (
    Banner,
    Button,
    Card,
    EmptyState,
    Fact,
    Facts,
    TagRow,
    clear_layout,
    label,
    rule,
    soft,
)

SHOWN_MS = 60_000
"""A number dialled is covered again after a minute."""
Shown = tuple[VacancyCard, EmployerCard]


def load(desk: Desk, vacancy_id: UUID) -> Shown:
    """The vacancy and its employer."""
    card = vacancy_card(desk, vacancy_id)
    return card, employer_card(desk, card.form.employer_id)


class VacancyDetail(Card):
    """The card of the current vacancy."""

    edit_wanted = Signal(object)
    """Id of the vacancy to edit."""
    employer_wanted = Signal(object)
    """Id of the employer to edit."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._jobs = jobs
        self.shown: VacancyCard | None = None
        self._employer: EmployerCard | None = None
        self._firm = Facts()
        self._covering = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._covering.timeout.connect(self.cover)
        inner = QWidget()
        inner.setProperty("role", "canvas")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.px(6), 0)
        self._column.setSpacing(theme.px(10))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.edit = Button(self.tr("&Edit"), self._edit, shortcut="Ctrl+E")
        self.verify = Button(self.tr("&Verified"), self._verify)
        self.close_or_open = Button("", self._toggle)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        for button in (self.edit, self.verify, self.close_or_open):
            foot.addWidget(button)
        foot.addStretch(1)
        self.add(area, stretch=1)
        self.add(foot)
        self.show_nothing()

    def show_vacancy(self, vacancy_id: UUID | None) -> None:
        """Load and show a vacancy; None shows what to do instead."""
        if vacancy_id is None:
            self.show_nothing()
            return
        self._jobs.read(
            lambda desk, _control: load(desk, vacancy_id),
            self._show,
            lambda _problem: self.show_nothing(),
            key=("vacancy", id(self)),
            owner=self,
        )

    def show_nothing(self) -> None:
        """No vacancy is chosen."""
        self.shown, self._employer = None, None
        self._covering.stop()
        clear_layout(self._column)
        self._column.addWidget(
            EmptyState(self.tr("No vacancy chosen"), self.tr("Choose one in the list to see everything about it."))
        )
        for button in (self.edit, self.verify, self.close_or_open):
            button.hide()

    def _show(self, found: Shown) -> None:
        card, employer = found
        self.shown = card
        self._covering.stop()
        clear_layout(self._column)
        for button in (self.edit, self.verify, self.close_or_open):
            button.show()
        self.close_or_open.setText(self.tr("With&draw") if card.status == "open" else self.tr("&Open again"))
        self._column.addWidget(label(card.form.title, "h1", wrap=True))
        self._column.addWidget(label(pay_words(card.form.pay), "strong"))
        self._column.addWidget(TagRow(self._tags(card)))
        if card.flags:
            phrases = "、".join(phrase for _, phrase in card.flags)
            said = self.tr("Wording confirmed by an officer: {phrases}").format(phrases=phrases)
            self._column.addWidget(Banner(said, "warn"))
        self._column.addWidget(Facts(self._facts(card)))
        self._column.addWidget(rule())
        self._employer = employer
        self._firm = Facts(self._employer_facts(employer))
        self._column.addWidget(self._firm)
        if card.form.description:
            self._column.addWidget(rule())
            self._column.addWidget(soft(self.tr("Description")))
            self._column.addWidget(label(card.form.description, wrap=True))
        self._column.addStretch(1)

    def _tags(self, card: VacancyCard) -> list[Any]:
        form = card.form
        today = self._jobs.desk.today
        valid_to = form.valid_to or today
        return [standing_tag(standing(card.status, valid_to, card.filled, form.headcount, today))]

    def _facts(self, card: VacancyCard) -> list[Fact]:
        form = card.form
        years = self.tr("{count} years").format(count=form.experience_years) if form.experience_years else ""
        places = self.tr("{free} of {all} free")
        facts = [
            (self.tr("Occupation"), code_name("occupation", form.occupation)),
            (self.tr("Place"), joined(place(form.region or ""), form.address or "")),
            (self.tr("Places"), places.format(free=max(0, form.headcount - card.filled), all=form.headcount)),
            (self.tr("Asks for"), joined(education_words(form.education), years, form.age_text or "")),
            (self.tr("Work"), joined(code_name("vacancy_kind", form.kind), form.hours or "")),
            (self.tr("Offers"), joined(form.insurance or "", form.board or "")),
            (self.tr("Valid to"), day_words(form.valid_to)),
            (self.tr("Source"), form.source),
            (self.tr("Verified"), day_words(card.verified_on)),
        ]
        return [Fact(name, value) for name, value in facts if value]

    def _employer_facts(self, employer: EmployerCard) -> list[Fact]:
        form = employer.form
        open_now = self.tr("{count} open vacancies").format(count=employer.open_vacancies)
        edit = ((self.tr("change"), lambda: self.employer_wanted.emit(employer.id)),)
        dial = ((self.tr("dial"), self.dial),)
        facts = [
            Fact(self.tr("Employer"), form.name, strong=True),
            Fact(self.tr("Credit code"), form.uscc or self.tr("not on file"), edit),
            Fact(self.tr("Contact"), form.contact_name or ""),
            Fact(self.tr("Phone"), employer.phone_masked, dial),
            Fact(self.tr("Vacancies"), open_now),
        ]
        return [fact for fact in facts if fact.value]

    def dial(self) -> None:
        """The contact's whole number at once, for a minute; the service writes down that it was shown."""
        employer = self._employer
        if employer is not None:
            self._jobs.write(lambda desk, _control: dial_employer(desk, employer.id), self._show_number, owner=self)

    def cover(self) -> None:
        """Hide the number again."""
        self._covering.stop()
        if self._employer is not None and self._employer.phone_masked:
            self._firm.set_value(self.tr("Phone"), self._employer.phone_masked)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cover()

    def _show_number(self, saved: Saved[str]) -> None:
        if self._employer is not None and saved.value:
            self._firm.set_value(self.tr("Phone"), saved.value)
            self._covering.start()

    def _edit(self) -> None:
        if self.shown is not None:
            self.edit_wanted.emit(self.shown.id)

    def _verify(self) -> None:
        if self.shown is not None:
            vacancy = self.shown.id
            self._jobs.write(lambda desk, _control: verify(desk, vacancy), owner=self)

    def _toggle(self) -> None:
        if self.shown is not None:
            vacancy, status = self.shown.id, "withdrawn" if self.shown.status == "open" else "open"
            self._jobs.write(lambda desk, _control: set_status(desk, vacancy, status), owner=self)
