"""The sheet that shows one paper exactly as it prints; printing and saving go on record first."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from caseworker.documents.printing import Draw, print_pdf
from caseworker.files import write_atomically
from caseworker.papers import Act, Paper, issue
from caseworker.problems import Problem
from ui import theme
from ui.jobs import Jobs
from ui.widgets import Toasts
from ui.widgets.pdf_preview import PdfPreview
from ui.words import problem_words

WIDTH, HEIGHT = 760, 680


class PaperSheet(QDialog):
    """One paper, over the screen it belongs to. Ctrl+P prints, Ctrl+Shift+S saves, Esc closes."""

    def __init__(self, screen: QWidget, jobs: Jobs, paper: Paper) -> None:
        super().__init__(screen)
        self.setWindowTitle(paper.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._screen, self._jobs, self.paper = screen, jobs, paper
        self.preview = PdfPreview(paper.title)
        self.preview.print_requested.connect(self.print_paper)
        self.preview.save_requested.connect(self.ask_where_to_save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)
        QShortcut(QKeySequence("Esc"), self, self.reject)
        window = screen.window()
        self.resize(min(theme.px(WIDTH), window.width() - 40), min(theme.px(HEIGHT), window.height() - 40))

    def show_up(self) -> None:
        """Open with the paper in it."""
        self.open()
        self.preview.show_pdf(self.paper.pdf)
        self.preview.print_button.setFocus()

    def print_paper(self, printer: str = "") -> None:
        """Enter the print, then hand the paper to the printer."""
        draw: Draw | None = None
        if sys.platform == "win32":
            from ui.loans.printing import draw_on_printer

            draw = draw_on_printer
        paper = self.paper
        told = self.tr("Sent to the printer: {number}").format(number=paper.number)
        self._issue(Act.PRINT, lambda: print_pdf(paper.pdf, paper.number, printer, draw), told)

    def save_to(self, path: Path) -> None:
        """Enter the saving, then write the PDF, whole or not at all."""
        paper = self.paper
        told = self.tr("Saved: {name}").format(name=path.name)
        self._issue(Act.SAVE, lambda: write_atomically(path, paper.pdf), told)

    def ask_where_to_save(self) -> None:
        """The platform's dialog, then the file."""
        usual = str(Path.home() / f"{self.paper.number}.pdf")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save PDF"), usual, "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def _issue(self, act: Act, hand_out: Callable[[], None], told: str) -> None:
        paper, screen, jobs = self.paper, self._screen, self._jobs

        def failed(problem: Problem) -> None:
            Toasts.of(screen).problem(problem_words(problem))

        def handed_out(_nothing: None) -> None:
            Toasts.of(screen).say(told)

        def noted(_saved: object) -> None:
            jobs.network(lambda _desk, _control: hand_out(), handed_out, failed, owner=screen)

        jobs.write(lambda desk, _c: issue(desk, paper, act), noted, failed, owner=screen)
        self.accept()
