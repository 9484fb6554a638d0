"""What the rules say of one application: eligibility line by line, amount and cost, papers with their ticks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseworker.loans.assessment import LoanAssessment, LoanCost
from caseworker.loans.form import LoanForm
from caseworker.loans.papers import Paper
from caseworker.money import capital, format_yuan
from caseworker.policy import ConditionLine, LineKind, Need, State
from ui import theme
from ui.widgets import Card, CheckField, ElidedLabel, LinkButton, Tag, TagRow, Tone, clear_layout, label, soft
from ui.words import language, words

_MARKS = {State.MET: ("✓", "saved"), State.UNKNOWN: ("?", "warning"), State.UNMET: ("✗", "problem")}


class EligibilityCard(Card):
    """Each condition with what it came to, the value seen and where the rule was read; never "approved"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Eligibility"), parent=parent)
        self.rules = ElidedLabel("", "soft")
        self.head.insertWidget(1, self.rules, 100)
        self.answer = TagRow()
        self._whole = False
        self._found: LoanAssessment | None = None
        self.more = LinkButton("", self._unfold)
        self.head.addWidget(self.more)
        self.head.addWidget(self.answer)
        self.headline = label("", "warning", wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(10))
        self.grid.setVerticalSpacing(0)
        for column, stretch in ((1, 5), (2, 4)):
            self.grid.setColumnStretch(column, stretch)
        self.sources = label("", "hint", wrap=True)
        self.add(self.headline, self.grid, self.sources)

    def show_answer(self, found: LoanAssessment) -> None:
        """Show the lines of an assessment, or why there are none."""
        clear_layout(self.grid)
        self._found = found
        result = found.eligibility
        notices = [notice.text(language()) for notice in found.notices]
        self.rules.set_text(found.pack.label if found.pack else "")
        self.answer.set_tags([self._overall(result.overall)] if result else [])
        self.headline.setText("" if result else "\n".join(notices))
        self.headline.setVisible(result is None)
        cited: dict[str, ConditionLine] = {}
        lines = result.lines if result else ()
        for line in lines:
            cited.setdefault(line.source.title, line)
        for row, line in enumerate(line for line in lines if self._whole or _decides(line)):
            self._put(row, line, list(cited).index(line.source.title) + 1)
        notes = [f"[{number}] {self._founded(line)}" for number, line in enumerate(cited.values(), start=1)]
        self.sources.setText("　".join(notes))
        self.sources.setVisible(bool(notes))
        fold = self.tr("Only what decides") if self._whole else self.tr("All {count} lines")
        self.more.setText(fold.format(count=len(lines)))
        self.more.setVisible(bool(lines) and not all(map(_decides, lines)))

    def _unfold(self) -> None:
        self._whole = not self._whole
        if self._found is not None:
            self.show_answer(self._found)

    def _overall(self, state: State) -> Tag:
        """The answer in one word; the rest of the headline stands under it."""
        tones = {State.MET: Tone.OK, State.UNKNOWN: Tone.WARN, State.UNMET: Tone.DANGER}
        said = {State.MET: self.tr("Fits"), State.UNKNOWN: self.tr("May fit"), State.UNMET: self.tr("Does not fit")}
        return Tag(said[state], tones[state])

    def _put(self, row: int, line: ConditionLine, source: int) -> None:
        mark, role = _MARKS[line.state] if line.kind is LineKind.CONDITION else ("·", "soft")
        if line.kind is LineKind.WARNING and line.state is State.MET:
            mark, role = _MARKS[State.MET]
        sign = label(mark, role)
        sign.setAccessibleName(self._state(line))
        sign.setFixedWidth(theme.px(14))
        self.grid.addWidget(sign, row, 0)
        self.grid.addWidget(ElidedLabel(line.text), row, 1)
        seen = ElidedLabel(line.reason or line.seen, role if line.reason else "")
        self.grid.addWidget(seen, row, 2)
        mark_of_source = label(f"[{source}]", "hint")
        mark_of_source.setToolTip(self._founded(line))
        self.grid.addWidget(mark_of_source, row, 3)

    def _state(self, line: ConditionLine) -> str:
        if line.kind is LineKind.INFO:
            return self.tr("for information")
        states = {State.MET: self.tr("met"), State.UNKNOWN: self.tr("open"), State.UNMET: self.tr("not met")}
        return states[line.state]

    def _founded(self, line: ConditionLine) -> str:
        day = f" {line.source.published:%Y-%m-%d}" if line.source.published else ""
        sure = self.tr("official text seen") if line.verified else self.tr("not verified, please check")
        return f"{line.source.title}{day} · {sure}"


