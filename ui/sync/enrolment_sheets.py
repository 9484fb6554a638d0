"""The sheets that ask for access to the district's central store: connect, join, sign in, another password."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from caseworker.access.entry import PASSWORD_LENGTH
from caseworker.sync.connection import NewConnection, NewPassword
from ui import theme
from ui.cases.prompts import Sheet
from ui.shell.first_run import PasswordField
from ui.widgets import Button, ChoiceField, LineField

BY_OLD, BY_CODE = "old", "code"


class FileField(QWidget):
    """A path, typed or chosen with the button beside it (Space on it opens the platform's dialog)."""

    changed = Signal()
    finished = Signal()

    def __init__(self, title: str, kinds: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._kinds = title, kinds
        self.line = LineField()
        self.button = Button(words, self.choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.changed.connect(self.changed)
        self.line.finished.connect(self.finished)

    def choose(self) -> None:
        """Ask for the file."""
        path, _ = QFileDialog.getOpenFileName(self, self._title, self.value(), self._kinds)
        if path:
            self.set_value(path)
            self.changed.emit()

    def value(self) -> str:
        return str(self.line.value())

    def set_value(self, value: str | None) -> None:
        self.line.set_value(value)

    def complaint(self) -> str:
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)


class EntrySheet(Sheet):
    """A sheet that may ask for a new password, twice."""

    def ask_twice(self, title: str = "", again: str = "") -> None:
        """The two fields of a new password, perhaps by other names."""
        hint = self.tr("At least {least} characters; on all your PCs the same.").format(least=PASSWORD_LENGTH)
        self.form.add("password", title or self.tr("Password"), PasswordField(), required=True, hint=hint)
        self.form.add("again", again or self.tr("Password again"), PasswordField(), required=True)

    def agreed(self) -> bool:
        """Whether both are the same and long enough; says so at the field if not."""
        form = self.form
        if len(form.value("password")) < PASSWORD_LENGTH:
            form.say("password", self.tr("Use at least {least} characters.").format(least=PASSWORD_LENGTH))
            form.focus("password")
        elif form.value("password") != form.value("again"):
            form.say("again", self.tr("The two passwords differ. Type it again."))
            form.focus("again")
        else:
            return True
        return False


class NoticeSheet(EntrySheet):
    """A sheet that asks what the notice of the district says: address, certificate, code; and what to call this PC."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=600, columns=2)
        add = self.form.add
        add("address", self.tr("Address"), LineField("https://jyzx.example:8443"), required=True, span=2)
        kinds = self.tr("Certificates (*.pem *.crt *.cer)")
        field = FileField(self.tr("Certificate of the district"), kinds, self.tr("Choose…"))
        add("authority", self.tr("Certificate file"), field, required=True, span=2)
        add("code", self.tr("One-time code"), LineField(), required=True)
        pc = add("pc", self.tr("Name of this PC"), LineField(self.tr("e.g. window 1")), required=True)
        pc.set_value(platform.node()[:40])

    def noted(self) -> dict[str, Any]:
        """Everything filled in, by name."""
        values = self.form.values()
        return {**values, "authority": Path(values["authority"])}


class ConnectionSheet(NoticeSheet):
    """What the notice of the district says, and who connects."""

    def __init__(self, parent: QWidget, given: Callable[[NewConnection], object]) -> None:
        super().__init__(parent)
        self._given = given
        words = self.tr("Copy these from the notice of the district. The code works once, for 24 hours.")
        self.name(self.tr("Connect to the central store"), words, self.tr("Connect"))
        self.form.add("login", self.tr("Your login name"), LineField(), required=True)
        hint = self.tr("The one you sign in with here. It does not leave this PC.")
        self.form.add("password", self.tr("Password"), PasswordField(), required=True, hint=hint)

    def give(self) -> None:
        self._given(NewConnection(**self.noted()))


class SignInSheet(Sheet):
    """The officer's standing login at the central store."""

    def __init__(self, parent: QWidget, given: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        self._given = given
        words = self.tr(
            "With your name and your password at the central store: the one of this PC, unless you changed it."
        )
        self.name(self.tr("Sign in to the central store"), words, self.tr("Sign in"))
        self.form.add("login", self.tr("Your login name"), LineField(), required=True)
        self.form.add("password", self.tr("Password"), PasswordField(), required=True)

    def give(self) -> None:
        self._given(self.form.value("login"), self.form.value("password"))


class PasswordSheet(EntrySheet):
    """Another password at the central store, by the old one or by a code of the supervisor."""

    def __init__(self, parent: QWidget, given: Callable[[NewPassword], object]) -> None:
        super().__init__(parent, width=560)
        self._given = given
        words = self.tr(
            "This changes what you sign in to the central store with. The password that opens this PC stays as it is."
        )
        self.name(self.tr("Password at the central store"), words, self.tr("Change"))
        self.form.add("login", self.tr("Your login name"), LineField(), required=True)
        ways = [(BY_OLD, self.tr("I know the old one")), (BY_CODE, self.tr("I have a one-time code"))]
        self.way = self.form.add("way", self.tr("How"), ChoiceField(ways))
        self.form.add("old", self.tr("Old password"), PasswordField())
        hint = self.tr("Your supervisor or the district gives one when the password is forgotten.")
        self.form.add("code", self.tr("One-time code"), LineField(), hint=hint)
        self.ask_twice(self.tr("New password"), self.tr("New password again"))
        self.way.set_value(BY_OLD)
        self.form.changed.connect(lambda _key: self._follow())
        self._follow()

    def accept(self) -> None:
        if self.agreed():
            super().accept()

    def give(self) -> None:
        values = self.form.values()
        vouched = {"code": values["code"]} if self.by_code else {"old": values["old"]}
        self._given(NewPassword(values["login"], values["password"], **vouched))

    @property
    def by_code(self) -> bool:
        """Whether a code takes the place of the old password."""
        return bool(self.form.value("way") == BY_CODE)

    def _follow(self) -> None:
        for key, wanted in (("old", not self.by_code), ("code", self.by_code)):
            self.form.set_visible(key, wanted)
            self.form.set_required(key, wanted)
