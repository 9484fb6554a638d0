from __future__ import annotations

from datetime import date
from decimal import Decimal

from caseworker.documents import wording


def test_dates() -> None:
    assert wording.chinese_date(date(2026, 11, 2)) == "2026年11月2日"
    assert wording.chinese_date(None, "年月日") == "年月日"
    assert wording.plain_date(date(2026, 11, 2)) == "2026-11-02"


def test_amounts() -> None:
    assert wording.amount(20_000_000) == "200,000.00"
    assert wording.amount(0) == "0.00"
    assert wording.amount(None) == "" == wording.amount_in_words(None)
    assert wording.amount_in_words(20_000_000) == "贰拾万元整"


def test_rates_keep_their_decimals() -> None:
    assert wording.percent(Decimal("3.5")) == "3.50%"
    assert wording.percent(Decimal("3.125")) == "3.125%"
    assert wording.percent(Decimal(0)) == "0.00%"
    assert wording.percent(None) == ""


def test_shares() -> None:
    assert wording.share(Decimal("0.5")) == "50%"
    assert wording.share(Decimal("0.125")) == "12.5%"
    assert wording.share(Decimal(1)) == "100%"
    assert wording.share(None) == ""


def test_counts_and_answers() -> None:
    assert wording.number(0, "次") == "0 次"
    assert wording.number(None, "次") == ""
    assert [wording.yes_no(value) for value in (True, False, None)] == ["是", "否", ""]
