"""Dates as they are written, and the ones that need a question or a refusal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.people.dates import from_excel, read_date


@pytest.mark.parametrize(
    "typed",
    [
        "2024-2-3",
        "2024-02-03",
        "2024.2.3",
        "2024/02/03",
        "2024年2月3日",
        "2024年2月3号",
        "2024 年 2 月 3 日",
        "20240203",
        "２０２４－２－３",
        "2024-02-03 10:00:00",
        "2024-02-03T10:00:00Z",
        "二〇二四年二月三日",
        "二零二四年二月三日",
        "2024—2—3",
    ],
)
def test_one_day_in_many_writings(typed: str) -> None:
    reading = read_date(typed)
    assert (reading.value, reading.problem, reading.warnings) == (date(2024, 2, 3), None, ())


def test_chinese_tens() -> None:
    assert read_date("二〇二六年十一月二十二日").value == date(2026, 11, 22)
    assert read_date("二〇二六年十月三十日").value == date(2026, 10, 30)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "people.date.empty"),
        ("2024.2.30", "people.date.no_such_day"),
        ("2024-13-01", "people.date.no_such_day"),
        ("农历八月十五", "people.date.lunar"),
        ("2024年正月初一", "people.date.lunar"),
        ("98.5.3", "people.date.short_year"),
        ("1850-01-01", "people.date.year"),
        ("45292", "people.date.unreadable"),
        ("下周三", "people.date.unreadable"),
    ],
)
def test_what_is_no_day_is_refused(typed: str, code: str) -> None:
    reading = read_date(typed)
    assert reading.value is None
    assert reading.problem is not None and reading.problem.code == code
    assert messages.problem_text(reading.problem, "en")


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [
        ("03/04/2024", date(2024, 3, 4), "people.date.two_meanings"),
        ("民国113年2月3日", date(2024, 2, 3), "people.date.republic"),
        ("民国113年", date(2024, 1, 1), "people.date.republic"),
        ("2024年2月", date(2024, 2, 1), "people.date.part_missing"),
    ],
)
def test_what_has_two_meanings_is_asked_about(typed: str, value: date, code: str) -> None:
    reading = read_date(typed)
    assert reading.value == value
    assert [warning.code for warning in reading.warnings] == [code]
    assert messages.problem_text(reading.warnings[0])


@pytest.mark.parametrize("typed", ["13/04/2024", "04/13/2024"])
def test_a_day_over_twelve_settles_the_order(typed: str) -> None:
    assert read_date(typed).value == date(2024, 4, 13)
    assert read_date(typed).warnings == ()


def test_excel_numbers_follow_their_workbook() -> None:
    assert read_date("45292", workbook_epoch=1900).value == date(2024, 1, 1)
    assert read_date("45292", workbook_epoch=1904).value == date(2028, 1, 2)
    assert from_excel(45292.75).value == date(2024, 1, 1)
    assert from_excel(59).value == date(1900, 2, 28)
    assert from_excel(61).value == date(1900, 3, 1)
    for serial in (60, -1, 999_999):
        problem = from_excel(serial).problem
        assert problem is not None and problem.code == "people.date.serial"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_printed_is_read_back(day: date) -> None:
    for written in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_date(written).value == day
