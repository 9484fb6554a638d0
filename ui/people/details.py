"""The lower parts of the registration form: everything of domain 4.1 that is not on the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseworker.people.form import MemberEntry, WorkEntry
from caseworker.people.household import Relative
from ui import theme
from ui.people.fields import ListField, PlaceField, RegionsField, YesNoField
from ui.people.rows import LARGE, Row, RowColumn, Rows
from ui.widgets import (
    ChoiceField,
    DateField,
    FormGrid,
    LineField,
    LinkButton,
    MemoField,
    TagPicker,
    soft,
    table_field,
    table_options,
)

Today = Callable[[], date]
SPAN = 2
"""Columns of the grid one usual input takes."""


def columns() -> int:
    """Columns of a form's grid: three inputs side by side, two when the text is large."""
    return 6 if theme.scale() < LARGE else 4


class Details(QObject):
    """Makes the grids of the lower parts."""

    def home(self, today: Today) -> FormGrid:
        """Where the person is registered and lives, and who else can be reached."""
        form = FormGrid(columns())
        whole = self.tr("type part of the name")
        form.add("hukou_region", self.tr("Registered in"), PlaceField(today(), whole), span=SPAN)
        form.add("hukou_type", self.tr("Kind of household registration"), table_field("hukou_type"), span=SPAN)
        form.add("hukou_address", self.tr("Registered address"), LineField(max_length=200), span=SPAN)
        form.add("live_region", self.tr("Lives in"), PlaceField(today(), whole, streets=True), span=SPAN)
        form.add("live_address", self.tr("Address"), LineField(max_length=200), span=SPAN)
        form.add("grid", self.tr("Grid"), LineField(max_length=40), span=SPAN)
        form.add("other_contact", self.tr("Another contact"), LineField(self.tr("name and relation"), 50), span=SPAN)
        form.add("other_phone", self.tr("Phone of that contact"), LineField(max_length=30), span=SPAN)
        form.add("ethnic", self.tr("Ethnic group"), table_field("ethnic"), span=SPAN)
        form.add("political", self.tr("Political status"), table_field("political"), span=SPAN)
        married = self.tr("only needed for a loan")
        form.add("marital", self.tr("Marital status"), table_field("marital", placeholder=married), span=SPAN)
        return form

    def learning(self, today: Today) -> FormGrid:
        """Schooling and skills."""
        form = FormGrid(columns())
        form.add("school", self.tr("School"), LineField(max_length=80), span=SPAN)
        form.add("major", self.tr("Field of study"), LineField(max_length=60), span=SPAN)
        form.add("graduated_on", self.tr("Graduated on"), DateField(today), span=SPAN)
        form.add("study_mode", self.tr("Mode of study"), ChoiceField(table_options("study_mode")), span=SPAN)
        form.add("skill_level", self.tr("Skill level"), table_field("skill_level"), span=SPAN)
        form.add("title_level", self.tr("Professional title"), ChoiceField(table_options("title_level")), span=SPAN)
        several = self.tr("several with 、 between them")
        form.add("certificates", self.tr("Certificates"), ListField(several), span=SPAN)
        driving = self.tr("languages, computer, driving licence")
        form.add("extra_skills", self.tr("Other skills"), LineField(driving, 200), span=0)
        return form

    def wishes(self) -> FormGrid:
        """What the person looks for and what stands in the way."""
        form = FormGrid(columns())
        places = self.tr("such as 巴南区、渝中区")
        form.add("wanted_regions", self.tr("Wants to work in"), RegionsField(places), span=SPAN)
        wanted = ChoiceField(table_options("want_form"))
        form.add("wanted_form", self.tr("Form of work"), wanted, span=columns() - SPAN)
        form.add("preferences", self.tr("Conditions"), TagPicker(table_options("preference")), span=0)
        yes, no = self.tr("yes"), self.tr("no")
        form.add("wants_training", self.tr("Wants training"), YesNoField(yes, no), span=SPAN)
        form.add("training_topic", self.tr("Training in"), LineField(max_length=60), span=SPAN)
        form.add("wants_startup", self.tr("Wants to start a business"), YesNoField(yes, no), span=SPAN)
        form.add("needs", self.tr("Services wanted"), TagPicker(table_options("need")), span=0)
        form.add("barriers", self.tr("Barriers to work"), TagPicker(table_options("barrier")), span=0)
        form.add("health", self.tr("Health"), table_field("health"), span=SPAN)
        form.add("disability_kind", self.tr("Kind of disability"), table_field("disability_kind"), span=SPAN)
        grade = table_field("disability_grade", placeholder=self.tr("as on the disability card"))
        form.add("disability_grade", self.tr("Grade of disability"), grade, span=SPAN)
        return form

    def notes(self) -> FormGrid:
        """How the registration came about, and remarks."""
        form = FormGrid(columns())
        ways = ChoiceField([option for option in table_options("registration_channel") if option[0] != "import"])
        form.add("channel", self.tr("Registered by"), ways, span=0)
        form.add("remarks", self.tr("Remarks"), MemoField(lines=3), span=0)
        return form

    def works(self, today: Today) -> WorkRows:
        """Jobs held before."""
        return WorkRows(
            [
                RowColumn("from_on", self.tr("From"), lambda: DateField(today), 5),
                RowColumn("to_on", self.tr("Until"), lambda: DateField(today), 5),
                RowColumn("employer", self.tr("Employer"), lambda: LineField(max_length=80), 7),
                RowColumn("post", self.tr("Job"), lambda: LineField(max_length=60), 5),
                RowColumn("industry", self.tr("Industry"), lambda: LineField(max_length=60), 4),
                RowColumn("leave_reason", self.tr("Why left"), lambda: LineField(max_length=80), 4),
            ]
        )

    def members(self) -> MemberRows:
        """Members of the household."""
        example = self.tr("such as 在岗, 上小学, 无业")
        return MemberRows(
            [
                RowColumn("name", self.tr("Name"), lambda: LineField(max_length=50), 4),
                RowColumn("relation", self.tr("Relation to the head"), relation_field, 5),
                RowColumn("situation", self.tr("What they do"), lambda: LineField(example, 80), 6),
            ],
            tail=190,
        )


