"""Facts about somebody or something: a soft label, the value, and perhaps a link that does something with
it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from ui import theme
from ui.widgets.basics import LinkButton, clear_layout, label
from ui.widgets.tags import Tag, TagRow


@dataclass(frozen=True, slots=True)
class Fact:
    """`actions` are links after the value: (text, called when pressed), such as 显示 or 拨号."""

    label: str
    value: str
    actions: tuple[tuple[str, Callable[[], object]], ...] = field(default=())
    tags: tuple[Tag, ...] = ()
    strong: bool = False


class Facts(QWidget):
    """Facts under each other, in one or more columns, values selectable."""

    def __init__(self, facts: Sequence[Fact] = (), columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._values: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(7))
        for number in range(columns):
            self._grid.setColumnStretch(number * 2 + 1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts, filled row by row."""
        clear_layout(self._grid)
        self._values.clear()
        for number, fact in enumerate(facts):
            row, column = divmod(number, self._columns)
            caption = label(fact.label, "label")
            one_line = bool(fact.actions or fact.tags)  # a value that wraps keeps its label at its first line
            side = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(caption, row, column * 2, side)
            self._grid.addLayout(self._value(fact), row, column * 2 + 1, side)

    def set_value(self, name: str, value: str) -> None:
        """Change the shown value of one fact (a number revealed, or masked again)."""
        self._values[name].setText(value)

    def _value(self, fact: Fact) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        words = label(fact.value, "strong" if fact.strong else "", wrap=not fact.actions)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._values[fact.label] = words
        line.addWidget(words, 0 if fact.actions or fact.tags else 1)
        if fact.tags:
            line.addWidget(TagRow(fact.tags))
        for text, pressed in fact.actions:
            link = LinkButton(text, pressed)
            link.setAccessibleName(f"{fact.label} {text}")
            line.addWidget(link)
        if fact.actions or fact.tags:
            line.addStretch(1)
        return line
