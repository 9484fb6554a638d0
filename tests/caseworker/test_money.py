"""Amounts are read as officers type them, refused in plain words, and written as forms want them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseworker.messages import problem_text
from caseworker.money import allocate, capital, format_yuan, looks_like_wan, parse_yuan, round_fen
from caseworker.problems import OfficerProblem


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("20万", 20_000_000),
        ("200,000.00", 20_000_000),
        ("５万", 5_000_000),
        ("5", 500),
        ("0", 0),
        ("1.5w", 1_500_000),
        ("1.23456万", 1_234_560),
        ("2千", 200_000),
        ("1亿", 10_000_000_000),
        ("¥1,500 元", 150_000),
        ("￥1,500.5元整", 150_050),
        ("人民币 20 万元", 20_000_000),
        ("+12.34", 1_234),
        ("１２，０００", 1_200_000),
        ("0.000001万", 1),
    ],
)
def test_amounts_as_typed(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money.empty"),
        ("  　", "money.empty"),
        ("-5", "money.negative"),
        ("－5万", "money.negative"),
        ("0.001", "money.finer_than_fen"),
        ("1.2345678万", "money.finer_than_fen"),
        ("很多", "money.not_an_amount"),
        ("20,00", "money.not_an_amount"),
        ("1e5", "money.not_an_amount"),
        ("3-5万", "money.not_an_amount"),
        (".5", "money.not_an_amount"),
        ("万", "money.not_an_amount"),
        ("9" * 30, "money.too_large"),
        ("0." + "0" * 40 + "1", "money.finer_than_fen"),
    ],
)
def test_what_is_no_amount_is_refused_in_words(typed: str, code: str) -> None:
    with pytest.raises(OfficerProblem) as caught:
        parse_yuan(typed)
    assert caught.value.code == code
    for lang in ("zh", "en"):
        assert problem_text(caught.value, lang)


@given(st.integers(0, 10**14))
def test_an_amount_survives_writing_and_reading(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


def test_five_may_mean_five_wan_but_not_when_it_is_a_real_amount() -> None:
    cap = 50_000_000
    assert looks_like_wan(parse_yuan("5"), cap)
    assert looks_like_wan(parse_yuan("50"), cap)
    assert not looks_like_wan(parse_yuan("500"), cap)
    assert not looks_like_wan(parse_yuan("5万"), cap)
    assert not looks_like_wan(0, cap)


def test_written_amounts() -> None:
    assert format_yuan(20_000_000) == "200,000.00"
    assert format_yuan(5) == "0.05"
    assert format_yuan(-123_456) == "-1,234.56"


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (1_000, "壹拾元整"),
        (1_001, "壹拾元零壹分"),
        (20_000_000, "贰拾万元整"),
        (50_000_000, "伍拾万元整"),
        (1_020_304, "壹万零贰佰零叁元零肆分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_500, "叁佰贰拾伍元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (11_000_000, "壹拾壹万元整"),
        (350_050, "叁仟伍佰元伍角"),
    ],
)
def test_capital_amounts(fen: int, written: str) -> None:
    assert capital(fen) == written


def _read_capital(written: str) -> int:
    """Fen from 大写, read by place value: an independent way back."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole, _, small = written.rpartition("元") if "元" in written else ("", "", written)
    total = section = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in "拾佰仟":
            section, digit = section + digit * {"拾": 10, "佰": 100, "仟": 1000}[sign], 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    jiao = re.search("(.)角", small)
    fen = re.search("(.)分", small)
    cents = (digits[jiao[1]] * 10 if jiao else 0) + (digits[fen[1]] if fen else 0)
    return (total + section + digit) * 100 + cents


@settings(deadline=None)  # the first call imports the number library
@given(st.integers(0, 10**13 - 1))
def test_capital_says_the_same_amount(fen: int) -> None:
    assert _read_capital(capital(fen)) == fen


def test_capital_refuses_a_debt() -> None:
    with pytest.raises(OfficerProblem) as caught:
        capital(-1)
    assert caught.value.code == "money.negative"


@pytest.mark.parametrize(("exact", "fen"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", -1), ("7", 7)])
def test_half_a_fen_goes_up(exact: str, fen: int) -> None:
    assert round_fen(Decimal(exact)) == fen


@given(st.integers(0, 10**12), st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any))
def test_parts_add_up_and_are_fair(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_no_weight_no_parts() -> None:
    for weights in ([0, 0], [2, -1], []):
        with pytest.raises(ValueError, match="weights"):
            allocate(100, weights)
