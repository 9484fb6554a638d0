"""Unified social credit codes (统一社会信用代码, GB 32100-2015) of employers and borrowers' businesses.

Region codes inside are of the day of registration and are never checked against today's districts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.cn import uscc

from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean

_NOISE = re.compile(r"[\s\-\u2010-\u2015\uff0d_]+")
_LOOKALIKES = {"O": "0", "I": "1", "S": "5", "Z": "2"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class UsccReading:
    """The code in capitals, or a problem; warnings are to be confirmed. `normalised`: it was written otherwise."""

    value: str | None
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()
    normalised: bool = False


def read_uscc(text: str) -> UsccReading:
    """Read a code as typed or pasted."""
    code = _NOISE.sub("", clean(text)).strip("'\u2018\u2019`").upper()
    problem = _problem(code)
    if problem is not None:
        return UsccReading(None, problem, normalised=code != text)
    warnings = () if _organisation_holds(code[8:17]) else (OfficerProblem("uscc.organisation_code"),)
    return UsccReading(code, None, warnings, code != text)


def _problem(code: str) -> OfficerProblem | None:
    if not code:
        return OfficerProblem("uscc.empty")
    if re.fullmatch(r"\d{15}", code):
        return OfficerProblem("uscc.registration_number")
    wrong = next((char for char in code if not re.match(r"[0-9A-HJ-NP-RTUW-Y]", char)), None)
    if wrong is not None:
        meant = _LOOKALIKES.get(wrong)
        known = OfficerProblem("uscc.lookalike", typed=wrong, meant=meant)
        return known if meant else OfficerProblem("uscc.characters", typed=wrong)
    if len(code) != 18:
        return OfficerProblem("uscc.length", count=len(code))
    if not code[2:8].isdigit():
        return OfficerProblem("uscc.region")
    return None if uscc.calc_check_digit(code[:17]) == code[17] else OfficerProblem("uscc.check_digit")


def _organisation_holds(code: str) -> bool:
    """Whether the organisation code within has its own check digit right (GB 11714)."""
    total = sum(_ALPHABET.index(char) * weight for char, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False))
    expected = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    return code[8] == expected
