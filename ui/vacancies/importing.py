"""Taking in a ledger: choose a file, look at every row and why it is what it is, confirm, and undo if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.exchange.reading import Cancelled as ReadingCancelled
from caseworker.exchange.staging import RowState, StagedImport, StagedRow
from caseworker.vacancies.import_columns import row_pay
from caseworker.vacancies.importing import (
    ImportDone,
    commit_vacancies,
    read_ledger,
    stage_vacancies,
    undo_import,
)
from ui import theme
from ui.jobs import Cancelled, JobControl, Jobs
from ui.vacancies.wording import joined, pay_words, place
from ui.widgets import (
    Bold,
    BusyOverlay,
    Button,
    ChoiceField,
    Column,
    DataTable,
    Kind,
    Tag,
    Toasts,
    Tone,
    heading,
    label,
    soft,
)
from ui.words import problem_words, words

_TONES = {
    RowState.NEW: Tone.OK,
    RowState.UPDATE: Tone.INFO,
    RowState.UNCHANGED: Tone.PLAIN,
    RowState.CONFIRM: Tone.WARN,
    RowState.ERROR: Tone.DANGER,
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the file as the preview shows it."""

    id: int
    state: RowState
    title: str
    employer: str
    pay: str
    region: str
    reasons: str
    accepted: bool


