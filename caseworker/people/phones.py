"""Phone numbers: a cell may hold several, with labels, spaces, +86, an extension, or what Excel made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_SEPARATORS = re.compile(r"[\u3001,\uff0c;\uff1b/|\uff0f\u6216\u548c\n\r\t]+")
_LABEL = re.compile(r"^[^\d+(\uff08]*[:\uff1a]?\s*(?=[\d+(\uff08])")
_PUNCTUATION = str.maketrans("\uff0b\uff08\uff09\uff0d\u2014\u2013", "+()---")
_EXTENSION = re.compile(r"(?:\u8f6c|\u5206\u673a|ext\.?|x|#)\s*[:\uff1a]?\s*(\d{1,6})$", re.IGNORECASE)
_LANDLINE_WITH_EXTENSION = re.compile(r"(0\d{2,3}-?\d{7,8})-(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Phone:
    """`number`: 11 digits of a mobile, "023-62345678" of a landline, "+852 ..." abroad."""

    number: str
    is_mobile: bool
    extension: str = ""

    @property
    def text(self) -> str:
        """The number with its extension, as it is kept and shown: 023-62345678-801."""
        return f"{self.number}-{self.extension}" if self.extension else self.number


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """All numbers of a field in their order, or a problem. `normalised`: they were written otherwise."""

    phones: tuple[Phone, ...]
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()
    normalised: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """The numbers as text."""
        return tuple(phone.text for phone in self.phones)

    @property
    def mobile(self) -> str | None:
        """The first mobile number, if any."""
        return next((phone.number for phone in self.phones if phone.is_mobile), None)


def read_phones(text: str) -> PhoneReading:
    """Read every phone number in a field; one that cannot be read refuses the field."""
    if not clean(text):
        return PhoneReading((), OfficerProblem("people.phone.empty"))
    found: list[Phone] = []
    for written in _pieces(text):
        read = _read(written)
        if isinstance(read, OfficerProblem):
            return PhoneReading((), read)
        found += read
    phones = tuple(dict.fromkeys(found))
    if not phones:
        return PhoneReading((), OfficerProblem("people.phone.unreadable", text=clean(text)))
    return PhoneReading(phones, None, (), ",".join(phone.text for phone in phones) != text)


def _pieces(text: str) -> list[str]:
    """The field cut where one number ends and the next begins, labels taken off."""
    parts = (clean(part).translate(_PUNCTUATION) for part in _SEPARATORS.split(text))
    bare = (_LABEL.sub("", part) for part in parts)
    return [part for part in bare if part]


def _read(written: str) -> list[Phone] | OfficerProblem:
    """The numbers of one piece; a space may stand inside a number or between two."""
    single = _number(written)
    if single is not None:
        return [single]
    several = [_number(_LABEL.sub("", part)) for part in written.split(" ")]
    if len(several) > 1 and None not in several:
        return [phone for phone in several if phone is not None]
    mobiles = re.fullmatch(r"(1[3-9]\d{9})(1[3-9]\d{9})", re.sub(r"[\s\-]", "", written))
    if mobiles:
        return [Phone(number, True) for number in mobiles.groups()]
    return _problem(written)


def _number(written: str) -> Phone | None:
    bare = re.sub(r"[\s\-()]", "", _from_excel(written))
    mobile = _MOBILE.fullmatch(bare)
    if mobile:
        return Phone(mobile[1], True)
    return _landline(written)


def _landline(written: str) -> Phone | None:
    """A landline, a 400 or 800 number, or a number abroad, with its extension."""
    # Imported on first use: most fields hold mobiles only, and the numbering plans take a moment to load.
    import phonenumbers

    extension = ""
    match = _LANDLINE_WITH_EXTENSION.fullmatch(written.replace(" ", "")) or _EXTENSION.search(written)
    if match:
        extension = match.groups()[-1]
        written = match[1] if match.re is _LANDLINE_WITH_EXTENSION else written[: match.start()]
    try:
        number = phonenumbers.parse(written, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if number.country_code != 86:
        abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return Phone(abroad, False, extension)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    area, _, rest = national.partition(" ")
    local = f"{area}-{rest.replace(' ', '')}" if area.startswith("0") else national.replace(" ", "-")
    return Phone(local, False, extension)


def _from_excel(written: str) -> str:
    """1.3800138000E+10 and 13800138000.0 are a mobile number if all its eleven digits are there."""
    if not re.fullmatch(r"\d+(?:\.\d+)?(?:[eE]\+?\d{1,2})?", written):
        return written
    try:
        value = Decimal(written)
    except InvalidOperation:
        return written
    exact = len(value.as_tuple().digits) >= 11 and value == value.to_integral_value()
    return str(int(value)) if exact else written


def _problem(written: str) -> OfficerProblem:
    digits = re.sub(r"\D", "", written)
    if re.fullmatch(r"\d+(?:\.\d+)?[eE]\+?\d{1,2}", written):
        return OfficerProblem("people.phone.scientific")
    if "*" in written:
        return OfficerProblem("people.phone.masked")
    if re.fullmatch(r"[2-8]\d{6,7}", digits):
        return OfficerProblem("people.phone.area_code", text=written)
    if digits.startswith("1") and len(digits) != 11:
        return OfficerProblem("people.phone.length", count=len(digits))
    return OfficerProblem("people.phone.unreadable", text=written)
