"""The registration screen (求职登记): the document number first, a known person opens, nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker import drafts
from caseworker.access.masking import mask_id
from caseworker.desk import Desk, Saved
from caseworker.people import household
from caseworker.people.duplicates import possible_duplicates
from caseworker.people.find import PersonHit
from caseworker.people.form import FormRefusedError, RegistrationForm, check_form
from caseworker.people.household import Relative
from caseworker.people.identity import IdReading
from caseworker.people.recent import communities, registered_today
from caseworker.people.registration import DRAFT, IdLookup, look_up_id
from caseworker.problems import Problem
from ui import theme
from ui.jobs import Jobs
from ui.people import saving
from ui.people.form import RegistrationFormView
from ui.people.keeping import DraftKeeper
from ui.people.saving import Opened, Outcome
from ui.people.scroll import FormScroll
from ui.people.side import SidePanel
from ui.people.times import clock_time
from ui.shell.screen import Screen
from ui.widgets import Banner, Button, ElidedLabel, LinkButton, heading, set_role, warm_tables

AT_HAND = "registration.at_hand"
"""Property of the jobs: the draft on screen when the window was built anew (theme, language)."""
LARGE_TABLES = ("occupation", "district", "street")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose form is on screen: somebody new, a person on file, or a member of a household on file."""

    person: PersonHit | None = None
    member_id: UUID | None = None
    member_name: str = ""

    def plain(self) -> dict[str, str]:
        """For a draft."""
        return {"member_id": str(self.member_id or ""), "member_name": self.member_name}


