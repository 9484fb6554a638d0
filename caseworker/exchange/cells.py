"""From one cell of a file to one value of a record: the parsers every noun's import shares.

A parser takes a `Cell` and answers with the value, or with issues that say what is wrong. It never guesses
silently: what was understood from an odd spelling is a note, what could be meant otherwise asks to be
confirmed, the rest is an error of that row. Empty cells never reach a parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from datetime import date, datetime, time, timedelta
from typing import Any

from caseworker.exchange.grid import UNCALCULATED, Cell, CellError
from caseworker.exchange.issues import Issue, Level, Parsed
from caseworker.money import format_yuan, parse_yuan
from caseworker.problems import OfficerProblem
from caseworker.text import clean, clean_block

Parser = Callable[[Cell], Parsed]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\u25a1]")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,3}")
_LEADING_APOSTROPHE = re.compile(r"^['\u2018\u2019](?=.)")
_NOT_IN_IDENTIFIER = re.compile(r"[\s\u00a0\u2010-\u2015\u2212-]+")
_EXACT_DIGITS = 15
_ROC_YEAR = 1911
_DATE_1900, _LAST_SERIAL = date(1899, 12, 30), 2_958_465
_DATE_PARTS = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
_DATE_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DATE_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DATE_ROC = re.compile(r"民国\s*(\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DATE_MONTH = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_WHOLE = re.compile(r"([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.0+)?")


def as_text(cell: Cell) -> str:
    """A cell as the officer saw it, more or less: whole numbers without `.0`, dates as 2024-01-31."""
    if isinstance(cell, CellError):
        return "" if cell == UNCALCULATED else cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**_EXACT_DIGITS else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def is_number(cell: Cell) -> bool:
    """Whether the file stores the cell as a number (truth values are none)."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def text(longest: int, *, block: bool = False) -> Parser:
    """Text of at most `longest` characters (code points), cleaned; `block` keeps line breaks."""

    def parse(cell: Cell) -> Parsed:
        written = as_text(cell)
        bare = _LEADING_APOSTROPHE.sub("", written)
        value = clean_block(bare) if block else clean(bare)
        if _CONTROL.search(value):
            return Parsed.error("exchange.cell.control_character")
        if len(value) > longest:
            return Parsed.error("exchange.cell.too_long", length=len(value), limit=longest)
        odd = _ODD.search(value)
        if odd:
            return Parsed.confirm(value, "exchange.cell.odd_character", character=f"U+{ord(odd.group()):04X}")
        return Parsed(value)

    return parse


def identifier(longest: int, *, digits_as_number: Container[int] = ()) -> Parser:
    """A number that is a name (证件号码, 电话, 信用代码): upper case, half width, no spaces or hyphens.

    A cell stored as a number is an error even when it looks right: Excel keeps 15 digits and zeroes the
    rest. Only lengths in `digits_as_number` (11 for mobile phones) survive being a number and are let
    through.
    """

    def parse(cell: Cell) -> Parsed:
        if is_number(cell):
            return _identifier_from_number(as_text(cell), digits_as_number)
        bare = _LEADING_APOSTROPHE.sub("", clean(as_text(cell)))
        value = _NOT_IN_IDENTIFIER.sub("", unicodedata.normalize("NFKC", bare)).upper()
        if _SCIENTIFIC.fullmatch(value):
            return Parsed.error("exchange.cell.scientific", text=value)
        if "*" in value:
            return Parsed.error("exchange.cell.masked")
        if len(value) > longest:
            return Parsed.error("exchange.cell.too_long", length=len(value), limit=longest)
        return Parsed(value)

    return parse


def _identifier_from_number(digits: str, allowed: Container[int]) -> Parsed:
    if digits.isdigit() and len(digits) <= _EXACT_DIGITS and len(digits) in allowed:
        return Parsed.note(digits, "exchange.cell.number_as_text")
    return Parsed.error("exchange.cell.identifier_number")


def day(cell: Cell) -> Parsed:
    """A calendar day: a real date, a day serial of the 1900 system, or text in the usual spellings."""
    if isinstance(cell, datetime):
        return Parsed(cell.date())
    if isinstance(cell, date):
        return Parsed(cell)
    if is_number(cell):
        return _day_from_number(cell)
    return _day_from_text(clean(as_text(cell)))


