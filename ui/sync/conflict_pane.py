"""待核对: records with two values of a field at the left, the fields side by side at the right; no mouse needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.sync import conflicts as found
from caseworker.sync.conflicts import FieldConflict, RecordConflicts
from caseworker.sync.settling import reopen, settle
from ui import theme
from ui.jobs import Jobs
from ui.sync.duel import Duel
from ui.widgets import (
    Bold,
    Column,
    DataTable,
    ElidedLabel,
    Kind,
    LinkButton,
    Run,
    Soft,
    Tag,
    Toasts,
    Tone,
    ask_reason,
    clear_layout,
    heading,
    soft,
)

LIST, SHARE = 348, 0.38
"""Width of the list at 100 %, and the most of the pane it takes."""


class ConflictPane(QWidget):
    """A list and what it stands for. `person_wanted`: open that person; `pair_wanted`: compare these two."""

    person_wanted = Signal(object)
    pair_wanted = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._may = True
        self._shown: RecordConflicts | None = None
        self.duels: list[Duel] = []
        self.table = self._make_table()
        self.area, self._column = _scroll(self.tr("Both values"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(8), 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.table)
        row.addWidget(self.area, 1)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setFixedWidth(min(theme.px(LIST), round(self.width() * SHARE)))

    def show_conflicts(self, records: Sequence[RecordConflicts], *, may_settle: bool) -> None:
        """Show these; the record stood on stays, or the next one that waits comes up."""
        self._may = may_settle
        inside = self._focused_duel() is not None
        self.table.set_rows(records)
        if inside:
            self._go_on()

    # -- choosing --------------------------------------------------------------------------------------------------
    def choose(self, one: FieldConflict, choice: str) -> None:
        """Settle one field; Ctrl+Z takes it back while the line at the foot is there."""
        self._jobs.write(
            lambda desk, _c: settle(desk, one.id, choice), lambda saved: self._settled(one, saved), owner=self
        )

    def _settled(self, one: FieldConflict, _saved: Saved[UUID]) -> None:
        words = self.tr("{field}: settled").format(field=one.name)
        Toasts.of(self).say(words, lambda: self._jobs.write(lambda desk, _c: reopen(desk, one.id), owner=self))

    def ask_reveal(self) -> None:
        """Show the hidden numbers of this record in full; the reason is written down."""
        hidden = [duel.conflict for duel in self.duels if duel.conflict.hidden]
        reasons = (self.tr("To check the document"), self.tr("To call the person"))

        def given(reason: str) -> None:
            for one in hidden:
                self._jobs.write(
                    lambda desk, _c, one=one: found.reveal_conflict(desk, one.id, reason),  # type: ignore[misc]  # bound now
                    lambda saved, one=one: self._revealed(one, saved),  # type: ignore[misc]
                    owner=self,
                )

        words = self.tr("Both numbers are shown in full. The reason is written down.")
        ask_reason(self, self.tr("Show the numbers"), words, given, reasons=reasons, action=self.tr("Show"))

    def _revealed(self, one: FieldConflict, saved: Saved[tuple[str, str]]) -> None:
        for duel in self.duels:
            if duel.conflict.id == one.id:
                duel.reveal(*saved.value)

    # -- showing ---------------------------------------------------------------------------------------------------
    def _show(self, record: RecordConflicts | None) -> None:
        if record is not None and record == self._shown:
            return
        self._shown = record
        clear_layout(self._column)
        self.duels = []
        if record is None:
            return
        self._column.addLayout(self._head(record))
        self._column.addWidget(soft(self._explain(record), wrap=True))
        for one in record.fields:
            duel = Duel(one)
            duel.setEnabled(self._may)
            duel.chosen.connect(self.choose)
            duel.left.connect(lambda step, duel=duel: self._step(duel, step))
            self.duels.append(duel)
            self._column.addWidget(duel)
        self._column.addStretch(1)

    def _head(self, record: RecordConflicts) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(heading(record.title or self.tr("A record no longer here"), 2))
        row.addWidget(ElidedLabel(record.kind, "soft"), 1)
        links: list[tuple[str, Any]] = []
        if any(one.hidden for one in record.fields):
            links.append((self.tr("Show the numbers"), self.ask_reveal))
        if record.person_id is not None and record.other_person_id is not None:
            pair = (record.person_id, record.other_person_id)
            links.append((self.tr("Compare and merge"), lambda: self.pair_wanted.emit(*pair)))
            links.append((self.tr("Open the other person"), lambda: self.person_wanted.emit(record.other_person_id)))
        if record.person_id is not None:
            links.append((self.tr("Open"), lambda: self.person_wanted.emit(record.person_id)))
        for words, act in links:
            row.addWidget(LinkButton(words, act))
        return row

    def _explain(self, record: RecordConflicts) -> str:
        kinds = {one.kind for one in record.fields}
        if found.IDENTITY in kinds:
            if record.other_person_id is not None:
                return self.tr("Two people here have the same document number. Check which one is right.")
            return self.tr(
                "Another office has registered the same document number. Check the document; if it is the same person, "
                "agree who goes on and hand the case over."
            )
        if found.LATE in kinds:
            return self.tr("The office that had this case before wrote this while it was already yours.")
        if found.DELETE in kinds:
            return self.tr("One of you deleted this record while the other changed it. It was kept; choose.")
        return self.tr("Two people changed the same field before they heard of each other. Nothing is lost; choose.")

    # -- moving ----------------------------------------------------------------------------------------------------
    def _enter(self, _record: RecordConflicts) -> None:
        self._go_on()

    def _go_on(self) -> None:
        """To the first field that waits; back to the list when none does."""
        waiting = next((duel for duel in self.duels if duel.conflict.state == found.OPEN), None)
        if waiting is not None:
            waiting.focus_first()
            self.area.ensureWidgetVisible(waiting)
        else:
            self.table.setFocus()

    def _step(self, duel: Duel, by: int) -> None:
        place = self.duels.index(duel) + by
        if 0 <= place < len(self.duels):
            self.duels[place].focus_first()
            self.area.ensureWidgetVisible(self.duels[place])

    def _focused_duel(self) -> Duel | None:
        focus = QApplication.focusWidget()
        return next((duel for duel in self.duels if focus is not None and duel.isAncestorOf(focus)), None)

    def _make_table(self) -> DataTable:
        columns = (
            Column("what", self.tr("Record"), self._what, Kind.TAGS, 150, stretch=True, sort=lambda row: row.title),
            Column("open", self.tr("To check"), self._count, Kind.TAGS, 96, sort=lambda row: -row.open),
        )
        table = DataTable(columns, "sync.conflicts", self.tr("Records to check"))
        table.set_empty_text(
            self.tr("Nothing to check"),
            self.tr("When two people change the same field offline, both values come here."),
        )
        table.set_hint(self.tr("Enter: look  ·  1 / 2: choose"))
        table.picked.connect(self._show)
        table.opened.connect(self._enter)
        return table

    def _what(self, row: RecordConflicts) -> tuple[Run, ...]:
        return (Bold(row.title or self.tr("A record no longer here")), Soft(row.kind))

    def _count(self, row: RecordConflicts) -> Tag:
        if row.open:
            return Tag(self.tr("{count} open").format(count=row.open), Tone.WARN)
        by_rule = any(one.state == found.BY_RULE for one in row.fields)
        return Tag(self.tr("by rule"), Tone.PLAIN) if by_rule else Tag(self.tr("settled"), Tone.OK)


def _scroll(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    canvas = QWidget()
    canvas.setProperty("role", "canvas")
    column = QVBoxLayout(canvas)
    column.setContentsMargins(0, theme.px(2), theme.px(8), theme.px(2))
    column.setSpacing(theme.px(12))
    area.setWidget(canvas)
    return area, column
