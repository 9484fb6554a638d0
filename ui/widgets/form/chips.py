"""Chips: short options side by side, of which one or several may be on.

The sign-in offers its officers as chips, so nothing here asks for Qt's enums before a key is pressed (see `ui.early`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import early, theme
from ui.widgets.basics import Button
from ui.widgets.flow import Flow, FlowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

Option = tuple[str, str]
"""(code, text)"""


class TagPicker(QWidget):
    """Chips of which several (or, with `single`, one) may be on; value is a tuple of codes, or a code or None.

    One stop for Tab: arrows move between chips, Space or the chip's number (1-9) toggles.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        options: Iterable[Option] = (),
        *,
        single: bool = False,
        flow: type[Flow] = FlowLayout,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.single = single
        self._chips: dict[str, Button] = {}
        self._flow = flow(self, spacing=theme.px(6))
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
        self.rove(next(iter(self._chips.values()), None))

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

    def rove(self, current: Button | None) -> None:
        """Make one chip the only stop for Tab."""
        for chip in self._chips.values():
            chip.setProperty("focusPolicy", early.STRONG_FOCUS if chip is current else early.CLICK_FOCUS)
        self.setFocusProxy(current)  # type: ignore[arg-type]  # None takes the proxy off

    def take_key(self, chip: Button, event: QKeyEvent) -> bool:
        """Answer an arrow or a digit pressed on a chip; False leaves the key to the chip."""
        chips = list(self._chips.values())
        key = QtCore.Qt.Key
        steps = {key.Key_Left: -1, key.Key_Right: 1, key.Key_Up: -1, key.Key_Down: 1}
        step = steps.get(key(event.key()))
        if step is not None:
            _focus(chips[(chips.index(chip) + step) % len(chips)])
            return True
        number = event.key() - key.Key_1.value
        if 0 <= number < min(9, len(chips)) and not event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            _focus(chips[number])
            chips[number].click()
            return True
        return False

    def _on(self) -> tuple[str, ...]:
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def _chip(self, code: str, text: str, *, on: bool) -> Button:
        chip = _Chip(text, self)
        chip.setCheckable(True)
        chip.setChecked(on)
        chip.setAccessibleName(f"{self.accessibleName()} {text}".strip())
        chip.clicked.connect(lambda _on=False: self._pressed(code))
        self._flow.addWidget(chip)
        chip.show()  # else a picker already on screen could not take the focus before the next turn of the loop
        return chip

    def _pressed(self, code: str) -> None:
        if self.single:
            for other, chip in self._chips.items():
                chip.setChecked(other == code)
        self.changed.emit()


class _Chip(Button):
    """A chip tells its picker of keys and focus."""

    def __init__(self, text: str, picker: TagPicker) -> None:
        super().__init__(text, role="chip", parent=picker)
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._picker.take_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._picker.rove(self)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._picker.finished.emit()
        super().focusOutEvent(event)


def _focus(chip: Button) -> None:
    chip.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
