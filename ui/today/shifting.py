"""改期、转手: a line of Today gets another day (S) or goes to a colleague (H), with the reason, and back again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from caseworker.access.officers import officers
from caseworker.cases import due_changes, lifecycle, tasks
from caseworker.cases.due_changes import Before, DueThing
from caseworker.cases.timeline import NextAction
from caseworker.cases.today import Kind, TodayItem
from caseworker.desk import Saved
from ui.cases.prompts import PostponeSheet, Sheet
from ui.shell.screen import Screen
from ui.today.words import TodayWords
from ui.widgets import ChoiceField, LineField


class HandSheet(Sheet):
    """Which colleague, and why."""

    def __init__(
        self, parent: QWidget, what: str, colleagues: Sequence[tuple[str, str]], given: Callable[[UUID, str], object]
    ) -> None:
        super().__init__(parent)
        self._given = given
        self.name(self.tr("Hand to a colleague"), what, self.tr("Hand over"))
        self.form.add("whom", self.tr("To whom"), ChoiceField(colleagues), required=True)
        self.form.add("reason", self.tr("Why"), LineField(max_length=120), required=True)

    def give(self) -> None:
        self._given(UUID(self.form.value("whom")), self.form.value("reason"))


class Shifting(QObject):
    """Moves lines of one screen; `done` is called afterwards, for the keys to go back to the list."""

    def __init__(
        self, screen: Screen, words: TodayWords, today: Callable[[], date], done: Callable[[], object]
    ) -> None:
        super().__init__(screen)
        self._screen, self._words, self._today, self._done = screen, words, today, done

    def postpone(self, item: TodayItem) -> None:
        """S: another day, and why."""
        if why := self._words.why_not_postponed(item):
            self._screen.say(why)
            return
        later = max(item.due_on, self._today()) + timedelta(days=1)
        given = self._promised if item.kind is Kind.NEW_CASE else self._postponed
        title = f"{item.name} · {self._words.what(item)}"
        PostponeSheet(self._screen, title, self._today, later, lambda day, reason: given(item, day, reason)).show_up()

    def hand_on(self, item: TodayItem) -> None:
        """H: a colleague does it; a first contact goes over with its case."""
        if item.kind is not Kind.NEW_CASE and (why := self._words.why_not_postponed(item)):
            self._screen.say(why)
            return

        def came(found: Sequence[tuple[UUID, str]]) -> None:
            if not found:
                self._screen.say(self.tr("Nobody else works in this office."))
                return
            choices = [(str(who), f"{number} {name}") for number, (who, name) in enumerate(found, start=1)]
            title = f"{item.name} · {self._words.what(item)}"
            HandSheet(self._screen, title, choices, lambda who, why: self._handed(item, who, why)).show_up()

        self._screen.jobs.read(
            lambda desk, _c: [one for one in officers(desk) if one[0] != desk.actor.officer_id],
            came,
            owner=self._screen,
        )

    def _promised(self, item: TodayItem, day: date, _reason: str) -> None:
        action = NextAction(self._words.what(item), day)
        self._screen.jobs.write(
            lambda desk, _c: tasks.promise(desk, item.case_id, action),
            lambda saved: self._said_moved(item, day, lambda: self._drop(saved.value)),
            owner=self._screen,
        )

    def _postponed(self, item: TodayItem, day: date, reason: str) -> None:
        thing = _thing(item)
        self._screen.jobs.write(
            lambda desk, _c: due_changes.postpone(desk, thing, day, reason),
            lambda saved: self._said_moved(item, day, lambda: self._put_back(thing, saved)),
            owner=self._screen,
        )

    def _handed(self, item: TodayItem, officer_id: UUID, reason: str) -> None:
        said = self.tr("{name}: handed to a colleague").format(name=item.name)
        if item.kind is Kind.NEW_CASE:
            self._screen.jobs.write(
                lambda desk, _c: lifecycle.assign_case(desk, item.case_id, officer_id),
                lambda _saved: self._said(said),
                owner=self._screen,
            )
            return
        thing = _thing(item)
        self._screen.jobs.write(
            lambda desk, _c: due_changes.hand_on(desk, thing, officer_id, reason),
            lambda saved: self._said(said, lambda: self._put_back(thing, saved)),
            owner=self._screen,
        )

    def _said(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self._screen.say(words, undo)
        self._done()

    def _said_moved(self, item: TodayItem, day: date, undo: Callable[[], object]) -> None:
        shown = self._words.case.day(day, self._today())
        self._said(self.tr("{name}: postponed to {day}").format(name=item.name, day=shown), undo)

    def _put_back(self, thing: DueThing, moved: Saved[Before]) -> None:
        words = self.tr("Taken back")
        self._screen.jobs.write(
            lambda desk, _c: due_changes.put_back(desk, thing, moved.value, words), owner=self._screen
        )

    def _drop(self, task_id: UUID) -> None:
        self._screen.jobs.write(lambda desk, _c: tasks.drop(desk, task_id), owner=self._screen)


def _thing(item: TodayItem) -> DueThing:
    return DueThing(item.kind, item.source_id, item.days if item.kind is Kind.CHECK else None)
