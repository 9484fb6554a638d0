"""The paper beside the form: drawn anew a moment after typing, printed, saved; each act on record first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.documents.printing import Draw, print_pdf
from caseworker.files import write_atomically
from caseworker.loans.form import LoanForm
from caseworker.loans.packet import Act, LoanPacket, allow_preview, packet, preview
from caseworker.problems import Problem
from ui import theme
from ui.jobs import Jobs
from ui.widgets.pdf_preview import PdfPreview

DRAW_AFTER_MS = 450
FORM_PAGE = 2
"""The application form comes after the cover; it is what is looked at while typing."""


class LoanPaper(QWidget):
    """The preview and what leaves the office. `form` is asked for what to draw."""

    said = Signal(str)
    failed = Signal(object)
    """A `Problem` of printing or saving."""
    print_wanted = Signal()
    save_wanted = Signal()
    drawn = Signal()

    def __init__(self, jobs: Jobs, form: Callable[[], LoanForm], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._form = jobs, form
        self._loan_id: UUID | None = None
        self.preview = PdfPreview(self.tr("Application papers"))
        self.preview.print_requested.connect(self.print_wanted)
        self.preview.save_requested.connect(self.save_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)
        self.setFocusProxy(self.preview)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAW_AFTER_MS)
        self._timer.timeout.connect(self.draw)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _fit_head(self) -> None:
        """Large text leaves no room for the title; the buttons come first."""
        parts = (self.preview.title, self.preview.pages, self.preview.save_button, self.preview.print_button)
        needed = sum(part.sizeHint().width() for part in parts) + theme.px(24 + 10 * len(parts))
        self.preview.title.setVisible(self.width() >= needed)

    def show_loan(self, loan_id: UUID) -> None:
        """Another loan: note the look, then draw."""
        if loan_id != self._loan_id:
            self.preview.show_pdf(b"")
        self._loan_id = loan_id
        self._note()

    def draw_soon(self) -> None:
        """Draw once the officer pauses."""
        self._timer.start()

    def draw(self) -> None:
        """Draw the form as it stands."""
        self._timer.stop()
        loan_id, form = self._loan_id, self._form()
        if loan_id is None:
            return

        def work(desk: Desk, _control: Any) -> LoanPacket:
            return preview(desk, loan_id, form)

        self._jobs.read(work, self._drawn, self._not_drawn, key="loan.preview", owner=self)

    def print_paper(self, printer: str = "") -> None:
        """Print what is on file."""
        self._issue(Act.PRINT, lambda made: self._print(made, printer))

    def save_packet_to(self, path: Path) -> None:
        """Save what is on file as a PDF, whole or not at all."""
        self._issue(Act.SAVE, lambda made: self._write(made, path))

    def ask_where_to_save(self, number: str) -> None:
        """The platform's dialog, then the file."""
        usual = str(Path.home() / f"{number}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save PDF"), usual, "PDF (*.pdf)")
        if name:
            self.save_packet_to(Path(name))

    def _note(self) -> None:
        loan_id = self._loan_id
        if loan_id is not None:
            self._jobs.write(lambda desk, _: allow_preview(desk, loan_id), lambda _: self.draw(), owner=self)

    def _drawn(self, made: LoanPacket) -> None:
        first = not self.preview.page_count
        self.preview.show_pdf(made.pdf)
        if first:
            self.preview.go_to(FORM_PAGE)
            self._fit_head()
        self.drawn.emit()

    def _not_drawn(self, problem: Problem) -> None:
        if problem.code == "loans.preview_not_noted":
            self._note()
        else:
            self.failed.emit(problem)

    def _issue(self, act: Act, then: Callable[[LoanPacket], None]) -> None:
        loan_id = self._loan_id
        if loan_id is None:
            return

        def done(saved: Saved[LoanPacket]) -> None:
            then(saved.value)

        self._jobs.write(lambda desk, _: packet(desk, loan_id, act), done, self.failed.emit, owner=self)

    def _print(self, made: LoanPacket, printer: str) -> None:
        draw: Draw | None = None
        if sys.platform == "win32":
            from ui.loans.printing import draw_on_printer

            draw = draw_on_printer
        told = self.tr("Sent to the printer: {number}, {count} pages").format(number=made.number, count=made.pages)
        self._jobs.network(
            lambda _desk, _control: print_pdf(made.pdf, made.number, printer, draw),
            lambda _: self.said.emit(told),
            self.failed.emit,
            owner=self,
        )

    def _write(self, made: LoanPacket, path: Path) -> None:
        told = self.tr("Saved: {name}, {count} pages").format(name=path.name, count=made.pages)
        self._jobs.network(
            lambda _desk, _control: write_atomically(path, made.pdf),
            lambda _: self.said.emit(told),
            self.failed.emit,
            owner=self,
        )
