"""The person at the left of a case: who, facts, household, consent; hidden values shown on purpose and for a minute."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from caseworker.desk import Saved
from caseworker.people.card import PersonCard, dial, reveal
from caseworker.people.household import Relative
from ui import theme
from ui.cases.picture import CasePicture
from ui.cases.words import code_name, group_tag
from ui.jobs import Jobs
from ui.widgets import (
    Card,
    ElidedLabel,
    Fact,
    Facts,
    LinkButton,
    TagRow,
    Toasts,
    ask_reason,
    heading,
    label,
    rule,
    soft,
)

REVEAL_MS = 60_000


class PersonPanel(Card):
    """Who the case is about."""

    edit_wanted = Signal(object)
    relative_wanted = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._jobs = jobs
        self._person: PersonCard | None = None
        self._masks: dict[str, str] = {}
        self.facts = _MaskedFacts()
        self._hiding = QTimer(self, singleShot=True, interval=REVEAL_MS)
        self._hiding.timeout.connect(self.cover)

    # -- showing ---------------------------------------------------------------------------------------------------
    def show_person(self, picture: CasePicture) -> None:
        """Show a person; what was revealed of the same person stays for its minute."""
        person = picture.person
        same = self._person is not None and self._person.person_id == person.person_id
        kept = {name: self.facts.value(name) for name in self._masks} if same and self._hiding.isActive() else {}
        if not kept:
            self._hiding.stop()
        self._person, self._masks = person, {self.tr("ID"): "", self.tr("Phone"): ""}
        self.clear(keep_head=False)
        self._add_name(person)
        self.facts = _MaskedFacts(self._facts(picture))
        self._masks = {self.tr("ID"): self._last_four(person), self.tr("Phone"): person.phone_masked}
        for name, value in kept.items():
            self.facts.set_value(name, value)
        self.add(self.facts)
        self._add_household(person)
        self._add_consent(person)
        self.body.addStretch(1)

    def cover(self) -> None:
        """Hide what was revealed."""
        self._hiding.stop()
        if self._person is not None:
            for name, value in self._masks.items():
                self.facts.set_value(name, value)

    def dial(self) -> None:
        """The whole number at once, with its reason written down by the service."""
        person = self._person
        if person is not None:
            self._jobs.write(
                lambda desk, _c: dial(desk, person.person_id),
                lambda saved: self._reveal(person.person_id, self.tr("Phone"), saved),
                owner=self,
            )

    def ask_id(self) -> None:
        """The whole ID number, for a reason."""
        person = self._person
        if person is None:
            return

        def given(reason: str) -> None:
            self._jobs.write(
                lambda desk, _c: reveal(desk, person.person_id, "id_no", reason),
                lambda saved: self._reveal(person.person_id, self.tr("ID"), saved),
                owner=self,
            )

        reasons = (self.tr("To fill in a form"), self.tr("To check the document"), self.tr("Asked by the person"))
        words = self.tr("It is shown for one minute. The reason is written down.")
        ask_reason(self, self.tr("Show the ID number"), words, given, reasons=reasons, action=self.tr("Show"))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cover()

    def _reveal(self, person_id: UUID, name: str, saved: Saved[str]) -> None:
        if self._person is None or self._person.person_id != person_id:
            return
        if not saved.value:
            Toasts.of(self).problem(self.tr("There is no phone number on record. Add one with Edit."))
            return
        self.facts.set_value(name, saved.value)
        self._hiding.start()

    # -- parts -----------------------------------------------------------------------------------------------------
    def _add_name(self, person: PersonCard) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(heading(person.name))
        about = self.tr("{sex}, {age}").format(sex=code_name("sex", person.sex), age=person.age)
        line.addWidget(soft(about))
        line.addStretch(1)
        edit = LinkButton(self.tr("Edit"), lambda: self.edit_wanted.emit(person.person_id))
        line.addWidget(edit)
        self.add(line)
        if person.tags:
            tags = TagRow([group_tag(tag.kind) for tag in person.tags])
            tags.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            tags.setToolTip("\n".join(f"{code_name('group_tag', tag.kind)}  {tag.basis}" for tag in person.tags))
            self.add(tags)

    def _facts(self, picture: CasePicture) -> list[Fact]:
        person = picture.person
        places = picture.places
        phone = ((self.tr("Dial"), self.dial),) if person.phone_masked else ()
        wanted = " / ".join(job.title for job in person.wanted_jobs)
        expected = " · ".join(
            part for part in (self._pay(person), *(places.get(code, "") for code in person.wanted_regions)) if part
        )
        found = [
            Fact(self.tr("ID"), self._last_four(person), ((self.tr("Show"), self.ask_id),)),
            Fact(self.tr("Phone"), person.phone_masked or self.tr("none"), phone),
            Fact(self.tr("Hukou"), places.get(person.hukou_region, "")),
            Fact(self.tr("Lives in"), " ".join((places.get(person.live_region, ""), person.community)).strip()),
            Fact(self.tr("Education"), _dotted(code_name("education", person.education), person.major)),
            Fact(self.tr("Experience"), person.experience),
            Fact(self.tr("Wants"), wanted),
            Fact(self.tr("Expects"), expected),
            Fact(self.tr("Status"), code_name("emp_status", person.employment_status)),
        ]
        return [fact for fact in found if fact.value]

    def _pay(self, person: PersonCard) -> str:
        low, high = person.pay_min, person.pay_max
        if low and high and low != high:
            return self.tr("{low}–{high} yuan").format(low=low // 100, high=high // 100)
        if low or high:
            return self.tr("{low} yuan and up").format(low=(low or high or 0) // 100)
        return ""

    def _last_four(self, person: PersonCard) -> str:
        return self.tr("ends in {digits}").format(digits=person.id_masked[-4:])

    def _add_household(self, person: PersonCard) -> None:
        if not person.relatives:
            return
        self.add(rule(), heading(self.tr("Household"), 2))
        for relative in person.relatives:
            self.add(self._relative(relative))

    def _relative(self, relative: Relative) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        words = f"{code_name('relation', relative.relation)} {relative.name}"
        if relative.person_id is None:
            line.addWidget(ElidedLabel(_dotted(words, relative.situation)), 1)
            return line
        line.addWidget(label(words))
        status = code_name("emp_status", relative.employment_status)
        text = _dotted(self.tr("registered"), status)
        line.addWidget(LinkButton(text, lambda: self.relative_wanted.emit(relative.person_id)))
        line.addStretch(1)
        return line

    def _add_consent(self, person: PersonCard) -> None:
        self.add(rule(), heading(self.tr("Consent"), 2))
        if person.consent_on:
            words = self.tr("Use of personal data agreed on {day} ✓").format(day=f"{person.consent_on:%Y-%m-%d}")
            self.add(soft(words, wrap=True))
        else:
            words = self.tr("No consent on record. Have it signed and note it with Edit.")
            self.add(label(words, "warning", wrap=True))


class _MaskedFacts(Facts):
    """Facts whose shown values can be read back, to keep a revealed one over a refresh."""

    def value(self, name: str) -> str:
        return self._values[name].text()


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
