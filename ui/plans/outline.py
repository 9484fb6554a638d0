"""Goals and actions as one list: a goal with its theme, its actions under it, who does them by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.plans.view import ActionLine, GoalLine, PlanView
from ui.cases.words import CaseWords, code_name
from ui.widgets import Bold, Column, DataTable, Kind, Run, Soft, Tag, Tone
from ui.words import words


@dataclass(frozen=True, slots=True)
class Line:
    """A goal, or one of its actions."""

    goal: GoalLine
    action: ActionLine | None = None

    @property
    def id(self) -> UUID:
        return self.action.id if self.action else self.goal.id


class Outline(QWidget):
    """The list of one version of a plan."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._words = today, CaseWords(self)
        self._stands = False
        columns = (
            Column("what", self.tr("Goal and actions"), self._what, Kind.TAGS, 240, stretch=True, tip=_title),
            Column("who", self.tr("By whom"), self._who, width=110),
            Column("due", self.tr("By when"), self._due, Kind.TAGS, 104),
            Column("done", self.tr("Done"), self._done, Kind.TAGS, 104),
        )
        self.table = DataTable(columns, "plan.outline", self.tr("Goals and actions"))
        self.table.set_empty_text(self.tr("No goal yet"), self.tr("Ctrl+T adds the first goal, Ctrl+E its actions."))
        self.table.set_hint(self.tr("G: goal  ·  A: action  ·  Enter: change  ·  Space: done  ·  Delete: take out"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_plan(self, plan: PlanView) -> None:
        """Show one version."""
        self._stands = plan.state == "agreed"
        lines = [line for goal in plan.goals for line in (Line(goal), *(Line(goal, one) for one in goal.actions))]
        self.table.set_rows(lines)

    def _what(self, line: Line) -> tuple[Run, ...]:
        if line.action is None:
            return (Tag(code_name("plan_theme", line.goal.theme), Tone.INFO), Bold(line.goal.title))
        note = (Soft(line.action.done_note),) if line.action.done_note else ()
        return ("　　" + line.action.title, *note)

    def _who(self, line: Line) -> str:
        if line.action is None:
            return ""
        if line.action.doer == "officer":
            return line.action.owner_name
        return line.action.who or words(f"plans.doer.{line.action.doer}")

    def _due(self, line: Line) -> Tag | None:
        due_on = line.action.due_on if line.action else line.goal.due_on
        done = line.action.done_on if line.action else line.goal.met_on
        if due_on is None:
            return None
        tag = self._words.due_tag(due_on, self._today())
        return Tag(self._words.day(due_on, self._today()), Tone.PLAIN) if done or not self._stands else tag

    def _done(self, line: Line) -> Tag | None:
        on = line.action.done_on if line.action else line.goal.met_on
        return Tag(self._words.day(on, self._today()), Tone.OK) if on else None


def _title(line: Line) -> str:
    return line.action.title if line.action else line.goal.title
