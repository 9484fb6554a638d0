"""Asking for the day of a step, and for the words it needs: an opinion, a reason, what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Button, ChoiceField, DateField, MemoField, heading, label


class StepPrompt(QDialog):
    """Shown with `open()`; calls `given(day, words)`. Enter takes what is offered, Ctrl+Enter from the memo too."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        asked: str,
        today: Callable[[], date],
        given: Callable[[date, str], object],
        offers: Sequence[str] = (),
    ) -> None:
        """`asked` names what must be written down, "" when nothing must; `offers` are ready words for it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(460))
        self._asked, self._given = asked, given
        self.day = DateField(today)
        self.day.setAccessibleName(self.tr("Day it happened"))
        self.day.set_value(today())
        self.offers = ChoiceField([(offer, offer) for offer in offers])
        self.offers.setAccessibleName(asked)
        self.offers.setVisible(bool(offers))
        self.memo = MemoField(asked or self.tr("Note (may stay empty)"), lines=2)
        self.memo.setAccessibleName(asked or self.tr("Note (may stay empty)"))
        self.memo.submitted.connect(self.accept)
        self.words = label("", "problem", wrap=True)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(heading(title, 2))
        column.addWidget(label(self.tr("Day it happened"), "label", buddy=self.day))
        column.addWidget(self.day)
        if asked:
            column.addWidget(label(asked, "label", buddy=self.memo))
        for part in (self.offers, self.memo, self.words):
            column.addWidget(part)
        column.addLayout(self._buttons())
        (self.offers if offers else self.memo if asked else self.day).setFocus()

    def accept(self) -> None:
        day, said = self.day.value(), "；".join(part for part in (self.offers.value(), self.memo.value()) if part)
        if day is None:
            self._say(self.tr("Enter the day, such as 2026-03-05 or 今天."))
        elif self._asked and not said:
            self._say(self.tr("Please write down: {what}.").format(what=self._asked))
        else:
            super().accept()
            self._given(day, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _say(self, text: str) -> None:
        self.words.setText(text)
        self.words.show()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Cancel"), self.reject))
        self.go = Button(self.tr("Record"), self.accept, role="primary")
        row.addWidget(self.go)
        return row
