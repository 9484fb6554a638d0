"""How facts are written on paper: dates, amounts, rates, counts. An unknown fact is a blank to fill in by
hand.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from caseworker.money import Fen, capital, format_yuan


def chinese_date(day: date | None, blank: str = "") -> str:
    """2026年11月22日, or `blank`."""
    return f"{day.year}年{day.month}月{day.day}日" if day else blank


def plain_date(day: date | None) -> str:
    """2026-11-22, for the columns of tables."""
    return day.isoformat() if day else ""


def amount(fen: Fen | None) -> str:
    """200,000.00, or nothing."""
    return "" if fen is None else format_yuan(fen)


def amount_in_words(fen: Fen | None) -> str:
    """贰拾万元整, or nothing."""
    return "" if fen is None else capital(fen)


def percent(rate: Decimal | None) -> str:
    """3.50% from Decimal("3.50"): rates are percent per year, at least two decimals, none dropped."""
    if rate is None:
        return ""
    exponent = rate.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{rate:.{decimals}f}%"


def share(part: Decimal | None) -> str:
    """50% from Decimal("0.5")."""
    return "" if part is None else f"{(part * 100).normalize():f}%"


def number(value: int | None, unit: str = "") -> str:
    """12, or 12 人; nothing if not known."""
    return "" if value is None else f"{value} {unit}".rstrip()


def yes_no(value: bool | None) -> str:
    """是, 否, or nothing."""
    return {True: "是", False: "否", None: ""}[value]
