"""One package in full: each item with the records that count, and those that do not with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.plans import enrolment
from caseworker.plans.enrolment import Enrolled
from caseworker.plans.packages import Record, WhyNot
from ui import theme
from ui.cases.words import code_name
from ui.jobs import Jobs
from ui.widgets import Button, Column, DataTable, Kind, Run, Soft, Tag, Tone, ask_reason, heading, soft
from ui.words import language, words


@dataclass(frozen=True, slots=True)
class Line:
    """A record under the item it is about; `number` from 1 when it counts, 0 when it does not; no record: lacking."""

    item: str
    number: int
    of: int
    record: Record | None = None
    why: WhyNot | None = None

    @property
    def id(self) -> tuple[str, int, UUID | None]:
        return self.item, self.number, self.record.id if self.record else None


class PackageSheet(QDialog):
    """Esc closes; ending asks why."""

    def __init__(self, parent: QWidget, jobs: Jobs, shown: Enrolled) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._screen, self._jobs, self.shown = parent, jobs, shown
        progress = shown.progress
        title = progress.package.name.of(language())
        self.setWindowTitle(title)
        told = self.tr("{done} of {needed} done, from {begun} to {until}. Source: {source}")
        span = {"begun": progress.from_on.isoformat(), "until": progress.to_on.isoformat()}
        source = progress.package.source
        about = told.format(done=progress.done, needed=progress.package.needed, source=source, **span)
        columns = (
            Column("item", self.tr("Service"), lambda line: line.item, width=150),
            Column("on", self.tr("Day"), lambda line: line.record.on if line.record else None, Kind.DATE, 104),
            Column("what", self.tr("Record"), self._what, Kind.TAGS, 180, stretch=True),
            Column("counts", self.tr("Counts"), self._counts, Kind.TAGS, 170),
        )
        self.table = DataTable(columns, "package", self.tr("Records of the package"))
        self.table.set_rows(_lines(shown))
        row = QHBoxLayout()
        row.addWidget(Button(self.tr("End the package…"), self.end))
        row.addStretch(1)
        row.addWidget(Button(self.tr("Close"), self.reject, role="primary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(20),) * 4)
        column.setSpacing(theme.px(10))
        column.addWidget(heading(title, 2))
        column.addWidget(soft(about, wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(row)
        window = parent.window()
        self.resize(min(theme.px(760), window.width() - 40), min(theme.px(460), window.height() - 40))

    def show_up(self) -> None:
        """Open, with the first record ready."""
        self.open()
        self.table.setFocus()

    def end(self) -> None:
        """Ask why, then end it."""
        jobs, screen, ended = self._jobs, self._screen, self.shown.id

        def given(reason: str) -> None:
            jobs.write(lambda desk, _c: enrolment.end(desk, ended, reason), owner=screen)

        words_ = self.tr("What was done stays on record.")
        self.accept()
        ask_reason(screen, self.tr("End the package"), words_, given)

    def _what(self, line: Line) -> tuple[Run, ...]:
        if line.record is None:
            return (Soft(self.tr("still lacking")),)
        kind = code_name("activity_kind", line.record.kind or "referral")
        return (kind, Soft(line.record.text))

    def _counts(self, line: Line) -> Tag:
        if line.why is not None:
            return Tag(words(f"packages.why_not.{line.why}"), Tone.PLAIN)
        return Tag(f"{line.number}/{line.of}", Tone.WARN if line.record is None else Tone.OK)


def _lines(shown: Enrolled) -> list[Line]:
    found: list[Line] = []
    for part in shown.progress.items:
        name, of = part.item.name.of(language()), part.item.count
        found += [Line(name, number, of, record) for number, record in enumerate(part.counted, start=1)]
        found += [Line(name, number, of) for number in range(part.done + 1, of + 1)]
        found += [Line(name, 0, of, record, why) for record, why in part.left_out]
    return found
