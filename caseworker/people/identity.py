"""ID numbers (公民身份号码, GB 11643-1999): reading what was typed, and what a number says by itself.

An unknown region is a warning only: codes stay in numbers for life, long after the place was renamed or
merged. Residence permits for Hong Kong, Macao and Taiwan residents (regions 81, 82, 83) and the foreign
permanent resident card of 2023 (beginning with 9) are numbered the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from stdnum import numdb
from stdnum.cn import ric

from caseworker import districts
from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean

MALE, FEMALE = "1", "2"
"""Codes of the table "sex" (GB/T 2261.1)."""
YOUNGEST, OLDEST = 16, 120
"""Below the first a person may not yet work (warning); above the second the number cannot be right."""

_NOISE = re.compile(r"[\s\-\u2010-\u2015\u2212\uff0d.\u00b7_]+")
_QUOTES = "'\u2018\u2019`\"\u201c\u201d"
_MASKS = re.compile(r"[*\uff0a\u25cf\u2022\u25a0\u2588#?\uff1f]|[xX]{2}")
_SCIENTIFIC = re.compile(r"\d+[eE]\+?\d+")
_LOOKALIKES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5", "B": "8", "Z": "2"}
_NOT_X = "\u0425\u0445\u03a7\u03c7\u00d7\u2715\u2716"
_PERMITS = {"81": "香港特别行政区", "82": "澳门特别行政区", "83": "台湾省"}
_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}\d{12}")
_OTHER_DOCUMENT = re.compile(r"[A-Z0-9][A-Z0-9()/]{3,39}")


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number that holds: 18 characters, a real birth date, the right check digit. `sex` is 1 or 2."""

    text: str
    region_code: str
    birth_date: date
    sex: str

    def age(self, on: date) -> int:
        """Completed years on `on`."""
        return age(self.birth_date, on)


@dataclass(frozen=True, slots=True)
class IdReading:
    """What became of the typed text: a value, or a problem, either with warnings to be confirmed.

    `normalised`: invisible or obvious things were put right. `candidate`: the 18 digits of a 15-digit number.
    """

    value: IdNumber | None
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()
    normalised: bool = False
    candidate: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document number: `text` is how it is kept, `id_number` what it says if it is numbered like an ID."""

    text: str | None
    id_number: IdNumber | None = None
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()


def read_id(text: str, on: date) -> IdReading:
    """Read an ID number as typed on the day `on`; whatever cannot be put right for sure is a problem."""
    number = _compact(text)
    normalised = number != text
    if len(number) == 15 and number.isascii() and number.isdigit():
        return _old_number(number, normalised)
    problem = _shape_problem(number) or _content_problem(number, on)
    if problem is not None:
        return IdReading(None, problem, normalised=normalised)
    value = _value(number)
    return IdReading(value, None, _warnings(value, on), normalised)


def read_document(id_type: str, text: str, on: date) -> DocumentReading:
    """Read a document number of the type `id_type` (code table "id_type")."""
    compact = _compact(text)
    if id_type in {"resident_id", "hmt_residence"} or (id_type == "foreign_permanent" and len(compact) == 18):
        reading = read_id(text, on)
        kept = reading.value.text if reading.value else None
        return DocumentReading(kept, reading.value, reading.problem, reading.warnings)
    pattern = _OLD_FOREIGN_CARD if id_type == "foreign_permanent" else _OTHER_DOCUMENT
    if not compact:
        return DocumentReading(None, problem=OfficerProblem("people.id.empty"))
    if not pattern.fullmatch(compact):
        return DocumentReading(None, problem=OfficerProblem("people.id.document"))
    return DocumentReading(compact)


def refuse_numeric_cell() -> OfficerProblem:
    """The problem of an ID number kept as a number: Excel holds 15 digits, so the last three are invented."""
    return OfficerProblem("people.id.numeric_cell")


def disagreements(value: IdNumber, *, sex: str | None = None, birth_date: date | None = None) -> tuple[Problem, ...]:
    """Warnings where a neighbouring column says otherwise than the number."""
    found: list[Problem] = []
    if sex in {MALE, FEMALE} and sex != value.sex:
        found.append(OfficerProblem("people.id.other_sex"))
    if birth_date is not None and birth_date != value.birth_date:
        found.append(OfficerProblem("people.id.other_birth_date", number=value.birth_date, column=birth_date))
    return tuple(found)


def age(birth_date: date, on: date) -> int:
    """Completed years on `on`; who was born on 29 February is a year older on 1 March of a common year."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


