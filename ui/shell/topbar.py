"""The line above every screen: search, what is saved, and the two things done most often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.shell.screen import Command
from ui.shell.search import Search, SearchBox
from ui.widgets.basics import Button, label, set_role
from ui.widgets.tags import TagLabel, Tone

LONG_MS = 250
"""How long a save may take before the line says that it is under way."""
ROOMY_BELOW = 130
"""Text sizes (percent) from here on leave no room for the saved lamp and for shortcuts on buttons."""


class TopBar(QFrame):
    """Search box, saved lamp in words, contact and registration buttons."""

    contact_wanted = Signal()
    registration_wanted = Signal()
    sync_wanted = Signal()

    def __init__(
        self,
        jobs: Jobs,
        search: Search | None,
        commands: Sequence[Command],
        *,
        practice: bool = False,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(18), theme.px(9), theme.px(18), theme.px(9))
        row.setSpacing(theme.px(12))
        self.search = SearchBox(jobs, search, commands, self)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        if practice:
            row.addWidget(TagLabel(self.tr("Practice · sample data"), Tone.WARN))
        self.saved = label("", "saved")
        row.addWidget(self.saved)
        self.sync = Button("", self.sync_wanted.emit, role="lamp")
        self.sync.hide()
        row.addWidget(self.sync)
        self.contact = Button(self.tr("Record a contact"), self.contact_wanted.emit)
        self.register = Button(self.tr("New registration"), self.registration_wanted.emit, role="primary")
        self.contact.answer("Ctrl+J", shown=theme.scale() < ROOMY_BELOW)
        self.register.answer("Ctrl+N", shown=theme.scale() < ROOMY_BELOW)
        for button in (self.contact, self.register):
            button.setEnabled(not read_only)
            row.addWidget(button)
        self._read_only = read_only
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(LONG_MS)
        self._wait.timeout.connect(lambda: self.set_saving(saving=True))
        jobs.lanes.writing.connect(self._follow)
        self.set_saving(saving=False)

    def set_sync(self, words: str, tone: str) -> None:
        """How the PC stands with the central store; pressed it goes to the sync page. "" while it works alone."""
        self.sync.setText(words)
        set_role(self.sync, "lamp", tone=tone)
        self.sync.setVisible(bool(words) and theme.scale() < ROOMY_BELOW)

    def set_saving(self, *, saving: bool) -> None:
        """Say in words whether everything is saved."""
        if self._read_only:
            self.saved.setText(self.tr("Read only: nothing can be saved"))
            set_role(self.saved, "problem")
        else:
            self.saved.setText(self.tr("Saving…") if saving else self.tr("● Saved on this PC"))
            set_role(self.saved, "saved")
        # Large text leaves no room for what the foot of the sidebar says too.
        self.saved.setVisible(self._read_only or saving or theme.scale() < ROOMY_BELOW)

    def _follow(self, writing: bool) -> None:
        """What the writer lane does; a save that is over before anybody could read of it is not mentioned."""
        if not writing:
            self._wait.stop()
            self.set_saving(saving=False)
        elif not self._wait.isActive():
            self._wait.start()
