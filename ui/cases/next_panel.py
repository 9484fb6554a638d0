"""下一步: what was promised and which checks are owed; settled, moved and added by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from caseworker.cases import tasks
from caseworker.cases.timeline import NextAction
from caseworker.cases.view import CaseView
from ui import theme
from ui.cases.note import About
from ui.cases.prompts import PostponeSheet, PromiseSheet
from ui.cases.words import CaseWords
from ui.jobs import Jobs
from ui.widgets import Button, Card, Column, DataTable, Kind, Tag, Toasts, Tone


@dataclass(frozen=True, slots=True)
class Step:
    """One line: a promise, or a check after placement (`days` is set)."""

    id: UUID
    title: str
    due_on: date
    time: str
    waits_for: str
    days: int | None = None


class NextPanel(Card):
    """Promises and checks of one case. Space settles, S postpones, Ctrl+T adds."""

    check_wanted = Signal(object)
    """`About` of a check: its note is to be written."""

    def __init__(self, jobs: Jobs, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.set_title(self.tr("Next steps"))
        self._jobs, self._today, self._words = jobs, today, CaseWords(self)
        self._view: CaseView | None = None
        self.add_button = Button(self.tr("Add"), self.promise, role="quiet", shortcut="Ctrl+T")
        self.head.addWidget(self.add_button)
        self.table = DataTable(self._columns(), "case.next", self.tr("Next steps"))
        self.table.header.hide()
        self.table.set_empty_text("", self.tr("Nothing is promised. Ctrl+T sets the next step."))
        self.table.on_key("Space", self.settle, self.tr("Settled"))
        self.table.on_key("S", self.postpone, self.tr("Postpone…"))
        self.table.opened.connect(self.settle)
        self.table.setFixedHeight(theme.row_height() * 3 + 4)
        self.body.setContentsMargins(theme.px(14), theme.px(8), theme.px(6), theme.px(8))
        self.body.setSpacing(theme.px(4))
        self.add(self.table)

    def show_case(self, view: CaseView) -> None:
        """Show what is open."""
        self._view = view
        steps = [Step(task.id, task.title, task.due_on, task.due_time, task.waits_for) for task in view.tasks]
        for placement in view.placements:
            if placement.next_days is not None and placement.next_on is not None:
                title = self._words.check(placement.next_days)
                steps.append(Step(placement.placement_id, title, placement.next_on, "", "", placement.next_days))
        steps.sort(key=lambda step: (step.due_on, step.time or "99"))
        self.table.set_rows(steps)
        rows = min(max(len(steps), 2), 5)
        self.table.setFixedHeight(theme.row_height() * rows + 4)
        self.add_button.setEnabled(view.closed_on is None)

    def settle(self, step: Step) -> None:
        """Space: a promise is settled at once; a check is written down."""
        if step.days is not None:
            self.check_wanted.emit(About(step.title, placement_id=step.id, check_days=step.days))
            return
        self._jobs.write(
            lambda desk, _c: tasks.finish(desk, step.id),
            lambda _saved: self._say(
                self.tr("Settled: {title}").format(title=step.title),
                lambda: self._jobs.write(lambda desk, _c: tasks.reopen(desk, step.id), owner=self),
            ),
            owner=self,
        )

    def postpone(self, step: Step) -> None:
        """S: another day, and why."""
        if step.days is not None:
            self._say(self.tr("A check has its day from the first day at work. Note the attempt instead."), None)
            return

        def given(day: date, reason: str) -> None:
            self._jobs.write(
                lambda desk, _c: tasks.postpone(desk, step.id, day, reason),
                lambda saved: self._say(
                    self.tr("Postponed to {day}").format(day=self._words.day(day, self._today())),
                    lambda: self._jobs.write(lambda desk, _c: tasks.put_back(desk, step.id, saved.value), owner=self),
                ),
                owner=self,
            )

        later = max(step.due_on, self._today()) + timedelta(days=1)
        PostponeSheet(self, step.title, self._today, later, given).show_up()

    def promise(self) -> None:
        """Ctrl+T: another next step."""
        view = self._view
        if view is None:
            return

        def given(action: NextAction) -> None:
            self._jobs.write(
                lambda desk, _c: tasks.promise(desk, view.case_id, action),
                lambda saved: self._say(
                    self.tr("Set: {title}").format(title=action.title),
                    lambda: self._jobs.write(lambda desk, _c: tasks.drop(desk, saved.value), owner=self),
                ),
                owner=self,
            )

        PromiseSheet(self, self._today, given).show_up()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("due", self.tr("Due"), self._due, Kind.TAGS, 96),
            Column("what", self.tr("What"), self._what, Kind.TAGS, 120, stretch=True, tip=lambda step: step.title),
        )

    def _due(self, step: Step) -> Tag:
        tag = self._words.due_tag(step.due_on, self._today(), step.time)
        far = step.due_on > self._today() + timedelta(days=7)
        return Tag(tag.text, Tone.PLAIN) if far else tag

    def _what(self, step: Step) -> tuple[str | Tag, ...]:
        waits = (Tag(self.tr("waits for {whom}").format(whom=step.waits_for)),) if step.waits_for else ()
        return (step.title, *waits)

    def _say(self, words: str, undo: Callable[[], object] | None) -> None:
        Toasts.of(self).say(words, undo)
        if self.table.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
