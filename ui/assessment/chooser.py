"""The list of questionnaires for one person: what was filled in when, how long it counts, what was left half done."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.assessment.overview import FormLine, Overview
from caseworker.assessment.wording import scale_name
from ui import theme
from ui.widgets import Bold, Button, Column, DataTable, Kind, Run, Soft, Tag, Tone
from ui.words import language


class ChooserPage(QWidget):
    """Enter begins or goes on, C turns the screen to the client, R shows the result, B prints a blank form."""

    begun = Signal(object)
    client_wanted = Signal(object)
    result_wanted = Signal(object)
    blank_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: date | None = None
        columns = (
            Column("form", self.tr("Questionnaire"), self._form, Kind.TAGS, 210),
            Column(
                "last", self.tr("Last time"), lambda row: row.latest.done_on if row.latest else None, Kind.DATE, 110
            ),
            Column("result", self.tr("Result"), self._result, width=160, stretch=True),
            Column("state", self.tr("State"), self._state, Kind.TAGS, 190),
        )
        self.table = DataTable(columns, "assessment.forms", self.tr("Questionnaires"))
        self.table.set_hint(self.tr("Enter: fill in  ·  C: turn to the client  ·  R: result  ·  B: blank form"))
        self.table.opened.connect(self.begun)
        self.table.on_key("C", self.client_wanted.emit, self.tr("Turn to the client"))
        self.table.on_key("R", self.result_wanted.emit, self.tr("Show the result"))
        self.table.on_key("B", self.blank_wanted.emit, self.tr("Print a blank form"))
        self.fill_button = Button(self.tr("Fill in"), lambda: self._with_current(self.begun), role="primary")
        self.client_button = Button(self.tr("Turn to the client"), lambda: self._with_current(self.client_wanted))
        self.result_button = Button(self.tr("Result"), lambda: self._with_current(self.result_wanted))
        self.blank_button = Button(self.tr("Blank form"), lambda: self._with_current(self.blank_wanted))
        self.table.picked.connect(self._picked)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        for button in (self.blank_button, self.result_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.client_button)
        foot.addWidget(self.fill_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def show_lines(self, found: Overview, today: date | None) -> None:
        """Show the questionnaires of a case."""
        self._today = today
        self._open = found.open_case
        self.table.set_rows(found.lines)
        for button in (self.fill_button, self.client_button):
            button.setEnabled(found.open_case)

    def _picked(self, line: FormLine | None) -> None:
        self.result_button.setEnabled(line is not None and line.latest is not None)

    def _with_current(self, signal: object) -> None:
        line = self.table.current()
        if line is not None:
            signal.emit(line)  # type: ignore[attr-defined]  # a bound signal, which the stubs do not name

    def _form(self, row: FormLine) -> tuple[Run, ...]:
        count = self.tr("{count} questions").format(count=len(row.form.items))
        return (Bold(row.form.title.of(language())), Soft(count))

    def _result(self, row: FormLine) -> str:
        if row.latest is None or not row.latest.letters:
            return ""
        return " · ".join(scale_name(row.form, code, language()) for code in row.latest.letters)

    def _state(self, row: FormLine) -> tuple[Run, ...]:
        tags: list[Run] = []
        if row.answered:
            draft = self.tr("{count} of {total} answered")
            tags.append(Tag(draft.format(count=row.answered, total=len(row.form.items)), Tone.INFO))
        if row.latest is None:
            return (*tags, Soft(self.tr("not yet filled in")))
        if row.latest.valid:
            until = self.tr("valid until {day}").format(day=row.latest.valid_to.isoformat())
            return (*tags, Tag(until, Tone.OK))
        return (*tags, Tag(self.tr("no longer valid"), Tone.WARN))
