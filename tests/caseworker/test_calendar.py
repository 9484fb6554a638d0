"""Working days follow the published notices; a year without one is refused, not guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.calendar import (
    WorkingYear,
    add_months,
    add_working_days,
    is_working_day,
    months_between,
    read_working_year,
    working_days_between,
    years_between,
)
from caseworker.messages import problem_text
from caseworker.problems import OfficerProblem

# The State Council's notice for 2026 (2025-11-04): days off, and weekend days worked instead.
OFF_2026 = [
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
]
WORK_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def _days(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(n) for n in range(365)]


def test_every_day_of_2026_is_as_the_notice_says() -> None:
    off = {
        day
        for first, last in OFF_2026
        for day in _days(2026)
        if date.fromisoformat(f"2026-{first}") <= day <= date.fromisoformat(f"2026-{last}")
    }
    worked = {date.fromisoformat(f"2026-{day}") for day in WORK_2026}
    for day in _days(2026):
        expected = day in worked or (day.weekday() < 5 and day not in off)
        assert is_working_day(day) is expected, day


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 16), 4, date(2026, 11, 20)),  # Monday to Friday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over National Day
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # onto a worked Saturday
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # worked Saturday, then Spring Festival
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
    ],
)
def test_adding_working_days(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


@settings(deadline=None)  # the first call imports the tables
@given(st.dates(date(2020, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_counting_undoes_adding(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == -count


def test_a_year_without_a_notice_is_refused() -> None:
    for ask in (
        lambda: is_working_day(date(2099, 1, 4)),
        lambda: add_working_days(date(2098, 12, 31), 1),
        lambda: working_days_between(date(2099, 1, 1), date(2099, 1, 9)),
    ):
        with pytest.raises(OfficerProblem) as caught:
            ask()
        assert caught.value.code == "calendar.no_table"
        assert str(caught.value.params["year"]) in problem_text(caught.value, "zh")
        assert "holiday table" in problem_text(caught.value, "en")


def test_an_imported_table_fills_the_gap_and_stands_over_the_package() -> None:
    table = read_working_year(
        'year = 2099\nsource = "样例通知"\noff = [2099-01-01, 2099-01-02]\nwork = [2099-01-03]\n', "2099.toml"
    )
    tables = {2099: table}
    assert not is_working_day(date(2099, 1, 1), tables)
    assert is_working_day(date(2099, 1, 3), tables)  # a Saturday
    assert not is_working_day(date(2099, 1, 4), tables)
    assert add_working_days(date(2099, 1, 1), 2, tables) == date(2099, 1, 5)
    moved = WorkingYear(2026, frozenset({date(2026, 11, 23)}), frozenset())
    assert not is_working_day(date(2026, 11, 23), {2026: moved})
    assert is_working_day(date(2026, 11, 23))


@pytest.mark.parametrize(
    "text",
    [
        "year = ",
        'year = 2099\noff = []\nwork = []\nsource = "x"\nextra = 1',
        'year = 2099\noff = [2098-01-01]\nwork = []\nsource = "x"',
        'year = 2099\noff = [2099-01-01]\nwork = [2099-01-01]\nsource = "x"',
        "year = 2099\noff = []\nwork = []",
    ],
)
def test_a_bad_table_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(OfficerProblem) as caught:
        read_working_year(text, "通知.toml")
    assert caught.value.code == "calendar.bad_table"
    assert "通知.toml" in problem_text(caught.value, "zh")


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2025, 6, 1), 36, date(2028, 6, 1)),
    ],
)
def test_adding_months(start: date, count: int, end: date) -> None:
    assert add_months(start, count) == end


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 600))
def test_whole_months_are_counted_back(start: date, count: int) -> None:
    end = add_months(start, count)
    assert months_between(start, end) == count
    assert months_between(start, end + timedelta(1)) in (count, count + 1)
    assert months_between(end + timedelta(1), start) == 0


def test_age_is_complete_on_the_birthday() -> None:
    assert years_between(date(2010, 11, 22), date(2026, 11, 21)) == 15
    assert years_between(date(2010, 11, 22), date(2026, 11, 22)) == 16
    assert years_between(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert years_between(date(2008, 2, 29), date(2026, 3, 1)) == 18
