"""Amounts and terms are checked while they are typed, against the pack of the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caseworker.loans.rules import POLICY, LoanGroup, amount_cap, check_request, longest_term
from caseworker.messages import problem_text
from caseworker.policy.choice import by_version
from tests.caseworker.loans.rules.sample import facts

WAN = 1_000_000
PACK = by_version("500000", POLICY, "V-2025")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount_fen": None, "term_months": None}, []),
        ({"amount_fen": 500}, ["meant_wan"]),
        ({"amount_fen": 0}, ["amount_not_positive"]),
        ({"amount_fen": -20 * WAN}, ["amount_not_positive"]),
        ({"amount_fen": 50 * WAN}, []),
        ({"amount_fen": 50 * WAN + 1}, ["amount_over_cap"]),
        ({"amount_fen": 110 * WAN, "partners": 2}, []),
        ({"amount_fen": 110 * WAN + 1, "partners": 2}, ["amount_over_cap"]),
        ({"term_months": 0}, ["term_not_positive"]),
        ({"term_months": 37}, ["term_over"]),
        ({"birth_date": date(1967, 12, 10)}, ["term_past_retirement"]),
        ({"birth_date": date(1967, 12, 10), "term_months": 35}, []),
        ({"birth_date": date(1967, 12, 10), "groups": frozenset({LoanGroup.POVERTY_RELIEVED})}, []),
        ({"amount_fen": 60 * WAN, "term_months": 60}, ["amount_over_cap", "term_over"]),
    ],
)
def test_what_is_asked_for(changes: dict[str, Any], codes: list[str]) -> None:
    check = check_request(PACK, facts(**changes))
    assert [item.code for item in (*check.problems, *check.notices)] == [f"loan_rules.{code}" for code in codes]
    for lang in ("zh", "en"):
        assert all(problem_text(problem, lang) for problem in check.problems)
        assert all(notice.text(lang) for notice in check.notices)


def test_five_is_asked_back() -> None:
    notice = check_request(PACK, facts(amount_fen=500)).notices[0]
    assert notice.text() == "填的是 5.00 元。是不是 5万元？如果是，请改成“5万”。"


@pytest.mark.parametrize(
    ("version", "partners", "cap"),
    [
        ("V-2021", 1, 20), ("V-2021", 2, 44), ("V-2021", 5, 110), ("V-2021", 6, 110),
        ("V-2024", 1, 30), ("V-2024", 2, 66), ("V-2024", 12, 396), ("V-2024", 13, 400),
        ("V-2025", 1, 50), ("V-2025", 2, 110), ("V-2025", 10, 550), ("V-2025", 11, 600), ("V-2025", 50, 600),
    ],
)  # fmt: skip
def test_caps(version: str, partners: int, cap: int) -> None:
    assert amount_cap(by_version("500000", POLICY, version), partners) == cap * WAN


def test_the_longest_term_ends_before_retirement() -> None:
    assert longest_term(PACK, facts()) == 36
    assert longest_term(PACK, facts(birth_date=date(1967, 12, 10))) == 35
    assert longest_term(PACK, facts(birth_date=date(1960, 1, 1))) == 0
    assert longest_term(PACK, facts(birth_date=None)) is None
    assert longest_term(PACK, facts(sex="2", birth_date=date(1975, 6, 1))) is None
    assert longest_term(PACK, facts(sex="2", birth_date=date(1990, 6, 1))) == 36
