"""Dates as people write them: 2024-2-3, 2024.2.3, 2024年2月3日, 20240203, 二〇二四年二月三日, Excel numbers.

What could mean two days is read one way and asked about; what is no day, or is counted by another calendar,
is refused in plain words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean

EARLIEST, LATEST = 1900, 2100

_CHINESE = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_REPUBLIC = re.compile(r"(?:民国|民國|中华民国|中華民國)(\d{1,3}|元)年?-?(\d{1,2})?-?(\d{1,2})?")
_LUNAR = re.compile(r"农历|阴历|農曆|正月|腊月|闰|初[一二三四五六七八九十]|廿|大年")
_TENS = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day, or a problem; warnings are to be confirmed."""

    value: date | None
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()


def read_date(text: str, *, workbook_epoch: int | None = None) -> DateReading:
    """Read a date. A bare number such as 45292 is a day only if `workbook_epoch` (1900 or 1904) is known."""
    written = clean(text)
    if not written:
        return _refused("people.date.empty")
    if _LUNAR.search(written):
        return _refused("people.date.lunar")
    if workbook_epoch is not None and re.fullmatch(r"\d{1,5}(?:\.\d+)?", written):
        return from_excel(float(written), workbook_epoch)
    plain = _plain(written)
    republic = _REPUBLIC.fullmatch(plain)
    if republic:
        return _of_republic(republic)
    return _of_common_era(plain, written)


def from_excel(serial: float, workbook_epoch: int = 1900) -> DateReading:
    """The day of an Excel number; the 1900 system counts a 29 February 1900 that never was."""
    days = int(serial)
    before = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    first, missing = (date(1904, 1, 1), -1) if workbook_epoch == 1904 else (before, 60)
    if not 0 <= days <= (date(LATEST, 12, 31) - first).days or days == missing:
        return _refused("people.date.serial", serial=serial)
    return DateReading(first + timedelta(days=days))


def _plain(written: str) -> str:
    """Chinese numerals as digits, every separator as "-", no time of day."""
    text = _TENS.sub(_tens, _TIME.sub("", written)).translate(_CHINESE)
    text = re.sub(r"(?<=\d)\s*[年月./\-－—–、]\s*(?=\d)", "-", text)
    return re.sub(r"(?<=\d)\s*[年月日号.]\s*$", "", text).replace(" ", "")


def _tens(match: re.Match[str]) -> str:
    return (match[1] or "一") + (match[2] or "〇")


def _of_common_era(plain: str, written: str) -> DateReading:
    full = _YEAR_FIRST.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if full:
        year, month, day = full.groups()
        missing = () if day else (OfficerProblem("people.date.part_missing", text=written),)
        return _checked(int(year), int(month or 1), int(day or 1), written, missing)
    turned = _YEAR_LAST.fullmatch(plain)
    if turned:
        return _turned(int(turned[1]), int(turned[2]), int(turned[3]), written)
    if re.fullmatch(r"\d{2}-\d{1,2}(?:-\d{1,2})?", plain):
        return _refused("people.date.short_year", text=written)
    return _refused("people.date.unreadable", text=written)


def _turned(first: int, second: int, year: int, written: str) -> DateReading:
    """Month first as Excel writes it, unless only the other order is a date."""
    month, day = (second, first) if first > 12 else (first, second)
    unsure = first <= 12 and second <= 12 and first != second
    reading = _checked(year, month, day, written, ())
    if reading.value is None or not unsure:
        return reading
    asked = OfficerProblem("people.date.two_meanings", read_as=reading.value)
    return DateReading(reading.value, None, (asked,))


def _of_republic(match: re.Match[str]) -> DateReading:
    year = 1911 + (1 if match[1] == "元" else int(match[1]))
    reading = _checked(year, int(match[2] or 1), int(match[3] or 1), match[0], ())
    if reading.value is None:
        return reading
    return DateReading(reading.value, None, (OfficerProblem("people.date.republic", read_as=reading.value),))


def _checked(year: int, month: int, day: int, written: str, warnings: tuple[Problem, ...]) -> DateReading:
    if not EARLIEST <= year <= LATEST:
        return _refused("people.date.year", text=written, earliest=EARLIEST, latest=LATEST)
    try:
        return DateReading(date(year, month, day), None, warnings)
    except ValueError:
        return _refused("people.date.no_such_day", text=written)


def _refused(code: str, **params: object) -> DateReading:
    return DateReading(None, OfficerProblem(code, **params))
