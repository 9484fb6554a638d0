"""People's names: what is put right, what is asked about, what is refused.

Minority names keep their dot (U+00B7, up to 50 characters: 民委发〔2016〕33号), rare ideographs are kept
whatever plane they are in, and traditional characters stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean_name, is_han

SHORTEST, LONGEST = 2, 50
"""Length of a name in code points."""

_OLD_PRIVATE = dict(
    zip(
        range(0xE815, 0xE865),
        "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
        strict=True,
    )
)
"""Places that GBK software gave to characters now in Unicode (GB 18030-2005 and 2022, row FE50)."""

_PLACEHOLDERS = "\ufffd\u25a1\u25a0\u25cb\u25cf?\uff1f*\uff0a"
_EMOJI_JOINERS = "\ufe0f\u20e3"


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name to keep, or a problem; warnings are to be confirmed. `normalised`: the text was put right."""

    value: str | None
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()
    normalised: bool = False


def read_name(text: str) -> NameReading:
    """Read a name as typed or pasted."""
    name = clean_name(text).translate(_OLD_PRIVATE)
    problem = _problem(name)
    if problem is not None:
        return NameReading(None, problem, normalised=name != text)
    return NameReading(name, None, _warnings(text, name), name != text)


def _problem(name: str) -> OfficerProblem | None:
    if not name:
        return OfficerProblem("people.name.empty")
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name):
        return OfficerProblem("people.name.invisible")
    symbol = next((char for char in name if _is_symbol(char)), None)
    if symbol is not None:
        return OfficerProblem("people.name.symbol", symbol=symbol)
    return _length_problem(name) or _letters_problem(name)


def _length_problem(name: str) -> OfficerProblem | None:
    if len(name) > LONGEST:
        return OfficerProblem("people.name.long", count=len(name), longest=LONGEST)
    return OfficerProblem("people.name.short") if len(name) < SHORTEST else None


def _letters_problem(name: str) -> OfficerProblem | None:
    if not any(char.isalpha() or _is_private(char) for char in name):
        return OfficerProblem("people.name.no_letters")
    return None


def _is_symbol(char: str) -> bool:
    """Emoji and pictures; not the boxes and marks that stand for a character somebody's machine lacked."""
    if char in _PLACEHOLDERS or is_han(char):
        return False
    return char in _EMOJI_JOINERS or unicodedata.category(char) in {"So", "Sk"}


def _warnings(typed: str, name: str) -> tuple[Problem, ...]:
    found: list[Problem] = []
    remapped = [char for char in typed if ord(char) in _OLD_PRIVATE]
    if remapped:
        found.append(OfficerProblem("people.name.remapped", char=_OLD_PRIVATE[ord(remapped[0])]))
    private = next((char for char in name if _is_private(char)), None)
    if private is not None:
        found.append(OfficerProblem("people.name.private", point=f"U+{ord(private):04X}"))
    if any(char in _PLACEHOLDERS for char in name):
        found.append(OfficerProblem("people.name.placeholder"))
    if any(is_han(before) and is_han(after) for before, after in re.findall(r"(?=(.)\.(.))", name)):
        found.append(OfficerProblem("people.name.ascii_dot"))
    return tuple(found)


def _is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"
