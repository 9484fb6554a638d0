"""What officers type, understood: days, money and pinyin initials. Pure, without Qt.

Typing is tolerant and showing is strict: `19800102`, `1980.1.2` and `1980年1月2日` all become `1980-01-02`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from caseworker.money import parse_yuan
from caseworker.problems import OfficerProblem

_WORDS = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "昨天": -1, "昨日": -1, "前天": -2}
_UNITS = {"天": 1, "日": 1, "周": 7, "d": 1, "w": 7}


def clean(text: str) -> str:
    """NFC, without characters that cannot be seen, and trimmed."""
    kept = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf"} or c in "\n\t")
    return unicodedata.normalize("NFC", kept).strip()


def parse_day(text: str, today: date) -> date | None:
    """The day meant by typed text, None when it is none. Understands 20250304, 2025-3-4, 3月4日, 3-4, 明天,
    +3, 2周.
    """
    typed = unicodedata.normalize("NFKC", text).strip().lower()
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if found := re.fullmatch(r"([+-]?)(\d{1,3})\s*([天日周dw]?)后?", typed):
        sign, count, unit = found.groups()
        if sign or unit:
            return today + timedelta(days=int(f"{sign}{count}") * _UNITS.get(unit, 1))
    parts = _day_parts(typed, today)
    if parts is None:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _day_parts(typed: str, today: date) -> tuple[int, int, int] | None:
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", typed):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := re.fullmatch(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", typed):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := re.fullmatch(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", typed):
        month, day = found.groups()
        return today.year, int(month), int(day)
    return None


def parse_money(text: str) -> int | None:
    """Typed yuan as fen, None when it is no amount; see `caseworker.money.parse_yuan` for what is
    understood.
    """
    try:
        return parse_yuan(text)
    except OfficerProblem:
        return None


def format_money(fen: int) -> str:
    """Fen as yuan with grouping: 20000000 -> 200,000.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """First letters of the pinyin of a text, lower case: 重庆市 -> cqs. Other characters stay themselves."""
    from pypinyin import Style, lazy_pinyin  # 0.2 s to import: only once somebody types letters

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


def matches(typed: str, code: str, text: str) -> bool:
    """Whether an option is meant: its code or pinyin initials begin with what was typed, or its text contains
    it.
    """
    needle = unicodedata.normalize("NFKC", typed).strip().lower()
    if not needle or code.lower().startswith(needle) or needle in text.lower():
        return True
    return needle.isascii() and needle.isalpha() and initials(text).startswith(needle)
