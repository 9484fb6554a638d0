"""Parts of the form that are folded until somebody needs them; each head says how much of it is filled in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Button, Card, rule, soft
from ui.widgets.form.grid import ENTER


class Section(QWidget):
    """A head one can press, and what it folds away. Enter on the head opens it and goes in, Left folds it again."""

    opened = Signal()
    """The officer opened it by hand: go into it."""

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(6), 0, theme.px(14), 0)
        whole.setSpacing(theme.px(2))
        self.header = Button(title, self.toggle, role="quiet")
        self.header.setStyleSheet("text-align: left; font-weight: 700;")
        self.header.setAccessibleName(title)
        self.header.installEventFilter(self)
        self.summary = soft()
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(self.header)
        line.addWidget(self.summary)
        line.addStretch(1)
        whole.addLayout(line)
        self.inside = QWidget()
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(theme.px(8), theme.px(2), 0, theme.px(12))
        column.addWidget(body)
        whole.addWidget(self.inside)
        self.fold(True)

    @property
    def folded(self) -> bool:
        """Whether only the head shows."""
        return self.inside.isHidden()

    def fold(self, folded: bool) -> None:
        """Fold or open it; the focus stays where it is."""
        self.inside.setHidden(folded)
        self.header.setIcon(theme.glyph("right" if folded else "down"))

    def toggle(self) -> None:
        """Fold or open it by hand."""
        self.fold(not self.folded)
        if not self.folded:
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in ENTER or key == Qt.Key.Key_Right:
                self.fold(False)
                self.opened.emit()
                return True
            if key == Qt.Key.Key_Left:
                self.fold(True)
                return True
        return super().eventFilter(watched, event)


class Sections(Card):
    """All folded parts on one card, a hairline between them."""

    def __init__(self, sections: Iterable[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        self.body.setSpacing(0)
        for number, section in enumerate(sections):
            if number:
                self.add(rule())
            self.add(section)
