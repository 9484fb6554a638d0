"""The subsidy by days, against sums done by hand and in integers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.loans.rules import BalancePeriod, subsidy_due

WAN = 1_000_000


@pytest.mark.parametrize(
    ("balance", "start", "end", "percent", "basis", "fen"),
    [
        (20 * WAN, "2025-06-25", "2025-09-25", "1.75", 360, 89_444),  # 92 days: 894.44
        (20 * WAN, "2025-01-01", "2026-01-01", "1.75", 360, 354_861),  # 365 days
        (20 * WAN, "2025-01-01", "2026-01-01", "1.75", 365, 350_000),
        (50 * WAN, "2024-02-01", "2024-03-01", "1.725", 360, 69_479),  # 29 days of a leap February
        (30 * WAN, "2025-03-01", "2025-03-01", "1.75", 360, 0),
        (7, "2025-01-01", "2025-12-27", "1.75", 360, 0),
    ],
)
def test_golden_sums(balance: int, start: str, end: str, percent: str, basis: int, fen: int) -> None:
    period = BalancePeriod(date.fromisoformat(start), date.fromisoformat(end), balance)
    assert subsidy_due([period], Decimal(percent), basis) == fen


def test_overdue_and_extended_days_bring_nothing() -> None:
    normal = BalancePeriod(date(2025, 1, 1), date(2025, 4, 1), 20 * WAN)
    overdue = BalancePeriod(date(2025, 4, 1), date(2025, 9, 1), 20 * WAN, counts=False)
    assert subsidy_due([normal, overdue], Decimal("1.75"), 360) == subsidy_due([normal], Decimal("1.75"), 360)
    assert subsidy_due([overdue], Decimal("1.75"), 360) == 0


periods = st.lists(st.tuples(st.integers(0, 60 * WAN), st.integers(0, 400), st.booleans()), max_size=12)


@given(periods, st.integers(0, 400))
def test_any_periods_as_integers_say(parts: list[tuple[int, int, bool]], bp: int) -> None:
    start = date(2025, 1, 1)
    made = [BalancePeriod(start, start + timedelta(days), balance, counts) for balance, days, counts in parts]
    numerator = sum(balance * days for balance, days, counts in parts if counts) * bp
    denominator = 360 * 10_000
    assert subsidy_due(made, Decimal(bp) / 100, 360) == (2 * numerator + denominator) // (2 * denominator)
