"""Inputs of the loan form that the form kit does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.loans.form import MARRIED
from ui.people.rows import RowColumn, Rows
from ui.widgets import ChoiceField, table_options

_MARRIED = "20"


class MaritalField(ChoiceField):
    """Four chips; a finer code of marriage (初婚, 再婚, 复婚) is kept as long as 已婚 stays on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._kept: str | None = None
        usual = [option for option in table_options("marital") if option[0] in {"10", _MARRIED, "30", "40"}]
        super().__init__(usual, parent)

    def value(self) -> Any:
        chosen = super().value()
        return self._kept if chosen == _MARRIED and self._kept in MARRIED else chosen

    def set_value(self, value: Any) -> None:
        self._kept = value
        super().set_value(_MARRIED if value in MARRIED else value)


class EntriesField(QWidget):
    """Lines of the same kind (existing loans, guarantors, partners). Value: a tuple of `kind`, blank lines left out."""

    changed = Signal()
    finished = Signal()

    def __init__(self, kind: type, columns: Sequence[RowColumn], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._keys = tuple(column.key for column in columns)
        self.rows = Rows(columns)
        self.rows.changed.connect(self.changed)
        self.rows.passed.connect(self._pass_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        self.rows.set_values([])

    def value(self) -> tuple[Any, ...]:
        return tuple(self._kind(**_given(line)) for line in self.rows.values())

    def set_value(self, value: Sequence[Any] | None) -> None:
        self.rows.set_values([{key: getattr(entry, key) for key in self._keys} for entry in value or ()])

    def complaint(self) -> str:
        self.rows.check()
        return ""

    def focus_first(self) -> None:
        """Go to the first line."""
        self.rows.focus_first()

    def _pass_on(self) -> None:
        self.finished.emit()
        self.rows.rows[-1].remover.setFocus(Qt.FocusReason.TabFocusReason)
        self.focusNextChild()


def _given(line: dict[str, Any]) -> dict[str, Any]:
    """Without what is None, so that the entry's own defaults stand."""
    return {key: value for key, value in line.items() if value is not None}
