"""Two records of perhaps one person, field by field: which is kept, which value is right, one person or two."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caseworker.people.merging.comparison import Comparison, Record, Row
from ui import theme
from ui.widgets import Button, ElidedLabel, LinkButton, clear_layout, heading, label, soft

KEPT, MERGED = "kept", "merged"


class FieldChoice(QWidget):
    """The two values of one field; 1 and 2 choose, Up and Down go to the next field."""

    left = Signal(int)

    def __init__(self, row: Row, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.buttons = {
            KEPT: self._button(row.kept or empty, Qt.Key.Key_1),
            MERGED: self._button(row.merged or empty, Qt.Key.Key_2),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        for button in self.buttons.values():
            line.addWidget(button, 1)
        self.choose(row.better)
        self.setFocusProxy(self.buttons[row.better])

    @property
    def chosen(self) -> str:
        """`kept` or `merged`."""
        return MERGED if self.buttons[MERGED].isChecked() else KEPT

    def choose(self, side: str) -> None:
        """Mark one of the two."""
        for name, button in self.buttons.items():
            button.setChecked(name == side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        sides = {Qt.Key.Key_1: KEPT, Qt.Key.Key_2: MERGED, Qt.Key.Key_Left: KEPT, Qt.Key.Key_Right: MERGED}
        if key in sides:
            self.choose(sides[key])
            self.buttons[sides[key]].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _button(self, value: str, key: Qt.Key) -> QPushButton:
        side = KEPT if key == Qt.Key.Key_1 else MERGED
        button = _Value(value)
        button.setAccessibleName(f"{self.row.name}：{value}")
        button.clicked.connect(partial(self._clicked, side))
        return button

    def _clicked(self, side: str, _on: bool = False) -> None:
        self.choose(side)


class _Value(Button):
    """A value that can be picked; the keys that choose are the row's."""

    def __init__(self, value: str) -> None:
        super().__init__(value, role="answer")
        self.setCheckable(True)
        self.setToolTip(value)
        self.setMinimumWidth(theme.px(80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # for the row: Qt would move the focus by arrows in its own way


class ComparePane(QFrame):
    """What differs, and what to do about it."""

    merge_wanted = Signal(object)
    """The names of the fields taken from the second record."""
    apart_wanted = Signal()
    swap_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: list[FieldChoice] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(theme.px(4))
        self.head = QHBoxLayout()
        self.area = _scroll(self._grid, self.tr("Both records"))
        self.merge = Button(self.tr("Merge into one"), self._merge, role="primary", shortcut="Ctrl+Return")
        self.apart = Button(self.tr("Two people"), self.apart_wanted.emit)
        self.swap = LinkButton(self.tr("Keep the other one"), self.swap_wanted.emit)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.apart)
        foot.addStretch(1)
        foot.addWidget(self.merge)
        self.said = soft("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(self.head)
        column.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.area, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No pair is stood on."""
        self._empty()
        self.setVisible(False)

    def show_pair(self, found: Comparison) -> None:
        """Put the two side by side; what is likely better is chosen."""
        self._empty()
        self.head.addWidget(self._record(self.tr("1  kept"), found.kept), 1)
        self.head.addWidget(self._record(self.tr("2  merged into it"), found.merged), 1)
        for row in found.rows:
            choice = FieldChoice(row, self.tr("(empty)"))
            choice.left.connect(partial(self._step, choice))
            self._grid.addWidget(label(row.name, "label"), 2 * len(self.choices), 0)
            self._grid.addWidget(choice, 2 * len(self.choices) + 1, 0)
            self.choices.append(choice)
        self._grid.setRowStretch(2 * len(self.choices), 1)
        self.said.setText(self._words(found))
        self.setVisible(True)

    def begin(self) -> None:
        """Stand on the first field, or on the button when nothing differs."""
        if self.choices:
            self.choices[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.merge.setFocus(Qt.FocusReason.TabFocusReason)

    def _merge(self) -> None:
        self.merge_wanted.emit(tuple(one.row.field for one in self.choices if one.chosen == MERGED))

    def _step(self, choice: FieldChoice, by: int) -> None:
        place = self.choices.index(choice) + by
        if 0 <= place < len(self.choices):
            target = self.choices[place]
            target.buttons[target.chosen].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(target)

    def _record(self, caption: str, record: Record) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(soft(caption))
        column.addWidget(heading(record.name, 2))
        words = self.tr("{day}  ·  cases {cases}").format(day=f"{record.registered_on:%Y-%m-%d}", cases=record.cases)
        column.addWidget(ElidedLabel(words, "soft"))
        return box

    def _words(self, found: Comparison) -> str:
        words = self.tr(
            "Cases, loans, tags and promises of the second go to the first. Nothing is deleted, and it can be undone."
        )
        if found.kept.open_case and found.merged.open_case:
            return words + self.tr(" Both have an open case: the first one's goes on, the other ends as merged.")
        return words

    def _empty(self) -> None:
        clear_layout(self.head)
        clear_layout(self._grid)
        self._grid.setRowStretch(2 * len(self.choices), 0)
        self.choices = []


def _scroll(grid: QGridLayout, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas = QWidget()
    canvas.setProperty("role", "canvas")
    canvas.setLayout(grid)
    area.setWidget(canvas)
    return area
