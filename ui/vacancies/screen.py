"""岗位与单位: the list of vacancies with the current one beside it; entering, changing and importing take its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.vacancies.listing import VacancyRow
from ui import theme
from ui.jobs import Jobs
from ui.shell.screen import Screen
from ui.vacancies.detail import VacancyDetail
from ui.vacancies.editor import VacancyEditor
from ui.vacancies.employer_form import EmployerEditor
from ui.vacancies.importing import ImportPane
from ui.vacancies.list_pane import VacancyList
from ui.widgets import Button, heading, soft


class VacancyScreen(Screen):
    """Parameters of `activate`: `vacancy_id` shows one, `text` searches, `file` (a path) starts an import."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.list = VacancyList(jobs)
        self.detail = VacancyDetail(jobs)
        self.editor = VacancyEditor(jobs)
        self.employer = EmployerEditor(jobs)
        self.importing = ImportPane(jobs)
        self.count = soft("")
        self.stack = QStackedWidget()
        self._back_to: QWidget | None = None
        self._wanted: UUID | None = None
        self._build()
        self._wire()

    def activate(self, **params: Any) -> None:
        self._show(self.overview)
        if "text" in params:
            self.list.text.set_value(params["text"])
        self._wanted = params.get("vacancy_id")
        self.list.reload()
        self.list.focus()
        if params.get("file"):
            self.import_file(Path(params["file"]))

    def changed(self, summary: Any) -> None:
        if summary.touches("vacancy", "employer", "referral"):
            self.list.reload()
            if self.detail.shown is not None:
                self.detail.show_vacancy(self.detail.shown.id)

    def panes(self) -> list[QWidget]:
        current = self.stack.currentWidget()
        return [self.list, self.detail] if current is self.overview or current is None else [current]

    # -- going about -------------------------------------------------------------------------------------------
    def new_vacancy(self) -> None:
        """Open an empty form."""
        self._show(self.editor)
        self.editor.start()

    def edit_vacancy(self, vacancy_id: UUID) -> None:
        """Open a vacancy in the form."""
        self._show(self.editor)
        self.editor.start(vacancy_id)

    def edit_employer(self, employer_id: UUID | None = None) -> None:
        """Open an employer, or an empty form for one; afterwards it goes back to where it was opened from."""
        self._back_to = self.stack.currentWidget()
        self._show(self.employer)
        self.employer.start(employer_id)

    def choose_file(self) -> None:
        """Ask which ledger to import."""
        self._show(self.importing)
        self.importing.choose()

    def import_file(self, path: Path) -> None:
        """Show what a ledger holds."""
        self._show(self.importing)
        self.importing.open_file(path)

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)

    def _overview(self) -> None:
        self._show(self.overview)
        self.list.focus()

    def _saved(self, saved: Saved[UUID]) -> None:
        self.say(self.tr("Vacancy saved"))
        self.detail.show_vacancy(saved.value)
        self._overview()

    def _employer_saved(self, employer_id: UUID) -> None:
        if self._back_to is self.editor:
            self._show(self.editor)
            self.editor.take_employer(employer_id)
        else:
            self.say(self.tr("Employer saved"))
            self._overview()

    def _employer_left(self) -> None:
        self._show(self._back_to or self.overview)

    def _imported(self, _saved: object) -> None:
        self._overview()

    def _picked(self, row: VacancyRow | None) -> None:
        self.detail.show_vacancy(row.id if row else None)

    def _counted(self, total: int) -> None:
        self.count.setText(self.tr("{count} vacancies").format(count=f"{total:,}"))
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.list.table.go_to(lambda row: row.id == wanted):
            self.detail.show_vacancy(wanted)  # it is beyond the first page, or the filters hide it

    # -- parts -------------------------------------------------------------------------------------------------
    def _wire(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda row: self.edit_vacancy(row.id))
        self.list.counted.connect(self._counted)
        self.list.table.on_key("Insert", lambda _row: self.new_vacancy(), self.tr("New vacancy"))
        self.detail.edit_wanted.connect(self.edit_vacancy)
        self.detail.employer_wanted.connect(self.edit_employer)
        self.editor.saved.connect(self._saved)
        self.editor.left.connect(self._overview)
        self.editor.employer_wanted.connect(self.edit_employer)
        self.employer.saved.connect(self._employer_saved)
        self.employer.left.connect(self._employer_left)
        self.importing.finished.connect(self._imported)
        self.importing.left.connect(self._overview)

    def _build(self) -> None:
        self.overview = QWidget()
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(heading(self.tr("Vacancies and employers")))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(Button(self.tr("Import"), self.choose_file, shortcut="Ctrl+I"))
        head.addWidget(Button(self.tr("New vacancy"), self.new_vacancy, role="primary", shortcut="Ctrl+Shift+N"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(self.list, 1)
        self.detail.setFixedWidth(theme.px(330))
        row.addWidget(self.detail)
        column = QVBoxLayout(self.overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(row, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(*(theme.px(16),) * 4)
        around.addWidget(self.stack)
        for page in (self.overview, self.editor, self.employer, self.importing):
            self.stack.addWidget(page)
