"""How stages, clocks and steps are said on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caseworker.loans.listing import LoanLine
from caseworker.loans.moving import in_words
from caseworker.loans.rules import Guard, LoanStage, StageClock
from caseworker.loans.steps import NextStep
from ui.widgets import Tag, Tone
from ui.words import language, words

_TONES = {
    LoanStage.DRAFT: Tone.PLAIN,
    LoanStage.SUPPLEMENT: Tone.WARN,
    LoanStage.RETURNED: Tone.WARN,
    LoanStage.OVERDUE: Tone.DANGER,
    LoanStage.WITHDRAWN: Tone.PLAIN,
    LoanStage.NOT_ACCEPTED: Tone.PLAIN,
    LoanStage.SETTLED: Tone.OK,
    LoanStage.POST_LOAN: Tone.OK,
}


def stage_name(stage: LoanStage) -> str:
    """街道受理, in the window's language."""
    return words(f"loan_rules.stage.{stage.value}")


def stage_tag(stage: LoanStage) -> Tag:
    """The stage as a tag; those that need somebody are coloured."""
    return Tag(stage_name(stage), _TONES.get(stage, Tone.INFO))


def lacking_words(step: NextStep) -> str:
    """What stands in the way of a step, "" when nothing does."""
    return in_words(step.missing, step.fields, step.papers, language())


def asked_words(asks: tuple[Guard, ...]) -> str:
    """What has to be written down with a step."""
    mark = "、" if language() == "zh" else ", "
    return mark.join(words(f"loans.lacks.{guard}") for guard in asks)


class ClockWords(QObject):
    """The working days used and left, in words."""

    def of_line(self, line: LoanLine) -> str:
        """For a list: 剩 1 天, 超 2 天, 暂停."""
        if line.paused:
            return self.tr("paused")
        return "" if line.left_days is None else self.left(line.left_days)

    def of_clock(self, clock: StageClock | None) -> str:
        """For the head of the page: the whole way, and the body that has it now."""
        if clock is None or clock.budget is None:
            return ""
        way = self.tr("working day {used} / {all}").format(used=clock.total_used_days, all=clock.total_budget_days)
        if clock.paused:
            return f"{way} · {self.tr('paused')}"
        due = f" ({clock.due_on:%m-%d})" if clock.due_on else ""
        return f"{way} · {self.left(clock.left_days)}{due}"

    def left(self, days: int) -> str:
        """Days left, or over."""
        if days < 0:
            return self.tr("{count} d over").format(count=-days)
        return self.tr("due today") if days == 0 else self.tr("{count} d left").format(count=days)
