"""帮扶个案: the list of cases, filtered by state, owner, group and name, a page at a time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.cases.listing import CaseFilter, CasePage, CaseRow, list_cases
from caseworker.cases.states import OPEN_STATES, CaseState
from ui import theme
from ui.cases.words import CaseWords, code_name, group_tag, in_one_line
from ui.jobs import Jobs
from ui.shell.screen import Screen
from ui.widgets import (
    Bold,
    Card,
    ChoiceField,
    Column,
    DataTable,
    Kind,
    LineField,
    LinkButton,
    Run,
    Soft,
    Tag,
    TagPicker,
    Tone,
    heading,
    soft,
    table_field,
)

TYPING_MS = 180
STATES = (*OPEN_STATES, CaseState.CLOSED)
TONES = {
    CaseState.REGISTERED: Tone.INFO,
    CaseState.ASSESSING: Tone.INFO,
    CaseState.PLAN_REVIEW: Tone.INFO,
    CaseState.HELPING: Tone.WARN,
    CaseState.SETTLING: Tone.OK,
    CaseState.CLOSING: Tone.PLAIN,
    CaseState.CLOSED: Tone.PLAIN,
    CaseState.PAUSED: Tone.PLAIN,
    CaseState.LOST: Tone.DANGER,
    CaseState.VOID: Tone.PLAIN,
    CaseState.MERGED: Tone.PLAIN,
}
CONCERNS = ("case", "person", "group_tag", "activity", "task", "officer")


class CasesScreen(Screen):
    """Filters above, the list beneath. Enter opens a case."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._words = CaseWords(self)
        self._make_filters()
        self._make_table()
        self.counts = soft()
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(heading(self.tr("Cases")))
        top.addWidget(self.counts)
        top.addStretch(1)
        top.addWidget(LinkButton(self.tr("Look-alikes"), lambda: self.go("duplicates")))
        top.addWidget(in_one_line(self.scope), 0, Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self.name)
        line.addWidget(self.group)
        line.addWidget(self.states, 1, Qt.AlignmentFlag.AlignVCenter)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.table, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(card, 1)

    def activate(self, **params: Any) -> None:
        """Load the first page."""
        self.load()
        self.table.setFocus()

    def changed(self, summary: Any) -> None:
        if summary.touches(*CONCERNS):
            self.load()

    def panes(self) -> list[QWidget]:
        return [self.name, self.table.view]

    def wanted(self) -> CaseFilter:
        """The filter as it stands; no state chosen means the open ones."""
        states = self.states.value() or tuple(state.value for state in OPEN_STATES)
        return CaseFilter(states, self.scope.value() != "all", self.group.value() or "", self.name.value())

    def load(self) -> None:
        """The first page anew."""
        wanted = self.wanted()
        self.jobs.read(lambda desk, _c: list_cases(desk, wanted), self._show, key="cases", owner=self)

    def _more(self, start: int) -> None:
        wanted = self.wanted()

        def came(page: CasePage) -> None:
            if wanted == self.wanted() and start == len(self.table.rows):
                self.table.append_rows(page.rows)

        self.jobs.read(lambda desk, _c: list_cases(desk, wanted, start), came, key="cases.more", owner=self)

    def _show(self, page: CasePage) -> None:
        self.table.set_empty_text(
            self.tr("No case fits"),
            self.tr("Take a filter off, choose the whole office, or register somebody with Ctrl+N."),
        )
        # A list that came whole is sorted and filtered here; a longer one keeps the order it is brought in.
        self.table.set_rows(page.rows, None if page.total <= len(page.rows) else page.total)
        self.counts.setText(self.tr("{count} cases").format(count=f"{page.total:,}"))

    def _open(self, row: CaseRow) -> None:
        self.go("case", case_id=row.case_id)

    def _to_list(self) -> None:
        self.table.setFocus()

    # -- making ----------------------------------------------------------------------------------------------------
    def _make_filters(self) -> None:
        self.name = LineField(self.tr("part of a name"))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setFixedWidth(theme.px(150))
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self.load)
        self.name.changed.connect(self._typing.start)
        self.name.returnPressed.connect(self._to_list)
        self.group = table_field("group_tag", placeholder=self.tr("key group"))
        self.group.setAccessibleName(self.tr("Key group"))
        self.group.setFixedWidth(theme.px(190))
        self.states = TagPicker([(state.value, code_name("case_state", state.value)) for state in STATES])
        self.states.setAccessibleName(self.tr("State"))
        self.scope = ChoiceField((("mine", self.tr("Mine")), ("all", self.tr("Whole office"))))
        self.scope.setAccessibleName(self.tr("Whose"))
        self.scope.set_value("mine")
        for field in (self.group, self.states, self.scope):
            field.changed.connect(self.load)

    def _make_table(self) -> None:
        columns = (
            Column("whom", self.tr("Person"), self._whom, Kind.TAGS, 250, stretch=True, sort=lambda row: row.name),
            Column("id", self.tr("ID"), lambda row: row.id_masked, width=84),
            Column("phone", self.tr("Phone"), lambda row: row.phone_masked, width=112),
            Column("community", self.tr("Community"), lambda row: row.community, width=110),
            Column("state", self.tr("State"), _state, Kind.TAGS, 100),
            Column("last", self.tr("Last contact"), lambda row: row.last_contact, Kind.TIME, 136),
            Column("next", self.tr("Next step"), self._next, Kind.TAGS, 104, sort=lambda row: row.next_due),
            Column("opened", self.tr("Opened"), lambda row: row.opened_on, Kind.DATE, 100),
            Column("owner", self.tr("Officer"), lambda row: row.owner_name, width=84),
        )
        self.table = DataTable(columns, "cases", self.tr("Cases"))
        self.table.set_empty_text(self.tr("Looking for cases…"))
        self.table.opened.connect(self._open)
        self.table.more_wanted.connect(self._more)
        self.table.set_hint(self.tr("Enter: open  ·  Ctrl+Shift+L: filter row  ·  Ctrl+C: copy for Excel"))

    def _whom(self, row: CaseRow) -> tuple[Run, ...]:
        return (Bold(row.name), Soft(code_name("sex", row.sex)), *(group_tag(kind) for kind in row.tags))

    def _next(self, row: CaseRow) -> Tag | None:
        desk = self.jobs.desk
        if row.next_due is None or desk is None:
            return None
        return self._words.due_tag(row.next_due, desk.today)


def _state(row: CaseRow) -> Tag:
    state = CaseState(row.state)
    return Tag(code_name("case_state", row.state), TONES.get(state, Tone.PLAIN))
