"""Settings: how this PC is connected to the district's central store. There is no way past a wrong certificate."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from caseworker.problems import Problem
from caseworker.sync.connection import (
    Connection,
    NewConnection,
    NewPassword,
    change_password,
    connect,
    connection,
    disconnect,
    sign_in,
)
from ui import theme
from ui.jobs import Jobs
from ui.sync.enrolment_sheets import ConnectionSheet, PasswordSheet, SignInSheet
from ui.sync.loop import SyncLoop
from ui.widgets import Button, Card, Fact, Facts, Toasts, ask_reason, label
from ui.words import problem_words


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
        self.password_button = Button(self.tr("Password there…"), self.ask_password)
        self.leave_button = Button(self.tr("Disconnect…"), self.ask_leave, role="danger")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        self._buttons = (self.connect_button, self.sign_in_button, self.password_button, self.leave_button)
        for button in self._buttons:
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

    def ask_password(self) -> None:
        """Another password for the central store."""
        PasswordSheet(self.window(), self._change_password).show_up()

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

    def _change_password(self, new: NewPassword) -> None:
        self._busy(self.tr("Changing the password…"))
        self._jobs.network(
            lambda desk, _c: change_password(desk, new), self._password_changed, self._failed, owner=self
        )

    def _leave(self, reason: str) -> None:
        self._jobs.network(lambda desk, _c: disconnect(desk, reason), self._left, self._failed, owner=self)

    def _connected(self, _nothing: None) -> None:
        Toasts.of(self).say(self.tr("Connected. Sync has begun."))
        self.load()
        SyncLoop.of(self._jobs.lanes).now()

    def _password_changed(self, _nothing: None) -> None:
        words = self.tr(
            "The password at the central store is changed. Your other PCs ask for it when they next report."
        )
        Toasts.of(self).say(words)
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
        for button in self._buttons:
            button.setEnabled(False)

    def _show(self, found: Connection | None) -> None:
        for button in self._buttons:
            button.setEnabled(True)
        self.connect_button.setVisible(found is None)
        self.sign_in_button.setVisible(found is not None)
        self.password_button.setVisible(found is not None)
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
