"""The sheet of shortcuts (Ctrl+/ and F1): everything the keyboard can do, in one look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.shell.screen import Command
from ui.widgets.basics import Button, heading, label, soft


class ShortcutSheet(QDialog):
    """Shortcuts of the window, of lists and of forms."""

    def __init__(self, parent: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help and shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(22),) * 4)
        column.setSpacing(theme.px(14))
        column.addWidget(heading(self.tr("Help and shortcuts"), 1))
        column.addWidget(
            soft(self.tr("Everything can be done without the mouse. What is written is saved on this PC at once."))
        )
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(36))
        window = [(command.keys, command.title()) for command in commands if command.keys]
        half = -(-len(window) // 2)
        groups = (
            (self.tr("Window"), window[:half]),
            (" ", window[half:]),
            (self.tr("Lists"), self._lists()),
            (self.tr("Forms"), self._forms()),
        )
        for title, lines in groups:
            columns.addLayout(self._group(title, lines))
        column.addLayout(columns)
        close = Button(self.tr("Close"), self.accept, role="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        close.setFocus()

    def _lists(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Open")),
            ("Ctrl+C", self.tr("Copy as Excel takes it")),
            ("Ctrl+A", self.tr("Select all")),
            ("Ctrl+Shift+L", self.tr("Filter row")),
            ("Menu", self.tr("What can be done with a row")),
        ]

    def _forms(self) -> list[tuple[str, str]]:
        return [
            ("Enter", self.tr("Next field")),
            ("Ctrl+Enter", self.tr("Save")),
            ("Down", self.tr("Open the list of a field")),
            ("Alt+Down", self.tr("Open the calendar")),
            ("Alt+1", self.tr("Take the first line of a list")),
            ("Ctrl+Z", self.tr("Undo what the toast offers")),
        ]

    def _group(self, title: str, lines: Sequence[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(heading(title, 2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(7))
        for row, (keys, text) in enumerate(lines):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
            side = Qt.AlignmentFlag.AlignLeft
            grid.addWidget(label(shown.replace("+", " "), "key"), row, 0, side)
            grid.addWidget(label(text), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column
