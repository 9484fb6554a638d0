"""Sheets of a case: postpone, promise, correct, a job found. Each opens over the window and never blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.cases.placements import NewPlacement
from caseworker.cases.timeline import Entry, NextAction
from caseworker.cases.view import TimelineEntry
from ui import theme
from ui.cases.note import BY_THEMSELVES
from ui.cases.when import WhenField
from ui.widgets import (
    Button,
    ChoiceField,
    CodeField,
    DateField,
    FormGrid,
    LineField,
    MemoField,
    MoneyField,
    heading,
    soft,
    table_options,
)

Today = Callable[[], date]


class Sheet(QDialog):
    """A form with two buttons; `give` is called after everything required was filled in."""

    def __init__(self, parent: QWidget, width: int = 480, columns: int = 1) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(width))
        self.title, self.words = heading("", 2), soft("", wrap=True)
        self.form = FormGrid(columns)
        self.form.submitted.connect(self.accept)
        self.go = Button("", self.accept, role="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        for part in (self.title, self.words, self.form):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Cancel"), self.reject))
        row.addWidget(self.go)
        column.addLayout(row)

    def name(self, title: str, text: str, action: str) -> None:
        """Its title, a line under it, and the word on its button."""
        self.setWindowTitle(title)
        self.title.setText(title)
        self.words.setText(text)
        self.words.setVisible(bool(text))
        self.go.setText(action)

    def accept(self) -> None:
        if self.form.check():
            super().accept()
            self.give()

    def give(self) -> None:
        """Hand over what was entered."""

    def show_up(self) -> None:
        """Open, with the first field ready."""
        self.open()
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        self.form.focus_first()


class PostponeSheet(Sheet):
    """A new day and why (推迟)."""

    def __init__(
        self, parent: QWidget, what: str, today: Today, suggested: date, given: Callable[[date, str], object]
    ) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Postpone"), what, self.tr("Postpone"))
        when = self.form.add("when", self.tr("To which day"), WhenField(today), required=True)
        when.set_value(suggested)
        when.selectAll()
        self.form.add("reason", self.tr("Why"), ChoiceField(_numbered(self._reasons())), required=True)
        self.form.add("words", self.tr("In your own words"), LineField(max_length=120))

    def give(self) -> None:
        parts = (self.form.value("reason"), self.form.value("words"))
        self._given(self.form.value("when"), "：".join(part for part in parts if part))

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Asked for by the person"),
            self.tr("Could not be reached"),
            self.tr("Waiting for the employer"),
            self.tr("Other urgent work"),
            self.tr("Another reason"),
        )


class PromiseSheet(Sheet):
    """A next step (下一步)."""

    def __init__(self, parent: QWidget, today: Today, given: Callable[[NextAction], object]) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Next step"), "", self.tr("Save"))
        self.form.add("title", self.tr("What"), LineField(max_length=120), required=True)
        self.form.add("when", self.tr("When"), WhenField(today), required=True)
        self.form.add("time", self.tr("Time"), LineField("09:30", max_length=5), hint=self.tr("May stay empty"))
        hint = self.tr("Name whom you wait for, if it is not yours to do")
        self.form.add("waits_for", self.tr("Waits for"), LineField(max_length=60), hint=hint)

    def give(self) -> None:
        form = self.form
        self._given(NextAction(form.value("title"), form.value("when"), form.value("time"), form.value("waits_for")))


class CorrectionSheet(Sheet):
    """An entry put right: the new one stands, the old one stays readable with a line through it."""

    def __init__(self, parent: QWidget, old: TimelineEntry, given: Callable[[Entry, str], object]) -> None:
        super().__init__(parent, width=560)
        self._given, self._old = given, old
        words = self.tr("The old entry stays, with a line through it. Both are kept for the record.")
        self.name(self.tr("Correct this entry"), words, self.tr("Save the correction"))
        kinds = [option for option in table_options("activity_kind") if option[0] not in BY_THEMSELVES]
        add = self.form.add
        add("text", self.tr("What was said and agreed"), MemoField(lines=3))
        add("channel", self.tr("Channel"), ChoiceField(table_options("contact_channel")))
        add("outcome", self.tr("Result"), ChoiceField(table_options("contact_outcome")))
        add("kind", self.tr("Kind"), CodeField(kinds), required=True)
        add("reason", self.tr("Why is it corrected"), LineField(max_length=120), required=True)
        self.form.set_values({"text": old.text, "channel": old.channel, "outcome": old.outcome, "kind": old.kind})

    def give(self) -> None:
        form = self.form
        entry = Entry(
            kind=form.value("kind"),
            text=form.value("text"),
            channel=form.value("channel") or "",
            outcome=form.value("outcome") or "",
            check_days=self._old.check_days,
        )
        self._given(entry, form.value("reason"))


class PlacementSheet(Sheet):
    """A job found without a referral of ours (自行就业)."""

    def __init__(self, parent: QWidget, today: Today, given: Callable[[NewPlacement], object]) -> None:
        super().__init__(parent)
        self._given = given
        words = self.tr("The case moves on to settling in; checks follow after 7, 30, 90 and 180 days.")
        self.name(self.tr("Record a job found"), words, self.tr("Save"))
        self.form.add("employer", self.tr("Employer"), LineField(max_length=120), required=True)
        self.form.add("post", self.tr("Post"), LineField(max_length=80), required=True)
        started = self.form.add("started", self.tr("First day at work"), DateField(today), required=True)
        started.set_value(today())
        self.form.add("pay", self.tr("Pay a month"), MoneyField(), hint=self.tr("May stay empty"))

    def give(self) -> None:
        form = self.form
        self._given(NewPlacement(form.value("employer"), form.value("post"), form.value("started"), form.value("pay")))


def _numbered(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, f"{number} {word}") for number, word in enumerate(words, start=1)]