def _day_from_number(cell: Any) -> Parsed:
    if float(cell).is_integer() and _DATE_DIGITS.fullmatch(str(int(cell))):
        return _day_from_text(str(int(cell)))
    if not 1 <= cell <= _LAST_SERIAL:
        return Parsed.error("exchange.cell.not_a_date", text=as_text(cell))
    found = _DATE_1900 + timedelta(days=int(cell))
    return Parsed.note(found, "exchange.cell.date_from_serial", number=int(cell), date=found.isoformat())


def _day_from_text(written: str) -> Parsed:
    if "农历" in written or "阴历" in written:
        return Parsed.error("exchange.cell.lunar_date")
    for pattern in (_DATE_PARTS, _DATE_DIGITS):
        match = pattern.fullmatch(written)
        if match:
            return _real_day(written, *map(int, match.groups()))
    if match := _DATE_ROC.fullmatch(written):
        found = _real_day(written, int(match[1]) + _ROC_YEAR, int(match[2]), int(match[3]))
        return found.doubted("exchange.cell.roc_year", text=written)
    if match := _DATE_YEAR_LAST.fullmatch(written):
        return _year_last(written, int(match[1]), int(match[2]), int(match[3]))
    if _DATE_MONTH.fullmatch(written):
        return Parsed.error("exchange.cell.date_without_day", text=written)
    return Parsed.error("exchange.cell.not_a_date", text=written)


def _year_last(written: str, first: int, second: int, year: int) -> Parsed:
    """03/04/2024 is March in one country and April in another: asked when both are possible."""
    if first > 12:
        return _real_day(written, year, second, first)
    found = _real_day(written, year, first, second)
    if second > 12 or first == second:
        return found
    return found.doubted("exchange.cell.ambiguous_date", text=written)


def _real_day(written: str, year: int, month: int, day_of_month: int) -> Parsed:
    try:
        return Parsed(date(year, month, day_of_month))
    except ValueError:
        return Parsed.error("exchange.cell.no_such_day", text=written)


def whole(least: int, most: int, *, units: str = "人名个岁") -> Parser:
    """A whole number from `least` to `most`; thousands separators, full-width digits and a unit behind it

    are understood.
    """

    def parse(cell: Cell) -> Parsed:
        written = clean(as_text(cell))
        match = _WHOLE.fullmatch(written.rstrip(units).strip())
        if not match:
            return Parsed.error("exchange.cell.not_whole", text=written)
        value = int(match[2].replace(",", "")) * (-1 if match[1] == "-" else 1)
        if not least <= value <= most:
            return Parsed.error("exchange.cell.out_of_range", text=written, least=least, most=most)
        return Parsed(value)

    return parse


def yuan(*, most: int = 10**11) -> Parser:
    """An amount in yuan, read to fen; beyond `most` fen (1e9 yuan) it has to be confirmed."""

    def parse(cell: Cell) -> Parsed:
        value = parse_yuan(f"{cell:.2f}" if isinstance(cell, float) else as_text(cell))
        if value > most:
            return Parsed.confirm(value, "exchange.cell.large_amount", amount=format_yuan(value))
        return Parsed(value)

    return refusing(parse)


def choice(find: Callable[[str], str | None], *, lenient: bool = False) -> Parser:
    """A code from a code table: `find` gives the code of a word (or of a code) or None.

    `lenient` leaves an unknown word empty and asks, where the field may stay open.
    """

    def parse(cell: Cell) -> Parsed:
        written = clean(as_text(cell))
        code = find(written)
        if code is not None:
            return Parsed(code)
        if lenient:
            return Parsed.confirm(None, "exchange.cell.unknown_choice", text=written)
        return Parsed.error("exchange.cell.unknown_choice", text=written)

    return parse


def reads(parse_text: Callable[[str], Any]) -> Parser:
    """A noun's own reading of a text (pay such as 4-6千·13薪); an OfficerProblem it raises becomes the row's

    error.
    """
    return refusing(lambda cell: Parsed(parse_text(clean(as_text(cell)))))


def refusing(parse: Parser) -> Parser:
    """`parse`, with an OfficerProblem turned into an error of the cell."""

    def careful(cell: Cell) -> Parsed:
        try:
            return parse(cell)
        except OfficerProblem as problem:
            return Parsed(None, (Issue(problem.code, Level.ERROR, dict(problem.params)),))

    return careful
