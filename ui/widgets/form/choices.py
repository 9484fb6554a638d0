"""Inputs that are chosen rather than typed: one of several chips, and a tick; and the memo."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from ui import theme
from ui.widgets.form.chips import Option, TagPicker
from ui.widgets.form.texts import clean


class ChoiceField(TagPicker):
    """Chips of which one is on; value is its code or None."""

    def __init__(self, options: Iterable[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(options, single=True, parent=parent)


class CheckField(QCheckBox):
    """A tick with its words; value bool."""

    changed = Signal()
    finished = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(lambda _on=False: self.changed.emit())

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))

    def complaint(self) -> str:
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()


class MemoField(QPlainTextEdit):
    """Several lines of text; Enter is a new line, Ctrl+Enter submits. Grows from `lines` to `most` lines."""

    changed = Signal()
    finished = Signal()
    submitted = Signal()

    def __init__(self, placeholder: str = "", lines: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._lines, self._most = lines, max(lines, most)
        self._silent = False
        self.textChanged.connect(self._edited)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def value(self) -> str:
        return clean(self.toPlainText())

    def set_value(self, value: str | None) -> None:
        self._silent = True
        self.setPlainText(value or "")
        self._silent = False

    def complaint(self) -> str:
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.minimumHeight())

    def _edited(self) -> None:
        if not self._silent:
            self.changed.emit()

    def _fit(self) -> None:
        lines = min(max(self.document().lineCount(), self._lines), self._most)
        height = lines * self.fontMetrics().lineSpacing() + theme.px(22)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
