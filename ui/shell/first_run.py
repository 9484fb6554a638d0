"""The first run: make the office and its first officer, or look around with the sample office."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseworker import districts
from caseworker.access.entry import PASSWORD_LENGTH, NewOffice
from ui import theme
from ui.widgets.basics import Button, heading, label, soft
from ui.widgets.form.code import CodeField, Option
from ui.widgets.form.grid import FormGrid
from ui.widgets.form.lines import LineField
from ui.widgets.form.tables import table_options

WIDTH = 640
HOME = "50"
"""Districts offered first: those of Chongqing."""


class PasswordField(LineField):
    """A hidden text; its value is what was typed, unchanged."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        return self.text()


class FirstRun(QFrame):
    """Three ways in: `office_wanted(NewOffice)`, `join_wanted(NewPc)`, `sample_wanted()`.

    The window answers with `fail` or leaves.
    """

    office_wanted = Signal(object)
    sample_wanted = Signal()
    join_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(24), theme.px(28), theme.px(24))
        column.setSpacing(theme.px(10))
        column.addWidget(heading(self.tr("Welcome")))
        column.addWidget(
            soft(
                self.tr(
                    "Everything is kept encrypted on this PC and works without a network. "
                    "Fill in your office to begin, or practise with a sample office first."
                ),
                wrap=True,
            )
        )
        self.form = self._make_form()
        column.addWidget(self.form)
        self.words = label("", "problem", wrap=True)
        self.words.hide()
        column.addWidget(self.words)
        row = QHBoxLayout()
        self.sample = Button(self.tr("Practise with a sample office"), self.take_sample)
        self.make = Button(self.tr("Set up this office"), self.submit, role="primary")
        self.join = Button(self.tr("Join a connected office…"), self.ask_join)
        row.addWidget(self.sample)
        row.addWidget(self.join)
        row.addStretch(1)
        row.addWidget(self.make)
        column.addLayout(row)
        self.form.submitted.connect(self.submit)

    def set_districts(self, options: list[Option]) -> None:
        """The districts to choose from; read off the GUI thread by the window."""
        self.district.set_options(options)

    def focus(self) -> None:
        """Go to where typing starts."""
        self.form.focus_first()

    def submit(self) -> None:
        """Check what was typed and ask for the office to be made."""
        if not self.make.isEnabled() or not self.form.check() or not self._passwords_fit():
            return
        values = self.form.values()
        self.set_busy(True)
        self.office_wanted.emit(
            NewOffice(
                office_name=values["office"],
                district_id=values["district"],
                district_name=self.district.text(),
                street=values["street"],
                login=values["login"],
                officer_name=values["officer"],
                password=values["password"],
            )
        )

    def take_sample(self) -> None:
        """Ask for the sample office."""
        self.set_busy(True)
        self.sample_wanted.emit()

    def ask_join(self) -> None:
        """This office works with the central store already: what a new PC of it needs."""
        from ui.sync.join_sheet import JoinSheet

        def given(new: object) -> None:
            self.set_busy(True)
            self.join_wanted.emit(new)

        JoinSheet(self.window(), given).show_up()

    def set_busy(self, busy: bool) -> None:
        """While the store is made nothing can be pressed."""
        for part in (self.form, self.sample, self.join, self.make):
            part.setEnabled(not busy)
        self._say(self.tr("Preparing the store, a moment…") if busy else "")

    def fail(self, words: str) -> None:
        """Say why it did not work; what was typed stays."""
        self.set_busy(False)
        self._say(words)

    def _make_form(self) -> FormGrid:
        form = FormGrid(2)
        form.add(
            "office",
            self.tr("Name of the office"),
            LineField(self.tr("e.g. 莲花街道公共就业服务站")),
            required=True,
            span=2,
        )
        self.district = form.add(
            "district", self.tr("District or county"), CodeField(placeholder=self.tr("name or initials")), required=True
        )
        form.add("street", self.tr("Street or township"), LineField(self.tr("e.g. 莲花街道")), required=True)
        form.add("officer", self.tr("Your name"), LineField(), required=True)
        form.add(
            "login",
            self.tr("Login name"),
            LineField(self.tr("letters or digits")),
            required=True,
            hint=self.tr("You are the first officer and can add others later."),
        )
        form.add(
            "password",
            self.tr("Password"),
            PasswordField(),
            required=True,
            hint=self.tr("At least {least} characters. Nobody can read the store without it.").format(
                least=PASSWORD_LENGTH
            ),
        )
        form.add("again", self.tr("Password again"), PasswordField(), required=True)
        return form

    def _passwords_fit(self) -> bool:
        password = self.form.value("password")
        if len(password) < PASSWORD_LENGTH:
            self.form.say("password", self.tr("Use at least {least} characters.").format(least=PASSWORD_LENGTH))
            self.form.focus("password")
            return False
        if password != self.form.value("again"):
            self.form.say("again", self.tr("The two passwords differ. Type it again."))
            self.form.focus("again")
            return False
        return True

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))


def district_options(today: date) -> list[Option]:
    """Districts and counties to choose an office's from, those of Chongqing first. Run in a lane: a large table."""
    found = [(code, districts.full_name(code)) for code, _name in table_options("district", today)]
    counties = [option for option in found if not option[0].endswith("00")]
    return sorted(counties, key=lambda option: (not option[0].startswith(HOME), option[0]))
