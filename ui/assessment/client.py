"""The questionnaire turned to the client: nothing else of the window shows, large words, one question at a time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from caseworker.assessment.records import Begun, FilledBy
from ui import theme
from ui.assessment.fill import FillPage
from ui.widgets import Button, heading, label
from ui.words import language

MARGIN = 56


class ClientWindow(QDialog):
    """Covers the whole window. At the end it asks to hand the screen back, so that no result is read over a shoulder.

    No name stands on it, and Esc leaves it as a draft.
    """

    answered = Signal(object)
    """The form as it stands (`Begun`)."""
    handed_back = Signal(object, bool)
    """The form as it stands, and whether it is complete."""

    def __init__(self, screen: QWidget, begun: Begun) -> None:
        super().__init__(screen)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(begun.form.title.of(language()))
        self._told = False
        self.page = FillPage(large=True)
        self.page.answered.connect(lambda: self.answered.emit(self.page.begun))
        self.page.completed.connect(self._thank)
        self.page.stopped.connect(self.close)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self._thanks())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(MARGIN),) * 4)
        column.addWidget(heading(begun.form.title.of(language())))
        column.addWidget(self.pages, 1)
        column.addWidget(label(begun.form.caution.of(language()), "soft", wrap=True))
        self.page.show_form(replace(begun, filled_by=FilledBy.PERSON))

    def show_up(self) -> None:
        """Open over the whole window it belongs to."""
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            self.setGeometry(window.geometry())
        self.open()
        self.page.setFocus()

    def done(self, result: int) -> None:
        if not self._told:
            self._told = True
            complete = self.pages.currentIndex() == 1
            self.handed_back.emit(self.page.begun, complete)
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.pages.currentIndex() == 1:
            self.accept()
            return
        super().keyPressEvent(event)

    def _thank(self) -> None:
        self.pages.setCurrentIndex(1)
        self.go_on.setFocus()

    def _thanks(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(theme.px(18))
        column.addStretch(1)
        column.addWidget(label(self.tr("Thank you. That was the last question."), "question_large", wrap=True))
        column.addWidget(label(self.tr("Please turn the screen back to the officer."), "question", wrap=True))
        self.go_on = Button(self.tr("Officer: show the result"), self.accept, role="primary")
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        return page
