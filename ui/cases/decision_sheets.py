"""Sheets of decisions about a case: close, pause, a signed paper, an answer to a colleague's request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from caseworker.cases.approvals import SignedPaper
from ui.cases.prompts import Sheet, Today
from ui.cases.when import WhenField
from ui.widgets import ChoiceField, DateField, LineField, table_options

FIRST_PAUSE = timedelta(days=30)
"""Offered as the length of a pause."""


class CloseSheet(Sheet):
    """Why a case is to be closed, a code of `close_reason`, and a word to the colleague who agrees to it."""

    def __init__(self, parent: QWidget, given: Callable[[str, str], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        words = self.tr("A colleague agrees first. A closed case stays readable; whoever comes again gets a new one.")
        self.name(self.tr("Ask to close the case"), words, self.tr("Ask for agreement"))
        self.form.add("reason", self.tr("Why"), ChoiceField(table_options("close_reason")), required=True)
        self.form.add("note", self.tr("For the colleague"), LineField(max_length=200), hint=self.tr("May stay empty"))

    def give(self) -> None:
        self._given(self.form.value("reason"), self.form.value("note"))


class PauseSheet(Sheet):
    """Why help rests, and until when (暂停). The case comes back by itself."""

    def __init__(self, parent: QWidget, today: Today, given: Callable[[str, date], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        words = self.tr("A paused case leaves the worklist and comes back after its last day.")
        self.name(self.tr("Pause the case"), words, self.tr("Pause"))
        until = self.form.add("until", self.tr("Last day of the pause"), WhenField(today), required=True)
        until.set_value(today() + FIRST_PAUSE)
        until.selectAll()
        reasons = [(word, f"{number} {word}") for number, word in enumerate(self._reasons(), start=1)]
        self.form.add("reason", self.tr("Why"), ChoiceField(reasons), required=True)
        self.form.add("words", self.tr("In your own words"), LineField(max_length=120))

    def give(self) -> None:
        parts = (self.form.value("reason"), self.form.value("words"))
        self._given("：".join(part for part in parts if part), self.form.value("until"))

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Ill or hurt"),
            self.tr("Caring for family"),
            self.tr("Away for a while"),
            self.tr("In training"),
            self.tr("Asked for by the person"),
            self.tr("Another reason"),
        )


class PaperSheet(Sheet):
    """A paper signed by somebody else, where no colleague can answer here (纸质审核)."""

    def __init__(self, parent: QWidget, today: Today, given: Callable[[SignedPaper], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        words = self.tr("It counts at once. A colleague rechecks the paper later; keep it in the file.")
        self.name(self.tr("Record a signed paper"), words, self.tr("Save"))
        self.form.add("signer", self.tr("Signed by"), LineField(max_length=50), required=True)
        day = self.form.add("day", self.tr("Signed on"), DateField(today), required=True)
        day.set_value(today())
        self.form.add("note", self.tr("Remarks"), LineField(max_length=200), hint=self.tr("May stay empty"))

    def give(self) -> None:
        form = self.form
        self._given(SignedPaper(form.value("signer"), form.value("day"), note=form.value("note")))


class JobEndSheet(Sheet):
    """A job that was lost or left (离职)."""

    def __init__(self, parent: QWidget, job: str, today: Today, given: Callable[[date, str], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        self.name(self.tr("The job has ended"), job, self.tr("Save"))
        day = self.form.add("day", self.tr("Last day at work"), DateField(today), required=True)
        day.set_value(today())
        self.form.add("reason", self.tr("Why"), LineField(max_length=80), required=True)

    def give(self) -> None:
        self._given(self.form.value("day"), self.form.value("reason"))
