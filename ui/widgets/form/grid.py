"""`FormGrid`: labelled inputs in columns, each with its line of words underneath, walked with Enter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import heading, label, rule, set_role
from ui.widgets.form.code import CodeField
from ui.widgets.form.field import is_blank, mark

F = TypeVar("F", bound=QWidget)
LAST_ROW = 1000
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FormGrid(QWidget):
    """A form of keyed fields, laid out in `columns`, filled row by row.

    Enter goes to the next field and, in the last one, submits; Ctrl+Enter submits from anywhere. Under each
    field is
    one line for a hint, a warning or a problem that says what to do. A problem of typing (`complaint`) shows
    when the
    officer leaves the field, never while typing.
    """

    changed = Signal(str)
    """Key of the field the officer changed."""
    finished = Signal(str)
    """Key of the field the officer left."""
    submitted = Signal()
    """Ctrl+Enter, or Enter in the last field."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._cells: dict[str, _Cell] = {}
        self._place = (0, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(7))
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)
        self._grid.setRowStretch(LAST_ROW, 1)  # room to spare goes below the fields, not between them

    # -- making ----------------------------------------------------------------------------------------------
    def add(self, key: str, title: str, field: F, *, required: bool = False, hint: str = "", span: int = 1) -> F:
        """Append a labelled field, `span` columns wide (0 = the whole row). Returns the field.

        `&` in the title makes a mnemonic; the title is the field's accessible name.
        """
        cell = _Cell(self, key, title, field, required=required, hint=hint)
        self._cells[key] = cell
        self._put(cell, span or self._columns)
        self._listen(key, field)
        return field

    def add_widget(self, widget: QWidget, span: int = 0) -> None:
        """Append any widget, by default across the whole row."""
        self._put(widget, span or self._columns)

    def add_heading(self, title: str) -> None:
        """Append a section heading on a row of its own."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(6))
        if self._cells:
            column.addWidget(rule())
        column.addWidget(heading(title, 2))
        self._put(box, self._columns)

    # -- values ----------------------------------------------------------------------------------------------
    def field(self, key: str) -> Any:
        """The input of a key."""
        return self._cells[key].field

    def keys(self) -> tuple[str, ...]:
        """The keys, in order."""
        return tuple(self._cells)

    def value(self, key: str) -> Any:
        """The value of one field."""
        return self._cells[key].field.value()

    def values(self) -> dict[str, Any]:
        """All values by key."""
        return {key: cell.field.value() for key, cell in self._cells.items()}

    def set_value(self, key: str, value: Any) -> None:
        """Show a value; tells nobody."""
        self._cells[key].field.set_value(value)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show the values whose keys this form has."""
        for key, value in values.items():
            if key in self._cells:
                self.set_value(key, value)

    def clear(self) -> None:
        """Empty every field and take all words off."""
        for cell in self._cells.values():
            cell.field.set_value(None)
            cell.say("", "")

    def set_visible(self, key: str, visible: bool) -> None:
        """Show or hide a field with its label."""
        self._cells[key].setVisible(visible)

    def set_required(self, key: str, required: bool) -> None:
        """Mark a field as required or not."""
        self._cells[key].require(required)

    # -- words under fields ----------------------------------------------------------------------------------
    def say(self, key: str, text: str, level: str = "problem") -> None:
        """Put words under a field: level hint, warning or problem; "" as text brings the field's own hint
        back.
        """
        self._cells[key].say(text, level)

    def said(self, key: str) -> str:
        """The words under a field now."""
        return self._cells[key].words.text()

    def clear_words(self) -> None:
        """Take all problems and warnings off."""
        for cell in self._cells.values():
            cell.say("", "")

    def check(self) -> bool:
        """Show what is missing or mistyped, go to the first such field; True when nothing is."""
        first = None
        for key, cell in self._cells.items():
            if cell.isHidden():
                continue
            complaint = cell.field.complaint()
            if not complaint and cell.required and is_blank(cell.field.value()):
                complaint = self.tr("Please fill in {title}.").format(title=cell.title)
            if complaint:
                cell.say(complaint, "problem")
                first = first or key
            elif cell.level == "problem":
                cell.say("", "")
        if first is not None:
            self.focus(first)
        return first is None

    def focus(self, key: str) -> None:
        """Go to a field."""
        self._cells[key].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Go to the first field one can type in."""
        for cell in self._cells.values():
            if cell.isEnabled() and cell.field.isEnabled() and not cell.isHidden():
                cell.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # -- walking ---------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            key = self._key_of(watched)
            if key is not None:
                return self._enter(key, event)
        return super().eventFilter(watched, event)

    def _enter(self, key: str, event: QKeyEvent) -> bool:
        field = self._cells[key].field
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leave(key)
            self.submitted.emit()
            return True
        if isinstance(field, QPlainTextEdit):
            return False
        if isinstance(field, CodeField) and not field.settle():
            self._leave(key)  # nothing is meant by what was typed: stay and say so
            return True
        later = self._after(key)
        if later is None:
            self._leave(key)
            self.submitted.emit()
        else:
            later.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _after(self, key: str) -> QWidget | None:
        keys = list(self._cells)
        for later in keys[keys.index(key) + 1 :]:
            cell = self._cells[later]
            if not cell.isHidden() and cell.field.isEnabled():
                return cell.field  # type: ignore[no-any-return]  # a Field that is a QWidget
        return None

    def _key_of(self, watched: QObject) -> str | None:
        for key, cell in self._cells.items():
            field = cell.field
            if watched is field or (isinstance(watched, QWidget) and field.isAncestorOf(watched)):
                return key
        return None

    def _listen(self, key: str, field: Any) -> None:
        field.changed.connect(lambda: self._changed(key))
        field.finished.connect(lambda: self._leave(key))
        field.installEventFilter(self)
        for part in field.findChildren(QWidget):
            part.installEventFilter(self)

    def _changed(self, key: str) -> None:
        cell = self._cells[key]
        if cell.level == "problem":
            cell.say("", "")
        self.changed.emit(key)

    def _leave(self, key: str) -> None:
        cell = self._cells[key]
        complaint = cell.field.complaint()
        if complaint:
            cell.say(complaint, "problem")
        self.finished.emit(key)

    def _put(self, widget: QWidget, span: int) -> None:
        row, column = self._place
        if column + span > self._columns:
            row, column = row + 1, 0
        self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        column += span
        self._place = (row + 1, 0) if column >= self._columns else (row, column)


def answer_mnemonic(field: QWidget) -> None:
    """Let a field made of parts take the focus its label sends: Qt passes over a buddy that takes none itself."""
    proxy = field.focusProxy()
    if proxy is not None and field.focusPolicy() == Qt.FocusPolicy.NoFocus:
        field.setFocusProxy(None)  # type: ignore[arg-type]  # None takes the proxy off
        field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        field.setFocusProxy(proxy)


class _Cell(QWidget):
    """Label, field and the line of words under it."""

    def __init__(self, form: FormGrid, key: str, title: str, field: Any, *, required: bool, hint: str) -> None:
        super().__init__(form)
        self.key, self.field, self.hint = key, field, hint
        self.title = re.sub(r"\(&.\)|&", "", title)
        self.level = ""
        self.caption: QLabel = label(title, "label", buddy=field)
        answer_mnemonic(field)
        self.words: QLabel = label("", "hint", wrap=True)
        field.setAccessibleName(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(self.caption)
        column.addWidget(field)
        column.addWidget(self.words)
        self.required = False
        self.require(required)
        self.say("", "")

    def require(self, required: bool) -> None:
        """Mark as required: a star after the label, in full ink."""
        self.required = required
        words = self.caption.text().removesuffix(" *")
        self.caption.setText(f"{words} *" if required else words)
        set_role(self.caption, "label", required="true" if required else "false")

    def say(self, text: str, level: str) -> None:
        """Show words at a level; without text the field's own hint."""
        self.level = level if text else ""
        shown = text or self.hint
        set_role(self.words, self.level or "hint")
        self.words.setText(shown)
        self.words.setVisible(bool(shown))
        target = getattr(self.field, "line", self.field)
        mark(target, self.level if self.level in {"problem", "warning"} else "")
        self.field.setAccessibleDescription(shown)
