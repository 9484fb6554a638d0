"""Key groups of the person (重点群体): chosen by typing, each with its basis and dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.people.form import TagEntry
from ui import theme
from ui.people.rows import NameField, Row, RowColumn, Rows, typed_in
from ui.widgets import DateField, LineField, label, table_field, table_options
from ui.widgets.form.grid import ENTER, answer_mnemonic


class _Lines(Rows):
    """The chosen groups; no blank line, for one is added by choosing it above."""

    def _extend(self) -> None:
        self.head.setVisible(bool(self.rows))

    def _done(self, row: Row) -> None:
        self.passed.emit()


class Groups(QWidget):
    """An input to choose a group, and a line for each chosen one."""

    changed = Signal()
    passed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.entry = table_field("group_tag", today(), placeholder=self.tr("type; several are possible"))
        self.entry.setAccessibleName(self.tr("Key groups"))
        self.entry.changed.connect(self._typed)
        self.entry.line.installEventFilter(self)
        self.lines = _Lines(self._columns())
        self.lines.changed.connect(self.changed)
        self.lines.passed.connect(lambda: self.entry.setFocus(Qt.FocusReason.TabFocusReason))
        self.words = label("", "problem", wrap=True)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(label(self.tr("&Key groups"), "label", buddy=self.entry))
        answer_mnemonic(self.entry)
        column.addWidget(self.entry)
        column.addWidget(self.words)

    def value(self) -> tuple[TagEntry, ...]:
        """The chosen groups."""
        return tuple(
            TagEntry(line["kind"], line["basis"], line["from_on"], line["to_on"]) for line in self.lines.values()
        )

    def set_value(self, tags: Sequence[TagEntry]) -> None:
        """Show these groups."""
        self.entry.set_value(None)
        self.say("")
        lines = [{"kind": t.kind, "basis": t.basis, "from_on": t.from_on, "to_on": t.to_on} for t in tags]
        self.lines.set_values(lines)

    def add(self, kind: str) -> None:
        """Choose a group; one chosen already is gone to."""
        known = [row for row in self.lines.rows if row.fields["kind"].value() == kind]
        row = known[0] if known else self.lines.add({"kind": kind, "from_on": self._today()})
        self.entry.set_value(None)
        row.focus_first()
        self.changed.emit()

    def check(self) -> QWidget | None:
        """Say what is mistyped; the first such input, or None."""
        complaint = self.entry.complaint()
        self.say(complaint)
        return self.entry if complaint else self.lines.check()

    def say(self, text: str) -> None:
        """Words under the input."""
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def focus_first(self) -> None:
        """Go to the input."""
        self.entry.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            if not typed_in(self.entry):
                self.passed.emit()
            elif not self.entry.settle():
                self.check()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.say("")
        kind = self.entry.value()
        if kind:
            self.add(kind)

    def _columns(self) -> list[RowColumn]:
        names = dict(table_options("group_tag"))
        basis = self.tr("certificate and number, or who confirmed it")
        return [
            RowColumn("kind", self.tr("Group"), lambda: NameField(names), 4),
            RowColumn("basis", self.tr("Basis"), lambda: LineField(basis, 200), 6),
            RowColumn("from_on", self.tr("From"), lambda: DateField(self._today), 3),
            RowColumn("to_on", self.tr("Until"), lambda: DateField(self._today), 3),
        ]
