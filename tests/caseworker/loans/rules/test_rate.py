"""LPR on both sides of each change, caps by version and place, and who pays what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from caseworker.loans.rules import (
    POLICY,
    LprTable,
    check_rate,
    lpr_on,
    lpr_table,
    net_percent,
    rate_cap,
    subsidy_percent,
)
from caseworker.messages import problem_text
from caseworker.policy.choice import by_version
from caseworker.problems import OfficerProblem

V2021, V2024, V2025 = (by_version("500000", POLICY, f"V-{year}") for year in (2021, 2024, 2025))


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        ("2022-08-22", "3.65"),
        ("2023-06-19", "3.65"),
        ("2023-06-20", "3.55"),
        ("2023-08-20", "3.55"),
        ("2023-08-21", "3.45"),
        ("2024-07-21", "3.45"),
        ("2024-07-22", "3.35"),
        ("2024-10-20", "3.35"),
        ("2024-10-21", "3.10"),
        ("2025-05-19", "3.10"),
        ("2025-05-20", "3.00"),
        ("2026-08-20", "3.00"),
        ("2026-11-22", "3.00"),
    ],
)
def test_lpr_on_both_sides_of_each_change(day: str, percent: str) -> None:
    assert lpr_on(date.fromisoformat(day)).percent == Decimal(percent)


def test_lpr_before_the_table_is_not_known() -> None:
    with pytest.raises(OfficerProblem) as caught:
        lpr_on(date(2022, 8, 21))
    assert caught.value.code == "loan_rules.lpr_unknown"
    assert "2022-08-22" in problem_text(caught.value)


def test_a_table_not_confirmed_for_35_days_is_warned_about() -> None:
    assert lpr_on(date(2026, 9, 24)).notices == ()
    (notice,) = lpr_on(date(2026, 9, 25)).notices
    assert notice.code == "loan_rules.lpr_stale"
    assert "2026-08-20" in notice.text() and "2026-08-20" in notice.text("en")


def test_marks_of_the_table_say_what_was_verified() -> None:
    assert [change.verified for change in lpr_table().changes] == [False] * 5 + [True]
    assert all(change.verified == (change.mark == "V") for change in lpr_table().changes)


def test_a_table_out_of_order_is_refused() -> None:
    change = {"from": date(2025, 5, 20), "percent": "3.00", "mark": "V", "verified": True}
    earlier = {**change, "from": date(2024, 5, 20)}
    good = {"confirmed_through": date(2025, 6, 20), "confirmed_mark": "V2", "changes": [earlier, change]}
    assert lpr_on(date(2025, 1, 1), LprTable.model_validate(good)).since == date(2024, 5, 20)
    for bad in ({**good, "changes": [change, earlier]}, {**good, "confirmed_through": date(2025, 1, 1)}):
        with pytest.raises(ValidationError):
            LprTable.model_validate(bad)


@pytest.mark.parametrize(
    ("pack", "day", "region", "cap"),
    [
        (V2025, "2025-09-10", "", "3.50"),
        (V2025, "2025-05-19", "500104", "3.60"),
        (V2024, "2024-07-21", "", "3.95"),
        (V2024, "2024-07-22", "", "3.85"),
        (V2021, "2023-08-21", "500103", "4.95"),
        (V2021, "2023-08-21", "500101", "5.95"),
        (V2021, "2023-08-20", "500243", "6.05"),
    ],
)
def test_rate_caps(pack: object, day: str, region: str, cap: str) -> None:
    found = rate_cap(pack, date.fromisoformat(day), region)  # type: ignore[arg-type]
    assert found.percent == Decimal(cap)


def test_where_the_place_decides_it_must_be_known() -> None:
    with pytest.raises(OfficerProblem) as caught:
        rate_cap(V2021, date(2023, 8, 21))
    assert caught.value.code == "loan_rules.place_decides_rate"


def test_fourteen_counties() -> None:
    counties = V2021.value("counties")
    assert isinstance(counties, tuple) and len(set(counties)) == 14


def test_a_rate_above_the_cap_is_refused() -> None:
    cap = rate_cap(V2025, date(2025, 9, 10))
    check_rate(Decimal("3.50"), cap)
    for percent, code in (("3.51", "rate_over_cap"), ("0", "rate_not_positive"), ("-1", "rate_not_positive")):
        with pytest.raises(OfficerProblem) as caught:
            check_rate(Decimal(percent), cap)
        assert caught.value.code == f"loan_rules.{code}"
        assert problem_text(caught.value) and problem_text(caught.value, "en")


def test_half_of_the_rate_leaves_the_published_ceiling() -> None:
    """The city's own example: (3.0 + 0.5) / 2 = 1.75 % for the borrower at most."""
    lpr, actual = Decimal("3.00"), Decimal("3.50")
    assert subsidy_percent(V2025, actual, lpr) == Decimal("1.75")
    assert net_percent(V2025, actual, lpr) == V2025.number("net_rate_ceiling")


def test_before_2024_the_borrower_paid_up_to_lpr_less_150_points() -> None:
    lpr = Decimal("3.65")
    assert net_percent(V2021, Decimal("5.15"), lpr) == Decimal("2.15")
    assert subsidy_percent(V2021, Decimal("5.15"), lpr) == Decimal("3.00")
    assert subsidy_percent(V2021, Decimal("2.00"), lpr) == 0
