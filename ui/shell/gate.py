"""What is shown before an officer is in: opening, first run, sign-in, lock, and every trouble a store can be in.

The first thing painted: what it imports stays light, and nothing here asks for Qt's enums (see `ui.early`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import early, theme
from ui.shell.sign_in import SignIn
from ui.widgets.basics import Button, clear_layout, heading, label, soft

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from caseworker.access.entry import StoreStatus
    from ui.shell.first_run import FirstRun
    from ui.widgets.form.code import Option

SIGN_IN = ("ready", "read_only")
"""Conditions in which an officer can sign in."""
FRAME_MS = 16
"""How long the system may take to bring what was painted to the screen."""


class Gate(QWidget):
    """The page in front of the office. Nothing of anybody's work is on it."""

    sign_in_wanted = Signal(str, str)
    office_wanted = Signal(object)
    sample_wanted = Signal()
    join_wanted = Signal(object)
    retry_wanted = Signal()
    quit_wanted = Signal()
    first_run_shown = Signal()
    """The wizard waits for the districts to choose from; see `set_districts`."""
    painted = Signal()
    """Once, when something an officer can use is on the screen: the time for whatever was not needed for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.card: QWidget | None = None
        self._wizard: FirstRun | None = None
        self._opening = self._told = False
        column = QVBoxLayout(self)
        column.addStretch(2)
        self._brand = label(self.tr("Caseworker"), "gate")
        self._brand.setProperty("alignment", early.CENTRE)
        column.addWidget(self._brand)
        column.addSpacing(theme.px(14))
        self._place = QHBoxLayout()
        column.addLayout(self._place)
        column.addStretch(3)
        self.show_opening()

    def show_opening(self) -> None:
        """While the folder is looked at."""
        if not self._opening:
            self._show(_Notice(self.tr("Opening…"), "", ()))
            self._opening = True

    def show_status(self, status: StoreStatus, *, locked_login: str = "") -> None:
        """What the start found."""
        if status.condition == "absent":
            self.show_first_run()
        elif status.condition in SIGN_IN:
            self.show_sign_in(status, locked_login=locked_login)
        else:
            self.show_trouble(status.condition)

    def show_first_run(self) -> FirstRun:
        """The wizard; imported here, since the sign-in is what most starts show."""
        from ui.shell.first_run import FirstRun

        wizard = FirstRun()
        wizard.office_wanted.connect(self.office_wanted)
        wizard.sample_wanted.connect(self.sample_wanted)
        wizard.join_wanted.connect(self.join_wanted)
        self._show(wizard)
        self._wizard = wizard
        wizard.focus()
        self.first_run_shown.emit()
        return wizard

    def set_districts(self, options: list[Option]) -> None:
        """The districts the wizard offers."""
        if self._wizard is not None:
            self._wizard.set_districts(options)

    def show_sign_in(self, status: StoreStatus, *, locked_login: str = "") -> SignIn:
        """Sign-in, or unlocking when `locked_login` is given."""
        note = ""
        if status.condition == "read_only":
            note = self.tr("The folder cannot be written to. You can look things up, but nothing can be saved.")
        theme.load_fonts("".join((status.office_name, *(officer.name for officer in status.officers))))
        card = SignIn(
            status.officers, status.office_name, practice=status.practice, locked_login=locked_login, note=note
        )
        card.wanted.connect(self.sign_in_wanted)
        self._show(card)
        card.focus()
        return card

    def show_trouble(self, condition: str, words: str = "") -> None:
        """A store that cannot be opened now: what it means, what is safe, what to do."""
        title, text = self._trouble(condition)
        actions = (
            (self.tr("Try again"), self.retry_wanted.emit),
            (self.tr("Close the program"), self.quit_wanted.emit),
        )
        self._show(_Notice(title, words or text, actions))

    def fail(self, words: str) -> None:
        """Say in the card why it did not work."""
        if isinstance(self.card, SignIn):
            self.card.fail(words)
        elif self._wizard is not None:
            self._wizard.fail(words)
        else:
            self.show_trouble("unknown", words)

    def _trouble(self, condition: str) -> tuple[str, str]:
        texts = {
            "in_use": (
                self.tr("The office is open elsewhere"),
                self.tr(
                    "Another window or another user of this PC has this office open. Close it there, then try again. "
                    "Nothing is lost."
                ),
            ),
            "missing": (
                self.tr("The store is not where it was"),
                self.tr(
                    "The keys of this office are here, but its store is not: somebody moved or deleted the file. "
                    "Put store.db back into the data folder, or have the latest backup restored, then try again."
                ),
            ),
            "newer": (
                self.tr("This store was written by a newer version"),
                self.tr(
                    "Install the same or a newer version of the program on this PC, then open the office again. "
                    "The store was left untouched."
                ),
            ),
            "damaged": (
                self.tr("The store is damaged"),
                self.tr(
                    "The file cannot be read to its end. It was left as it is. Have the latest backup restored from "
                    "the folder backups; nothing is overwritten by that."
                ),
            ),
        }
        fallback = (self.tr("The office cannot be opened"), self.tr("Try again, or ask your supervisor."))
        return texts.get(condition, fallback)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._opening and not self._told:
            self._told = True
            QTimer.singleShot(FRAME_MS, self, self.painted.emit)  # none for a gate that is gone by then

    def _show(self, card: QWidget) -> None:
        clear_layout(self._place)
        self.card, self._wizard, self._opening = card, None, False
        self._place.addStretch(1)
        self._place.addWidget(card)
        self._place.addStretch(1)


class _Notice(QFrame):
    """A card that says something and offers a way on."""

    def __init__(self, title: str, text: str, actions: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(26),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(heading(title))
        if text:
            column.addWidget(label(text, wrap=True))
        if actions:
            column.addWidget(soft(""))
            row = QHBoxLayout()
            row.addStretch(1)
            for number, (words, pressed) in enumerate(reversed(actions)):
                button = Button(words, pressed, role="primary" if number == len(actions) - 1 else "")
                row.addWidget(button)
            column.addLayout(row)