def relation_field() -> QWidget:
    """Relation to the head, by name or everyday word."""
    return table_field("relation")


class WorkRows(Rows):
    """Jobs held before; value is a tuple of `WorkEntry`."""

    def value(self) -> tuple[WorkEntry, ...]:
        """The jobs typed."""
        return tuple(WorkEntry(**line) for line in self.values())

    def set_value(self, works: Sequence[WorkEntry]) -> None:
        """Show these jobs."""
        names = ("from_on", "to_on", "employer", "post", "industry", "leave_reason")
        self.set_values([{name: getattr(work, name) for name in names} for work in works])


class MemberRows(Rows):
    """Members of the household; one on file can be registered from here."""

    registration_wanted = Signal(object, str)
    """Id of the member on file, and the name."""

    def value(self) -> tuple[MemberEntry, ...]:
        """The members typed."""
        return tuple(MemberEntry(line["name"], line["relation"] or "97", line["situation"]) for line in self.values())

    def set_value(self, members: Sequence[MemberEntry]) -> None:
        """Show these members."""
        self.set_values([{"name": m.name, "relation": m.relation, "situation": m.situation} for m in members])

    def link(self, relatives: Sequence[Relative]) -> None:
        """Offer to register those on file who are not registered yet, and say who is."""
        known = {(one.name, one.relation): one for one in relatives}
        for row in self.rows:
            one = known.get((row.fields["name"].value(), row.fields["relation"].value()))
            if one is not None:
                self._offer(row, one)

    def _offer(self, row: Row, one: Relative) -> None:
        if one.person_id is not None:
            row.tail.insertWidget(0, soft(self.tr("registered")))
            return
        member_id: UUID = one.member_id
        button = LinkButton(self.tr("Register too"), lambda: self.registration_wanted.emit(member_id, one.name))
        button.setAccessibleName(self.tr("Register {name} too").format(name=one.name))
        row.tail.insertWidget(0, button)
