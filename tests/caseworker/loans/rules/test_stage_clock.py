"""Working days per body: weekends and holidays do not count, 补正 stops the clock, the split is data."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.calendar import WorkingYear
from caseworker.clock import china_instant
from caseworker.loans.rules import POLICY, LoanStage, StageClock, StageEvent, stage_clock
from caseworker.policy.choice import by_version
from caseworker.problems import OfficerProblem

S = LoanStage
BUDGETS = by_version("500000", POLICY, "V-2025").stages


def clock(today: str, *log: tuple[LoanStage, str], hour: int = 9) -> StageClock:
    events = [StageEvent(stage, china_instant(date.fromisoformat(day), hour)) for stage, day in log]
    return stage_clock(events, BUDGETS, date.fromisoformat(today))


def figures(found: StageClock) -> tuple[int, int, bool, bool, str | None]:
    due = found.due_on.isoformat() if found.due_on else None
    return found.used_days, found.left_days, found.paused, found.overdue, due


def test_four_days_in_all_one_for_each_body() -> None:
    assert [budget.working_days for budget in BUDGETS] == [1, 1, 1, 1]
    assert clock("2026-11-16", (S.STREET_ACCEPTANCE, "2026-11-16")).total_budget_days == 4


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-16", (0, 1, False, False, "2026-11-17")),
        ("2026-11-17", (1, 0, False, False, "2026-11-17")),
        ("2026-11-18", (2, -1, False, True, "2026-11-17")),
    ],
)
def test_the_day_of_entry_is_free_and_the_last_day_is_in_time(
    today: str, expected: tuple[int, int, bool, bool, str | None]
) -> None:
    assert figures(clock(today, (S.STREET_ACCEPTANCE, "2026-11-16"))) == expected


def test_acceptance_and_first_review_share_the_streets_day() -> None:
    found = clock("2026-11-18", (S.STREET_ACCEPTANCE, "2026-11-16"), (S.STREET_REVIEW, "2026-11-17"))
    assert found.budget is BUDGETS[0]
    assert (found.used_days, found.overdue) == (2, True)


def test_weekends_and_holidays_do_not_count() -> None:
    friday = ((S.STREET_REVIEW, "2026-11-20"),)
    assert figures(clock("2026-11-22", *friday)) == (0, 1, False, False, "2026-11-23")
    assert figures(clock("2026-11-23", *friday)) == (1, 0, False, False, "2026-11-23")
    national_day = ((S.BANK_APPROVAL, "2026-09-30"),)
    assert figures(clock("2026-10-07", *national_day)) == (0, 1, False, False, "2026-10-08")


def test_on_a_day_off_the_last_working_day_stays_the_due_day() -> None:
    assert figures(clock("2026-11-21", (S.STREET_REVIEW, "2026-11-19"))) == (1, 0, False, False, "2026-11-20")


def test_waiting_for_papers_stops_the_clock() -> None:
    asked = ((S.DISTRICT_REVIEW, "2026-11-09"), (S.SUPPLEMENT, "2026-11-09"))
    paused = clock("2026-11-18", *asked)
    assert figures(paused) == (0, 1, True, False, None)
    assert paused.budget is not None and paused.budget.code == "district"
    again = (*asked, (S.DISTRICT_REVIEW, "2026-11-18"))
    assert figures(clock("2026-11-18", *again)) == (0, 1, False, False, "2026-11-19")
    assert figures(clock("2026-11-20", *again)) == (2, -1, False, True, "2026-11-19")


def test_the_whole_way_adds_up_without_the_pauses() -> None:
    found = clock(
        "2026-11-20",
        (S.STREET_ACCEPTANCE, "2026-11-09"),
        (S.STREET_REVIEW, "2026-11-09"),
        (S.DISTRICT_REVIEW, "2026-11-10"),
        (S.SUPPLEMENT, "2026-11-11"),
        (S.DISTRICT_REVIEW, "2026-11-17"),
        (S.GUARANTEE_REVIEW, "2026-11-17"),
        (S.BANK_APPROVAL, "2026-11-18"),
        (S.SIGNING, "2026-11-19"),
    )
    assert (found.total_used_days, found.total_left_days) == (4, 0)
    assert (found.budget, found.left_days, found.overdue, found.due_on) == (None, 0, False, None)


def test_a_new_start_after_a_return_counts_anew() -> None:
    log = (
        (S.DRAFT, "2026-11-02"),
        (S.STREET_REVIEW, "2026-11-02"),
        (S.RETURNED, "2026-11-05"),
    )
    assert figures(clock("2026-11-10", *log)) == (3, -2, True, True, None)
    anew = (*log, (S.DRAFT, "2026-11-10"), (S.STREET_ACCEPTANCE, "2026-11-11"))
    assert clock("2026-11-11", *anew).total_used_days == 0


def test_a_draft_has_no_clock() -> None:
    assert figures(clock("2026-11-16", (S.DRAFT, "2026-10-01"))) == (0, 0, False, False, None)
    assert figures(clock("2026-11-16")) == (0, 0, False, False, None)


def test_midnight_in_china_not_in_utc_makes_the_day() -> None:
    late = StageEvent(S.STREET_REVIEW, china_instant(date(2026, 11, 17), 0, 30))
    assert stage_clock([late], BUDGETS, date(2026, 11, 17)).used_days == 0


def test_a_year_without_a_table_leaves_the_due_day_open_and_refuses_to_count() -> None:
    table = {2098: WorkingYear(2098, frozenset(), frozenset())}
    events = [StageEvent(S.STREET_REVIEW, china_instant(date(2098, 12, 31)))]
    assert stage_clock(events, BUDGETS, date(2098, 12, 31), table).due_on is None
    with pytest.raises(OfficerProblem) as caught:
        stage_clock(events, BUDGETS, date(2099, 1, 5), table)
    assert caught.value.code == "calendar.no_table"