class CostCard(Card):
    """Three facts: what is asked for, for how long, at what rate; under each what belongs to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Amount and repayment"), " ", parent)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme.px(16))
        self.grid.setVerticalSpacing(theme.px(2))
        self.warning = label("", "warning", wrap=True)
        self.warning.hide()
        self.add(self.grid, self.warning)

    def show_answer(self, found: LoanAssessment, form: LoanForm) -> None:
        """Show amount, term and rate of a form with what the rules make of them."""
        clear_layout(self.grid)
        parts = (self._amount(found.cost, form), self._term(found, form), self._rate(found.cost))
        for column, (caption, value, below) in enumerate(parts):
            line = QHBoxLayout()
            line.setSpacing(theme.px(6))
            line.addWidget(soft(caption))
            line.addWidget(ElidedLabel(value, "strong"), 1)
            self.grid.addLayout(line, 0, column)
            self.grid.addWidget(ElidedLabel(below, "soft"), 1, column)
            self.grid.setColumnStretch(column, (5, 4, 6)[column])
        said = [problem for problem in found.check.problems.values() if problem.code.startswith("loan_rules")]
        texts = [words(problem.code, **problem.params) for problem in said]
        texts += [notice.text(language()) for notice in found.notices if found.pack is not None]
        self.warning.setText("\n".join(dict.fromkeys(texts)))
        self.warning.setVisible(bool(texts))

    def _amount(self, cost: LoanCost, form: LoanForm) -> tuple[str, str, str]:
        cap = self.tr("cap {amount}").format(amount=f"{cost.cap // 100:,}") if cost.cap is not None else ""
        if form.amount is None or form.amount < 0:
            return self.tr("Asked for"), "—", cap
        value = self.tr("{amount} yuan").format(amount=format_yuan(form.amount))
        return self.tr("Asked for"), value, " · ".join(part for part in (capital(form.amount), cap) if part)

    def _term(self, found: LoanAssessment, form: LoanForm) -> tuple[str, str, str]:
        value = self.tr("{count} months").format(count=form.term_months) if form.term_months else "—"
        parts = []
        if form.method:
            parts.append(words(f"loan_rules.method.{form.method}"))
        if found.cost.longest_term is not None:
            parts.append(self.tr("at most {count}").format(count=found.cost.longest_term))
        return self.tr("Term"), value, " · ".join(parts)

    def _rate(self, cost: LoanCost) -> tuple[str, str, str]:
        if cost.rate is None or cost.lpr is None:
            return self.tr("Rate"), "—", ""
        margin = cost.rate - cost.lpr.percent
        value = f"LPR {cost.lpr.percent}% + {margin:.2f}%"
        if not cost.agreed:
            value += self.tr(" (cap)")
        plan = cost.schedule
        if plan is None or cost.net_rate is None:
            return self.tr("Rate"), value, self.tr("net {rate}%").format(rate=_short(cost.net_rate))
        yearly = plan.total_own_interest * 12 // max(1, plan.terms.months) // 100
        below = self.tr("own interest about {amount} yuan a year (net {rate}%)")
        return self.tr("Rate"), value, below.format(amount=f"{yearly:,}", rate=_short(cost.net_rate))


class PapersCard(Card):
    """The checklist: Space ticks a paper, Up and Down walk it; optional papers unfold."""

    ticked = Signal(str, bool)
    """Code of a paper, and whether it came in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Papers"), " ", parent)
        self.rows: dict[str, CheckField] = {}
        self._all = False
        self._papers: Sequence[Paper] = ()
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.px(2))
        self.more = LinkButton("", self._unfold)
        self.add(self.list, self.more)

    def show_answer(self, found: LoanAssessment) -> None:
        """Show the papers of an assessment, keeping the place of the focus."""
        held = next((code for code, box in self.rows.items() if box.hasFocus()), "")
        self._papers = found.papers
        optional = sum(not _asked(paper) for paper in found.papers)
        exempt = sum(paper.need is Need.EXEMPT for paper in found.papers)
        note = f"{found.papers_here} / {found.papers_wanted}"
        if exempt:
            note += "   " + self.tr("{count} checked in the system, not handed in").format(count=exempt)
        self.set_title(self.tr("Papers"), note)
        self.more.setVisible(optional > 0)
        fold = self.tr("Hide optional papers") if self._all else self.tr("Show {count} optional papers")
        self.more.setText(fold.format(count=optional))
        clear_layout(self.list)
        self.rows = {}
        for paper in found.papers:
            if self._all or _asked(paper):
                self.list.addWidget(self._row(paper))
        self._order_tabs()
        if held in self.rows:
            self.rows[held].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the papers; a tick by itself would go on to whatever was made last."""
        boxes = [box for box in self.rows.values() if box.isEnabled()]
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or watched not in boxes:
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            return False
        place = next(number for number, box in enumerate(boxes) if box is watched)
        boxes[(place + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _order_tabs(self) -> None:
        """Tab walks the papers where they stand, not after everything made before them."""
        chain: list[QWidget] = [self.more, *self.rows.values(), self.more]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _unfold(self) -> None:
        self._all = not self._all
        self.ticked.emit("", False)

    def _row(self, paper: Paper) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        box = CheckField(paper.name)
        box.set_value(paper.received_on is not None)
        box.changed.connect(lambda: self.ticked.emit(paper.code, box.value()))
        box.setEnabled(paper.need is not Need.EXEMPT)
        box.installEventFilter(self)
        self.rows[paper.code] = box
        line.addWidget(box)
        line.addWidget(ElidedLabel(paper.note, "soft"), 1)
        state = f"{paper.received_on:%Y-%m-%d}" if paper.received_on else self._need(paper)
        line.addWidget(label(state, "soft" if paper.received_on or not paper.to_hand_in else "warning"))
        return row

    def _need(self, paper: Paper) -> str:
        if paper.applies is State.UNKNOWN:
            return self.tr("not yet known whether needed")
        return {
            Need.REQUIRED: self.tr("missing"),
            Need.CONDITIONAL: self.tr("missing"),
            Need.OPTIONAL: self.tr("optional"),
            Need.EXEMPT: self.tr("checked in the system"),
        }[paper.need]


def _decides(line: ConditionLine) -> bool:
    """Whether a line has to be seen: remarks that ask for nothing are folded away at first."""
    return line.kind is LineKind.CONDITION or (line.kind is LineKind.WARNING and line.state is not State.MET)


def _asked(paper: Paper) -> bool:
    return paper.to_hand_in or paper.received_on is not None or paper.applies is State.UNKNOWN


def _short(percent: Decimal | None) -> str:
    return "" if percent is None else f"{percent.normalize():f}"
