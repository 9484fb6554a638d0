"""Grades and how often to be in touch."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest

from caseworker.calendar import WorkingYear
from caseworker.cases.placements import CHECK_DAYS
from caseworker.declared import parse
from caseworker.plans.cadence import Cadence, ContactDue, Grade, cadence, contact_due, working_day
from caseworker.problems import OfficerProblem

OPENED = date(2026, 11, 2)


def grade(code: str) -> Grade:
    found = cadence().grade(code)
    assert found is not None
    return found


def test_groups_suggest_the_most_pressing_grade() -> None:
    suggested = cadence().suggested
    assert suggested(["GRADUATE_2Y", "DISABLED"]).code == "A"
    assert suggested(["GRADUATE_2Y", "AGE_4050"]).code == "G"
    assert suggested(["AGE_4050"]).code == "B"
    assert suggested([]).code == suggested(["VETERAN"]).code == "C"


def test_weekly_in_the_first_month_then_twice_a_month() -> None:
    a = grade("A")
    assert contact_due(a, OPENED, None) == ContactDue(OPENED + timedelta(days=7))
    assert contact_due(a, OPENED, date(2026, 11, 20)).on == date(2026, 11, 27)
    assert contact_due(a, OPENED, date(2026, 12, 2)).on == date(2026, 12, 17)
    assert contact_due(grade("C"), OPENED, date(2026, 11, 5)).on == date(2026, 12, 5)


def test_a_graduate_is_reached_within_ten_working_days() -> None:
    assert contact_due(grade("G"), date(2026, 9, 28), None).on == date(2026, 10, 16)  # over the October holidays


def test_a_year_without_a_table_is_asked_for_and_stops_nobody() -> None:
    due = working_day(date(2031, 6, 2), 10)
    assert due == ContactDue(date(2031, 6, 16), 2031)
    year = WorkingYear(2031, frozenset({date(2031, 6, 3)}), frozenset())
    assert working_day(date(2031, 6, 2), 10, {2031: year}) == ContactDue(date(2031, 6, 17))


def test_the_checks_after_placement_come_from_the_same_file() -> None:
    assert CHECK_DAYS == cadence().checks.days == (7, 30, 90, 180)


def test_a_wrong_file_is_refused_by_line() -> None:
    text = (files("resources") / "services" / "cadence.toml").read_text(encoding="utf-8")
    for old, new in (('"ZERO_EMP", ', '"NOBODY", '), ("contact_days = 15", "contact_days = 0"), ('"G"', '"A"')):
        with pytest.raises(OfficerProblem, match=r"declared\.value"):
            parse(text.replace(old, new, 1), "样例.toml", Cadence)
