"""Employers and vacancies as they are typed: what is filled in, refused, asked, and how they are listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.vacancies.employers import (
    dial_employer,
    employer_card,
    find_employers,
    find_known,
    name_key,
    read_region,
    save_employer,
)
from caseworker.vacancies.listing import SORTS, STANDINGS, VacancyFilter, find_vacancies, list_vacancies
from caseworker.vacancies.vacancies import VacancyForm, save_vacancy, set_status, vacancy_card, verify
from tests.caseworker.vacancies.office import FAR, HOME, NEAR, add_employer, add_vacancy, rows
from tests.db.records import TODAY

USCC = "91500100MA5U000A0Y"
"""Made up; its check digit is put right below."""


def uscc() -> str:
    from stdnum.cn import uscc as number

    return USCC[:17] + number.calc_check_digit(USCC[:17])


def test_a_known_employer_is_named_instead_of_entered_twice(desk: Desk) -> None:
    first = add_employer(desk, "重庆市样一机械有限责任公司")
    assert find_known(desk, "重庆样一机械有限公司") == first
    with pytest.raises(OfficerProblem) as refused:
        add_employer(desk, "重庆（样一）机械有限公司")
    assert (refused.value.code, refused.value.params["employer_id"]) == ("vacancies.employer.known", str(first))


def test_the_credit_code_goes_before_the_name(desk: Desk) -> None:
    first = add_employer(desk, "样一有限公司", uscc=uscc())
    assert find_known(desk, "改名后的公司", uscc()) == first
    assert [choice.name for choice in find_employers(desk, uscc()[:6].lower())] == ["样一有限公司"]


def test_a_wrong_credit_code_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(OfficerProblem, match=r"uscc\."):
        add_employer(desk, uscc=uscc()[:17] + ("1" if uscc()[17] != "1" else "2"))


def test_an_employer_can_be_changed_and_keeps_its_vacancies(desk: Desk) -> None:
    firm = add_employer(desk, contact_phone="13800000000")
    add_vacancy(desk, firm)
    form = replace(employer_card(desk, firm).form, name="样一新名有限公司")
    save_employer(desk, form, firm)
    card = employer_card(desk, firm)
    assert (card.form.name, card.phone_masked, card.open_vacancies) == ("样一新名有限公司", "138****0000", 1)


def test_a_contact_is_dialled_in_full_and_it_is_noted(desk: Desk) -> None:
    firm = add_employer(desk, contact_phone="13800000000")
    assert employer_card(desk, firm).form.contact_phone is None
    assert dial_employer(desk, firm).value == "13800000000"
    last = rows(desk, "SELECT action, fields, reason FROM audit_entry ORDER BY seq DESC LIMIT 1")[0]
    assert (last[0], "contact_phone" in last[1], last[2]) == ("employer.dial", True, "联系单位")
    auditor = replace(desk, actor=replace(desk.actor, role=Role.AUDITOR))
    with pytest.raises(OfficerProblem, match=r"access.not_allowed"):
        dial_employer(auditor, firm)


@pytest.mark.parametrize("other", ["样一（重庆）有限公司", "样一(重庆)有限公司", "样一 重庆 有限公司"])
def test_spellings_of_one_name_share_a_key(other: str) -> None:
    assert name_key(other) == name_key("样一重庆有限公司")


@pytest.mark.parametrize(
    ("written", "code"), [("巴南", "500113"), ("广东省广州市", "440100"), ("500113", "500113"), ("", None)]
)
def test_places_as_people_write_them(written: str, code: str | None) -> None:
    assert read_region(written) == code


def test_a_vacancy_gets_an_occupation_and_ninety_days(desk: Desk) -> None:
    card = vacancy_card(desk, add_vacancy(desk, title="急招电焊工（包吃住）"))
    assert (card.form.occupation, card.form.published_on) == ("6-18-02-04", TODAY)
    assert card.form.valid_to == TODAY + timedelta(days=90)
    assert (card.status, card.filled) == ("open", 0)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": "  "}, "vacancies.title_missing"),
        ({"headcount": 0}, "vacancies.headcount"),
        ({"pay_min": 700_000}, "vacancies.pay_upside_down"),
        ({"pay_min": -1}, "vacancies.pay_negative"),
        ({"pay_unit": None}, "vacancies.pay_unit_missing"),
        ({"region": "桃花源"}, "vacancies.district.unknown"),
        ({"valid_to": TODAY - timedelta(days=1)}, "vacancies.dates_upside_down"),
        ({"description": "长" * 50_001}, "vacancies.too_long"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, values: dict[str, Any], code: str) -> None:
    with pytest.raises(OfficerProblem) as refused:
        add_vacancy(desk, **values)
    assert refused.value.code == code
    assert rows(desk, "SELECT count(*) FROM vacancy")[0][0] == 0


def test_words_that_may_discriminate_are_confirmed_once(desk: Desk) -> None:
    form = VacancyForm(add_employer(desk), "文员", region=HOME, description="限女性，35岁以下")
    with pytest.raises(OfficerProblem) as asked:
        save_vacancy(desk, form)
    assert asked.value.code == "vacancies.flagged" and "限女性" in str(asked.value.params["phrases"])
    saved = save_vacancy(desk, form, confirm_flags=True).value
    assert ("gender", "限女性") in vacancy_card(desk, saved).flags
    save_vacancy(desk, replace(form, headcount=2), saved)
    with pytest.raises(OfficerProblem, match=r"vacancies.flagged"):
        save_vacancy(desk, replace(form, description="限女性，已婚优先"), saved)


def test_a_visit_to_the_employer_is_noted(desk: Desk) -> None:
    vacancy = add_vacancy(desk)
    assert vacancy_card(desk, vacancy).verified_on is None
    verify(desk, vacancy)
    assert vacancy_card(desk, vacancy).verified_on == TODAY


def stock(desk: Desk) -> None:
    add_vacancy(desk, title="电工")
    add_vacancy(desk, title="焊工", region=NEAR)
    add_vacancy(desk, title="保安", region=FAR, pay_min=None, pay_max=None)
    add_vacancy(desk, title="旧岗", valid_to=TODAY - timedelta(days=1), published_on=TODAY - timedelta(days=50))
    set_status(desk, add_vacancy(desk, title="停招"), "withdrawn")


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({}, ["保安", "焊工", "电工"]),
        ({"standing": ""}, ["保安", "停招", "旧岗", "焊工", "电工"]),
        ({"standing": "expired"}, ["旧岗"]),
        ({"standing": "withdrawn"}, ["停招"]),
        ({"standing": "full"}, []),
        ({"region": HOME}, ["电工"]),
        ({"region": "500000"}, ["保安", "焊工", "电工"]),
        ({"occupation": "6"}, ["焊工", "电工"]),
        ({"occupation": "6-18-02-04"}, ["焊工"]),
        ({"text": "工"}, ["焊工", "电工"]),
        ({"text": "样保安"}, ["保安"]),
        ({"text": "%"}, []),
    ],
)
def test_the_list_is_filtered(desk: Desk, wanted: dict[str, str], titles: list[str]) -> None:
    stock(desk)
    page = list_vacancies(desk, VacancyFilter(**wanted, sort="title"))  # type: ignore[arg-type]
    assert [row.title for row in page.rows] == titles
    assert page.total == len(titles)


@pytest.mark.parametrize(
    ("text", "titles"), [("工", ["焊工", "电工"]), (" 样 保安", ["保安"]), ("旧岗", []), ("停招", []), ("%", [])]
)
def test_open_posts_are_found_while_typing_the_newest_first(desk: Desk, text: str, titles: list[str]) -> None:
    stock(desk)
    assert [row.title for row in find_vacancies(desk, text, 5)] == titles
    assert [row.title for row in find_vacancies(desk, text, 1)] == titles[:1]


@pytest.mark.parametrize("sort", SORTS)
def test_pages_hold_every_line_once_in_every_order(desk: Desk, sort: str) -> None:
    for number in range(7):
        add_vacancy(desk, title=f"电工{number % 3}")
    wanted = VacancyFilter(sort=sort)
    pages = [list_vacancies(desk, wanted, start, 3) for start in (0, 3, 6)]
    assert [page.total for page in pages] == [7, 7, 7]
    assert len({row.id for page in pages for row in page.rows}) == 7
    assert all(row.standing in STANDINGS for page in pages for row in page.rows)