class RegistrationScreen(Screen):
    """`activate()` begins an empty form; `person_id` edits, `draft_key` goes on, `member_id` registers a relative."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._clock = jobs.desk.clock
        self._district = jobs.desk.actor.district_id
        self._subject = Subject()
        self._start = RegistrationForm()
        self._used = self._saving = self._open_when_known = False
        self.form = RegistrationFormView(self._clock.today)
        self.side = SidePanel(self._clock.today)
        self.keeper = DraftKeeper(jobs, self._take, self)
        self.title = heading("")
        self.state = ElidedLabel("", "soft")
        self.other = LinkButton(self.tr("Other documen&t"))
        self.other.pressed.connect(self._toggle_foreign)  # Qt clicks for Alt+T only when 100 ms have passed
        self.save_button = Button("", lambda: self.save(open_case=False), shortcut="Ctrl+S")
        self.case_button = Button("", lambda: self.save(open_case=True), role="primary", shortcut="Ctrl+Enter")
        self.banner = QVBoxLayout()
        self._lay_out()
        self._wire()
        jobs.network(lambda _desk, _control: warm_tables(*LARGE_TABLES), owner=self)

    # -- coming and going ------------------------------------------------------------------------------------
    def activate(self, **params: Any) -> None:
        """Keep what is typed, then show the form asked for."""
        self.keep_draft()
        at_hand, self._used = None if self._used else self.jobs.property(AT_HAND), True
        self.jobs.setProperty(AT_HAND, "")
        if key := params.get("draft_key") or (at_hand if not params else ""):
            self._load_draft(str(key))
        elif person_id := params.get("person_id"):
            self._load_person(person_id)
        elif member_id := params.get("member_id"):
            self._load_member(member_id, str(params.get("member_name", "")))
        else:
            self._begin(Subject(), self._blank(), uuid4().hex)
        self._refresh()

    def changed(self, summary: Any) -> None:
        """People may have been registered elsewhere."""
        self._refresh()

    def keep_draft(self) -> None:
        """Write the draft now."""
        if self.jobs.desk is None or self._saving or not self.keeper.key:
            return
        if self.isVisible() and self._take() is not None:
            self.jobs.setProperty(AT_HAND, self.keeper.key)
        self.keeper.keep()

    def panes(self) -> list[QWidget]:
        """The form, and what stands beside it."""
        return [self.form, self.side]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.keep_draft()
            self.go("back")
            return
        super().keyPressEvent(event)

    # -- saving ----------------------------------------------------------------------------------------------
    def save(self, *, open_case: bool) -> None:
        """Save, or say what is missing; with `open_case` go on to the case."""
        form = self._value()
        problems = dict(check_form(form, self._clock.today()).problems)
        if self._saving or not self._complete(problems):
            return
        self._saving = True
        self.keeper.rest()
        self._enable(False)
        subject, key = self._subject, self.keeper.key
        self.jobs.write(
            lambda desk, _control: saving.save(desk, form, subject.person, subject.member_id, key, open_case=open_case),
            self._saved,
            self._refused,
            owner=self,
            ended=lambda: self._enable(True),
        )

    def _complete(self, problems: dict[str, Problem]) -> bool:
        typed_well = self.form.check_typing()
        self.form.say(problems)
        if problems or not typed_well:
            words = self.tr("Still to be put right: {count}").format(count=max(1, len(problems)))
            self._say_state(words, "problem")
        return typed_well and not problems

    def _saved(self, saved: Saved[Outcome]) -> None:
        self._saving = False
        outcome = saved.value
        words = self.tr("Changes saved: {name}") if self._subject.person else self.tr("Registered: {name}")
        self.say(words.format(name=outcome.name))
        self._begin(Subject(), self._blank(), uuid4().hex)
        self._refresh()
        if outcome.case_id is not None:
            self.go("case", case_id=outcome.case_id)
        else:
            self._offer_family(outcome.family)

    def _refused(self, problem: Problem) -> None:
        self._saving = False
        if isinstance(problem, FormRefusedError):
            self._complete(dict(problem.check.problems))
            return
        if problem.code == "registration.already_registered":
            self.form.say({"id_no": problem})
        self.problem(problem)
        self.keeper.touch()

    def _offer_family(self, family: tuple[Relative, ...]) -> None:
        self._clear_banner()
        if not family:
            return
        words = self.tr("Saved. Register somebody of the household too?")
        actions = tuple(
            (one.name, lambda one=one: self._register_member(one.member_id, one.name)) for one in family[:3]
        )
        self.banner.addWidget(Banner(words, "ok", actions))

    # -- the form on screen ----------------------------------------------------------------------------------
    def _blank(self) -> RegistrationForm:
        return RegistrationForm(live_region=self._district)

    def _begin(self, subject: Subject, form: RegistrationForm, key: str, kept: dict[str, Any] | None = None) -> None:
        """Show a form; `kept` is a draft of it to go on with."""
        self._subject, self._start = subject, form
        self._open_when_known = False
        self._clear_banner()
        if kept is None:
            self.form.set_form(form)
        else:
            self.form.set_plain(kept)
        self._start = form if kept is None or subject.person else self._blank()
        self.keeper.begin(key, kept)
        self.side.show_alike(())
        self._name_everything()
        self.form.focus_first()

    def _load_draft(self, key: str) -> None:
        def shown(draft: drafts.OpenDraft | None) -> None:
            if draft is None:
                self._begin(Subject(), self._blank(), uuid4().hex)
                return
            kept = draft.payload
            member = str(kept.get("member_id") or "")
            subject = Subject(None, UUID(member) if member else None, str(kept.get("member_name", "")))
            self._begin(subject, self._blank(), key, kept)
            self._say_saved(draft.saved_at)
            self.keeper.list_open()
            self._look_for_alike()

        if _is_person(key):
            self._load_person(UUID(key))
        else:
            self.jobs.read(lambda desk, _control: drafts.load(desk, DRAFT, key), shown, owner=self)

    def _load_person(self, person_id: UUID) -> None:
        def shown(opened: Opened) -> None:
            kept = opened.draft.payload if opened.draft else None
            self._begin(Subject(opened.hit), opened.form, str(person_id), kept)
            self.form.members.link(opened.relatives)
            if opened.draft is not None:
                self._say_saved(opened.draft.saved_at)

        self.jobs.write(lambda desk, _control: saving.open_person(desk, person_id), shown, owner=self)

    def _load_member(self, member_id: UUID, name: str) -> None:
        def shown(form: RegistrationForm) -> None:
            self._begin(Subject(None, member_id, name), form, uuid4().hex)

        self.jobs.write(lambda desk, _control: household.form_for_member(desk, member_id), shown, owner=self)

    def _register_member(self, member_id: UUID, name: str) -> None:
        self.go("registration", member_id=member_id, member_name=name)

    def _value(self) -> RegistrationForm:
        form = self.form.value()
        return replace(form, consent=True) if self._subject.person else form

    def _take(self) -> tuple[str, dict[str, Any]] | None:
        """The draft of what is on screen, None when nothing was typed."""
        if self.form.empty(self._start):
            return None
        form = self.form.value()
        title = form.name or (mask_id(form.id_no) if form.id_no else self.tr("No name yet"))
        return title, {**self.form.plain(), **self._subject.plain()}

    # -- looking things up -----------------------------------------------------------------------------------
    def _number_read(self, reading: IdReading | None) -> None:
        self.side.show_reading(reading)
        if reading is None or reading.value is None:
            return
        typed = reading.value.text
        self.jobs.read(lambda desk, _c: look_up_id(desk, typed), self._looked_up, key="people.id", owner=self)

    def _looked_up(self, found: IdLookup) -> None:
        wanted, self._open_when_known = self._open_when_known, False
        hit = found.known
        mine = self._subject.person
        if hit is None or (mine is not None and mine.person_id == hit.person_id):
            return
        self.side.show_known(hit)
        words = self.tr("{name} is already registered. Press Enter to open.").format(name=hit.name)
        self.form.essentials.grid.say("id_no", words, "warning")
        if wanted:
            self._open_known(hit)

    def _number_entered(self) -> None:
        self._open_when_known = True

    def _open_known(self, hit: PersonHit) -> None:
        """The number typed here belongs to somebody: a form with nothing else in it is not worth a draft."""
        if replace(self.form.value(), id_no=self._start.id_no) == self._start:
            self.keeper.drop(self.keeper.key)
            self._begin(Subject(), self._blank(), uuid4().hex)
        self._open(hit)

    def _open(self, hit: PersonHit) -> None:
        if hit.case_id is not None:
            self.keep_draft()
            self.go("case", case_id=hit.case_id)
        else:
            self.go("registration", person_id=hit.person_id)

    def _look_for_alike(self) -> None:
        name, mobile = self.form.essentials.grid.value("name"), self.form.essentials.grid.value("mobile")
        besides = self._subject.person.person_id if self._subject.person else None
        if name or mobile:
            self.jobs.read(
                lambda desk, _control: possible_duplicates(desk, name, mobile, besides),
                self.side.show_alike,
                key="people.alike",
                owner=self,
            )

    def _refresh(self) -> None:
        def look(desk: Desk, _control: object) -> tuple[list[PersonHit], list[str]]:
            return registered_today(desk), communities(desk)

        def shown(found: tuple[list[PersonHit], list[str]]) -> None:
            self.side.show_recent(found[0])
            self.form.essentials.grid.field("community").set_suggestions(found[1])

        self.jobs.read(look, shown, key="people.beside", owner=self)
        self.keeper.list_open()

    # -- words -----------------------------------------------------------------------------------------------
    def _name_everything(self) -> None:
        person = self._subject.person
        if person is not None:
            self.title.setText(self.tr("Registration of {name}").format(name=person.name))
            self.save_button.setText(self.tr("Save changes"))
            with_case = self.tr("Save and go to the case") if person.case_id else self.tr("Save and open a case")
            self.case_button.setText(with_case)
        else:
            relative = self.tr("Registration of a relative: {name}").format(name=self._subject.member_name)
            self.title.setText(relative if self._subject.member_id else self.tr("Registration"))
            self.save_button.setText(self.tr("Save"))
            self.case_button.setText(self.tr("Register and open a case"))
        self.form.sections["members"].setVisible(self._subject.member_id is None)
        self.form.essentials.agreed.setVisible(person is None)
        self._say_state(self.tr("Drafts are kept by themselves") if person is None else "", "soft")

    def _say_saved(self, at: datetime) -> None:
        words = self.tr("Draft kept automatically at {time}").format(time=clock_time(at, self._clock.today()))
        self._say_state(words, "saved")

    def _say_state(self, text: str, role: str) -> None:
        set_role(self.state, role)
        self.state.set_text(text)

    def _edited(self, key: str) -> None:
        if self.state.property("role") == "problem":
            self._say_state("", "soft")
        self.keeper.touch()

    def _left(self, key: str) -> None:
        if key in {"name", "mobile"}:
            self._look_for_alike()

    def _toggle_foreign(self) -> None:
        essentials = self.form.essentials
        essentials.show_foreign(not essentials.foreign_shown)
        if essentials.foreign_shown:
            essentials.grid.focus("id_type")
            essentials.grid.field("id_type").line.selectAll()
        else:
            essentials.grid.focus("id_no")

    def _enable(self, enabled: bool) -> None:
        for button in (self.save_button, self.case_button):
            button.setEnabled(enabled)

    def _clear_banner(self) -> None:
        while (item := self.banner.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.title)
        head.addWidget(self.state, 1)
        for button in (self.other, self.save_button, self.case_button):
            head.addWidget(button)
        self.ground = FormScroll(self.form)
        self.ground.paged.connect(self.form.next_part)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.ground, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(self.banner)
        column.addLayout(row, 1)

    def _wire(self) -> None:
        again = QShortcut(QKeySequence("Ctrl+Return"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.case_button.click)
        essentials = self.form.essentials
        essentials.id_read.connect(self._number_read)
        essentials.id_entered.connect(self._number_entered)
        self.form.changed.connect(self._edited)
        self.form.finished.connect(self._left)
        self.form.members.registration_wanted.connect(self._register_member)
        self.keeper.saved.connect(self._say_saved)
        self.keeper.listed.connect(self.side.show_drafts)
        self.side.person_wanted.connect(self._open)
        self.side.draft_wanted.connect(lambda key: self.go("registration", draft_key=key))
        self.side.draft_dropped.connect(self.keeper.drop)


def _is_person(key: str) -> bool:
    """Drafts of people on file are kept under the person's id with its hyphens; new ones under bare hex."""
    return "-" in key
