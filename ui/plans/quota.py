"""What a case owes by rule, beside its next steps: packages as dots, and the contact its grade asks for."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from caseworker.plans import enrolment
from caseworker.plans.enrolment import Enrolled, Standards, standards
from caseworker.plans.packages import Package, in_force
from ui import theme
from ui.cases.words import CaseWords
from ui.jobs import Jobs
from ui.plans.package_sheet import PackageSheet
from ui.widgets import Button, Card, ElidedLabel, LinkButton, QuotaDots, TagLabel, Toasts, Tone, clear_layout, soft
from ui.words import language, words


class QuotaCard(Card):
    """Shown while there is something to show; a link opens a package, another one takes the person in."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.set_title(self.tr("Service owed"))
        self._jobs, self._words = jobs, CaseWords(self)
        self._case_id: UUID | None = None
        self.found: Standards | None = None
        self.add_button = Button(self.tr("Add"), self.offer, role="quiet")
        self.add_button.setAccessibleName(self.tr("Take into a service package"))
        self.head.addWidget(self.add_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self.body.setContentsMargins(theme.px(14), theme.px(8), theme.px(8), theme.px(8))
        self.body.setSpacing(theme.px(4))
        self.add(self._lines)
        self.hide()

    def show_for(self, case_id: UUID) -> None:
        """Show what a case owes, reckoned anew."""
        self._case_id = case_id
        self._jobs.read(lambda desk, _c: standards(desk, case_id), self._show, key="case.quota", owner=self)

    def _show(self, found: Standards) -> None:
        self.found = found
        clear_layout(self._lines)
        if found.contact is not None and self._jobs.desk is not None:
            today = self._jobs.desk.today
            due = self._words.due_tag(found.contact.on, today)
            tone = due.tone if found.contact.on <= today else Tone.PLAIN
            told = self.tr("Contact, grade {grade}").format(grade=found.grade)
            self._lines.addLayout(_row(soft(told), TagLabel(due.text, tone)))
            if found.contact.no_table is not None:
                self._lines.addWidget(soft(words("packages.no_table", year=found.contact.no_table), wrap=True))
        for one in found.enrolled:
            if one.ended_on is None:
                self._lines.addLayout(self._package(one))
        for package in found.suggested:
            offer = self.tr("Take into: {name}").format(name=package.name.of(language()))
            self._lines.addWidget(self._link(offer, package))
        self.add_button.setVisible(found.contact is not None)
        self.setVisible(found.contact is not None or bool(found.enrolled))

    def offer(self) -> None:
        """Every package in force that does not run already, to choose from."""
        if self.found is None or self._jobs.desk is None:
            return
        running = {one.progress.package.code for one in self.found.enrolled if one.ended_on is None}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in in_force(self._jobs.desk.today):
            if one.code not in running:
                menu.addAction(one.name.of(language()), lambda one=one: self._enrol(one))  # type: ignore[misc]  # bound now
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _package(self, one: Enrolled) -> QHBoxLayout:
        progress = one.progress
        link = LinkButton(progress.package.name.of(language()), lambda: self.open_package(one))
        count = f"{progress.done}/{progress.package.needed}"
        today = self._jobs.desk.today if self._jobs.desk else progress.to_on
        risk = progress.at_risk(today)
        tone = Tone.OK if progress.complete else Tone.DANGER if progress.to_on < today else Tone.WARN
        tag = TagLabel(count, tone if risk or progress.complete else Tone.PLAIN)
        return _row(link, QuotaDots(progress.done, progress.package.needed), tag)

    def _link(self, words_: str, package: Package) -> LinkButton:
        return LinkButton(words_, lambda: self._enrol(package))

    def _enrol(self, package: Package) -> None:
        case_id = self._case_id
        if case_id is None:
            return
        told = self.tr("Taken into: {name}").format(name=package.name.of(language()))

        def done(_saved: object) -> None:
            Toasts.of(self).say(told)

        self._jobs.write(lambda desk, _c: enrolment.enrol(desk, case_id, package.code), done, owner=self)

    def open_package(self, one: Enrolled) -> None:
        """Which records count and which do not."""
        PackageSheet(self, self._jobs, one).show_up()


def _row(first: QWidget, *rest: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(8))
    line.addWidget(first)
    line.addWidget(ElidedLabel(""), 1)
    for part in rest:
        line.addWidget(part)
    return line
