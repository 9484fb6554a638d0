"""What an indicator is called, how it is defined and how its values are written."""

from __future__ import annotations

from decimal import Decimal

from caseworker import codes, messages
from db.indicators import CATALOGUE, INDICATORS, Unit

CODES = tuple(one.code for one in CATALOGUE)
"""All indicators, in the order of every report."""
Value = int | float | None
NONE = "—"
_ACTIVITY = "activity_"


def name(code: str, lang: str = "zh") -> str:
    """What the indicator is called."""
    if kind := _kind(code):
        return messages.text("reports.activity.name", lang, kind=codes.table("activity_kind").name(kind, lang))
    return messages.text(f"reports.indicator.{code}.name", lang)


def definition(code: str, lang: str = "zh") -> str:
    """How the indicator is counted (统计口径)."""
    if kind := _kind(code):
        return messages.text("reports.activity.definition", lang, kind=codes.table("activity_kind").name(kind, lang))
    return messages.text(f"reports.indicator.{code}.definition", lang)


def unit_of(code: str) -> Unit:
    """What the indicator's values are numbers of."""
    return INDICATORS[code].unit


def unit_name(code: str, lang: str = "zh") -> str:
    """The unit as printed: 人, 人次, 元, %."""
    return messages.text(f"reports.unit.{unit_of(code).value}", lang)


def number(code: str, value: Value) -> int | float | Decimal | None:
    """The value in the unit that `unit_name` says: money in yuan, shares in percent with one decimal."""
    if value is None:
        return None
    match unit_of(code):
        case Unit.FEN:
            yuan = Decimal(value) / 100
            return int(yuan) if yuan == yuan.to_integral_value() else yuan
        case Unit.SHARE:
            return round(value * 100, 1)
        case _:
            return value


def written(code: str, value: Value) -> str:
    """The value for people: `1,234`, `85.3%`, `0.96`, `—`."""
    shown = number(code, value)
    if shown is None:
        return NONE
    match unit_of(code):
        case Unit.SHARE:
            return f"{shown:.1f}%"
        case Unit.RATIO:
            return f"{shown:.2f}"
        case _:
            return f"{shown:,}"


def change_written(code: str, change: float | None, lang: str = "zh") -> str:
    """同比 for people: `+12.5%`, for shares `-3.2 个百分点`, `—`."""
    if change is None:
        return NONE
    if unit_of(code) is Unit.SHARE:
        return messages.text("reports.points", lang, points=f"{change * 100:+.1f}")
    return f"{change:+.1%}" if change else "0.0%"


def _kind(code: str) -> str:
    return code.removeprefix(_ACTIVITY) if code.startswith(_ACTIVITY) else ""
