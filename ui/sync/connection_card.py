"""Settings: how this PC is connected to the district's central store. There is no way past a wrong certificate."""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from caseworker.problems import Problem
from caseworker.sync.connection import Connection, NewConnection, connect, connection, disconnect, sign_in
from ui import theme
from ui.cases.prompts import Sheet
from ui.jobs import Jobs
from ui.shell.first_run import PasswordField
from ui.sync.loop import SyncLoop
from ui.widgets import Button, Card, Fact, Facts, LineField, Toasts, ask_reason, label
from ui.words import problem_words


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


class ConnectionCard(Card):
    """What is connected, and the buttons that change it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.set_title(self.tr("Central store of the district"))
        self._jobs = jobs
        self.facts = Facts()
        self.words = label("", "hint", wrap=True)
        self.add(self.facts, self.words)
        self.connect_button = Button(self.tr("Connect…"), self.ask_connection)
        self.sign_in_button = Button(self.tr("Sign in there…"), self.ask_sign_in)
        self.leave_button = Button(self.tr("Disconnect…"), self.ask_leave, role="danger")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for button in (self.connect_button, self.sign_in_button, self.leave_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.hide()
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)

    def load(self) -> None:
        """Look how things stand."""
        self._jobs.read(lambda desk, _c: connection(desk), self._show, key="settings.connection", owner=self)

    def ask_connection(self) -> None:
        """The sheet with address, certificate, code and password."""
        ConnectionSheet(self.window(), self._connect).show_up()

    def ask_sign_in(self) -> None:
        """Name and password at the central store this PC is connected to."""
        SignInSheet(self.window(), self._sign_in).show_up()

    def ask_leave(self) -> None:
        """Work alone again, for a reason."""
        words = self.tr(
            "Everything stays on this PC. What was not reported yet waits until it is connected again, "
            "for which a new code is needed."
        )
        reasons = (self.tr("Another PC takes over"), self.tr("To connect anew"))
        title = self.tr("Disconnect from the central store")
        action = self.tr("Disconnect")
        ask_reason(self.window(), title, words, self._leave, reasons=reasons, action=action, danger=True)

    # Each of these talks to the network, so none of them may hold up the writer or the window.
    def _connect(self, new: NewConnection) -> None:
        self._busy(self.tr("Connecting…"))
        self._jobs.network(lambda desk, _c: connect(desk, new), self._connected, self._failed, owner=self)

    def _sign_in(self, login: str, password: str) -> None:
        self._busy(self.tr("Signing in…"))
        self._jobs.network(lambda desk, _c: sign_in(desk, login, password), self._connected, self._failed, owner=self)

    def _leave(self, reason: str) -> None:
        self._jobs.network(lambda desk, _c: disconnect(desk, reason), self._left, self._failed, owner=self)

    def _connected(self, _nothing: None) -> None:
        Toasts.of(self).say(self.tr("Connected. Sync has begun."))
        self.load()
        SyncLoop.of(self._jobs.lanes).now()

    def _left(self, _nothing: None) -> None:
        Toasts.of(self).say(self.tr("Disconnected. This PC works alone."))
        self.load()
        SyncLoop.of(self._jobs.lanes).now()

    def _failed(self, problem: Problem) -> None:
        Toasts.of(self).problem(problem_words(problem))
        self.load()

    def _busy(self, words: str) -> None:
        self.words.setText(words)
        for button in (self.connect_button, self.sign_in_button, self.leave_button):
            button.setEnabled(False)

    def _show(self, found: Connection | None) -> None:
        for button in (self.connect_button, self.sign_in_button, self.leave_button):
            button.setEnabled(True)
        self.connect_button.setVisible(found is None)
        self.sign_in_button.setVisible(found is not None)
        self.leave_button.setVisible(found is not None)
        if found is None:
            self.facts.set_facts([Fact(self.tr("Connection"), self.tr("none: this PC works alone"))])
            self.words.setText(
                self.tr("To connect, a supervisor needs the address, the certificate file and a one-time code.")
            )
            return
        standing = self.tr("yes") if found.signed_in else self.tr("no: nothing is reported until you sign in")
        self.facts.set_facts([Fact(self.tr("Address"), found.address), Fact(self.tr("Signed in there"), standing)])
        self.words.setText(self.tr("Only the server that the district's certificate vouches for is ever talked to."))


class ConnectionSheet(Sheet):
    """What the notice of the district says, and who connects."""

    def __init__(self, parent: QWidget, given: Callable[[NewConnection], object]) -> None:
        super().__init__(parent, width=600, columns=2)
        self._given = given
        words = self.tr("Copy these from the notice of the district. The code works once, for 24 hours.")
        self.name(self.tr("Connect to the central store"), words, self.tr("Connect"))
        add = self.form.add
        add("address", self.tr("Address"), LineField("https://jyzx.example:8443"), required=True, span=2)
        kinds = self.tr("Certificates (*.pem *.crt *.cer)")
        field = FileField(self.tr("Certificate of the district"), kinds, self.tr("Choose…"))
        add("authority", self.tr("Certificate file"), field, required=True, span=2)
        add("code", self.tr("One-time code"), LineField(), required=True)
        pc = add("pc", self.tr("Name of this PC"), LineField(self.tr("e.g. window 1")), required=True)
        pc.set_value(platform.node()[:40])
        add("login", self.tr("Your login name"), LineField(), required=True)
        hint = self.tr("The one you sign in with here. It does not leave this PC.")
        add("password", self.tr("Password"), PasswordField(), required=True, hint=hint)

    def give(self) -> None:
        values = self.form.values()
        self._given(NewConnection(**{**values, "authority": Path(values["authority"])}))


class SignInSheet(Sheet):
    """The officer's standing login at the central store."""

    def __init__(self, parent: QWidget, given: Callable[[str, str], object]) -> None:
        super().__init__(parent)
        self._given = given
        words = self.tr("With the name and password you sign in with here.")
        self.name(self.tr("Sign in to the central store"), words, self.tr("Sign in"))
        self.form.add("login", self.tr("Your login name"), LineField(), required=True)
        self.form.add("password", self.tr("Password"), PasswordField(), required=True)

    def give(self) -> None:
        self._given(self.form.value("login"), self.form.value("password"))
