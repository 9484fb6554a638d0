"""The cards beside the worklist: the month in figures, drafts left open, interviews soon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseworker.cases.pulse import Pulse, Share
from caseworker.cases.today import Bucket, Kind, TodayItem, TodayList
from caseworker.drafts import OpenDraft
from caseworker.loans.today_lines import Due, LoanDue, LoanWatch
from caseworker.sync.transfers import Transfer
from ui import theme
from ui.cases.words import CaseWords
from ui.plans.watch import PackageCard
from ui.today.found import Found
from ui.widgets import Bar, Card, ElidedLabel, LinkButton, TagLabel, Tone, clear_layout, label, soft
from ui.words import words

WIDTH = 330
SHOWN = 4
"""Drafts and interviews shown; more are counted."""


class WeekCard(Card):
    """How much there is of each sort, as figures."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._row = QGridLayout()
        self._row.setHorizontalSpacing(theme.px(4))
        self._row.setVerticalSpacing(0)
        self.add(self._row)

    def show_list(self, found: TodayList) -> None:
        """The counts of a list."""
        clear_layout(self._row)
        names = {
            Bucket.OVERDUE: self.tr("late"),
            Bucket.DUE: self.tr("today"),
            Bucket.NEW: self.tr("new"),
            Bucket.SOON: self.tr("in 3 days"),
            Bucket.WAITING: self.tr("waiting"),
        }
        for column, (bucket, name) in enumerate(names.items()):
            count = found.count(bucket)
            figure = label(str(count), "figure")
            figure.setEnabled(count > 0)
            figure.setAccessibleName(f"{name} {count}")
            self._row.addWidget(figure, 0, column, Qt.AlignmentFlag.AlignLeft)
            self._row.addWidget(soft(name), 1, column, Qt.AlignmentFlag.AlignLeft)
            self._row.setColumnStretch(column, 1)


class MonthCard(Card):
    """本月服务: shares as bars with their counts."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(9))
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self.foot = soft(wrap=True)
        self.add(self.foot)

    def show_pulse(self, pulse: Pulse) -> None:
        """The figures of the month."""
        clear_layout(self._grid)
        self._line(0, self.tr("Reached this month"), pulse.reached, "info")
        self._line(1, self.tr("Checks in time"), pulse.checks, "ok" if pulse.checks.ratio >= 0.8 else "warn")
        self._line(2, self.tr("Promises kept"), pulse.promises, "ok" if pulse.promises.ratio >= 0.8 else "warn")
        said = self.tr("{contacts} contacts, {placements} started work this month")
        self.foot.setText(said.format(contacts=pulse.contacts, placements=pulse.placements))

    def _line(self, row: int, name: str, share: Share, tone: str) -> None:
        self._grid.addWidget(label(name), row, 0)
        self._grid.addWidget(Bar(share.ratio if share.of else 0.0, tone), row, 1)
        figure = label(
            f"{share.done}/{share.of}" if share.of else self.tr("none due"), "strong" if share.of else "soft"
        )
        self._grid.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignRight)


class DraftCard(Card):
    """Typing left open; a link brings it back."""

    def __init__(self, title: str, resume: Callable[[OpenDraft], object]) -> None:
        super().__init__(title)
        self._resume = resume
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self.add(self._lines)

    def show_drafts(self, drafts: Sequence[OpenDraft]) -> None:
        """The officer's drafts, newest first; nothing is shown when there are none."""
        clear_layout(self._lines)
        self.setVisible(bool(drafts))
        for draft in drafts[:SHOWN]:
            link = LinkButton(draft.title, lambda draft=draft: self._resume(draft))  # type: ignore[misc]  # bound now
            link.setAutoDefault(True)  # Enter opens it
            self._lines.addWidget(link)
        if len(drafts) > SHOWN:
            self._lines.addWidget(soft(self.tr("and {count} more").format(count=len(drafts) - SHOWN)))


