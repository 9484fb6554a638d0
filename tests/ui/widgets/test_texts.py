"""What officers type, understood."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.form.texts import clean, format_money, initials, matches, parse_day, parse_money

TODAY = date(2025, 6, 4)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20250304", date(2025, 3, 4)),
        ("2025-3-4", date(2025, 3, 4)),
        ("2025.03.04", date(2025, 3, 4)),
        ("2025/3/4", date(2025, 3, 4)),
        ("２０２５年３月４日", date(2025, 3, 4)),
        (" 3月4日 ", date(2025, 3, 4)),
        ("3-4", date(2025, 3, 4)),
        ("明天", date(2025, 6, 5)),
        ("昨天", date(2025, 6, 3)),
        ("+3", date(2025, 6, 7)),
        ("-1", date(2025, 6, 3)),
        ("2周后", date(2025, 6, 18)),
        ("30天", date(2025, 7, 4)),
        ("19800229", date(1980, 2, 29)),
    ],
)
def test_days_are_understood(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "abc", "20250230", "2025-13-01", "99999999", "7", "2025", "2025-3", "三月"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_day(typed, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_shown_day_is_read_back(day: date) -> None:
    assert parse_day(f"{day:%Y-%m-%d}", TODAY) == day
    assert parse_day(f"{day:%Y%m%d}", TODAY) == day


@given(st.integers(0, 10**13))
def test_shown_money_is_read_back(fen: int) -> None:
    assert parse_money(format_money(fen)) == fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("5000", 500_000), ("20万", 20_000_000), ("1.5w", 1_500_000), ("5千", 500_000), ("", None), ("很多", None)],
)
def test_money_is_understood(typed: str, fen: int | None) -> None:
    assert parse_money(typed) == fen


def test_invisible_characters_and_composed_forms_go() -> None:
    assert clean(" \u200b王\ufeff样一\u00ad ") == "王样一"
    assert clean("e\u0301") == "\u00e9"
    assert clean("一\n二") == "一\n二"


def test_options_are_found_by_code_text_and_initials() -> None:
    assert initials("重庆市渝中区") == "cqsyzq"
    assert (
        matches("cq", "500000", "重庆市") and matches("5000", "500000", "重庆市") and matches("庆", "500000", "重庆市")
    )
    assert not matches("sc", "500000", "重庆市") and not matches("00", "500000", "重庆市")
