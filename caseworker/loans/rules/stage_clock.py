"""Working days a body has used and has left, from the log of stages; stopped during 补正 and 退回.

The day a stage is entered is not counted; a body is overdue once it has used more days than it has. How the
days are split between bodies is data of the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from caseworker.calendar import NO_TABLES, Tables, add_working_days, is_working_day
from caseworker.clock import china_day
from caseworker.loans.rules.stages import LoanStage, StageEvent, current_stage
from caseworker.policy import StageBudget
from caseworker.problems import OfficerProblem

_PAUSED = {LoanStage.SUPPLEMENT, LoanStage.RETURNED}


@dataclass(frozen=True, slots=True)
class StageClock:
    """Working days of the body that has the application now, and of the whole way.

    `budget` None: the stage has no time of its own (a draft, after the payment); days are then 0. `due_on`
    is the last day in time; None while paused, without a budget, or when it falls in a year without a
    holiday table.
    """

    stage: LoanStage
    budget: StageBudget | None
    used_days: int
    left_days: int
    paused: bool
    overdue: bool
    due_on: date | None
    total_used_days: int
    total_budget_days: int

    @property
    def total_left_days(self) -> int:
        """Days left on the whole way; negative when over."""
        return self.total_budget_days - self.total_used_days


def stage_clock(
    events: Sequence[StageEvent], budgets: Sequence[StageBudget], today: date, tables: Tables = NO_TABLES
) -> StageClock:
    """The clock on `today` (a day in China) for events in order of time.

    While paused it shows the body that asked for more, standing still. After 退回 and a new start the days
    count from the newest 街道受理. Raises `OfficerProblem("calendar.no_table")` when a day to count has no
    table.
    """
    counted = _counted_days(_since_acceptance(events), budgets, today, tables)
    stage = current_stage(events)
    budget = _budget_now(events, budgets)
    used = counted[budget.code] if budget else []
    allowed = budget.working_days if budget else 0
    paused = stage in _PAUSED and budget is not None
    return StageClock(
        stage=stage,
        budget=budget,
        used_days=len(used),
        left_days=allowed - len(used),
        paused=paused,
        overdue=budget is not None and len(used) > allowed,
        due_on=None if paused or budget is None else _due(used, allowed, today, tables),
        total_used_days=sum(map(len, counted.values())),
        total_budget_days=sum(each.working_days for each in budgets),
    )


def _since_acceptance(events: Sequence[StageEvent]) -> Sequence[StageEvent]:
    starts = [n for n, event in enumerate(events) if event.stage is LoanStage.DRAFT]
    return events[starts[-1] :] if starts else events


def _budget_of(stage: LoanStage, budgets: Sequence[StageBudget]) -> StageBudget | None:
    return next((budget for budget in budgets if stage in budget.covers), None)


def _budget_now(events: Sequence[StageEvent], budgets: Sequence[StageBudget]) -> StageBudget | None:
    stages = [event.stage for event in _since_acceptance(events)]
    while stages and stages[-1] in _PAUSED:
        stages.pop()
    return _budget_of(stages[-1], budgets) if stages else None


def _counted_days(
    events: Sequence[StageEvent], budgets: Sequence[StageBudget], today: date, tables: Tables
) -> dict[str, list[date]]:
    """Budget code -> the working days counted against it."""
    counted: dict[str, list[date]] = {budget.code: [] for budget in budgets}
    days = [(event.stage, china_day(event.at)) for event in events]
    for (stage, entered), (_, left) in pairwise([*days, (LoanStage.DRAFT, today)]):
        budget = _budget_of(stage, budgets)
        if budget is not None:
            counted[budget.code] += _working_days_after(entered, left, tables)
    return counted


def _working_days_after(start: date, end: date, tables: Tables) -> list[date]:
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return [day for day in days if is_working_day(day, tables)]


def _due(used: list[date], allowed: int, today: date, tables: Tables) -> date | None:
    if 0 < allowed <= len(used):
        return used[allowed - 1]
    try:
        return add_working_days(today, allowed - len(used), tables) if allowed else today
    except OfficerProblem:
        return None
