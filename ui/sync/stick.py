"""Exchange by USB stick (离线交换): the button on the sync page for offices that have no line to the centre."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from caseworker.desk import Saved
from caseworker.problems import Problem
from caseworker.sync import stick
from ui.jobs import Jobs
from ui.sync.loop import SyncLoop
from ui.widgets import Button, Toasts
from ui.words import problem_words


class StickButton(Button):
    """Offers to pack what waits and to take the centre's answer in."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("USB stick…"), self.offer, parent=parent)
        self._jobs = jobs
        self.setToolTip(self.tr("Exchange with the centre by USB stick when there is no line"))

    def offer(self) -> None:
        """The two ways, below the button."""
        self.menu_of_ways().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of_ways(self) -> QMenu:
        """Out, and in."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Export what is not reported…"), self.choose_target)
        menu.addAction(self.tr("&Import the centre's answer…"), self.choose_answer)
        return menu

    def choose_target(self) -> None:
        """Ask where the file goes."""
        usual = f"{datetime.now().astimezone():%Y%m%d-%H%M}{stick.SUFFIX_OUT}"
        kinds = self.tr("Sealed files for the centre") + f" (*{stick.SUFFIX_OUT})"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export what is not reported"), usual, kinds)
        if name:
            self.pack(Path(name))

    def choose_answer(self) -> None:
        """Ask for the answer's file."""
        kinds = self.tr("Answers of the centre") + f" (*{stick.SUFFIX_REPLY})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import the centre's answer"), "", kinds)
        if name:
            self.take_in(Path(name))

    def pack(self, path: Path) -> None:
        """Write the sealed file, away from the window and from the writer."""
        self.setEnabled(False)
        self._jobs.network(lambda desk, _c: stick.pack(desk, path), self._packed, self._failed, owner=self)

    def take_in(self, path: Path) -> None:
        """Take the answer in; the pages behind refresh from what it changed."""
        self.setEnabled(False)
        self._jobs.network(lambda desk, _c: stick.take_in(desk, path), self._received, self._failed, owner=self)

    def _packed(self, saved: Saved[int]) -> None:
        self.setEnabled(True)
        words = self.tr("{count} changes are on the stick. They count as not reported until the answer is imported.")
        Toasts.of(self).say(words.format(count=saved.value))

    def _received(self, saved: Saved[stick.Received]) -> None:
        self.setEnabled(True)
        words = self.tr("The centre took {taken} changes and sent {rows} records.")
        Toasts.of(self).say(words.format(taken=saved.value.taken, rows=saved.value.rows))
        SyncLoop.of(self._jobs.lanes).moved.emit()

    def _failed(self, problem: Problem) -> None:
        self.setEnabled(True)
        Toasts.of(self).problem(problem_words(problem))
