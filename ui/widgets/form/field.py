"""What every input of a form can do, so that a form treats them alike."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from ui.widgets.basics import repolish

LEVELS = ("", "hint", "warning", "problem")


@runtime_checkable
class Field(Protocol):
    """An input. `value()` is None (or empty) when nothing was entered."""

    changed: SignalInstance
    """The officer changed the value."""
    finished: SignalInstance
    """The officer left the field, or pressed Enter in it."""

    def value(self) -> Any:
        """The value, in the type the field is for."""

    def set_value(self, value: Any) -> None:
        """Show a value; tells nobody."""

    def complaint(self) -> str:
        """Why what was typed is no value of this type, saying what to type; "" when it is one."""


def is_blank(value: Any) -> bool:
    """Whether a field's value means that nothing was entered."""
    return value is None or value in ("", (), [], False)


def mark(widget: QWidget, level: str) -> None:
    """Show an input as having a problem or warning ("" takes the mark off)."""
    if widget.property("state") != level:
        widget.setProperty("state", level)
        repolish(widget)
