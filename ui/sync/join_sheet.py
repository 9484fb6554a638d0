"""A new PC joins an office that is connected already: the first run asks this instead of making an office."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from caseworker.access.entry import PASSWORD_LENGTH
from caseworker.sync.joining import NewPc
from ui.cases.prompts import Sheet
from ui.shell.first_run import PasswordField
from ui.sync.connection_card import FileField
from ui.widgets import LineField


class JoinSheet(Sheet):
    """`given(NewPc)` is called with what was filled in."""

    def __init__(self, parent: QWidget, given: Callable[[NewPc], object]) -> None:
        super().__init__(parent, width=600, columns=2)
        self._given = given
        words = self.tr(
            "Copy these from the notice you were given. The records of the office are fetched by themselves; "
            "one can work meanwhile."
        )
        self.name(self.tr("Join a connected office"), words, self.tr("Join"))
        add = self.form.add
        add("address", self.tr("Address"), LineField("https://jyzx.example:8443"), required=True, span=2)
        kinds = self.tr("Certificates (*.pem *.crt *.cer)")
        field = FileField(self.tr("Certificate of the district"), kinds, self.tr("Choose…"))
        add("authority", self.tr("Certificate file"), field, required=True, span=2)
        add("code", self.tr("One-time code"), LineField(), required=True)
        pc = add("pc", self.tr("Name of this PC"), LineField(self.tr("e.g. window 1")), required=True)
        pc.set_value(platform.node()[:40])
        add("login", self.tr("Your login name"), LineField(), required=True, span=2)
        hint = self.tr("At least {least} characters; on all your PCs the same.").format(least=PASSWORD_LENGTH)
        add("password", self.tr("Password"), PasswordField(), required=True, hint=hint)
        add("again", self.tr("Password again"), PasswordField(), required=True)

    def accept(self) -> None:
        form = self.form
        if len(form.value("password")) < PASSWORD_LENGTH:
            form.say("password", self.tr("Use at least {least} characters.").format(least=PASSWORD_LENGTH))
            form.focus("password")
        elif form.value("password") != form.value("again"):
            form.say("again", self.tr("The two passwords differ. Type it again."))
            form.focus("again")
        else:
            super().accept()

    def give(self) -> None:
        values = self.form.values()
        del values["again"]
        self._given(NewPc(**{**values, "authority": Path(values["authority"])}))
