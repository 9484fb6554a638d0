"""转办: cases offered to this office and by it, with the answer; and where people went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.sync.transfers import ACCEPTED, OFFERED, REFUSED, Transfer, accept, refuse, withdraw
from ui import theme
from ui.jobs import Jobs
from ui.widgets import Bold, Button, Column, DataTable, Kind, Run, Tag, Toasts, Tone, ask_reason, label
from ui.words import words as service_words

_TONES = {OFFERED: Tone.WARN, ACCEPTED: Tone.OK, REFUSED: Tone.DANGER}


class TransferTab(QWidget):
    """A list; A accepts, R refuses, W withdraws, Enter opens the person while the record is here."""

    person_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._may = True
        self.table = self._make_table()
        self.about = label("", wrap=True)
        self.take = Button(self.tr("Accept"), lambda: self.accept(self.table.current()), role="primary")
        self.leave = Button(self.tr("Refuse…"), lambda: self.ask_refuse(self.table.current()))
        self.back = Button(self.tr("Withdraw"), lambda: self.withdraw(self.table.current()))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.about, 1)
        for button in (self.back, self.leave, self.take):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.setFocusProxy(self.table)
        self._explain(None)

    def show_transfers(self, found: Sequence[Transfer], *, may_transfer: bool) -> None:
        """Show the hand-overs of this office."""
        self._may = may_transfer
        before = self.table.current()
        self.table.set_rows(found)
        now = self.table.current()
        if before is not None and self._answerable(before) and now is not None and not self._answerable(now):
            self.table.go_to(self._answerable)  # answered: on to the next that waits

    def accept(self, row: Transfer | None) -> None:
        """A: take the case over."""
        if row is None or not self._answerable(row):
            return
        said = self.tr("Accepted. {name} is here with the next sync.").format(name=row.name)
        self._jobs.write(lambda desk, _c: accept(desk, row.id), lambda _s: self._say(said), owner=self)

    def ask_refuse(self, row: Transfer | None) -> None:
        """R: leave it where it is, and say why."""
        if row is None or not self._answerable(row):
            return
        said = self.tr("Refused: {name}").format(name=row.name)

        def given(reason: str) -> None:
            self._jobs.write(lambda desk, _c: refuse(desk, row.id, reason), lambda _s: self._say(said), owner=self)

        reasons = (
            self.tr("Lives elsewhere"),
            self.tr("Cannot be reached"),
            self.tr("Already served here"),
        )
        text = self.tr("{office} reads the reason.").format(office=row.office)
        title = self.tr("Refuse: {name}").format(name=row.name)
        ask_reason(self, title, text, given, reasons=reasons, action=self.tr("Refuse"))

    def withdraw(self, row: Transfer | None) -> None:
        """W: take our own offer back."""
        if row is None or row.incoming or row.state != OFFERED or not self._may:
            return
        said = self.tr("Withdrawn: {name}").format(name=row.name)
        self._jobs.write(lambda desk, _c: withdraw(desk, row.id), lambda _s: self._say(said), owner=self)

    def _answerable(self, row: Transfer) -> bool:
        return self._may and row.incoming and row.state == OFFERED

    def _open(self, row: Transfer) -> None:
        if row.here:
            self.person_wanted.emit(row.person_id)
        elif self._answerable(row):
            self.take.setFocus()

    def _explain(self, row: Transfer | None) -> None:
        asked = row is not None and self._answerable(row)
        self.take.setVisible(asked)
        self.leave.setVisible(asked)
        self.back.setVisible(row is not None and not row.incoming and row.state == OFFERED and self._may)
        self.about.setText(self._about(row) if row is not None else "")

    def _about(self, row: Transfer) -> str:
        parts = [f"{row.offered_by}：{row.reason}" if row.offered_by else row.reason]
        if row.answer:
            parts.append(self.tr("Answer: {words}").format(words=row.answer))
        if not row.incoming and row.state == ACCEPTED:
            parts.append(self.tr("{name} is now served by {office}.").format(name=row.name, office=row.office))
        return "　".join(part for part in parts if part)

    def _make_table(self) -> DataTable:
        columns = (
            Column("way", self.tr("Way"), self._way, Kind.TAGS, 80),
            Column("whom", self.tr("Person"), lambda row: Bold(row.name), Kind.TAGS, 110, sort=lambda row: row.name),
            Column("office", self.tr("Office"), self._office, width=230, tip=self._office),
            Column("reason", self.tr("Why"), _reason, width=200, stretch=True, tip=_reason),
            Column("state", self.tr("State"), _state, Kind.TAGS, 110),
            Column("at", self.tr("Offered"), lambda row: row.offered_at, Kind.TIME, 140),
        )
        table = DataTable(columns, "sync.transfers", self.tr("Transfers"))
        table.set_empty_text(
            self.tr("No transfers"),
            self.tr("To hand a case to another office, open the case, press Ctrl+M and choose it there."),
        )
        table.on_key("A", self.accept, self.tr("Accept"))
        table.on_key("R", self.ask_refuse, self.tr("Refuse…"))
        table.on_key("W", self.withdraw, self.tr("Withdraw"))
        table.set_hint(self.tr("A: accept  ·  R: refuse  ·  W: withdraw  ·  Enter: open the person"))
        table.opened.connect(self._open)
        table.picked.connect(self._explain)
        return table

    def _way(self, row: Transfer) -> Run:
        return Tag(self.tr("to us"), Tone.INFO) if row.incoming else Tag(self.tr("from us"), Tone.PLAIN)

    @staticmethod
    def _office(row: Transfer) -> str:
        return f"{row.office}　{row.place}".strip()

    def _say(self, words: str) -> None:
        Toasts.of(self).say(words)


def _reason(row: Transfer) -> str:
    return row.reason


def _state(row: Transfer) -> Tag:
    return Tag(service_words(f"sync.transfer.{row.state}"), _TONES.get(row.state, Tone.PLAIN))
