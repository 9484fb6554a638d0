"""Inputs that are chosen rather than typed: chips (one or several) and a tick; and the memo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets.basics import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.form.texts import clean

Option = tuple[str, str]
"""(code, text)"""


class TagPicker(QWidget):
    """Chips of which several (or, with `single`, one) may be on; value is a tuple of codes, or a code or
    None.

    One stop for Tab: arrows move between chips, Space or the chip's number (1-9) toggles.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, options: Iterable[Option] = (), *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.single = single
        self._chips: dict[str, Button] = {}
        self._flow = FlowLayout(self, spacing=theme.px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Iterable[Option]) -> None:
        """Replace the chips, keeping what is still on."""
        kept = set(self._on())
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._chips = {}
        for code, text in options:
            self._chips[code] = self._chip(code, text, on=code in kept)
        self._rove(next(iter(self._chips.values()), None))

    @property
    def chips(self) -> dict[str, Button]:
        """The chips by code."""
        return self._chips

    def value(self) -> Any:
        on = self._on()
        if self.single:
            return on[0] if on else None
        return on

    def set_value(self, value: Any) -> None:
        wanted = {value} if isinstance(value, str) else set(value or ())
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)

    def complaint(self) -> str:
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        for chip in self._chips.values():
            chip.setAccessibleName(f"{name} {chip.text()}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))  # not every layout asks height for width

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, Button):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Button):
            self._rove(watched)
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.finished.emit()
        return super().eventFilter(watched, event)

    def _on(self) -> tuple[str, ...]:
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def _chip(self, code: str, text: str, *, on: bool) -> Button:
        chip = Button(text, role="chip", parent=self)
        chip.setCheckable(True)
        chip.setChecked(on)
        chip.setAccessibleName(f"{self.accessibleName()} {text}".strip())
        chip.installEventFilter(self)
        chip.clicked.connect(lambda _on=False: self._pressed(code))
        self._flow.addWidget(chip)
        chip.show()  # else a picker already on screen could not take the focus before the next turn of the loop
        return chip

    def _pressed(self, code: str) -> None:
        if self.single:
            for other, chip in self._chips.items():
                chip.setChecked(other == code)
        self.changed.emit()

    def _key(self, chip: Button, event: QKeyEvent) -> bool:
        chips = list(self._chips.values())
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            chips[(chips.index(chip) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        number = event.key() - Qt.Key.Key_1.value
        if 0 <= number < min(9, len(chips)) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            chips[number].setFocus(Qt.FocusReason.TabFocusReason)
            chips[number].click()
            return True
        return False

    def _rove(self, current: Button | None) -> None:
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is current else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(current)  # type: ignore[arg-type]  # None takes the proxy off


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


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
