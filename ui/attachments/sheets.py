"""Sheets of the files: what one is called and is, and which scans to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.attachments.bringing import Scan
from caseworker.attachments.kinds import TABLE
from caseworker.attachments.listing import AttachmentLine
from caseworker.attachments.names import LONGEST
from ui import theme
from ui.attachments.words import size_words
from ui.cases.prompts import Sheet
from ui.widgets import (
    Button,
    CheckField,
    ChoiceField,
    Column,
    DataTable,
    Kind,
    LineField,
    heading,
    label,
    soft,
    table_options,
)


class DescribeSheet(Sheet):
    """Name and kind of a file."""

    def __init__(self, parent: QWidget, line: AttachmentLine, given: Callable[[str, str], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        self.name(self.tr("Name and kind"), "", self.tr("Save"))
        self.form.add("kind", self.tr("What it is"), ChoiceField(_numbered(table_options(TABLE))), required=True)
        self.form.add("name", self.tr("Name"), LineField(max_length=LONGEST), required=True)
        self.form.set_values({"kind": line.kind, "name": line.name})

    def give(self) -> None:
        self._given(self.form.value("name"), self.form.value("kind"))

    def show_up(self) -> None:
        super().show_up()
        QTimer.singleShot(0, self, self._fit)  # chips know how many lines they take once they have their width

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


class RefusalSheet(QDialog):
    """Every file of a batch that was not kept, and why."""

    def __init__(self, parent: QWidget, sentences: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Not kept"))
        self.resize(theme.px(600), theme.px(420))
        canvas = QWidget()
        lines = QVBoxLayout(canvas)
        lines.setSpacing(theme.px(10))
        for sentence in sentences:
            lines.addWidget(label(sentence, wrap=True))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(heading(self.tr("Not kept: {count}").format(count=len(sentences)), 2))
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.go = Button(self.tr("Understood"), self.accept, role="primary")
        foot.addWidget(self.go)
        column.addLayout(foot)
        self.go.setFocus()


class ScanSheet(QDialog):
    """What lies in the scan folder, newest first; the selected ones are taken."""

    def __init__(
        self, parent: QWidget, whose: str, scans: Sequence[Scan], given: Callable[[list[Scan], bool], object]
    ) -> None:
        """`given(scans, discard)`: which to keep, and whether their originals go."""
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Scans"))
        self.resize(theme.px(620), theme.px(460))
        self._given = given
        columns = (
            Column("name", self.tr("Name"), lambda scan: scan.path.name, width=240, stretch=True),
            Column("size", self.tr("Size"), lambda scan: size_words(scan.size), width=90, sort=lambda scan: scan.size),
            Column("at", self.tr("Scanned"), lambda scan: datetime.fromtimestamp(scan.written, UTC), Kind.TIME, 140),
        )
        self.table = DataTable(columns, "attachments.scans", self.tr("Scans"))
        self.table.set_empty_text(self.tr("The scan folder is empty"), self.tr("Scan a paper; it appears here."))
        self.table.set_rows(list(scans))
        self.table.opened.connect(lambda _scan: self.accept())
        self.table.set_hint(self.tr("Shift and arrows select several; Enter keeps them"))
        self.discard = CheckField(self.tr("&Delete the originals from the scan folder afterwards"))
        self.discard.set_value(True)
        self.go = Button(self.tr("Keep with {name}").format(name=whose), self.accept, role="primary")
        self.go.setEnabled(bool(scans))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(heading(self.tr("Scans"), 2))
        column.addWidget(soft(self.tr("An original in the scan folder is not encrypted."), wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.discard)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Cancel"), self.reject))
        foot.addWidget(self.go)
        column.addLayout(foot)
        self.table.setFocus()

    def accept(self) -> None:
        chosen = self.table.selected() or ([self.table.current()] if self.table.current() else [])
        if chosen:
            super().accept()
            self._given(chosen, self.discard.value())


def _numbered(options: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(code, f"{number} {words}" if number < 10 else words) for number, (code, words) in enumerate(options, 1)]