class InterviewCard(Card):
    """Interviews of the next days."""

    def __init__(self, title: str, open_case: Callable[[TodayItem], object]) -> None:
        super().__init__(title)
        self._open, self._words = open_case, CaseWords(self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.add(self._lines)

    def show_list(self, found: TodayList) -> None:
        """The interviews among the lines of a list that lie ahead."""
        clear_layout(self._lines)
        ahead = [item for item in found.items if item.kind is Kind.INTERVIEW and item.due_on >= found.day]
        ahead.sort(key=lambda item: (item.due_on, item.due_time))
        for item in ahead[:SHOWN]:
            self._lines.addWidget(self._line(item, found.day))
        if not ahead:
            self._lines.addWidget(soft(self.tr("None in the next 3 days")))
        elif len(ahead) > SHOWN:
            self._lines.addWidget(soft(self.tr("and {count} more").format(count=len(ahead) - SHOWN)))

    def _line(self, item: TodayItem, today: date) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        tag = self._words.due_tag(item.due_on, today, item.due_time)
        row.addWidget(TagLabel(tag.text, tag.tone))
        link = LinkButton(item.name, lambda: self._open(item))
        link.setAutoDefault(True)
        row.addWidget(link)
        row.addWidget(ElidedLabel(item.text, "soft"), 1)
        return box


class LoanCard(Card):
    """Loans whose clock runs out, or whose papers are waited for."""

    def __init__(self, title: str, open_loan: Callable[[UUID], object]) -> None:
        super().__init__(title)
        self._open = open_loan
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.add(self._lines)

    def show_loans(self, loans: Sequence[LoanWatch]) -> None:
        """The loans, the most urgent first; nothing is shown when there are none."""
        clear_layout(self._lines)
        self.setVisible(bool(loans))
        for loan in loans[:SHOWN]:
            self._lines.addWidget(self._line(loan))
        if len(loans) > SHOWN:
            self._lines.addWidget(soft(self.tr("and {count} more").format(count=len(loans) - SHOWN)))

    def _line(self, loan: LoanWatch) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._tag(loan.line))
        link = LinkButton(loan.name, lambda: self._open(loan.line.loan_id))
        link.setAutoDefault(True)
        row.addWidget(link)
        lacking = "、".join(loan.line.papers)
        row.addWidget(ElidedLabel(lacking or words(f"loan_rules.stage.{loan.line.stage.value}"), "soft"), 1)
        return box

    def _tag(self, line: LoanDue) -> TagLabel:
        if line.due is Due.PAPERS:
            return TagLabel(self.tr("{count} papers").format(count=len(line.papers)), Tone.WARN)
        if line.left_days < 0:
            return TagLabel(self.tr("{count} days over").format(count=-line.left_days), Tone.DANGER)
        return TagLabel(self.tr("{count} days left").format(count=line.left_days), Tone.WARN)


class TransferCard(Card):
    """Cases other offices offer to this one; a link leads to the answer."""

    def __init__(self, title: str, answer: Callable[[], object]) -> None:
        super().__init__(title)
        self._answer = answer
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.add(self._lines)

    def show_transfers(self, offered: Sequence[Transfer]) -> None:
        """The offers; nothing is shown when there are none."""
        clear_layout(self._lines)
        self.setVisible(bool(offered))
        for one in offered[:SHOWN]:
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            link = LinkButton(one.name, self._answer)
            link.setAutoDefault(True)
            row.addWidget(link)
            row.addWidget(ElidedLabel(self.tr("from {office}").format(office=one.office), "soft"), 1)
            self._lines.addLayout(row)
        if len(offered) > SHOWN:
            self._lines.addWidget(soft(self.tr("and {count} more").format(count=len(offered) - SHOWN)))


class Figures(QScrollArea):
    """The cards in a column of their own."""

    def __init__(
        self,
        open_case: Callable[[TodayItem], object],
        resume: Callable[[OpenDraft], object],
        open_loan: Callable[[UUID], object],
        answer: Callable[[], object],
        to_case: Callable[[UUID], object],
    ) -> None:
        super().__init__()
        self.packages = PackageCard(to_case)
        self.packages.hide()
        self.week = WeekCard(self.tr("To do"))
        self.month = MonthCard(self.tr("Service this month"))
        self.interviews = InterviewCard(self.tr("Interviews soon"), open_case)
        self.drafts = DraftCard(self.tr("Left unfinished"), resume)
        self.loans = LoanCard(self.tr("Loans to watch"), open_loan)
        self.transfers = TransferCard(self.tr("Transfers offered to us"), answer)
        self.transfers.hide()
        self.loans.hide()
        self.drafts.hide()
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for card in (self.week, self.transfers, self.month, self.drafts, self.packages, self.interviews, self.loans):
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(theme.px(WIDTH))
        self.hide()  # shown as soon as there is room for it

    def show_all(self, found: Found) -> None:
        """Show what one read brought."""
        self.week.show_list(found.work)
        self.month.show_pulse(found.pulse)
        self.interviews.show_list(found.work)
        self.drafts.show_drafts(found.drafts)
        self.loans.show_loans(found.loans)
        self.packages.show_packages(found.packages, found.work.day)
        self.transfers.show_transfers(found.offered)
