"""Lines of the form of which there may be several: groups, jobs held, members of the household."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import CodeField, ElidedLabel, LinkButton, is_blank, label
from ui.widgets.form.field import mark
from ui.widgets.form.grid import ENTER

LARGE = 130
"""Text size in percent from which inputs get twice the room."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One input of every line. `stretch` shares the width; the value goes by `key`."""

    key: str
    title: str
    make: Callable[[], QWidget]
    stretch: int = 1


class NameField(ElidedLabel):
    """A name that stands at the head of a line and is not typed there."""

    changed = Signal()
    finished = Signal()

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__(role="strong")
        self._names, self._code = names, ""

    def value(self) -> str:
        return self._code

    def set_value(self, value: str | None) -> None:
        self._code = value or ""
        self.set_text(self._names.get(self._code, self._code))

    def complaint(self) -> str:
        return ""


class Row(QWidget):
    """One line: its inputs, words about them, and a way to take it out."""

    changed = Signal()
    done = Signal()
    """Enter in the last input."""
    removed = Signal()

    def __init__(self, columns: Sequence[RowColumn], remove: str, tail: int, parent: QWidget | None = None) -> None:
        """`remove`: the word on the button; `tail`: width kept for buttons, at 100 %."""
        super().__init__(parent)
        self.fields: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for part in lines_of(columns):
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            for each in part:
                line.addWidget(self._make(each), each.stretch)
            column.addLayout(line)
        self.tail = QHBoxLayout()
        self.tail.setSpacing(theme.px(4))
        self.tail.setContentsMargins(0, 0, 0, 0)
        self.tail.addStretch(1)
        self.remover = LinkButton(remove, self.removed.emit)
        self.tail.addWidget(self.remover)
        holder = QWidget()
        holder.setLayout(self.tail)
        holder.setFixedWidth(theme.px(tail))
        line.addWidget(holder, 0, Qt.AlignmentFlag.AlignBottom)
        self.words = label("", "problem", wrap=True)
        self.words.hide()
        column.addWidget(self.words)

    def values(self) -> dict[str, Any]:
        """The values by key."""
        return {key: field.value() for key, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].set_value(value)

    def blank(self) -> bool:
        """Whether nothing was typed into it."""
        return all(is_blank(field.value()) and not typed_in(field) for field in self.fields.values())

    def check(self) -> QWidget | None:
        """Say what is mistyped under the line; the input it is about, or None."""
        for field in self.fields.values():
            if complaint := field.complaint():
                self.say(complaint)
                mark(getattr(field, "line", field), "problem")
                return field  # type: ignore[no-any-return]  # a Field that is a QWidget
        self.say("")
        return None

    def say(self, text: str) -> None:
        """Words about the line."""
        self.words.setText(text)
        self.words.setVisible(bool(text))

    def focus_first(self) -> None:
        """Go to its first input."""
        self._typeable()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            self._enter(watched)
            return True
        return super().eventFilter(watched, event)

    def _enter(self, watched: QObject) -> None:
        fields = self._typeable()
        for number, field in enumerate(fields):
            if watched is field or (isinstance(watched, QWidget) and field.isAncestorOf(watched)):
                if isinstance(field, CodeField) and not field.settle():
                    self.check()
                elif number + 1 < len(fields):
                    fields[number + 1].setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self.done.emit()
                return

    def _make(self, each: RowColumn) -> QWidget:
        field: Any = each.make()
        field.setAccessibleName(each.title)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, field.sizePolicy().verticalPolicy())
        self.fields[each.key] = field
        self._listen(field)
        return field if theme.scale() < LARGE else _labelled(each.title, field)

    def _typeable(self) -> list[QWidget]:
        return [field for field in self.fields.values() if not isinstance(field, QLabel)]

    def _listen(self, field: Any) -> None:
        field.changed.connect(self._edited)
        for part in (field, *field.findChildren(QWidget)):
            part.installEventFilter(self)

    def _edited(self) -> None:
        if self.words.text():
            self.say("")
            for field in self.fields.values():
                mark(getattr(field, "line", field), "")
        self.changed.emit()


def typed_in(field: Any) -> str:
    """The bare text in an input of one line, "" for other inputs."""
    line = getattr(field, "line", field)
    return str(line.text()).strip() if hasattr(line, "setCursorPosition") else ""


class Rows(QWidget):
    """Lines under a head of labels. A blank line stands at the end to be typed into and counts for nothing."""

    changed = Signal()
    passed = Signal()
    """Enter where nothing more was typed: on to the next part."""

    def __init__(self, columns: Sequence[RowColumn], tail: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns, self._tail = tuple(columns), tail
        self.rows: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.head = self._make_head()
        self._column.addWidget(self.head)

    def values(self) -> list[dict[str, Any]]:
        """The values of every line that is not blank."""
        return [row.values() for row in self.rows if not row.blank()]

    def set_values(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Replace the lines, and end with a blank one."""
        for row in tuple(self.rows):
            self._drop(row)
        for line in lines:
            self.add(line)
        self._extend()

    def add(self, values: Mapping[str, Any] | None = None) -> Row:
        """Append a line."""
        row = Row(self._columns, self.tr("Remove"), self._tail)
        row.set_values(values or {})
        row.changed.connect(self.changed)
        row.done.connect(lambda: self._done(row))
        row.removed.connect(lambda: self.remove(row))
        self.rows.append(row)
        self._column.addWidget(row)
        self._dress(row)
        self.head.show()
        return row

    def remove(self, row: Row) -> None:
        """Take a line out, as its button does."""
        place = self.rows.index(row)
        self._drop(row)
        self._extend()
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].focus_first()
        self.changed.emit()

    def check(self) -> QWidget | None:
        """Say what is mistyped; the first input it is about, or None."""
        found = [row.check() for row in self.rows if not row.blank()]
        return next((field for field in found if field is not None), None)

    def focus_first(self) -> None:
        """Go to the first line."""
        self._extend()
        self.rows[0].focus_first()

    def _extend(self) -> None:
        if not self.rows or not self.rows[-1].blank():
            self.add()

    def _done(self, row: Row) -> None:
        if row.blank():
            self.passed.emit()
            return
        self._extend()
        self.rows[self.rows.index(row) + 1].focus_first()

    def _dress(self, row: Row) -> None:
        """Give a new line what this kind of line needs besides its inputs."""

    def _drop(self, row: Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _make_head(self) -> QWidget:
        """Labels over the lines; when the text is large every input has its own."""
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        if theme.scale() < LARGE:
            for each in self._columns:
                line.addWidget(ElidedLabel(each.title, "label"), each.stretch)
            line.addSpacing(theme.px(self._tail) + theme.px(8))
        return head


def _labelled(title: str, field: QWidget) -> QWidget:
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addWidget(ElidedLabel(title, "label"))
    column.addWidget(field)
    return box


def lines_of(columns: Sequence[RowColumn]) -> list[Sequence[RowColumn]]:
    """The inputs that stand side by side: all of them, or two by two when the text is large."""
    many = len(columns) if theme.scale() < LARGE else 2
    return [columns[start : start + many] for start in range(0, len(columns), many)]
