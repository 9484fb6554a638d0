"""The list of loans: where each stands, what it is about, how many working days are left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.loans.listing import Filter, LoanLine
from ui import theme
from ui.loans.words import ClockWords, stage_tag
from ui.widgets import Bold, CheckField, ChoiceField, Column, DataTable, Kind, Tag, Tone, heading, soft
from ui.widgets.tags import Run


class LoanList(QWidget):
    """Filters above a table; Enter opens a loan."""

    opened = Signal(object)
    """The `LoanLine` the officer opened."""
    wanted = Signal()
    """Other filters: the list is wanted anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = ClockWords(self)
        self.filter = ChoiceField(
            [
                (Filter.OPEN, self.tr("Under way")),
                (Filter.AFTER, self.tr("Paid out")),
                (Filter.ENDED, self.tr("Ended")),
                (Filter.ALL, self.tr("All")),
            ]
        )
        self.filter.setAccessibleName(self.tr("Which loans"))
        self.filter.set_value(Filter.OPEN)
        self.mine = CheckField(self.tr("&Mine only"))
        self.count = soft()
        self.table = DataTable(self._columns(), "loans", self.tr("Loans"))
        self.table.empty.set_text(
            self.tr("No loan here"),
            self.tr("Open a person or a case (Ctrl+K) and start the application from there."),
        )
        self.filter.changed.connect(self._refilter)
        self.mine.changed.connect(self._refilter)
        self.table.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(18), theme.px(14), theme.px(18), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(self._head())
        column.addWidget(self.table, 1)

    @property
    def which(self) -> Filter:
        """The chosen filter; none pressed means all."""
        return Filter(self.filter.value() or Filter.ALL)

    def show_lines(self, lines: Sequence[LoanLine]) -> None:
        """Show these loans."""
        self.table.set_rows(lines)
        self.count.setText(self.tr("{count} loans").format(count=len(lines)))

    def _refilter(self) -> None:
        self.wanted.emit()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(heading(self.tr("Start-up loans")))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.mine)
        row.addWidget(self.filter)
        self.filter.setMinimumWidth(theme.px(330))
        return row

    def _columns(self) -> list[Column]:
        return [
            Column("name", self.tr("Name"), lambda line: Bold(line.name), Kind.TAGS, 96),
            Column("stage", self.tr("Stage"), lambda line: stage_tag(line.stage), Kind.TAGS, 116),
            Column("left", self.tr("Working days"), self._left, Kind.TAGS, 104, sort=_left_key),
            Column("amount", self.tr("Amount (yuan)"), lambda line: line.amount, Kind.MONEY, 112),
            Column("entity", self.tr("Business"), lambda line: line.entity_name, width=140, stretch=True),
            Column("bank", self.tr("Bank"), lambda line: line.bank, width=140),
            Column("since", self.tr("Since"), lambda line: line.since, Kind.DATE, 100),
            Column("officer", self.tr("Officer"), lambda line: line.officer, width=84),
            Column("number", self.tr("Number"), lambda line: line.number, width=168),
        ]

    def _left(self, line: LoanLine) -> Run:
        text = self._clock.of_line(line)
        if line.paused or line.left_days is None:
            return Tag(text) if text else ""
        return Tag(text, Tone.DANGER if line.left_days < 0 else Tone.WARN if line.left_days <= 1 else Tone.OK)


def _left_key(line: LoanLine) -> int:
    return 10**6 if line.left_days is None or line.paused else line.left_days