class ImportPane(QWidget):
    """The import of one file. Space confirms the marked rows, Ctrl+Return writes what is ready, Esc leaves."""

    finished = Signal(object)
    """The `Saved[ImportDone]` of a written import."""
    left = Signal()
    """The officer left; nothing was written."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._staged: StagedImport | None = None
        self._file = ""
        self.title = heading("")
        self.summary = soft("")
        self.states = ChoiceField()
        self.table = DataTable(self._columns(), "vacancy_import", self.tr("Rows of the file"))
        self.accept_all = Button(self.tr("Confirm all that are asked about"), self._accept_all)
        self.write = Button(self.tr("Import"), self._write, role="primary", shortcut="Ctrl+Return")
        self.reasons = label("", wrap=True)
        self._build()
        self.busy = BusyOverlay(self)
        self.states.changed.connect(self._refill)
        self.table.picked.connect(self._explain)
        self.table.on_key("Space", self._accept, self.tr("Confirm this row"))
        self.table.set_hint(self.tr("Space: confirm the row　·　Ctrl+Enter: import　·　Esc: leave without importing"))

    # -- steps -------------------------------------------------------------------------------------------------
    def choose(self) -> None:
        """Ask for a file with the platform's own dialog."""
        kinds = self.tr("Excel and CSV") + " (*.xlsx *.xlsm *.xls *.csv *.txt)"
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Import vacancies"), "", kinds)
        if path:
            self.open_file(Path(path))
        elif self._staged is None:
            self.left.emit()

    def open_file(self, path: Path) -> None:
        """Read and stage a file, then show its rows."""
        self._staged, self._file = None, path.name
        self.title.setText(self.tr("Import {file}").format(file=path.name))
        self.summary.setText("")
        self.table.set_rows(())
        ticket = self._jobs.read(
            lambda desk, control: _stage(desk, path, control),
            self.show_staged,
            self._refused,
            owner=self,
            progress=self.busy.show_progress,
            ended=self._read_ended,
        )
        self.busy.start(self.tr("Reading {file}").format(file=path.name), ticket)

    def show_staged(self, staged: StagedImport) -> None:
        """Show the rows of a staged file."""
        self._staged = staged
        counts = staged.counts
        found = [state for state in RowState if counts[state]]
        chosen = self.states.value()
        self.states.set_options((state.value, f"{self._state_name(state)} {counts[state]:,}") for state in found)
        self.states.set_value(chosen if chosen in {state.value for state in found} else None)
        ready = counts[RowState.NEW] + counts[RowState.UPDATE]
        self.summary.setText(self._said(staged))
        self.write.setText(self.tr("Import {count} rows").format(count=f"{ready:,}"))
        self.write.setEnabled(ready > 0)
        self.accept_all.setVisible(counts[RowState.CONFIRM] > 0)
        self._refill()
        self.table.setFocus()

    # -- doing -------------------------------------------------------------------------------------------------
    def _accept(self, _row: PreviewRow) -> None:
        self._accept_numbers([row.id for row in self.table.selected() if row.state is RowState.CONFIRM] or [_row.id])

    def _accept_all(self) -> None:
        assert self._staged is not None
        self._accept_numbers([row.number for row in self._staged.in_state(RowState.CONFIRM)])

    def _accept_numbers(self, numbers: Sequence[int]) -> None:
        if self._staged is not None:
            self.show_staged(self._staged.accepting(set(numbers)))

    def _write(self) -> None:
        staged, name = self._staged, self._file
        if staged is None:
            return
        self.write.setEnabled(False)
        ticket = self._jobs.write(
            lambda desk, control: _commit(desk, staged, name, control),
            self._done,
            owner=self,
            progress=self.busy.show_progress,
            ended=self._write_ended,
        )
        self.busy.start(self.tr("Importing {file}").format(file=name), ticket)

    def _write_ended(self) -> None:
        self.busy.stop()
        self.write.setEnabled(self._staged is not None)

    def _done(self, saved: Saved[ImportDone]) -> None:
        result = saved.value.result
        left_out = result.left_out[RowState.ERROR] + result.left_out[RowState.CONFIRM]
        said = self.tr("{new} new, {updated} updated").format(new=f"{result.new:,}", updated=f"{result.updated:,}")
        if left_out:
            said = joined(said, self.tr("{count} rows left out").format(count=f"{left_out:,}"))
        batch = saved.value.batch_id
        jobs, toasts = self._jobs, Toasts.of(self)

        def undone(_saved: object) -> None:
            toasts.say(self.tr("The import was undone"))

        toasts.say(said, lambda: jobs.write(lambda desk, _control: undo_import(desk, batch), undone, owner=self))
        self._staged = None
        self.finished.emit(saved)

    def _refused(self, problem: Any) -> None:
        Toasts.of(self).problem(problem_words(problem))

    def _read_ended(self) -> None:
        self.busy.stop()
        if self._staged is None:  # refused or stopped: there is nothing to look at
            self.left.emit()

    # -- showing -----------------------------------------------------------------------------------------------
    def _refill(self) -> None:
        if self._staged is None:
            return
        wanted = self.states.value()
        rows = [row for row in self._staged.rows if wanted is None or row.state.value == wanted]
        self.table.set_rows([self._preview(row) for row in rows])

    def _explain(self, row: PreviewRow | None) -> None:
        """All that is said about the current row; the column is often too narrow for it."""
        self.reasons.setText(row.reasons if row else "")

    def _preview(self, row: StagedRow) -> PreviewRow:
        values = row.values
        pay = row_pay(values)
        return PreviewRow(
            id=row.number,
            state=row.state,
            title=values.get("title") or self._original(row, "title"),
            employer=values.get("employer") or self._original(row, "employer"),
            pay=pay_words(pay) if pay else self._original(row, "pay"),
            region=place(values.get("region") or "") or self._original(row, "region"),
            reasons=self._reasons(row),
            accepted=row.accepted,
        )

    def _original(self, row: StagedRow, field: str) -> str:
        """What the file says where it could not be read."""
        assert self._staged is not None
        column = self._staged.mapping.columns.get(field)
        return row.original(column) if column is not None else ""

    def _reasons(self, row: StagedRow) -> str:
        said = [words(issue.code, **issue.params) for issue in row.issues]
        if row.changed:
            assert self._staged is not None
            names = [self._staged.spec.column(name).headings[0] for name in row.changed]
            said.append(self.tr("changes: {fields}").format(fields="、".join(names)))
        return "　".join(said)

    def _said(self, staged: StagedImport) -> str:
        counts = staged.counts
        parts = [self.tr("{count} rows").format(count=f"{len(staged.rows):,}")]
        if counts[RowState.CONFIRM]:
            parts.append(self.tr("{count} to confirm").format(count=f"{counts[RowState.CONFIRM]:,}"))
        if counts[RowState.ERROR]:
            parts.append(self.tr("{count} stay out").format(count=f"{counts[RowState.ERROR]:,}"))
        if staged.mapping.unused:
            parts.append(self.tr("columns not used: {names}").format(names="、".join(staged.mapping.unused[:6])))
        return joined(*parts)

    def _state_name(self, state: RowState) -> str:
        return {
            RowState.NEW: self.tr("New"),
            RowState.UPDATE: self.tr("Update"),
            RowState.UNCHANGED: self.tr("Unchanged"),
            RowState.CONFIRM: self.tr("To confirm"),
            RowState.ERROR: self.tr("Error"),
        }[state]

    def _columns(self) -> list[Column]:
        return [
            Column("id", self.tr("Row"), lambda row: row.id, Kind.NUMBER, width=58),
            Column("state", self.tr("State"), self._state_tag, Kind.TAGS, width=104),
            Column("title", self.tr("Post"), lambda row: Bold(row.title), Kind.TAGS, width=180),
            Column("employer", self.tr("Employer"), lambda row: row.employer, width=200),
            Column("pay", self.tr("Pay"), lambda row: row.pay, width=130),
            Column("region", self.tr("District"), lambda row: row.region, width=84),
            Column(
                "reasons",
                self.tr("What is said about it"),
                lambda row: row.reasons,
                width=240,
                stretch=True,
                tip=lambda row: row.reasons,
            ),
        ]

    def _state_tag(self, row: PreviewRow) -> Tag:
        return Tag(self._state_name(row.state), _TONES[row.state])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.title)
        head.addWidget(self.summary)
        head.addStretch(1)
        head.addWidget(Button(self.tr("Cancel"), self.left.emit, shortcut="Esc"))
        head.addWidget(self.write)
        line = QHBoxLayout()
        self.states.setAccessibleName(self.tr("State"))
        line.addWidget(label(self.tr("Show only"), "soft"))
        line.addWidget(self.states, 1)
        line.addWidget(self.accept_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.reasons)


def _stage(desk: Desk, path: Path, control: JobControl) -> StagedImport:
    """Read and compare, telling how far it is."""
    try:
        workbook = read_ledger(path, cancelled=lambda: control.cancelled)
    except ReadingCancelled as stopped:
        raise Cancelled from stopped
    return stage_vacancies(desk, workbook, progress=control.progress)


def _commit(desk: Desk, staged: StagedImport, name: str, control: JobControl) -> Saved[ImportDone]:
    return commit_vacancies(desk, staged, name, progress=control.progress)
