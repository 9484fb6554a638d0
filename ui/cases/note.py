"""The quick note (记一次联系): how, with what result, what was said, what is next. The same on Today and on a case.

Made for fifteen seconds and no mouse: a number picks the channel, a number the result, then one types;
Ctrl+Enter saves from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.cases.suggestion import suggest
from caseworker.cases.timeline import Entry, NextAction
from caseworker.cases.view import OpenTask
from ui import theme
from ui.cases.settling import SettlingField
from ui.cases.when import WhenField
from ui.cases.words import CaseWords
from ui.widgets import (
    Button,
    ChoiceField,
    CodeField,
    LineField,
    MemoField,
    label,
    set_role,
    soft,
    table_options,
)

DEFAULT_KIND = "follow_up"
BY_THEMSELVES = frozenset({"referral", "placement"})
"""Kinds that come with their own record (a recommendation, a job found) and are not written by hand."""
NOT_ONE_TO_ONE = frozenset({"group"})
"""Channels of events, which are recorded for all who came."""
DRAFT_PAUSE_MS = 900


@dataclass(frozen=True, slots=True)
class About:
    """What a note settles: a promise, or a check after placement. `title` is shown."""

    title: str = ""
    finishes: UUID | None = None
    placement_id: UUID | None = None
    check_days: int | None = None


class NoteForm(QWidget):
    """The note. `submitted(Entry)` when it is to be saved, `closed()` on Esc, `paused()` when typing rests."""

    submitted = Signal(object)
    closed = Signal()
    paused = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._words = today, CaseWords(self)
        self.about = About()
        self._offered: tuple[str, date] | None = None
        self._folded = False
        self._make_fields()
        self._lay_out()
        self._wire()
        self.begin()

    # -- what it holds -------------------------------------------------------------------------------------------
    def begin(self, about: About | None = None, kind: str = DEFAULT_KIND, channel: str | None = None) -> None:
        """An empty note."""
        self.about = about or About()
        self._offered = None
        for field in (self.outcome, self.text, self.next_title, self.next_on):
            field.set_value(None)
        self.kind.set_value(kind)
        self.channel.set_value(channel)
        self._offer_settled()
        self._pause.stop()
        self._say("")
        self._show_about()
        self._show_day()

    def know_open(self, steps: Sequence[OpenTask] | None) -> None:
        """The open next steps of the case, which a note may settle; None while they are not known."""
        first = self.settles.know(steps)
        if first or not self.dirty:
            self._offer_settled()
        chips = (*self.outcome.chips.values(), *self.settles.chips.values(), self.text)
        for before, after in pairwise(chips):  # chips made later would else come last for Tab
            QWidget.setTabOrder(before, after)
        self._show_settles()

    def entry(self) -> Entry:
        """The entry as it stands. A check that reached nobody is an attempt, and stays owed."""
        outcome = self.outcome.value() or ""
        reached = outcome in {"", "reached"}
        entry = Entry(
            kind=self.kind.value() or DEFAULT_KIND,
            text=self.text.value(),
            channel=self.channel.value() or "",
            outcome=outcome,
            next_action=self._next(),
            finishes=self.settles.settled(self.about.finishes),
        )
        if self.about.check_days is None or not reached:
            return entry
        return replace(entry, placement_id=self.about.placement_id, check_days=self.about.check_days)

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.text.value() or self.channel.value() or self.outcome.value())

    def payload(self) -> dict[str, Any]:
        """The note as plain values, for a draft."""
        about, on = self.about, self.next_on.value()
        return {
            "kind": self.kind.value(),
            "channel": self.channel.value(),
            "outcome": self.outcome.value(),
            "text": self.text.toPlainText(),
            "next_title": self.next_title.value(),
            "next_on": on.isoformat() if on else None,
            "settles": list(self.settles.value()),
            "title": about.title,
            "finishes": str(about.finishes) if about.finishes else None,
            "placement_id": str(about.placement_id) if about.placement_id else None,
            "check_days": about.check_days,
        }

    def restore(self, payload: dict[str, Any], about: About | None = None) -> None:
        """Bring a draft back; it is about what it was about, or now about something else."""
        begun = about is None
        about = about or _about_of(payload)
        self.begin(about, payload.get("kind") or DEFAULT_KIND, payload.get("channel"))
        if begun:
            self.settles.put_on(UUID(one) for one in payload.get("settles", ()))
        self.outcome.set_value(payload.get("outcome"))
        self.text.set_value(payload.get("text"))
        self.next_title.set_value(payload.get("next_title"))
        on = payload.get("next_on")
        self.next_on.set_value(date.fromisoformat(on) if on else None)
        self._show_day()

    def submit(self) -> None:
        """Save, unless something must be put right first."""
        self.kind.settle()  # typed, and not left yet
        problem = self.next_on.complaint()
        if not problem and self.next_title.value() and self.next_on.value() is None:
            problem = self.tr("When? Type 3 for in 3 days, 周五, or 2026-12-01.")
        if problem:
            self._say(problem)
            self.next_on.setFocus()
            return
        self._pause.stop()
        self.submitted.emit(self.entry())

    def complain(self, words: str) -> None:
        """Say why it could not be saved; what was typed stays."""
        self._say(words)
        self.text.setFocus()

    def focus_first(self) -> None:
        """To the channel; to the text when that was chosen before."""
        (self.text if self.channel.value() and self.outcome.value() else self.channel).setFocus()

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_fields(self) -> None:
        kinds = [option for option in table_options("activity_kind") if option[0] not in BY_THEMSELVES]
        self.kind = CodeField(kinds)
        channels = [option for option in table_options("contact_channel") if option[0] not in NOT_ONE_TO_ONE]
        self.channel = ChoiceField(_numbered(channels))
        self.outcome = ChoiceField(_numbered(table_options("contact_outcome")))
        self.settles = SettlingField(self._today)
        self.text = MemoField(self.tr("What was said and agreed"), lines=2, most=6)
        self.next_title = LineField(self.tr("what, e.g. 电话回访"), max_length=120)
        self.next_on = WhenField(self._today)
        for field, name in (
            (self.kind, self.tr("Kind")),
            (self.channel, self.tr("Channel")),
            (self.outcome, self.tr("Result")),
            (self.settles, self.tr("Settles")),
            (self.text, self.tr("What was said and agreed")),
            (self.next_title, self.tr("Next step")),
            (self.next_on, self.tr("When")),
        ):
            field.setAccessibleName(name)
        self.about_words = label("", "strong")
        self.weekday = soft()
        self.said = label("", "problem", wrap=True)
        self.button = Button(self.tr("Save"), self.submit, role="primary", shortcut="Ctrl+Return")
        self.button.setShortcut(QKeySequence())  # shown, but good only inside the note: other forms have it too
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.paused)

    def _lay_out(self) -> None:
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.px(8))
        self.grid.setVerticalSpacing(theme.px(7))
        self.grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Channel"), self.channel),
            (self.tr("Result"), self.outcome),
            (self.tr("Settles"), self.settles),
            (self.tr("Text"), self._text_line()),
            (self.tr("Next"), self._next_line()),
        )
        self.grid.addWidget(self.about_words, 0, 0, 1, 2)
        self._later: list[QWidget] = []
        for row, (words, field) in enumerate(rows, start=1):
            caption = label(words, "label")
            self.grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self.grid.addWidget(field, row, 1)
            if field is self.settles:
                self._settling = (caption, field)
            elif row > 1:
                self._later += [caption, field]
        self.grid.addWidget(self.said, len(rows) + 1, 1)

    def set_folded(self, folded: bool) -> None:
        """Show the channels only, or everything."""
        self._folded = folded
        for part in self._later:
            part.setVisible(not folded)
        self._show_settles()

    def _show_settles(self) -> None:
        for part in self._settling:
            part.setVisible(bool(self.settles.chips) and not self._folded)

    def hasHeightForWidth(self) -> bool:
        """No: asked what it needs at its narrowest, where every chip has a line, a window would outgrow the screen."""
        return False

    def minimumSizeHint(self) -> QSize:
        """The height it needs at the width it has."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self.grid.heightForWidth(max(self.width(), least.width())))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint().expandedTo(QSize(super().sizeHint().width(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _text_line(self) -> QWidget:
        """The text, with its kind and the button at its right."""
        box, line = _line_of()
        line.addWidget(self.text, 1)
        beside = QVBoxLayout()
        beside.setSpacing(theme.px(5))
        self.kind.setFixedWidth(self.button.sizeHint().width())
        beside.addWidget(self.kind)
        beside.addWidget(self.button)
        line.addLayout(beside)
        return box

    def _next_line(self) -> QWidget:
        box, line = _line_of()
        self.next_on.setFixedWidth(theme.px(116))
        line.addWidget(self.next_title, 1)
        line.addWidget(self.next_on)
        line.addWidget(self.weekday)
        return box

    def _wire(self) -> None:
        self.channel.changed.connect(self._channel_chosen)
        self.outcome.changed.connect(self._outcome_chosen)
        self.next_on.changed.connect(self._show_day)
        self.next_on.finished.connect(self._show_day)
        for field in (self.kind, self.channel, self.outcome, self.settles, self.text, self.next_title, self.next_on):
            field.changed.connect(self._edited)
        for line in (self.kind.line, self.next_title, self.next_on):
            line.installEventFilter(self)
        for keys, act in (("Ctrl+Enter", self.submit), ("Esc", self.closed.emit)):  # the button answers Ctrl+Return
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the kind that is meant, goes on from what to when, and from when saves."""
        enter = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.type() != QEvent.Type.KeyPress or not enter:
            return super().eventFilter(watched, event)
        if watched is self.kind.line:
            if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            (self.text if self.kind.settle() else self.kind).setFocus()
        elif watched is self.next_title:
            self.next_on.setFocus()
        else:
            self.submit()
        return True

    # -- reacting --------------------------------------------------------------------------------------------------
    def _channel_chosen(self) -> None:
        self.outcome.setFocus()

    def _outcome_chosen(self) -> None:
        self._offer()
        self.text.setFocus()

    def _offer_settled(self) -> None:
        """A check after placement answers nothing but itself."""
        self.settles.offer(self.about.finishes, guess=self.about.check_days is None)

    def _offer(self) -> None:
        """Offer a next step; one the officer wrote is left alone."""
        if self._offered is None and (self.next_title.value() or self.next_on.text().strip()):
            return
        if self._offered is not None and (self.next_title.value(), self.next_on.value()) != self._offered:
            return
        check = self.about.check_days is not None
        found = suggest(self.outcome.value() or "", self._today(), check=check)
        self._offered = None if found is None else (self._words.suggestion(found.what), found.due_on)
        title, on = self._offered or ("", None)
        self.next_title.set_value(title)
        self.next_on.set_value(on)
        self._show_day()

    def _next(self) -> NextAction | None:
        title, on = self.next_title.value(), self.next_on.value()
        if on is None:
            return None
        return NextAction(title or self.tr("Contact again"), on)

    def _edited(self) -> None:
        self._say("")
        self._pause.start()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _show_about(self) -> None:
        self.about_words.setText(self.about.title)
        self.about_words.setVisible(bool(self.about.title))

    def _show_day(self) -> None:
        day, today = self.next_on.value(), self._today()
        ahead = (day - today).days if day else 0
        words = "" if day is None or ahead < 0 else self._words.weekday(day)
        self.weekday.setText(words)
        self.weekday.setVisible(bool(words))
        set_role(self.weekday, "soft")


def _about_of(payload: dict[str, Any]) -> About:
    """What a draft was about."""
    finishes, placement = payload.get("finishes"), payload.get("placement_id")
    return About(
        payload.get("title") or "",
        UUID(finishes) if finishes else None,
        UUID(placement) if placement else None,
        payload.get("check_days"),
    )


def _line_of() -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(8))
    return box, line


def _numbered(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Chips that show the number that picks them."""
    return [(code, f"{number} {text}") for number, (code, text) in enumerate(options, start=1)]
