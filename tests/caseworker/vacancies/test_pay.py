"""Pay as adverts write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import codes, messages
from caseworker.vacancies.pay import UNITS, Pay, format_pay, parse_pay


def yuan(low: float | None, high: float | None, unit: str = "month", months: int = 12) -> Pay:
    fen = [None if value is None else int(value * 100) for value in (low, high)]
    return Pay(fen[0], fen[1], unit, months)


@pytest.mark.parametrize(
    ("written", "pay"),
    [
        ("4-6千·13薪", yuan(4000, 6000, months=13)),
        ("8k-1.2w", yuan(8000, 12000)),
        ("1-1.5万", yuan(10000, 15000)),
        ("8千-1万", yuan(8000, 10000)),
        ("4.5-6K·15薪", yuan(4500, 6000, months=15)),
        ("４０００～６０００元/月", yuan(4000, 6000)),
        ("4,000-6,000", yuan(4000, 6000)),
        ("月薪4000至6000元", yuan(4000, 6000)),
        ("4000/月 13薪", yuan(4000, 4000, months=13)),
        ("工资3000-5000，五险一金", yuan(3000, 5000)),
        ("200/天", yuan(200, 200, "day")),
        ("日薪200", yuan(200, 200, "day")),
        ("15-18元/小时", yuan(15, 18, "hour")),
        ("6万/年", yuan(60000, 60000, "year")),
        ("年薪10-15万", yuan(100000, 150000, "year")),
        ("0.5元/件", yuan(0.5, 0.5, "piece")),
        ("4千以上", yuan(4000, None)),
        ("底薪3000+提成", yuan(3000, None)),
        ("5000以下", yuan(None, 5000)),
        ("面议", Pay(negotiable=True)),
        ("薪资面议", Pay(negotiable=True)),
        ("面议（4000-6000）", Pay(400000, 600000, negotiable=True)),
    ],
)
def test_pay_is_read_with_its_unit(written: str, pay: Pay) -> None:
    assert parse_pay(written) == pay


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "pay.missing"),
        ("-3000", "pay.negative"),
        ("优厚", "pay.unreadable"),
        ("3-4-5千", "pay.unreadable"),
        ("1e99", "pay.unreadable"),
    ],
)
def test_what_is_no_pay_is_refused(written: str, code: str) -> None:
    pay = parse_pay(written)
    assert pay.problem is not None and pay.problem.code == code
    assert (pay.min_fen, pay.max_fen) == (None, None)
    assert messages.problem_text(pay.problem, "en") and format_pay(pay) == ""


@pytest.mark.parametrize(
    ("written", "low", "high", "code"),
    [
        ("6-4千", 400000, 600000, "pay.swapped"),
        ("10000-8000", 800000, 1000000, "pay.swapped"),
        ("1e9", 10**11, 10**11, "pay.huge"),
        ("5-8", 500, 800, "pay.tiny"),
        ("4000元/天以上", 400000, None, None),
        ("20000/天", 2000000, 2000000, "pay.huge"),
    ],
)
def test_what_looks_wrong_is_asked_about(written: str, low: int, high: int | None, code: str | None) -> None:
    pay = parse_pay(written)
    assert (pay.min_fen, pay.max_fen, pay.problem) == (low, high, None)
    assert [warning.code for warning in pay.warnings] == ([code] if code else [])
    assert all(messages.problem_text(warning) for warning in pay.warnings)


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("4-6千·13薪", "4000–6000元/月·13薪", "4000–6000 yuan/month × 13 months"),
        ("200/天", "200元/天", "200 yuan/day"),
        ("4000起", "4000元/月起", "from 4000 yuan/month"),
        ("15.5元/小时以内", "15.5元/小时以内", "up to 15.5 yuan/hour"),
        ("面议", "面议", "negotiable"),
    ],
)
def test_pay_is_shown_in_few_words(written: str, zh: str, en: str) -> None:
    assert format_pay(parse_pay(written)) == zh
    assert format_pay(parse_pay(written), "en") == en


def test_nothing_known_is_shown_as_nothing() -> None:
    assert format_pay(Pay()) == ""


def test_units_are_those_of_the_code_table() -> None:
    assert set(UNITS) == {entry.code for entry in codes.table("pay_unit")}


@given(
    low=st.integers(1000, 50_000),
    more=st.integers(0, 50_000),
    unit=st.sampled_from(UNITS),
    months=st.sampled_from([12, 13, 16]),
)
def test_what_is_shown_is_read_back(low: int, more: int, unit: str, months: int) -> None:
    pay = yuan(low, low + more, unit, months)
    read = parse_pay(format_pay(pay))
    assert (read.min_fen, read.max_fen, read.unit, read.months) == (pay.min_fen, pay.max_fen, unit, months)


@given(st.text(max_size=40))
def test_anything_written_gets_an_answer(written: str) -> None:
    pay = parse_pay(written)
    assert pay.problem or pay.negotiable or pay.min_fen is not None or pay.max_fen is not None
