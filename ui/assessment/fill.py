"""One question at a time, answered with a number key; the same page serves the officer and, larger, the client."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.assessment.questionnaire import Item
from caseworker.assessment.records import Begun
from ui import theme
from ui.widgets import Bar, Button, label, set_role, soft
from ui.words import language

BACK_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_PageUp)
FORTH_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_PageDown)


class FillPage(QWidget):
    """Asks the items of a form. 1, 2, 3 answer, 0 passes over a private question, Backspace goes back."""

    answered = Signal()
    """An answer was given or changed; `begun` has it."""
    completed = Signal()
    """The last question is answered and Enter was pressed."""
    stopped = Signal()
    """Esc: leave it for later."""

    def __init__(self, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = large
        self.begun: Begun | None = None
        self._at = 0
        self.answers: list[Button] = []
        self.count, self.bar = soft(), Bar()
        self.ask = label("", "soft" if not large else "h1", wrap=True)
        self.question = label("", "question_large" if large else "question", wrap=True)
        self.skip = Button(self.tr("0  I would rather not say"), lambda: self.answer(None), role="quiet")
        self.back = Button(self.tr("Back"), self.go_back)
        self.later = Button(self.tr("Go on later"), self.stopped.emit, role="quiet")
        self.finish = Button(self.tr("Finish"), self.complete, role="primary")
        self._choices = QVBoxLayout()
        self._choices.setSpacing(theme.px(10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()

    # -- showing ---------------------------------------------------------------------------------------------------
    def show_form(self, begun: Begun) -> None:
        """Go on with a form at its first open question."""
        self.begun = begun
        items = begun.form.items
        self._at = next((at for at, item in enumerate(items) if item.id not in begun.answers), len(items) - 1)
        self._make_choices()
        self._show()
        self.setFocus()

    @property
    def item(self) -> Item | None:
        """The question on screen."""
        return self.begun.form.items[self._at] if self.begun else None

    @property
    def complete_form(self) -> bool:
        """Whether every question was dealt with."""
        return self.begun is not None and all(item.id in self.begun.answers for item in self.begun.form.items)

    # -- answering -------------------------------------------------------------------------------------------------
    def answer(self, place: int | None) -> None:
        """Give an answer by its place, None to pass over; the next question follows."""
        begun, item = self.begun, self.item
        if begun is None or item is None or (place is None and not item.optional):
            return
        if place is not None and place >= len(begun.form.answers):
            return
        self.begun = replace(begun, answers={**begun.answers, item.id: place})
        if self._at < len(begun.form.items) - 1:
            self._at += 1
        self._show()
        self.setFocus()
        self.answered.emit()

    def go_back(self) -> None:
        """To the question before."""
        self._at = max(0, self._at - 1)
        self._show()
        self.setFocus()

    def go_forth(self) -> None:
        """To the next question, if this one was dealt with."""
        begun, item = self.begun, self.item
        if begun is not None and item is not None and item.id in begun.answers:
            self._at = min(self._at + 1, len(begun.form.items) - 1)
            self._show()

    def complete(self) -> None:
        """Hand the form in, once nothing is open."""
        if self.complete_form:
            self.completed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.answer(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_0:
            self.answer(None)
        elif key in BACK_KEYS:
            self.go_back()
        elif key in FORTH_KEYS:
            self.go_forth()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.complete()
        elif key == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)

    # -- making ----------------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.count)
        top.addWidget(self.bar, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.back)
        foot.addWidget(self.later)
        foot.addStretch(1)
        foot.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14 if not self._large else 20))
        column.addLayout(top)
        column.addWidget(self.ask)
        column.addStretch(1)
        column.addWidget(self.question)
        column.addLayout(self._choices)
        column.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        column.addLayout(foot)

    def _make_choices(self) -> None:
        for button in self.answers:
            self._choices.removeWidget(button)
            button.deleteLater()
        assert self.begun is not None
        self.answers = []
        for place, given in enumerate(self.begun.form.answers):
            words = f"{place + 1}  {given.of(language())}"
            button = Button(words, lambda place=place: self.answer(place))  # type: ignore[misc]  # bound now
            set_role(button, "answer_large" if self._large else "answer")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._choices.addWidget(button)
            self.answers.append(button)

    def _show(self) -> None:
        begun, item = self.begun, self.item
        if begun is None or item is None:
            return
        done, total = len(begun.answers), len(begun.form.items)
        self.count.setText(self.tr("Question {number} of {total}").format(number=self._at + 1, total=total))
        self.bar.set_share(done / total, "ok" if done == total else "info")
        self.ask.setText(begun.form.ask.of(language()))
        self.question.setText(item.of(language()))
        self.question.setAccessibleName(item.of(language()))
        given = begun.answers.get(item.id, -1)
        for place, button in enumerate(self.answers):
            button.setChecked(place == given)
        self.skip.setVisible(item.optional)
        self.back.setEnabled(self._at > 0)
        self.finish.setVisible(self.complete_form)
