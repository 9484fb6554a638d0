"""Asking for a reason instead of "are you sure?". The reason goes into the record and the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.basics import Button, heading, label
from ui.widgets.form.chips import TagPicker
from ui.widgets.form.choices import MemoField
from ui.widgets.form.field import mark


class ReasonPrompt(QDialog):
    """A sheet that asks why. `reasons` are offered as chips; a free text may be given instead or besides.

    Shown with `open()` (it does not block); calls `given(reason)` with the words when the officer goes on.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        given: Callable[[str], object],
        *,
        reasons: Sequence[str] = (),
        action: str = "",
        danger: bool = False,
    ) -> None:
        """`action`: the word on the button; `danger` paints it red."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(460))
        self._given = given
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(heading(title, 2))
        if text:
            column.addWidget(label(text, wrap=True))
        self.chips = TagPicker([(reason, reason) for reason in reasons], single=True)
        self.chips.setAccessibleName(self.tr("Reason"))
        self.chips.setVisible(bool(reasons))
        column.addWidget(self.chips)
        self.memo = MemoField(self.tr("Reason in your own words"), lines=2)
        self.memo.setAccessibleName(self.tr("Reason in your own words"))
        self.memo.submitted.connect(self.accept)
        column.addWidget(self.memo)
        self.words = label("", "problem")
        self.words.hide()
        column.addWidget(self.words)
        column.addLayout(self._buttons(action or self.tr("Go on"), danger=danger))
        (self.chips if reasons else self.memo).setFocus()

    def reason(self) -> str:
        """The reason so far: the chip and the text."""
        return "；".join(part for part in (self.chips.value(), self.memo.value()) if part)

    def accept(self) -> None:
        reason = self.reason()
        if not reason:
            self.words.setText(self.tr("Please give a reason: choose one or write it down."))
            self.words.show()
            mark(self.memo, "problem")
            return
        super().accept()
        self._given(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and (self.chips.value() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.accept()
        elif not enter:
            super().keyPressEvent(event)

    def _buttons(self, action: str, *, danger: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Cancel"), self.reject))
        self.go = Button(action, self.accept, role="danger" if danger else "primary")
        row.addWidget(self.go)
        return row


def ask_reason(
    parent: QWidget,
    title: str,
    text: str,
    given: Callable[[str], object],
    *,
    reasons: Sequence[str] = (),
    action: str = "",
    danger: bool = False,
) -> ReasonPrompt:
    """Ask for a reason over the window of `parent` without blocking; `given(reason)` is called when one was
    given.
    """
    prompt = ReasonPrompt(parent, title, text, given, reasons=reasons, action=action, danger=danger)
    prompt.open()
    return prompt
