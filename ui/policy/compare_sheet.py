"""What would change: a pack of the district against what stands in its place, part by part, before anybody decides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.policy.comparison import Comparison, Part
from ui import theme
from ui.widgets import Button, heading, label, soft
from ui.words import language, words

WIDTH, HEIGHT = 720, 560
TALLEST = 700
"""Pixels that fit the usual screen whatever the size of the text."""


class CompareSheet(QDialog):
    """The differences in words; with `adopt` a button that puts the pack in force, else only to read."""

    def __init__(self, parent: QWidget, found: Comparison, adopt: Callable[[], object] | None) -> None:
        super().__init__(parent)
        self._adopt = adopt
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What differs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(heading(found.after.title, 2))
        column.addWidget(soft(self._against(found), wrap=True))
        self.area = self._differences(found)
        column.addWidget(self.area, 1)
        if adopt is not None:
            note = self.tr("From then on new applications are held against it. Those made before keep their version.")
            column.addWidget(label(note, "hint", wrap=True))
        column.addLayout(self._buttons())

    def show_up(self) -> None:
        """Open, with the list ready for the arrow keys."""
        self.resize(theme.px(WIDTH), min(theme.px(HEIGHT), TALLEST))
        self.open()
        self.area.setFocus()

    def put_in_force(self) -> None:
        """The supervisor decides for it."""
        if self._adopt is not None:
            self.accept()
            self._adopt()

    def _against(self, found: Comparison) -> str:
        if found.before is None:
            return self.tr("{new}. No version of this policy stands before it.").format(new=found.after.label)
        if not found.differences:
            return self.tr("{new}. It says the same as {old}.").format(new=found.after.label, old=found.before.label)
        return self.tr("{new}, against {old}: {count} differences.").format(
            new=found.after.label, old=found.before.label, count=len(found.differences)
        )

    def _differences(self, found: Comparison) -> QScrollArea:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, theme.px(10), 0)
        column.setSpacing(theme.px(6))
        for part in Part:
            lines = found.of(part)
            if lines:
                column.addWidget(label(words(f"policy.part.{part.value}"), "strong"))
            for one in lines:
                line = label(one.notice.text(language()), wrap=True)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(self.tr("What differs"))
        area.setWidget(ground)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Close") if self._adopt is None else self.tr("Not now"), self.reject))
        self.go = Button(self.tr("Put in force"), self.put_in_force, role="primary")
        if self._adopt is None:
            self.go.hide()
        row.addWidget(self.go)
        return row
