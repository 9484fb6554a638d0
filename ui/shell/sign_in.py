"""Signing in and unlocking: choose who you are, type the password.

The first thing painted, so this module and all it imports stay light (a test watches `sys.modules`), and nothing here
asks for Qt's enums before a key is pressed (see `ui.early`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseworker.sample import PASSWORD
from ui import theme
from ui.widgets.basics import Button, heading, label, soft
from ui.widgets.flow import Flow
from ui.widgets.form.chips import TagPicker
from ui.widgets.form.field import mark

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from caseworker.access.entry import OfficerName

CARD_WIDTH = 400


class SignIn(QFrame):
    """The card with officers and password. Emits `wanted(login, password)`; the window answers with `fail` or
    leaves.
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        officers: Sequence[OfficerName],
        office_name: str,
        *,
        practice: bool = False,
        locked_login: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`locked_login`: the officer whose window is locked, chosen beforehand; `note` is said above the
        fields.
        """
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(CARD_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(26), theme.px(28), theme.px(26))
        column.setSpacing(theme.px(10))
        column.addLayout(self._head(locked=bool(locked_login), practice=practice))
        column.addWidget(soft(office_name))
        self._say_first(column, note, practice=practice)
        column.addWidget(label(self.tr("Officer"), "label"))
        self.officers = TagPicker([(one.login, self._shown(one)) for one in officers], single=True, flow=Flow)
        self.officers.setAccessibleName(self.tr("Officer"))
        self.officers.set_value(locked_login or (officers[0].login if officers else None))
        self.officers.changed.connect(self.focus)
        column.addWidget(self.officers)
        self.password = self._password_line()
        column.addWidget(label(self.tr("&Password"), "label", buddy=self.password))
        column.addWidget(self.password)
        self.words = label("", "problem", wrap=True)
        self.words.hide()
        column.addWidget(self.words)
        column.addSpacing(theme.px(4))
        self._action = self.tr("Unlock") if locked_login else self.tr("Sign in")
        self.button = Button(self._action, self.submit, role="primary")
        column.addWidget(self.button)

    def focus(self) -> None:
        """Go to where typing starts."""
        self.password.setFocus()

    def submit(self) -> None:
        """Try to come in with what was typed."""
        if not self.button.isEnabled():
            return
        login = self.officers.value()
        if login is None:
            self._say(self.tr("Choose who you are."))
        elif not self.password.text():
            self._say(self.tr("Type your password."))
        else:
            self.set_busy(True)
            self.wanted.emit(login, self.password.text())

    def set_busy(self, busy: bool, words: str = "") -> None:
        """While the password is checked nothing can be pressed; `words` say what is being waited for."""
        for part in (self.officers, self.password, self.button):
            part.setEnabled(not busy)
        if busy:
            self.button.setText(words or self.tr("Opening…"))
        else:
            self.button.setText(self._action)

    def fail(self, words: str) -> None:
        """Say why it did not work and let the officer try again."""
        self.set_busy(False)
        self.password.clear()
        self._say(words)
        self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)

    def _head(self, *, locked: bool, practice: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Locked") if locked else self.tr("Sign in")))
        head.addStretch(1)
        if practice:
            head.addWidget(label(self.tr("Practice · sample data"), "practice"))
        return head

    def _say_first(self, column: QVBoxLayout, note: str, *, practice: bool) -> None:
        """What is said above the fields."""
        if practice:
            column.addWidget(soft(self.tr("To practise: the password is {password}").format(password=PASSWORD)))
        if note:
            column.addWidget(label(note, "warning", wrap=True))
        column.addSpacing(theme.px(6))

    def _password_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(self.tr("Password"))
        line.returnPressed.connect(self.submit)
        line.textEdited.connect(lambda _text: self._say(""))
        return line

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        mark(self.password, "problem" if words else "")

    def _shown(self, one: OfficerName) -> str:
        roles = {
            "officer": self.tr("employment specialist"),
            "supervisor": self.tr("supervisor"),
            "manager": self.tr("district manager"),
            "auditor": self.tr("auditor"),
            "admin": self.tr("administrator"),
        }
        return f"{one.name} · {roles[one.role]}" if one.role in roles else one.name