@cache
def origin(region_code: str) -> str:
    """Where a number was first given out, "四川省 广元市 利州区", as far as known, else ""."""
    if region_code[:2] in _PERMITS and region_code[2:] == "0000":
        return _PERMITS[region_code[:2]]
    return districts.full_name(region_code) or _former_name(region_code)


def is_known_region(region_code: str) -> bool:
    """Whether the county or permit code was ever given out."""
    if region_code[:2] in _PERMITS:
        return region_code[2:] == "0000"
    return bool(districts.path(region_code)) or bool(_former_county(region_code))


def _compact(text: str) -> str:
    """The bare number; other letters than a last x stay as typed, so that the hint can name them."""
    number = _NOISE.sub("", clean(text)).strip(_QUOTES)
    return number[:-1] + "X" if number.endswith("x") else number


def _shape_problem(number: str) -> OfficerProblem | None:
    if not number:
        return OfficerProblem("people.id.empty")
    if _MASKS.search(number) and re.search(r"\d", number):
        return OfficerProblem("people.id.masked")
    if _SCIENTIFIC.fullmatch(number):
        return OfficerProblem("people.id.scientific")
    wrong = _wrong_character(number)
    return wrong or (None if len(number) == 18 else OfficerProblem("people.id.length", count=len(number)))


def _wrong_character(number: str) -> OfficerProblem | None:
    if number[-1] in _NOT_X:
        return OfficerProblem("people.id.not_x", typed=number[-1])
    wrong = [char for char in number[:-1] if not _is_digit(char)]
    if not (_is_digit(number[-1]) or number[-1] == "X"):
        wrong.append(number[-1])
    if wrong and wrong[0] in _LOOKALIKES:
        return OfficerProblem("people.id.lookalike", typed=wrong[0], meant=_LOOKALIKES[wrong[0]])
    return OfficerProblem("people.id.characters", typed=wrong[0]) if wrong else None


def _is_digit(char: str) -> bool:
    return "0" <= char <= "9"


def _content_problem(number: str, on: date) -> OfficerProblem | None:
    birth_date = _date(number[6:14])
    if birth_date is None:
        return OfficerProblem("people.id.no_such_date", digits=number[6:14])
    if birth_date > on:
        return OfficerProblem("people.id.future", birth_date=birth_date)
    if age(birth_date, on) > OLDEST:
        return OfficerProblem("people.id.too_old", birth_date=birth_date)
    if ric.calc_check_digit(number) != number[-1]:
        return OfficerProblem("people.id.check_digit")
    return None


def _warnings(value: IdNumber, on: date) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if value.age(on) < YOUNGEST:
        found.append(OfficerProblem("people.id.too_young", age=value.age(on), youngest=YOUNGEST))
    if not value.text.startswith("9") and not is_known_region(value.region_code):
        found.append(OfficerProblem("people.id.unknown_region", region=value.region_code))
    if value.text.endswith("000"):
        found.append(OfficerProblem("people.id.ends_in_zeros"))
    return tuple(found)


def _value(number: str) -> IdNumber:
    birth_date = _date(number[6:14])
    assert birth_date is not None
    return IdNumber(number, number[:6], birth_date, MALE if int(number[16]) % 2 else FEMALE)


def _old_number(number: str, normalised: bool) -> IdReading:
    """A number of the first generation lacks the century and the check digit; both follow from the rest."""
    if _date("19" + number[6:12]) is None:
        digits = "19" + number[6:12]
        return IdReading(None, OfficerProblem("people.id.no_such_date", digits=digits), normalised=normalised)
    longer = number[:6] + "19" + number[6:]
    candidate = longer + ric.calc_check_digit(longer + "0")
    problem = OfficerProblem("people.id.fifteen", candidate=candidate)
    return IdReading(None, problem, normalised=normalised, candidate=candidate)


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _former_name(region_code: str) -> str:
    """Provinces outside our own history keep their abolished counties in python-stdnum's table."""
    upper = districts.path(region_code[:4] + "00") or districts.path(region_code[:2] + "0000")
    return " ".join((*upper, *_former_county(region_code)))


def _former_county(region_code: str) -> tuple[str, ...]:
    """The last name the code had, as a tuple of one; empty when it never had one."""
    parts = numdb.get("cn/loc").info(region_code)
    written = next((str(known["county"]) for _, known in parts if "county" in known), "")
    name = re.sub(r"^\[.*?\]", "", written.split(",")[-1])
    return (name,) if name else ()
