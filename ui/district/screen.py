"""The district's month: offices and main indicators, read from the central store; with a reason, what is behind one."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseworker.desk import Desk
from caseworker.district.month import DistrictMonth, DistrictRecords, OfficeFigures, district_month, district_records
from caseworker.problems import Problem
from ui import theme
from ui.district.totals import Totals
from ui.district.words import GROUPS, DistrictWords
from ui.jobs import Jobs
from ui.reports.month_picker import MonthPicker
from ui.reports.words import name_of
from ui.shell.screen import Screen
from ui.widgets import BusyOverlay, Button, ChoiceField, DataTable, EmptyState, ask_reason, heading, soft
from ui.words import problem_words


class DistrictScreen(Screen):
    """One month of all offices; Enter on a number asks for a reason and shows the records it counted, masked."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.words = DistrictWords(self)
        self.month: DistrictMonth | None = None
        self.tables: dict[str, DataTable] = {}
        self._asked: tuple[str, OfficeFigures, str] | None = None
        self._make_choices()
        self.totals = Totals(self.words)
        self.content = self._make_content()
        self.notice = EmptyState("", "", (self.tr("Try again"), self.load))
        self.records_page = self._make_records()
        self.pages = QStackedWidget()
        for page in (self.content, self.notice, self.records_page):
            self.pages.addWidget(page)
        self.busy = BusyOverlay(self)
        self._lay_out()

    # -- what a screen does ------------------------------------------------------------------------------------
    def activate(self, **params: Any) -> None:
        """Read the month chosen, or `month`; the arrow keys change it at once."""
        month = params.get("month")
        if isinstance(month, date):
            self.picker.choose(month)
        self.load()
        self.picker.setFocus()

    def panes(self) -> list[QWidget]:
        table = self.table
        return [self.picker] if table is None else [self.picker, table.view]

    @property
    def group(self) -> str:
        """The group of indicators shown."""
        return str(self.groups.value() or next(iter(GROUPS)))

    @property
    def table(self) -> DataTable | None:
        """The table shown, None before the first answer."""
        if self.pages.currentWidget() is self.records_page:
            return self.records
        return self.tables.get(self.group)

    # -- what the administrator does ---------------------------------------------------------------------------
    def load(self) -> None:
        """Ask the central store for the month."""
        month = self.picker.month
        ticket = self.jobs.network(
            lambda desk, _c: district_month(desk, month),
            self._show,
            self._no_answer,
            key="district.month",
            owner=self,
            ended=self.busy.stop,
        )
        self.busy.start(self.tr("Asking the central store"), ticket)

    def show_group(self) -> None:
        """The tiles and the table of the chosen group."""
        month = self.month
        if month is None:
            return
        self.totals.show_totals([month.total(code) for code in GROUPS[self.group] if code in month.codes])
        table = self._table_of(month, self.group)
        table.set_rows(month.offices)
        if table.view.currentIndex().column() <= 0 and month.offices:
            table.view.setCurrentIndex(table.model.index(0, 1))
        self.stack.setCurrentWidget(table)

    def open_number(self, office: OfficeFigures) -> None:
        """Enter on a number: why the records are wanted, then the records."""
        table = self.tables[self.group]
        code = table.model.columns[table.view.currentIndex().column()].key
        if code not in GROUPS[self.group]:
            return
        ask_reason(
            self,
            self.tr("Records behind the number"),
            self.tr("{office}: {indicator}. Names are masked. The central store keeps who looked, and why.").format(
                office=office.name, indicator=name_of(code)
            ),
            lambda reason: self.look_behind(code, office, reason),
            reasons=(
                self.tr("Check of the figures"),
                self.tr("Inspection of the office"),
                self.tr("Answer to a complaint"),
            ),
            action=self.tr("Show the records"),
        )

    def look_behind(self, code: str, office: OfficeFigures, reason: str) -> None:
        """Ask for the first records; the reason goes before them into the audit log."""
        self._asked = (code, office, reason)
        self._ask_records(0, self._show_records)

    def more(self) -> None:
        """The next records of the same list, for the same reason."""
        self._ask_records(len(self.records.rows), self._add_records)

    def close_records(self) -> None:
        """Esc: back to the number."""
        self._asked = None
        self.records.set_rows(())
        self.pages.setCurrentWidget(self.content)
        if self.table is not None:
            self.table.setFocus()

    # -- what comes back ---------------------------------------------------------------------------------------
    def _show(self, month: DistrictMonth) -> None:
        self.month = month
        self.until.setText(
            self.tr("up to {day} · {count} offices").format(day=f"{month.until:%Y-%m-%d}", count=len(month.offices))
        )
        self.show_group()
        self.pages.setCurrentWidget(self.content)

    def _no_answer(self, problem: Problem) -> None:
        self.month = None
        self.until.setText("")
        self.notice.set_text(self.tr("No figures at the moment"), problem_words(problem))
        self.pages.setCurrentWidget(self.notice)
        self.notice.button.setFocus()

    def _refused(self, problem: Problem) -> None:
        self.problem(problem)

    def _show_records(self, found: DistrictRecords) -> None:
        if self._asked is None:
            return
        self.records.set_rows(found.rows)
        self.more_button.setVisible(found.more)
        self._name_records()
        self.pages.setCurrentWidget(self.records_page)
        self.records.setFocus()

    def _add_records(self, found: DistrictRecords) -> None:
        if self._asked is None:
            return
        self.records.set_rows([*self.records.rows, *found.rows])
        self.more_button.setVisible(found.more)
        self._name_records()
        self.records.setFocus()

    def _name_records(self) -> None:
        assert self._asked is not None
        code, office, reason = self._asked
        words = self.tr("{office} · {indicator}: {count} records")
        self.records_title.setText(
            words.format(office=office.name, indicator=name_of(code), count=len(self.records.rows))
        )
        self.records.set_hint(self.tr("Reason kept: {reason}. Esc goes back.").format(reason=reason))

    def _ask_records(self, start: int, done: Any) -> None:
        assert self._asked is not None
        code, office, reason = self._asked
        month = self.month.month if self.month is not None else self.picker.month

        def work(desk: Desk, _control: object) -> DistrictRecords:
            return district_records(desk, code, month, office.office_id, reason, start)

        ticket = self.jobs.network(work, done, self._refused, key="district.records", owner=self, ended=self.busy.stop)
        self.busy.start(self.tr("Asking the central store"), ticket)

    # -- making ------------------------------------------------------------------------------------------------
    def _make_choices(self) -> None:
        self.picker = MonthPicker(self.jobs.desk.clock.today)
        self.picker.changed.connect(self.load)
        self.until = soft()
        self.refresh = Button(self.tr("Read anew"), self.load, shortcut="F5")
        self.groups = ChoiceField(self.words.groups())
        self.groups.setAccessibleName(self.tr("Show"))
        self.groups.set_value(next(iter(GROUPS)))
        self.groups.changed.connect(self.show_group)

    def _table_of(self, month: DistrictMonth, group: str) -> DataTable:
        table = self.tables.get(group)
        if table is None or table.property("codes") != list(month.codes):
            title = dict(self.words.groups())[group]
            table = DataTable(self.words.office_columns(group, month.codes), f"district.{group}", title)
            table.setProperty("codes", list(month.codes))
            table.set_empty_text(self.tr("No offices in this district yet"), self.tr("They appear once they connect."))
            table.set_hint(self.tr("Enter on a number: the records behind it, with a reason. ← → on the month."))
            table.opened.connect(self.open_number)
            self.tables[group] = table
            self.stack.addWidget(table)
        return table

    def _make_content(self) -> QWidget:
        self.stack = QStackedWidget()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for part in (self.groups, self.totals):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        return page

    def _make_records(self) -> QWidget:
        self.records_title = heading("", 2)
        self.records = DataTable(self.words.record_columns(), "district.records", self.tr("Records behind the number"))
        self.records.set_empty_text(self.tr("Nothing was counted"), self.tr("Esc goes back to the number."))
        self.records.hint.setWordWrap(True)
        self.more_button = Button(self.tr("More records"), self.more)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.records_title)
        head.addStretch(1)
        head.addWidget(self.more_button)
        head.addWidget(Button(self.tr("Back to the number"), self.close_records))
        column.addLayout(head)
        column.addWidget(self.records, 1)
        leave = QShortcut(QKeySequence("Esc"), page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_records)
        return page

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(heading(self.tr("District")))
        head.addWidget(self.picker)
        head.addWidget(self.until)
        head.addStretch(1)
        head.addWidget(self.refresh)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
