"""The quieter tabs of a case: 岗位推荐 with its answers, 贷款与补贴, 变更."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.cases.view import CaseView, StateChange
from caseworker.clock import china_day
from caseworker.loans.listing import LoanLine
from caseworker.loans.rules import LoanStage
from caseworker.vacancies.referrals import ReferralRow
from ui import theme
from ui.cases.words import code_name
from ui.jobs import Jobs
from ui.vacancies.outcome import OutcomeForm
from ui.vacancies.wording import pay_words
from ui.widgets import Bold, Button, Column, DataTable, Kind, Run, Soft, Tag, Tone, soft
from ui.words import words

_STATE_TONES = {"interview": Tone.INFO, "hired": Tone.OK, "started": Tone.OK, "referred": Tone.WARN}
_ENDED_WELL = frozenset({LoanStage.POST_LOAN, LoanStage.SETTLED, LoanStage.DISBURSEMENT})


class ReferralTab(QWidget):
    """What was recommended, and what became of it. Enter records the answer."""

    answered = Signal()
    placement_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("on", self.tr("Recommended"), lambda row: china_day(row.recommended_at), Kind.DATE, 100),
            Column("post", self.tr("Vacancy"), _post, Kind.TAGS, 150, stretch=True, tip=lambda row: row.employer),
            Column("pay", self.tr("Pay"), lambda row: pay_words(row.pay), width=124),
            Column("state", self.tr("Answer"), _answer, Kind.TAGS, 140),
        )
        self.table = DataTable(columns, "case.referrals", self.tr("Recommendations"))
        self.table.set_empty_text(
            self.tr("Nothing is recommended yet"), self.tr("Tick vacancies at the right and press Ctrl+R.")
        )
        self.table.opened.connect(self.ask)
        self.table.set_hint(self.tr("Enter: record the answer"))
        self.form = OutcomeForm(jobs)
        self.form.recorded.connect(self._recorded)
        self.form.left.connect(self._left)
        self.frame = QFrame()
        self.frame.setProperty("role", "raised")
        inner = QVBoxLayout(self.frame)
        inner.addWidget(self.form)
        self.frame.hide()
        self.elsewhere = Button(self.tr("Found a job elsewhere…"), self.placement_wanted.emit)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.elsewhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.frame)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def show_rows(self, rows: Sequence[ReferralRow], *, open_case: bool) -> None:
        """Show the referrals of a case."""
        self.table.set_rows(list(rows))
        self.elsewhere.setEnabled(open_case)

    def ask(self, row: ReferralRow) -> None:
        """The form for an answer, when one is still awaited."""
        if row.live:
            self.form.show_referral(row)
            self.elsewhere.hide()  # its line is room the form needs
            self.frame.show()
            self.form.outcome.setFocus()

    def ask_latest(self) -> None:
        """The form for the one that is furthest on its way."""
        live = [row for row in self.table.rows if row.live]
        live.sort(key=lambda row: ("referred", "accepted", "interview", "hired").index(row.state), reverse=True)
        if live:
            self.table.go_to(lambda row: row.id == live[0].id)
            self.ask(live[0])
        else:
            self.table.setFocus()

    def _recorded(self, _saved: object) -> None:
        self._left()
        self.answered.emit()

    def _left(self) -> None:
        self.frame.hide()
        self.elsewhere.show()
        self.table.setFocus()


class LoanTab(QWidget):
    """The person's loans, and the way to a new one."""

    loan_wanted = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("number", self.tr("Number"), lambda row: row.number, width=116),
            Column("stage", self.tr("Stage"), self._stage, Kind.TAGS, 118),
            Column("amount", self.tr("Amount"), lambda row: row.amount, Kind.MONEY, 106),
            Column("entity", self.tr("Business"), lambda row: row.entity_name, width=90, stretch=True),
            Column("left", self.tr("Working days left"), lambda row: row.left_days, Kind.NUMBER, 96),
        )
        self.table = DataTable(columns, "case.loans", self.tr("Loans"))
        self.table.set_empty_text(
            self.tr("No loan yet"), self.tr("The guarantee loan is filled in with what is known of the person.")
        )
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        self.button = Button(self.tr("Apply for a guarantee loan"), self.loan_wanted.emit, role="primary")
        foot = QHBoxLayout()
        foot.addWidget(soft(self.tr("Enter: open the loan")))
        foot.addStretch(1)
        foot.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def show_loans(self, loans: Sequence[LoanLine]) -> None:
        """Show the loans of a person."""
        self.table.set_rows(list(loans))

    def _stage(self, row: LoanLine) -> Tag:
        tone = Tone.DANGER if row.overdue else Tone.OK if row.stage in _ENDED_WELL else Tone.INFO
        return Tag(words(f"loan_rules.stage.{row.stage.value}"), tone)


class LogTab(QWidget):
    """How the case moved, newest first; never edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column("at", self.tr("When"), lambda row: row.at, Kind.TIME, 132),
            Column("move", self.tr("Moved"), _move, Kind.TAGS, 190),
            Column("why", self.tr("Why"), _why, width=110, stretch=True),
            Column("who", self.tr("By"), lambda row: row.officer_name, width=90),
        )
        self.table = DataTable(columns, "case.log", self.tr("Changes of state"))
        self.table.set_empty_text(self.tr("The case has not moved yet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.addWidget(self.table)

    def show_case(self, view: CaseView) -> None:
        """Show the log of a case."""
        self.table.set_rows(list(view.changes))


def _post(row: ReferralRow) -> tuple[Run, ...]:
    return (Bold(row.title), Soft(row.employer))


def _answer(row: ReferralRow) -> tuple[Run, ...]:
    state = Tag(code_name("referral_state", row.state), _STATE_TONES.get(row.state, Tone.PLAIN))
    why = code_name("referral_reason", row.reason)
    return (state, Soft(why)) if why else (state,)


def _move(row: StateChange) -> tuple[Run, ...]:
    return (code_name("case_state", row.from_state), "→", Tag(code_name("case_state", row.to_state), Tone.INFO))


def _why(row: StateChange) -> str:
    return code_name("close_reason", row.reason)
