"""The files of a person who has no case yet, on a page of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.people.card import PersonCard, person_card
from ui import theme
from ui.attachments.panel import FilesPanel
from ui.jobs import Jobs
from ui.shell.keeper import SettingsKeeper
from ui.shell.screen import Screen
from ui.widgets import Button, Card


class FilesScreen(Screen):
    """`activate(person_id=…)`."""

    def __init__(self, jobs: Jobs, keeper: SettingsKeeper | None = None, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._person_id: UUID | None = None
        self.files = FilesPanel(jobs, keeper)
        self.card = Card(" ")
        self.card.head.addWidget(Button(self.tr("To the person"), self._go_to_person, role="quiet"))
        self.card.add(self.files, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.addWidget(self.card, 1)

    def activate(self, person_id: UUID | None = None, **params: Any) -> None:
        """Show the files of a person."""
        self._person_id = person_id
        if person_id is not None:
            self.jobs.read(lambda desk, _c: person_card(desk, person_id), self._show, key="files", owner=self)

    def changed(self, summary: Any) -> None:
        if summary.touches("attachment"):
            self.files.load()

    def keep_draft(self) -> None:
        self.files.leave()

    def _show(self, person: PersonCard) -> None:
        self.card.set_title(self.tr("Files of {name}").format(name=person.name))
        self.files.show_person(person.person_id, person.name)
        self.files.table.setFocus()

    def _go_to_person(self) -> None:
        self.go("registration", person_id=self._person_id)
