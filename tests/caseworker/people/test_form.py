"""What a registration cannot do without, and what it warns of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.people.form import FormRefusedError, MemberEntry, TagEntry, WantedJob, WorkEntry, check_form
from caseworker.people.plain import form_from_plain, form_to_plain
from tests.caseworker.people.forms import TODAY, form, number


def codes(**values: Any) -> dict[str, str]:
    return {name: problem.code for name, problem in check_form(form(**values), TODAY).problems.items()}


def test_a_full_form_has_no_problem_and_warns_of_the_sample_region() -> None:
    check = check_form(form(), TODAY)
    assert check.problems == {}
    assert [warning.code for warning in check.warnings["id_no"]] == ["people.id.unknown_region"]


@pytest.mark.parametrize("name", ["name", "id_no", "mobile", "education", "employment_status"])
def test_what_is_required_is_asked_for(name: str) -> None:
    assert codes(**{name: ""}) == {name: f"registration.{name}_missing"}


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"consent": False}, {"consent": "registration.consent_missing"}),
        ({"pay_min": 600_000, "pay_max": 500_000}, {"pay_max": "registration.pay_upside_down"}),
        ({"tags": (TagEntry("DISABLED"),)}, {"disability_grade": "registration.disability_grade_missing"}),
        ({"mobile": "1380000"}, {"mobile": "people.phone.length"}),
        ({"name": "王"}, {"name": "people.name.short"}),
        ({"id_no": number(21)[:-1] + "0"}, {"id_no": "people.id.check_digit"}),
        ({"id_no": number(21, date(2031, 1, 1))}, {"id_no": "people.id.future"}),
    ],
)
def test_what_is_wrong_is_named_at_its_field(values: dict[str, Any], problem: dict[str, str]) -> None:
    assert codes(**values) == problem


def test_a_passport_needs_sex_and_birth_date() -> None:
    passport = {"id_type": "passport", "id_no": "E12345678"}
    assert codes(**passport) == {
        "sex": "registration.sex_missing",
        "birth_date": "registration.birth_date_missing",
    }
    later = date(2026, 11, 24)
    assert codes(**passport, sex="2", birth_date=later) == {"birth_date": "registration.birth_date_future"}
    assert codes(**passport, sex="2", birth_date=date(1990, 3, 5)) == {}


def test_equal_pay_bounds_are_fine() -> None:
    assert codes(pay_min=500_000, pay_max=500_000) == {}


def test_a_refusal_counts_its_problems() -> None:
    assert FormRefusedError(check_form(form(name="", mobile=""), TODAY)).params == {"count": 2}


def test_a_form_survives_as_plain_values() -> None:
    full = form(
        graduated_on=date(2012, 6, 30),
        certificates=("电工证", "驾照C1"),
        wanted_jobs=(WantedJob("电工", "6-31-01-03"), WantedJob("杂工")),
        pay_min=0,
        wants_training=False,
        tags=(TagEntry("VETERAN", "退役证", date(2020, 1, 1), date(2027, 1, 1)),),
        works=(WorkEntry(date(2012, 7, 1), None, "样例厂", "电工"),),
        members=(MemberEntry("周样八", "10", "在岗"),),
    )
    assert form_from_plain(form_to_plain(full)) == full
    assert form_to_plain(form_from_plain({})) == {}


def test_plain_values_of_another_version_are_passed_over() -> None:
    plain = {"name": "李样二", "gone": 1, "tags": [{"kind": "VETERAN", "gone": 2}]}
    assert form_from_plain(plain).tags == (TagEntry("VETERAN"),)
