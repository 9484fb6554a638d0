"""Credit codes; the samples are codes of public bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.vacancies.uscc import read_uscc

PUBLIC_BODIES = ("11500000009275780L", "11500382009327333L", "11500382774856013D")


@pytest.mark.parametrize("code", PUBLIC_BODIES)
def test_sound_codes_are_read_however_written(code: str) -> None:
    assert read_uscc(code).value == code
    assert not read_uscc(code).normalised
    for written in (code.lower(), f"{code[:8]} {code[8:]}", f"'{code}", f"{code[:17]}-{code[17:]}", f"\u200b{code}"):
        reading = read_uscc(written)
        assert (reading.value, reading.problem, reading.warnings, reading.normalised) == (code, None, (), True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "uscc.empty"),
        ("500103000012345", "uscc.registration_number"),
        ("1150038277485601", "uscc.length"),
        ("1150038277485601OD", "uscc.lookalike"),
        ("V1500382774856013D", "uscc.characters"),
        ("11500382甲74856013D", "uscc.characters"),
        ("115A0382774856013D", "uscc.region"),
        ("11500382774856014D", "uscc.check_digit"),
    ],
)
def test_wrong_codes_are_refused_in_plain_words(typed: str, code: str) -> None:
    reading = read_uscc(typed)
    assert reading.value is None
    assert reading.problem is not None and reading.problem.code == code
    assert messages.problem_text(reading.problem) != messages.problem_text(reading.problem, "en")


def test_an_organisation_code_that_does_not_check_is_asked_about() -> None:
    reading = read_uscc("115003827748560003")
    assert reading.value == "115003827748560003"
    assert [warning.code for warning in reading.warnings] == ["uscc.organisation_code"]


@given(place=st.integers(2, 16), step=st.integers(1, 9))
def test_one_wrong_digit_is_never_read(place: int, step: int) -> None:
    code = PUBLIC_BODIES[2]
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    assert read_uscc(wrong).value is None
