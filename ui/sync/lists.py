"""The lists of the sync page: what waits to be reported, what was refused, the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.desk import Saved
from caseworker.sync.history import Meeting
from caseworker.sync.pending import PendingList, PendingRecord
from caseworker.sync.stuck import StuckChange, give_up, send_again
from ui import theme
from ui.jobs import Jobs
from ui.widgets import (
    Bold,
    Button,
    Column,
    DataTable,
    Kind,
    Run,
    Soft,
    Tag,
    Toasts,
    Tone,
    ask_reason,
    label,
)


class PendingTab(QWidget):
    """未上报: which record, what of it, who and when."""

    person_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("what", self.tr("Record"), _whom, Kind.TAGS, 230, sort=lambda row: row.title),
            Column("fields", self.tr("What changed"), self._changed, width=260, stretch=True, tip=self._changed),
            Column("who", self.tr("By"), lambda row: row.officer, width=96),
            Column("at", self.tr("When"), lambda row: row.at, Kind.TIME, 140),
            Column("sent", self.tr("Where"), self._where, Kind.TAGS, 110),
        )
        self.table = DataTable(columns, "sync.pending", self.tr("Not reported yet"))
        self.table.set_empty_text(
            self.tr("Everything is reported"), self.tr("What is saved here goes up by itself at the next meeting.")
        )
        self.table.set_hint(self.tr("Enter: open the person"))
        self.table.opened.connect(lambda row: _open(self.person_wanted, row))
        _fill(self, self.table)

    def show_pending(self, found: PendingList) -> None:
        """Show what waits; a long list is cut."""
        self.table.set_rows(found.records)
        cut = found.total - len(found.records)
        more = self.tr("  ·  and {count} more").format(count=f"{cut:,}") if cut > 0 else ""
        self.table.set_hint(self.tr("Enter: open the person") + more)

    def _changed(self, row: PendingRecord) -> str:
        return self.tr("new") if row.new else "、".join(row.fields)

    def _where(self, row: PendingRecord) -> Tag:
        if row.sent:
            return Tag(self.tr("on its way"), Tone.INFO)
        return Tag(self.tr("on this PC"), Tone.PLAIN)


class StuckTab(QWidget):
    """未被接收: why, and send again (R) or give up (Delete)."""

    person_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        columns = (
            Column("what", self.tr("Record"), _whom, Kind.TAGS, 230, sort=lambda row: row.title),
            Column("fields", self.tr("What changed"), self._changed, width=220, stretch=True, tip=self._changed),
            Column("who", self.tr("By"), lambda row: row.officer, width=96),
            Column("at", self.tr("When"), lambda row: row.at, Kind.TIME, 140),
            Column("since", self.tr("Refused"), lambda row: row.since, Kind.TIME, 140),
        )
        self.table = DataTable(columns, "sync.stuck", self.tr("Not accepted"))
        self.table.set_empty_text(
            self.tr("Nothing was refused"),
            self.tr("What the central store does not accept comes here, with the reason and what to do."),
        )
        self.table.on_key("R", self.again, self.tr("Send again"))
        self.table.on_key("Del", self.ask_give_up, self.tr("Give up…"))
        self.table.set_hint(self.tr("Enter: open the person  ·  R: send again  ·  Del: give up"))
        self.table.opened.connect(lambda row: _open(self.person_wanted, row))
        self.table.picked.connect(self._explain)
        self.why = label("", wrap=True)
        self.resend = Button(self.tr("Send again"), lambda: self.again(self.table.current()))
        self.drop = Button(self.tr("Give up…"), lambda: self.ask_give_up(self.table.current()), role="danger")
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.why, 1)
        row.addWidget(self.resend)
        row.addWidget(self.drop)
        _fill(self, self.table, row)

    def show_stuck(self, found: Sequence[StuckChange], *, may_settle: bool) -> None:
        """Show what was refused."""
        self._may = may_settle
        self.table.set_rows(found)

    def again(self, row: StuckChange | None) -> None:
        """R: have it sent once more at the next meeting, which comes soon."""
        if row is None or not self._may:
            return
        words = self.tr("{what} is sent again").format(what=row.title or row.kind)
        self._jobs.write(lambda desk, _c: send_again(desk, row.id), lambda _s: self._say(words), owner=self)

    def ask_give_up(self, row: StuckChange | None) -> None:
        """Del: take the change back here, with a reason."""
        if row is None or not self._may:
            return

        def given(reason: str) -> None:
            self._jobs.write(lambda desk, _c: give_up(desk, row.id, reason), self._given_up, owner=self)

        if row.new:
            words = self.tr("The new record is taken away here, with what hangs on it. This cannot be undone.")
        else:
            words = self.tr("The record shows again what the central store has. This cannot be undone.")
        reasons = (self.tr("Entered by mistake"), self.tr("Entered twice"), self.tr("The other office does it"))
        title = self.tr("Give up: {what}").format(what=row.title or row.kind)
        ask_reason(self, title, words, given, reasons=reasons, action=self.tr("Give up"), danger=True)

    def _given_up(self, saved: Saved[int]) -> None:
        self._say(self.tr("Given up: {count} changes").format(count=saved.value))

    def _explain(self, row: StuckChange | None) -> None:
        self.why.setText(row.why if row is not None else "")
        for button in (self.resend, self.drop):
            button.setVisible(row is not None)
            button.setEnabled(row is not None and self._may)

    def _changed(self, row: StuckChange) -> str:
        words = self.tr("new") if row.new else "、".join(row.fields)
        return words + (self.tr(" and {count} more records").format(count=row.others) if row.others else "")

    def _say(self, words: str) -> None:
        Toasts.of(self).say(words)

    _may = True


class HistoryTab(QWidget):
    """同步记录: when, what went up and down, and what failed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("at", self.tr("When"), lambda row: row.started_at, Kind.TIME, 150),
            Column("took", self.tr("Took"), self._took, width=90),
            Column("up", self.tr("Sent"), lambda row: row.pushed, Kind.NUMBER, 90),
            Column("down", self.tr("Received"), lambda row: row.pulled, Kind.NUMBER, 90),
            Column("how", self.tr("Outcome"), self._outcome, Kind.TAGS, 400, stretch=True, tip=lambda row: row.problem),
        )
        self.table = DataTable(columns, "sync.history", self.tr("Meetings"))
        self.table.set_empty_text(self.tr("No meeting yet"), self.tr("Each meeting with the central store is listed."))
        _fill(self, self.table)

    def show_meetings(self, found: Sequence[Meeting]) -> None:
        """Show the newest runs."""
        self.table.set_rows(found)

    def _took(self, row: Meeting) -> str:
        if row.ended_at is None:
            return ""
        return self.tr("{seconds} s").format(seconds=max(1, round((row.ended_at - row.started_at).total_seconds())))

    def _outcome(self, row: Meeting) -> tuple[Run, ...]:
        if row.problem:
            return (Tag(self.tr("failed"), Tone.WARN), row.problem)
        if row.ended_at is None:
            return (Tag(self.tr("not finished"), Tone.PLAIN),)
        return (Tag(self.tr("went well"), Tone.OK),)


def _whom(row: Any) -> tuple[Run, ...]:
    return (Bold(row.title), Soft(row.kind)) if row.title else (Bold(row.kind),)


def _open(signal: Any, row: Any) -> None:
    if row.person_id is not None:
        signal.emit(row.person_id)


def _fill(tab: QWidget, table: DataTable, foot: QHBoxLayout | None = None) -> None:
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(10))
    column.addWidget(table, 1)
    if foot is not None:
        column.addLayout(foot)
    tab.setFocusProxy(table)
