"""服务记录: the quick note on top, what happened underneath."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QVBoxLayout, QWidget

from caseworker import drafts
from caseworker.cases import timeline
from caseworker.cases.timeline import DRAFT, Entry
from caseworker.cases.view import CaseView
from caseworker.cases.view import TimelineEntry as Recorded
from caseworker.clock import CHINA
from caseworker.desk import Saved
from caseworker.drafts import OpenDraft
from caseworker.problems import Problem
from ui import theme
from ui.cases.note import DEFAULT_KIND, About, NoteForm
from ui.cases.prompts import CorrectionSheet
from ui.cases.words import CaseWords, code_name
from ui.jobs import Jobs
from ui.widgets import Tag, Timeline, TimelineEntry, Toasts, Tone
from ui.words import problem_words

_BAD = frozenset({"no_answer", "bad_number", "wrong_person", "refused", "lost"})
_MILESTONES = {"assessment": "info", "plan": "info", "interview": "ok", "placement": "ok"}


class ServiceTab(QWidget):
    """Writes into one case and shows its timeline."""

    noting = Signal(bool)
    """The note was unfolded (True) or folded."""

    def __init__(self, jobs: Jobs, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._view: CaseView | None = None
        self._words = CaseWords(self)
        self.note = NoteForm(today)
        self.note.submitted.connect(self.save)
        self.note.closed.connect(self.leave_note)
        self.note.paused.connect(self.keep_draft)
        self.frame = QFrame()
        self.frame.setProperty("role", "raised")
        inner = QVBoxLayout(self.frame)
        inner.setContentsMargins(*(theme.px(8),) * 4)
        inner.addWidget(self.note)
        self.timeline = Timeline(self.tr("What happened"))
        self.timeline.set_empty_text(
            self.tr("Nothing is recorded yet"), self.tr("Press Ctrl+J, choose how you met with a number, and type.")
        )
        self.timeline.setMinimumHeight(theme.px(24))
        self.timeline.acted.connect(lambda _key, entry_id: self.correct(entry_id))
        self.timeline.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.timeline.customContextMenuRequested.connect(self._show_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.frame)
        column.addWidget(self.timeline, 1)
        shortcut = QShortcut(QKeySequence("F2"), self, self.correct_latest)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_moved)
        self._fold(True)

    # -- showing ---------------------------------------------------------------------------------------------------
    def show_case(self, view: CaseView, draft: OpenDraft | None) -> None:
        """Show a case; another one starts with an empty note, or with its draft."""
        other = self._view is None or self._view.case_id != view.case_id
        if other:
            self.keep_draft()
            self.note.know_open(view.tasks)
            self.note.begin()
            if draft is not None:
                self.note.restore(draft.payload)
                Toasts.of(self).say(self.tr("Your unfinished note is back."))
            self._fold(draft is None)
        elif self._view is not None and self._view.tasks != view.tasks:
            self.note.know_open(view.tasks)
        self._view = view
        self.frame.setEnabled(view.closed_on is None)
        self.timeline.set_entries([self._entry(entry) for entry in view.timeline])

    def begin(self, kind: str = DEFAULT_KIND, about: About | None = None) -> None:
        """Ready to type: a note of a kind, perhaps about a promise or a check."""
        if not self.note.dirty:
            self.note.begin(about, kind)
        elif about is None:
            self.note.kind.set_value(kind)
        self._fold(False)
        self.note.focus_first()

    # -- the note --------------------------------------------------------------------------------------------------
    def save(self, entry: Entry) -> None:
        """Ctrl+Enter."""
        view = self._view
        if view is not None:
            self._jobs.write(
                lambda desk, _c: timeline.record(desk, view.case_id, entry), self._saved, self._refused, owner=self
            )

    def keep_draft(self) -> None:
        """Write the note down as a draft, if there is anything to lose."""
        view = self._view
        if view is None or not self.note.dirty:
            return
        key, title, payload = str(view.case_id), self._draft_title(view), self.note.payload()
        self._jobs.write(lambda desk, _c: drafts.save(desk, DRAFT, key, title, payload), owner=self)

    def leave_note(self) -> None:
        """Esc: fold an empty note, keep a begun one."""
        self.keep_draft()
        if not self.note.dirty:
            self.note.begin()
        self.timeline.setFocus()
        self._fold(not self.note.dirty)

    def _saved(self, saved: Saved[UUID]) -> None:
        self.note.begin()
        self._fold(True)
        self.timeline.setFocus()
        words = self.tr("Taken back: noted by mistake")

        def undo() -> None:
            self._jobs.write(lambda desk, _c: timeline.withdraw(desk, saved, words), owner=self)

        Toasts.of(self).say(self.tr("Noted"), undo)

    def _refused(self, problem: Problem) -> None:
        self._fold(False)
        self.note.complain(problem_words(problem))

    def _draft_title(self, view: CaseView) -> str:
        return self.tr("{name}: note").format(name=view.person.name)

    def _fold(self, folded: bool) -> None:
        self.note.set_folded(folded)
        self.noting.emit(not folded)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        inside = self.note is new or self.note.isAncestorOf(new)
        if inside:
            self._fold(False)
        elif not self.note.dirty and self.isAncestorOf(new):
            self._fold(True)

    # -- correcting ------------------------------------------------------------------------------------------------
    def correct_latest(self) -> None:
        """F2: the latest entry that still stands."""
        standing = [entry for entry in (self._view.timeline if self._view else ()) if _correctable(entry)]
        if standing:
            self.correct(standing[0].activity_id)

    def correct(self, entry_id: UUID) -> None:
        """Ask what is right, and why."""
        view = self._view
        old = next((entry for entry in (view.timeline if view else ()) if entry.activity_id == entry_id), None)
        if old is None or not _correctable(old):
            return

        def done(_saved: Saved[UUID]) -> None:
            Toasts.of(self).say(self.tr("Corrected"))

        def given(entry: Entry, reason: str) -> None:
            self._jobs.write(lambda desk, _c: timeline.correct(desk, old.activity_id, entry, reason), done, owner=self)

        CorrectionSheet(self, old, given).show_up()

    def _show_menu(self, place: QPoint) -> None:
        widget = self.timeline.viewport().childAt(place)
        while widget is not None and not hasattr(widget, "entry"):
            widget = widget.parentWidget()
        if widget is None:
            return
        entry_id = widget.entry.id
        menu = QMenu(self)
        menu.addAction(self.tr("Correct…"), lambda: self.correct(entry_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.timeline.viewport().mapToGlobal(place))

    # -- words -----------------------------------------------------------------------------------------------------
    def _entry(self, entry: Recorded) -> TimelineEntry:
        kind = code_name("activity_kind", entry.kind)
        channel = code_name("contact_channel", entry.channel)
        tags = []
        if entry.outcome in _BAD:
            tags.append(Tag(code_name("contact_outcome", entry.outcome), Tone.WARN))
        elif entry.outcome == "call_later":
            tags.append(Tag(code_name("contact_outcome", entry.outcome), Tone.INFO))
        if entry.check_days:
            tags.append(Tag(self._words.check(entry.check_days), Tone.OK))
        replaced = entry.superseded_by is not None
        return TimelineEntry(
            entry.activity_id,
            f"{entry.occurred_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
            " · ".join(part for part in (kind, channel) if part),
            entry.officer_name,
            entry.text,
            tuple(tags),
            "plain" if entry.outcome in _BAD else _MILESTONES.get(entry.kind, "info"),
            replaced,
            (("correct", self.tr("Correct")),) if _correctable(entry) else (),
        )


def _correctable(entry: Recorded) -> bool:
    return entry.superseded_by is None and entry.kind not in {"referral", "placement"}
