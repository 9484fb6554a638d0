"""The list of vacancies: filters above, a paged table below, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.vacancies.listing import STANDINGS, VacancyFilter, VacancyPage, VacancyRow, list_vacancies
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.wording import pay_words, place, standing_tag
from ui.widgets import Bold, Button, ChoiceField, Column, DataTable, Kind, LineField, table_field
from ui.words import words

_PATIENCE_MS = 180
_SORTED_BY = {
    "title": "title",
    "pay": "pay",
    "region": "district",
    "employer": "employer",
    "valid_to": "valid_to",
}
HOME_PROVINCE = "50"


class VacancyList(QWidget):
    """Filters and table. What is typed is searched for after a moment; Down goes from the search box to the list."""

    picked = Signal(object)
    """The current `VacancyRow`, or None."""
    opened = Signal(object)
    """The `VacancyRow` the officer opened."""
    counted = Signal(int)
    """How many vacancies pass the filter."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._sort = "newest"
        self._page: VacancyPage | None = None
        self.text = LineField(self.tr("Post or employer"))
        self.region = table_field("district", within=HOME_PROVINCE, placeholder=self.tr("All districts"))
        self.occupation = table_field("occupation", placeholder=self.tr("All occupations"))
        self.standing = ChoiceField((name, words(f"vacancies.standing.{name}")) for name in STANDINGS)
        self.standing.set_value("open")
        self.table = DataTable(self._columns(), "vacancies", self.tr("Vacancies"))
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.reload)
        self._build()
        self._wire()

    @property
    def filter(self) -> VacancyFilter:
        """What is filtered by now; no standing chosen means all."""
        return VacancyFilter(
            text=self.text.value(),
            region=self.region.value() or "",
            occupation=self.occupation.value() or "",
            standing=self.standing.value() or "",
            sort=self._sort,
        )

    def reload(self) -> None:
        """The first page of what is filtered by now."""
        wanted = self.filter
        key = ("vacancies", id(self))
        self._jobs.read(lambda desk, _control: list_vacancies(desk, wanted), self._show, key=key, owner=self)

    def focus(self) -> None:
        """Go to the table, or to the search box while there is nothing in the list."""
        (self.table if self.table.rows else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Show every open vacancy."""
        for field in (self.text, self.region, self.occupation):
            field.set_value(None)
        self.standing.set_value("open")
        self.reload()

    def _show(self, page: VacancyPage) -> None:
        self._page = page
        self.table.set_rows(page.rows, page.total)
        self._say_empty()
        self.counted.emit(page.total)

    def _more(self, start: int) -> None:
        wanted = self.filter
        self._jobs.read(
            lambda desk, _control: list_vacancies(desk, wanted, start), self._append, owner=self, key=("more", id(self))
        )

    def _append(self, page: VacancyPage) -> None:
        if page.start == len(self.table.rows):
            self.table.append_rows(page.rows)

    def _sorted(self, sorting: tuple[str, bool] | None, _filters: Mapping[str, str]) -> None:
        self._sort = _SORTED_BY.get(sorting[0], "newest") if sorting else "newest"
        self.reload()

    def _say_empty(self) -> None:
        if self.filter == VacancyFilter(sort=self._sort):
            self.table.set_empty_text(
                self.tr("No open vacancy yet"),
                self.tr("Import a ledger with Ctrl+I, or enter one with Ctrl+Shift+N."),
            )
        else:
            self.table.set_empty_text(
                self.tr("No vacancy passes the filters"), self.tr("Take a filter off, or choose another status.")
            )

    def _columns(self) -> list[Column]:
        return [
            Column("title", self.tr("Post"), _title, Kind.TAGS, width=168, stretch=True),
            Column("pay", self.tr("Pay"), lambda row: pay_words(row.pay), width=128),
            Column("region", self.tr("District"), lambda row: place(row.region), width=80),
            Column("employer", self.tr("Employer"), lambda row: row.employer, width=168, stretch=True),
            Column("left", self.tr("Free"), _left, width=58),
            Column("valid_to", self.tr("Valid to"), lambda row: row.valid_to, Kind.DATE, width=98),
            Column("standing", self.tr("Status"), lambda row: standing_tag(row.standing), Kind.TAGS, width=76),
        ]

    def _wire(self) -> None:
        self.text.changed.connect(self._patience.start)
        self.text.returnPressed.connect(self.table.setFocus)
        for field in (self.region, self.occupation, self.standing):
            field.changed.connect(self._patience.start)
        self.table.more_wanted.connect(self._more)
        self.table.query_changed.connect(self._sorted)
        self.table.picked.connect(self.picked)
        self.table.opened.connect(self.opened)

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(theme.px(8))
        self.text.setAccessibleName(self.tr("Search"))
        self.region.setAccessibleName(self.tr("District"))
        self.occupation.setAccessibleName(self.tr("Occupation"))
        self.standing.setAccessibleName(self.tr("Status"))
        filters.addWidget(self.text, 3)
        filters.addWidget(self.region, 2)
        filters.addWidget(self.occupation, 2)
        filters.addWidget(Button(self.tr("Clear"), self.clear_filters, role="quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(filters)
        column.addWidget(self.standing)
        column.addWidget(self.table, 1)


def _title(row: VacancyRow) -> Any:
    return Bold(row.title)


def _left(row: VacancyRow) -> str:
    """Free places of all: 2/5."""
    return f"{row.left}/{row.headcount}"
