"""Beside the form: what the document says, who may be the same person, open drafts, who was registered today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker import codes
from caseworker.drafts import OpenDraft
from caseworker.people.duplicates import Duplicate, Likeness
from caseworker.people.find import PersonHit
from caseworker.people.identity import IdReading
from ui import theme
from ui.people.essentials import origin_of
from ui.people.times import clock_time
from ui.widgets import Button, Card, Fact, Facts, LinkButton, TagLabel, label, soft
from ui.widgets.basics import ElidedLabel
from ui.words import language

WIDTH = 268


class SidePanel(QScrollArea):
    """Four cards; those with nothing to say are hidden."""

    person_wanted = Signal(object)
    """A `PersonHit` to open."""
    draft_wanted = Signal(str)
    draft_dropped = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(theme.px(WIDTH))
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        self.person = Card(self.tr("This person"))
        self.alike = Card(self.tr("Perhaps the same person"))
        self.drafts = Card(self.tr("Open drafts"))
        self.recent = Card(self.tr("Registered today"))
        for card in (self.person, self.alike, self.drafts, self.recent):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(canvas)
        self.show_reading(None)
        self.show_alike(())
        self.show_drafts(())
        self.show_recent(())

    def show_reading(self, reading: IdReading | None) -> None:
        """What the document number says by itself."""
        self.person.clear()
        if reading is None or reading.value is None:
            words = self.tr("Sex, age and origin fill themselves in from the document number.")
            self.person.add(soft(words, wrap=True))
            return
        value = reading.value
        facts = [
            Fact(self.tr("Sex"), codes.table("sex").name(value.sex, language())),
            Fact(self.tr("Age"), self.tr("{age} years").format(age=value.age(self._today()))),
            Fact(self.tr("Born"), f"{value.birth_date:%Y-%m-%d}"),
            Fact(
                self.tr("Origin"), origin_of(reading) or self.tr("unknown code {code}").format(code=value.region_code)
            ),
        ]
        self.person.add(Facts(facts))

    def show_known(self, hit: PersonHit) -> None:
        """The number belongs to somebody on file."""
        self.person.clear()
        self.person.add(label(self.tr("{name} is already registered").format(name=hit.name), "strong", wrap=True))
        self.person.add(soft(details(hit), wrap=True))
        self.person.add(Button(self.tr("Open"), lambda: self.person_wanted.emit(hit), role="primary"))

    def show_alike(self, found: Sequence[Duplicate]) -> None:
        """People with the same phone or name."""
        self.alike.clear()
        self.alike.setVisible(bool(found))
        for one in found:
            same = self.tr("same phone") if one.likeness is Likeness.PHONE else self.tr("same name")
            self.alike.add(self._line(one.hit, same))

    def show_drafts(self, found: Sequence[OpenDraft]) -> None:
        """Registrations begun and not finished."""
        self.drafts.clear()
        self.drafts.setVisible(bool(found))
        for draft in found:
            self.drafts.add(self._draft(draft))

    def show_recent(self, found: Sequence[PersonHit]) -> None:
        """Who was registered today, the latest first."""
        self.recent.clear()
        for hit in found:
            self.recent.add(self._line(hit))
        if not found:
            self.recent.add(soft(self.tr("Nobody yet today."), wrap=True))

    def _line(self, hit: PersonHit, mark: str = "") -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        link = LinkButton(hit.name, lambda: self.person_wanted.emit(hit))
        link.setAccessibleName(self.tr("Open {name}").format(name=hit.name))
        top.addWidget(link)
        top.addStretch(1)
        if mark:
            top.addWidget(TagLabel(mark, "warn"))
        elif hit.case_state:
            top.addWidget(TagLabel(codes.table("case_state").name(hit.case_state, language()), "info"))
        column.addLayout(top)
        words = ElidedLabel(details(hit), "soft")
        words.setContentsMargins(theme.px(5), 0, 0, 0)
        column.addWidget(words)
        return box

    def _draft(self, draft: OpenDraft) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        go = LinkButton(draft.title, lambda: self.draft_wanted.emit(draft.key))
        go.setAccessibleName(self.tr("Go on with {title}").format(title=draft.title))
        drop = LinkButton(self.tr("Drop"), lambda: self.draft_dropped.emit(draft.key))
        drop.setAccessibleName(self.tr("Drop the draft {title}").format(title=draft.title))
        line.addWidget(go)
        line.addWidget(soft(clock_time(draft.saved_at, self._today())))
        line.addStretch(1)
        line.addWidget(drop)
        return box


def details(hit: PersonHit) -> str:
    """What tells two people of one name apart, masked."""
    return "  ".join(part for part in (hit.id_masked, hit.phone_masked, hit.community) if part)
