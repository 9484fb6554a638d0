"""The form that records what became of a recommendation (推荐回执), by keyboard."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker import codes
from caseworker.clock import china_instant
from caseworker.desk import Saved
from caseworker.problems import Problem
from caseworker.vacancies.referral_states import reasons_for
from caseworker.vacancies.referrals import ReferralRow, record_outcome
from ui import theme
from ui.jobs import Jobs
from ui.vacancies.wording import code_name, instant_words, joined, pay_words
from ui.widgets import (
    Button,
    ChoiceField,
    DateField,
    ElidedLabel,
    FormGrid,
    LineField,
    MemoField,
    MoneyField,
    Toasts,
    label,
)
from ui.words import language, problem_words

_TIME = re.compile(r"([01]?\d|2[0-3])\s*[:：.时点]?\s*([0-5]\d)?\s*分?")
_USUAL_HOUR = "09:30"


class OutcomeForm(QWidget):
    """Asks what became of one referral; only what the chosen outcome needs is shown. Ctrl+Enter saves, Esc leaves."""

    recorded = Signal(object)
    """The `Saved` of `record_outcome`."""
    left = Signal()
    """The officer left without recording."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._referral: UUID | None = None
        self.what = ElidedLabel("", "strong")
        self.standing = label("", "soft")
        self.form = FormGrid(columns=2)
        self.outcome = self.form.add("state", self.tr("&Outcome"), ChoiceField(), required=True, span=0)
        self.form.add("reason", self.tr("&Reason"), ChoiceField(), required=True, span=0)
        self.form.add("day", self.tr("&Day"), DateField(self._today), required=True)
        self.form.add("interview_day", self.tr("Day of the &interview"), DateField(self._today))
        self.form.add("interview_time", self.tr("&Time"), LineField(_USUAL_HOUR))
        self.form.add("pay", self.tr("&Pay agreed a month"), MoneyField())
        self.note = self.form.add("note", self.tr("&Note"), MemoField(lines=2), span=0)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.save = Button(self.tr("Record"), self.submit, role="primary", shortcut="Ctrl+Return")
        self.leave = Button(self.tr("Cancel"), self.left.emit, shortcut="Esc")
        self._build()
        self.form.changed.connect(self._show_needed)
        self.form.submitted.connect(self.submit)
        self.note.submitted.connect(self.submit)

    def show_referral(self, row: ReferralRow) -> None:
        """Start anew for one referral."""
        self._referral = row.id
        self.form.clear()
        self.problem.hide()
        self.what.set_text(joined(f"{row.employer} {row.title}", pay_words(row.pay)))
        since = instant_words(row.recommended_at)
        standing = self.tr("{state}, recommended {when}")
        self.standing.setText(standing.format(state=code_name("referral_state", row.state), when=since))
        self.outcome.set_options((state, code_name("referral_state", state)) for state in row.next_states)
        self.form.set_value("day", self._today())
        self._show_needed("state")
        self.outcome.setFocus()

    def submit(self) -> None:
        """Record, if all that is needed is there."""
        self.problem.hide()
        if not self.save.isEnabled() or self._referral is None or not self.form.check() or not self._time_ok():
            return
        referral, values = self._referral, self._values()
        self.save.setEnabled(False)
        self._jobs.write(
            lambda desk, _control: record_outcome(desk, referral, **values),
            self._done,
            self._refused,
            owner=self,
            ended=lambda: self.save.setEnabled(True),
        )

    def _values(self) -> dict[str, Any]:
        values = self.form.values()
        state = values["state"]
        return {
            "to_state": state,
            "reason": values["reason"] or "" if reasons_for(state) else "",
            "note": values["note"],
            "occurred_on": values["day"],
            "interview_at": self._interview_at() if state == "interview" else None,
            "pay_fen": values["pay"] if state == "started" else None,
        }

    def _interview_at(self) -> datetime | None:
        day = self.form.value("interview_day")
        if day is None:
            return None
        hour, minute = _hour(self.form.value("interview_time") or _USUAL_HOUR) or (9, 30)
        return china_instant(day, hour, minute)

    def _time_ok(self) -> bool:
        typed = self.form.value("interview_time")
        if self.form.value("state") == "interview" and typed and _hour(typed) is None:
            self.form.say("interview_time", self.tr("Type the time like 14:30."))
            self.form.focus("interview_time")
            return False
        return True

    def _done(self, saved: Saved[UUID]) -> None:
        name = code_name("referral_state", self.form.value("state"))
        Toasts.of(self).say(self.tr("Recorded: {state}").format(state=name))
        self.recorded.emit(saved)

    def _refused(self, problem: Problem) -> None:
        self.problem.setText(problem_words(problem))
        self.problem.show()

    def _show_needed(self, key: str) -> None:
        """Only what the outcome asks for."""
        if key != "state":
            return
        state = self.form.value("state") or ""
        table, wanted = codes.table("referral_reason"), reasons_for(state)
        self.form.field("reason").set_options((code, table.name(code, language())) for code in wanted)
        self.form.set_visible("reason", bool(wanted))
        for name in ("interview_day", "interview_time"):
            self.form.set_visible(name, state == "interview")
        self.form.set_visible("pay", state == "started")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.what)
        column.addWidget(self.standing)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        column.addLayout(foot)
        column.addStretch(1)

    def _today(self) -> Any:
        return self._jobs.desk.today


def _hour(typed: str) -> tuple[int, int] | None:
    """Hour and minute of 14:30, 14.30, 14点30分 or 9."""
    match = _TIME.fullmatch(typed.strip())
    return (int(match[1]), int(match[2] or 0)) if match else None
