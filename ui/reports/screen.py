"""The reports (报表台账): a month's indicators, the records behind each, the ledgers, and the workbook of it all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseworker.desk import Desk, Saved
from caseworker.problems import Problem
from caseworker.reports.behind import BehindRow, Span, month_behind
from caseworker.reports.export import ExportResult, export_month, file_name
from caseworker.reports.indicators import definition
from caseworker.reports.ledgers import LedgerRow, LedgerView, ledger_view
from caseworker.reports.month import MonthSummary, SummaryLine, communities, month_summary
from ui import theme
from ui.jobs import Jobs
from ui.jobs.lane import JobControl
from ui.reports.month_picker import MonthPicker
from ui.reports.side import ReportSide
from ui.reports.words import ReportWords, ledger_columns, name_of
from ui.shell.screen import Screen
from ui.widgets import BusyOverlay, Button, ChoiceField, DataTable, ask_reason, heading, soft
from ui.words import language

SUMMARY = "summary"
ROOM_FOR_CHARTS = 900
"""Width (at 100 %) from which the charts stand beside the table."""
CONCERNS = (
    "person",
    "group_tag",
    "case",
    "activity",
    "task",
    "placement",
    "vacancy",
    "referral",
    "referral_event",
    "loan_application",
)


class ReportScreen(Screen):
    """One month at a time: the summary or a ledger; Enter on a number shows the records behind it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.words = ReportWords(self)
        self.summary: MonthSummary | None = None
        self.ledgers: dict[str, DataTable] = {}
        self._asked: tuple[str, str] = ("", "")
        self._clock = jobs.desk.clock
        self._make_choices()
        self.side = ReportSide()
        self.summary_page = self._make_summary()
        self.behind_page = self._make_behind()
        self.pages = QStackedWidget()
        for page in (self.summary_page, self.behind_page):
            self.pages.addWidget(page)
        self.busy = BusyOverlay(self)
        self._lay_out()

    # -- what a screen does ------------------------------------------------------------------------------------
    def activate(self, **params: Any) -> None:
        """Show the month last looked at, or `month`; the arrow keys change it at once."""
        month = params.get("month")
        if isinstance(month, date):
            self.picker.choose(month)
        self.jobs.read(lambda desk, _c: communities(desk), self._offer_places, key="reports.places", owner=self)
        self.load()
        self.picker.setFocus()

    def changed(self, summary: Any) -> None:
        if summary.touches(*CONCERNS) and self.pages.currentWidget() is not self.behind_page:
            self.load()

    def panes(self) -> list[QWidget]:
        return [self.picker, self.table.view]

    @property
    def month(self) -> date:
        """The first day of the month shown."""
        return self.picker.month

    @property
    def community(self) -> str:
        """The community shown, "" for the whole office."""
        return str(self.place.currentData() or "")

    @property
    def table(self) -> DataTable:
        """The table shown."""
        if self.pages.currentWidget() is self.behind_page:
            return self.behind
        return self.ledgers.get(self.tab, self.indicators)

    @property
    def tab(self) -> str:
        """What is shown: the summary or the key of a ledger."""
        return str(self.tabs.value() or SUMMARY)

    # -- what the officer does ---------------------------------------------------------------------------------
    def load(self) -> None:
        """Read what is shown anew."""
        month, community, tab = self.month, self.community, self.tab
        if tab == SUMMARY:
            self.jobs.read(
                lambda desk, _c: month_summary(desk, month, community),
                self._show_summary,
                key="reports.shown",
                owner=self,
            )
        else:
            self.jobs.read(
                lambda desk, _c: ledger_view(desk, tab, month, community),
                self._show_ledger,
                key="reports.shown",
                owner=self,
            )

    def show_tab(self, key: str) -> None:
        """Go to the summary or a ledger."""
        self.tabs.set_value(key)
        self.load()

    def open_number(self, line: SummaryLine) -> None:
        """Enter on a number: the records it counted."""
        month, community, span = self.month, self.community, self._span()
        self._asked = (line.code, span)
        self.jobs.read(
            lambda desk, _c: month_behind(desk, line.code, month, community, span),
            self._show_behind,
            key="reports.behind",
            owner=self,
        )

    def close_behind(self) -> None:
        """Esc: back to the number, as it is by now."""
        self.pages.setCurrentWidget(self.summary_page)
        self.indicators.setFocus()
        self.load()

    def open_record(self, row: BehindRow) -> None:
        """Enter on a record: its case, or the person's registration, or the vacancies."""
        if row.case_id is not None:
            self.go("case", case_id=row.case_id)
        elif row.person_id is not None:
            self.go("registration", person_id=row.person_id)
        else:
            self.go("vacancies")

    def export(self) -> None:
        """Ctrl+E: asks where to, and for full values why."""
        if self.mode.value() != "full":
            self._ask_path("")
            return
        ask_reason(
            self,
            self.tr("Export full personal data"),
            self.tr("ID numbers, phones and notes will be readable in the file. The reason is kept in the audit log."),
            self._ask_path,
            reasons=(
                self.tr("Report to the district bureau"),
                self.tr("Inspection"),
                self.tr("Check inside the office"),
            ),
            action=self.tr("Choose the file"),
        )

    def export_to(self, path: Path, *, reason: str = "") -> None:
        """Write the month's workbook, with full values when `reason` is given."""
        month, community = self.month, self.community

        def work(desk: Desk, control: JobControl) -> Saved[ExportResult]:
            return export_month(
                desk,
                month,
                path,
                community=community,
                full=bool(reason),
                reason=reason,
                progress=control.progress,
            )

        ticket = self.jobs.write(
            work,
            self._exported,
            self._refused,
            owner=self,
            progress=self.busy.show_progress,
            ended=self.busy.stop,
        )
        self.busy.start(self.tr("Writing the workbook"), ticket)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= theme.px(ROOM_FOR_CHARTS))
        self._show_until()
        self._define(self.indicators.current())

    def _show_until(self) -> None:
        """Until which day it is counted, where the line of choices has room for it."""
        margins, gaps = 2 * theme.px(18), 6 * theme.px(10)
        others = (self.heading, self.picker, self.place, self.mode, self.button)
        room = self.width() - margins - gaps - sum(part.sizeHint().width() for part in others)
        self.until.setVisible(room >= self.until.sizeHint().width())

    # -- what comes back ---------------------------------------------------------------------------------------
    def _show_summary(self, summary: MonthSummary) -> None:
        self.summary = summary
        self.indicators.set_rows(summary.lines)
        if self.indicators.view.currentIndex().column() <= 0:
            self.indicators.view.setCurrentIndex(self.indicators.model.index(0, 2))
        self.side.show_summary(summary)
        self.until.setText(self.tr("up to {day}").format(day=f"{summary.until:%Y-%m-%d}"))
        self._show_until()
        self.pages.setCurrentWidget(self.summary_page)

    def _define(self, line: SummaryLine | None) -> None:
        """How the current indicator is counted: beside the table, under it when there is no room beside."""
        hint = self.tr("Enter on a number: the records behind it.")
        if line is not None:
            self.side.show_definition(line.code)
            if self.side.isHidden():
                hint = f"{hint}\n{definition(line.code, language())}"
        self.indicators.set_hint(hint)

    def _show_ledger(self, view: LedgerView) -> None:
        table = self.ledgers.get(view.key) or self._make_ledger(view)
        table.set_rows(view.rows)
        table.set_hint(
            self.tr("{count} lines, masked as they are exported. Enter opens the case.").format(count=len(view.rows))
        )
        self.pages.setCurrentWidget(table)

    def _show_behind(self, rows: tuple[BehindRow, ...]) -> None:
        code, span = self._asked
        words = self.tr("{indicator} · {span}: {count} records")
        title = words.format(indicator=name_of(code), span=self.words.spans()[span], count=len(rows))
        self.behind_title.setText(title)
        self.behind.set_rows(rows)
        self.pages.setCurrentWidget(self.behind_page)
        self.behind.setFocus()

    def _offer_places(self, names: list[str]) -> None:
        chosen = self.community
        self.place.blockSignals(True)
        self.place.clear()
        self.place.addItem(self.tr("Whole office"), "")
        for name in names:
            self.place.addItem(name, name)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))
        self.place.blockSignals(False)

    def _exported(self, saved: Saved[ExportResult]) -> None:
        result = saved.value
        self.say(self.tr("Saved {rows} ledger lines to {path}").format(rows=result.rows, path=result.path))

    def _refused(self, problem: Problem) -> None:
        self.problem(problem)

    def _ask_path(self, reason: str) -> None:
        usual = file_name(self.month, full=bool(reason))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the month"), usual, "Excel (*.xlsx)")
        if name:
            path = Path(name)
            self.export_to(path if path.suffix else path.with_suffix(".xlsx"), reason=reason)

    def _span(self) -> Span:
        number = self.indicators.view.currentIndex().column()
        key = self.indicators.model.columns[number].key if number >= 0 else ""
        return Span(key) if key in set(Span) else Span.MONTH

    # -- making ------------------------------------------------------------------------------------------------
    def _make_choices(self) -> None:
        self.picker = MonthPicker(self._clock.today)
        self.picker.changed.connect(self.load)
        self.until = soft()
        self.place = QComboBox()
        self.place.setAccessibleName(self.tr("Community"))
        self.place.setMinimumWidth(theme.px(110))
        self.place.addItem(self.tr("Whole office"), "")
        self.place.currentIndexChanged.connect(self.load)
        self.mode = ChoiceField([("masked", self.tr("Masked")), ("full", self.tr("Full"))])
        self.mode.setAccessibleName(self.tr("Export"))
        self.mode.set_value("masked")
        self.mode.setFixedWidth(sum(chip.sizeHint().width() for chip in self.mode.chips.values()) + theme.px(14))
        self.button = Button(self.tr("Export workbook"), self.export, role="primary", shortcut="Ctrl+E")
        self.tabs = ChoiceField(self.words.tabs())
        self.tabs.setAccessibleName(self.tr("Show"))
        self.tabs.set_value(SUMMARY)
        self.tabs.changed.connect(self.load)

    def _make_summary(self) -> QWidget:
        self.indicators = DataTable(self.words.summary_columns(), "reports.summary", self.tr("Indicators"))
        self.indicators.opened.connect(self.open_number)
        self.indicators.picked.connect(self._define)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.indicators, 1)
        row.addWidget(self.side)
        return page

    def _make_behind(self) -> QWidget:
        self.behind_title = heading("", 2)
        self.behind = DataTable(self.words.behind_columns(), "reports.behind", self.tr("Records behind the number"))
        self.behind.set_empty_text(self.tr("Nothing was counted"), self.tr("Esc goes back to the number."))
        self.behind.opened.connect(self.open_record)
        self.indicators.hint.setWordWrap(True)
        self.behind.set_hint(self.tr("Enter opens the case, Esc goes back."))
        back = Button(self.tr("Back to the number"), self.close_behind)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.behind_title)
        head.addStretch(1)
        head.addWidget(back)
        column.addLayout(head)
        column.addWidget(self.behind, 1)
        leave = QShortcut(QKeySequence("Esc"), page)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.close_behind)
        return page

    def _make_ledger(self, view: LedgerView) -> DataTable:
        table = DataTable(ledger_columns(view.columns), f"reports.{view.key}", dict(self.words.tabs())[view.key])
        table.set_empty_text(self.tr("No lines in this month"), self.tr("Choose another month with ← and →."))
        table.opened.connect(self._open_line)
        self.ledgers[view.key] = table
        self.pages.addWidget(table)
        return table

    def _open_line(self, row: LedgerRow) -> None:
        if row.case_id is not None:
            self.go("case", case_id=row.case_id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(14))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        self.heading = heading(self.tr("Reports"))
        head.addWidget(self.heading)
        head.addWidget(self.picker)
        head.addWidget(self.until)
        head.addStretch(1)
        head.addWidget(self.place)
        head.addWidget(self.mode)
        head.addWidget(self.button)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        QWidget.setTabOrder(self.picker, self.indicators.view)
