"""Offering a person's case to another office: which one, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseworker.desk import Saved
from caseworker.problems import Problem
from caseworker.sync.transfers import (
    OFFERED,
    REASON_LENGTH,
    OfficeEntry,
    Transfer,
    offer,
    offices,
    transfer_of,
    withdraw,
)
from ui.cases.prompts import Sheet
from ui.jobs import Jobs
from ui.widgets import ChoiceField, CodeField, LineField, Toasts, ask_reason
from ui.words import problem_words


class TransferSheet(Sheet):
    """`given(office id, reason)` is called with what was chosen."""

    def __init__(
        self, parent: QWidget, name: str, found: Sequence[OfficeEntry], given: Callable[[UUID, str], object]
    ) -> None:
        super().__init__(parent, width=560)
        self._given = given
        words = self.tr(
            "{name} goes with every case, note and paper once the other office accepts. Until then nothing changes; "
            "your own record of where the person went stays."
        )
        self.name(self.tr("Transfer to another office"), words.format(name=name), self.tr("Offer the transfer"))
        self._offices = {str(number): one.id for number, one in enumerate(found, start=1)}
        options = [(number, f"{one.name}　{one.place}") for number, one in zip(self._offices, found, strict=True)]
        field = CodeField(options, self.tr("name of the office, its district, or initials"))
        self.form.add("office", self.tr("To which office"), field, required=True)
        self.form.add("reason", self.tr("Why"), ChoiceField([(one, one) for one in self._reasons()]))
        self.form.add(
            "words",
            self.tr("In your own words"),
            LineField(max_length=REASON_LENGTH),
            hint=self.tr("The other office reads this before it answers."),
        )

    def accept(self) -> None:
        if not (self.form.value("reason") or self.form.value("words")):
            self.form.say("words", self.tr("Choose a reason or write one down."))
            self.form.focus("words")
            return
        super().accept()

    def give(self) -> None:
        parts = (self.form.value("reason"), self.form.value("words"))
        self._given(self._offices[self.form.value("office")], "：".join(part for part in parts if part))

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Moved to live there"),
            self.tr("Works there"),
            self.tr("Went home to the registered place"),
        )


class Transfers(QWidget):
    """The transfer of the person a screen shows: offers it, or takes an open offer back. Never seen itself."""

    def __init__(self, screen: QWidget, jobs: Jobs) -> None:
        super().__init__(screen)
        self.hide()
        self._screen, self._jobs = screen, jobs

    def ask(self, person_id: UUID, name: str) -> None:
        """Show the sheet, or ask whether to withdraw what is offered already."""

        def found(known: tuple[Transfer | None, tuple[OfficeEntry, ...]]) -> None:
            open_one, directory = known
            if open_one is not None and open_one.state == OFFERED and not open_one.incoming:
                self._ask_withdraw(open_one)
            else:
                TransferSheet(
                    self._screen, name, directory, lambda office, why: self._offer(person_id, name, office, why)
                ).show_up()

        self._jobs.read(lambda desk, _c: (transfer_of(desk, person_id), offices(desk)), found, owner=self)

    def _offer(self, person_id: UUID, name: str, office_id: UUID, reason: str) -> None:
        said = self.tr("{name} is offered; the answer comes with a later sync.").format(name=name)

        def offered(saved: Saved[UUID]) -> None:
            Toasts.of(self._screen).say(said, lambda: self._withdraw(saved.value))

        self._jobs.write(lambda desk, _c: offer(desk, person_id, office_id, reason), offered, self._refused, owner=self)

    def _ask_withdraw(self, one: Transfer) -> None:
        words = self.tr("{name} waits for the answer of {office}.").format(name=one.name, office=one.office)
        title = self.tr("Withdraw the transfer")
        reasons = (self.tr("Offered by mistake"), self.tr("The person stays"))
        ask_reason(
            self._screen, title, words, lambda _why: self._withdraw(one.id), reasons=reasons, action=self.tr("Withdraw")
        )

    def _withdraw(self, transfer_id: UUID) -> None:
        self._jobs.write(lambda desk, _c: withdraw(desk, transfer_id), owner=self)

    def _refused(self, problem: Problem) -> None:
        Toasts.of(self._screen).problem(problem_words(problem))
