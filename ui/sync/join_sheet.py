"""A new PC joins an office that is connected already: the first run asks this instead of making an office."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseworker.sync.joining import NewPc
from ui.sync.enrolment_sheets import NoticeSheet
from ui.widgets import LineField


class JoinSheet(NoticeSheet):
    """`given(NewPc)` is called with what was filled in."""

    def __init__(self, parent: QWidget, given: Callable[[NewPc], object]) -> None:
        super().__init__(parent)
        self._given = given
        words = self.tr(
            "Copy these from the notice you were given. The records of the office are fetched by themselves; "
            "one can work meanwhile."
        )
        self.name(self.tr("Join a connected office"), words, self.tr("Join"))
        self.form.add("login", self.tr("Your login name"), LineField(), required=True, span=2)
        self.ask_twice()

    def accept(self) -> None:
        if self.agreed():
            super().accept()

    def give(self) -> None:
        values = self.noted()
        del values["again"]
        self._given(NewPc(**values))
