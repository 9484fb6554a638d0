"""Today (今日): what is overdue, due, new, near and waited for, and everything on it finished from here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker import drafts
from caseworker.cases import timeline
from caseworker.cases.timeline import DRAFT, Entry
from caseworker.cases.today import Bucket, Kind, TodayItem, TodayList
from caseworker.clock import SystemClock
from caseworker.desk import Saved
from caseworker.drafts import OpenDraft
from caseworker.loans import applications as loans
from caseworker.people.card import dial
from caseworker.problems import Problem
from caseworker.vacancies.referrals import ReferralRow, person_referrals
from ui import theme
from ui.cases.note import NoteForm
from ui.cases.words import in_one_line
from ui.jobs import Jobs
from ui.shell.screen import Screen
from ui.today.found import Begun, Found, begun, find
from ui.today.shifting import Shifting
from ui.today.side import Figures
from ui.today.words import TodayWords
from ui.vacancies.outcome import OutcomeForm
from ui.widgets import Banner, Button, Card, ChoiceField, Column, DataTable, heading, soft
from ui.widgets import Kind as Shown
from ui.words import problem_words

NARROW = 940
"""Width at 100 % below which the figures make room for the list until asked for."""
ANSWERED = frozenset({Kind.INTERVIEW, Kind.REPLY})
"""Lines finished by recording what the employer answered."""
DIAL_MS = 60_000
LOANS = ("loan_application", "loan_event", "loan_material")
OTHERS = ("approval", "due_change", "officer_cover", "case_transfer", "package_enrolment", *LOANS)
CONCERNS = ("task", "activity", "case", "placement", "referral", "person", "group_tag", *OTHERS)


class TodayScreen(Screen):
    """The worklist at the left, figures at the right, the note under the list when it is asked for."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.words = TodayWords(self)
        self.work: TodayList | None = None
        self._day: date = (jobs.desk.clock if jobs.desk else SystemClock()).today()
        self._noting: TodayItem | None = None
        self._narrow: bool | None = None
        self._dialled: TodayItem | None = None
        self._make_list()
        answer = partial(self.go, "sync", tab="transfers")
        to_loan, to_case = self._way("loan", "loan_id"), self._way("case", "case_id")
        self.side = Figures(self.open_case, self._resume, to_loan, answer, to_case)
        self._lay_out()

    # -- what a screen does ----------------------------------------------------------------------------------------
    def activate(self, **params: Any) -> None:
        """Load the list; the first line is ready for keys."""
        self._load()
        (self.note.focus_first if self.note_card.isVisible() else self.table.setFocus)()

    def changed(self, summary: Any) -> None:
        if summary.touches(*CONCERNS):
            self._load()

    def keep_draft(self) -> None:
        self._hang_up()
        if self._noting is not None and self._unsaved():
            self._keep(self._noting)

    def record_contact(self) -> bool:
        item = self.table.current()
        if item is not None:
            self.begin_note(item)
        return item is not None

    def panes(self) -> list[QWidget]:
        return [pane for pane in (self.table.view, self.note_card, self.side) if pane.isVisible()]

    # -- what the officer does -------------------------------------------------------------------------------------
    def begin_note(self, item: TodayItem) -> None:
        """Space: the note for a line opens under the list."""
        if self._noting is not None and self._unsaved():
            self._keep(self._noting)
        called = self._dialled is not None and self._dialled.id == item.id
        self._noting = item
        if item.kind in ANSWERED:
            self._ask_answer(item)
            return
        self.answer.hide()
        self.note.show()
        self.note.know_open(None)
        self.note.begin(self.words.about(item), self.words.kind(item), "phone" if called else None)
        self._show_card()
        self.note.channel.setFocus()
        self.jobs.read(lambda desk, _c: begun(desk, item.case_id), self._bring_back, key="today.draft", owner=self)

    def _ask_answer(self, item: TodayItem) -> None:
        """What became of a recommendation, instead of a note."""

        def came(rows: tuple[ReferralRow, ...]) -> None:
            row = next((one for one in rows if one.id == item.source_id and one.live), None)
            if row is None or self._noting is not item:
                return
            self.note.hide()
            self.answer.show_referral(row)
            self.answer.show()
            self._show_card()
            self.answer.outcome.setFocus()

        self.jobs.read(lambda desk, _c: person_referrals(desk, item.case_id), came, key="today.answer", owner=self)

    def _show_card(self) -> None:
        self.note_card.show()

    def _answered(self, _saved: object) -> None:
        self._close_note()
        self._hang_up()

    def end_note(self) -> None:
        """Esc: back to the list; what was typed is kept as a draft."""
        if self._noting is not None and self._unsaved():
            self._keep(self._noting)
        self._close_note()

    def save_note(self, entry: Entry) -> None:
        """Ctrl+Enter: done and noted."""
        item = self._noting
        if item is None:
            return
        self.jobs.write(
            lambda desk, _c: timeline.record(desk, item.case_id, entry),
            lambda saved: self._noted(item, saved),
            self._refused,
            owner=self,
        )

    def dial(self, item: TodayItem) -> None:
        """P: the whole number at once, for a minute."""
        self._dialled = item
        self.jobs.write(
            lambda desk, _c: dial(desk, item.person_id), lambda saved: self._show_number(item, saved.value), owner=self
        )

    def open_case(self, item: TodayItem) -> None:
        """Enter."""
        self.go("case", case_id=item.case_id)

    def _way(self, key: str, param: str) -> Callable[[UUID], None]:
        """To a screen about one record."""
        return lambda record_id: self.go(key, **{param: record_id})

    # -- loading ---------------------------------------------------------------------------------------------------
    def _today(self) -> date:
        if self.jobs.desk is not None:
            self._day = self.jobs.desk.today
        return self._day

    def _load(self) -> None:
        whole = self.scope.value() == "all"
        self.jobs.read(lambda desk, _c: find(desk, whole), self._show, key="today", owner=self)

    def _show(self, found: Found) -> None:
        self.work = found.work
        self._day = found.work.day
        day = found.work.day
        words = self.tr("Today {month}/{day} {weekday}")
        self.title.setText(words.format(month=day.month, day=day.day, weekday=self.words.case.weekday(day)))
        self.counts.setText(self._counted(found.work))
        self._say_empty()
        self.table.set_rows(found.work.items)
        self.side.show_all(found)

    def _counted(self, work: TodayList) -> str:
        interviews = sum(item.kind is Kind.INTERVIEW and item.due_on >= work.day for item in work.items)
        parts = [self.tr("{count} to do").format(count=work.total)]
        if late := work.count(Bucket.OVERDUE):
            parts.append(self.tr("{count} late").format(count=late))
        if interviews:
            parts.append(self.tr("{count} interviews").format(count=interviews))
        return " · ".join(parts)

    def _say_empty(self) -> None:
        self.table.set_empty_text(
            self.tr("Nothing is due"),
            self.tr("Register the first person with Ctrl+N, or find somebody with Ctrl+K. What is due comes here."),
        )

    # -- the note --------------------------------------------------------------------------------------------------
    def _bring_back(self, found: Begun) -> None:
        item, draft = self._noting, found.draft
        if item is None or found.case_id != item.case_id:
            return
        self.note.know_open(found.steps)
        if draft is None or self.note.dirty:
            return
        self.note.restore(draft.payload, self.note.about)
        self.note.focus_first()
        self.say(self.tr("Your unfinished note is back."))

    def _noted(self, item: TodayItem, saved: Saved[UUID]) -> None:
        if self._noting is item:
            self.note.begin()
            self._close_note()
        self._hang_up()
        self.say(self.tr("Noted: {name}").format(name=item.name), lambda: self._take_back(saved))

    def _take_back(self, saved: Saved[UUID]) -> None:
        words = self.tr("Taken back: noted by mistake")
        self.jobs.write(lambda desk, _c: timeline.withdraw(desk, saved, words), owner=self)

    def _refused(self, problem: Problem) -> None:
        self.note.complain(problem_words(problem))

    def _unsaved(self) -> bool:
        return self._noting is not None and self._noting.kind not in ANSWERED and self.note.dirty

    def _close_note(self) -> None:
        self._noting = None
        self.note_card.hide()
        self.table.setFocus()

    def _keep(self, item: TodayItem) -> None:
        title = self.tr("{name}: note").format(name=item.name)
        key, payload = str(item.case_id), self.note.payload()
        self.jobs.write(lambda desk, _c: drafts.save(desk, DRAFT, key, title, payload), owner=self)

    def _pause(self) -> None:
        if self._noting is not None and self._unsaved():
            self._keep(self._noting)

    # -- dialling -------------------------------------------------------------------------------------------------
    def _show_number(self, item: TodayItem, number: str) -> None:
        if not number:
            self.problem(self.tr("{name} has no phone number on record.").format(name=item.name))
            return
        self.number.say(f"{item.name}  {_grouped(number)}")
        self.number.show()
        self._hiding.start()

    def _hang_up(self) -> None:
        self._hiding.stop()
        self._dialled = None
        self.number.words.clear()
        self.number.hide()

    def _resume(self, draft: OpenDraft) -> None:
        """To the screen that shows a draft again."""
        if draft.kind == DRAFT:
            self.go("case", case_id=UUID(draft.key))
        elif draft.kind == loans.DRAFT:
            self.go("loan", loan_id=UUID(draft.key))
        else:
            self.go(draft.kind, draft_key=draft.key)

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_list(self) -> None:
        words, table_name = self.words, self.tr("Worklist")
        columns = (
            Column("due", self.tr("Due"), lambda row: words.due(row, self._today()), Shown.TAGS, 104, sort=_urgency),
            Column("whom", self.tr("Person"), words.whom, Shown.TAGS, 204, sort=lambda row: row.name),
            Column("what", self.tr("What to do"), words.what, width=200, stretch=True, tip=words.what),
            Column("progress", self.tr("Progress"), words.progress, width=126),
            Column("phone", self.tr("Phone"), lambda row: row.phone_masked, width=112),
        )
        self.table = DataTable(columns, "today", table_name)
        self.table.set_empty_text(self.tr("Looking for what is due…"))
        self.table.on_key("Space", self.begin_note, self.tr("Done and noted"))
        self.shifting = Shifting(self, words, self._today, self.table.setFocus)
        self.table.on_key("S", self.shifting.postpone, self.tr("Postpone…"))
        self.table.on_key("H", self.shifting.hand_on, self.tr("Hand to a colleague…"))
        self.table.on_key("P", self.dial, self.tr("Show the number to dial"))
        self.table.opened.connect(self.open_case)
        self.table.set_hint(self.tr("Space: done and noted  ·  S: postpone  ·  Enter: open the case  ·  P: dial"))
        self.note = NoteForm(self._today)
        self.note.submitted.connect(self.save_note)
        self.note.closed.connect(self.end_note)
        self.note.paused.connect(self._pause)
        self.answer = OutcomeForm(self.jobs)
        self.answer.recorded.connect(self._answered)
        self.answer.left.connect(self._close_note)
        self.answer.hide()
        self.note_card = QFrame()
        self.note_card.setProperty("role", "raised")
        inner = QVBoxLayout(self.note_card)
        inner.setContentsMargins(*(theme.px(12),) * 4)
        inner.addWidget(self.note)
        inner.addWidget(self.answer)
        self.note_card.hide()
        self.number = Banner("", "info", ((self.tr("Hide"), self._hang_up),))
        self.number.hide()
        self._hiding = QTimer(self, singleShot=True, interval=DIAL_MS)
        self._hiding.timeout.connect(self._hang_up)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            self.opener.setVisible(narrow)
            self.side.setVisible(not narrow)

    def _toggle_side(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def _lay_out(self) -> None:
        self.title, self.counts = heading(self.tr("Today")), soft()
        mine, whole = self.tr("Mine"), self.tr("Whole office")
        self.scope = ChoiceField((("mine", mine), ("all", whole)))
        self.scope.setAccessibleName(self.tr("Whose"))
        self.scope.set_value("mine")
        self.scope.changed.connect(self._load)
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.title)
        top.addWidget(self.counts)
        top.addStretch(1)
        self.opener = Button(self.tr("Figures"), self._toggle_side, role="quiet")
        self.opener.hide()
        top.addWidget(self.opener)
        top.addWidget(in_one_line(self.scope), 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.table, stretch=1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(10))
        for part, stretch in ((self.number, 0), (card, 1), (self.note_card, 0)):
            left.addWidget(part, stretch)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addLayout(left, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addLayout(row, 1)


def _urgency(item: TodayItem) -> tuple[int, date, str]:
    return (list(Bucket).index(item.bucket), item.due_on, item.due_time or "99")


def _grouped(number: str) -> str:
    """A mobile number in the groups it is read out in: 138 0000 6021."""
    return f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 and number.isdigit() else number
