"""ID numbers: what is put right, asked about, refused. Every made-up number has region 509999, never given out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from caseworker import messages
from caseworker.people import identity
from caseworker.people.identity import IdReading, read_document, read_id

TODAY = date(2026, 11, 22)


def number(birth: str = "19900101", serial: str = "123", region: str = "509999") -> str:
    body = region + birth + serial
    return body + ric.calc_check_digit(body + "0")


def codes_of(reading: IdReading) -> tuple[str | None, list[str]]:
    return reading.problem.code if reading.problem else None, [warning.code for warning in reading.warnings]


GOOD = number()


@given(
    birth=st.dates(date(1910, 1, 1), date(2010, 1, 1)),
    serial=st.integers(0, 999),
    gaps=st.sampled_from(["", " ", "-", "\u00a0", "\u200b", "\ufeff"]),
    wide=st.booleans(),
)
def test_a_sound_number_is_read_however_it_is_written(birth: date, serial: int, gaps: str, wide: bool) -> None:
    sound = number(f"{birth:%Y%m%d}", f"{serial:03}")
    written = gaps.join((sound[:6], sound[6:14], sound[14:])).lower()
    if wide:
        written = "".join(chr(ord(char) + 0xFEE0) if char.isascii() and char.isalnum() else char for char in written)
    reading = read_id("'" + written, TODAY)
    assert reading.problem is None and reading.value is not None
    assert reading.value.text == sound
    assert reading.value.birth_date == birth
    assert reading.value.sex == ("1" if serial % 2 else "2")
    assert reading.normalised
    again = read_id(reading.value.text, TODAY)
    assert again.value == reading.value and not again.normalised


@given(place=st.integers(0, 16), step=st.integers(1, 9))
def test_one_wrong_digit_is_never_read(place: int, step: int) -> None:
    wrong = GOOD[:place] + str((int(GOOD[place]) + step) % 10) + GOOD[place + 1 :]
    assert read_id(wrong, TODAY).value is None


@given(st.text(max_size=40))
def test_whatever_is_typed_gets_an_answer_in_both_languages(typed: str) -> None:
    reading = read_id(typed, TODAY)
    assert (reading.value is None) == (reading.problem is not None)
    for problem in (reading.problem, *reading.warnings):
        assert problem is None or (messages.problem_text(problem) and messages.problem_text(problem, "en"))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "people.id.empty"),
        (GOOD[:17] + "X", "people.id.check_digit"),
        (GOOD[:17], "people.id.length"),
        (GOOD + "1", "people.id.length"),
        (number("20270101"), "people.id.future"),
        ("50999919000229123X", "people.id.no_such_date"),
        (number("19051121"), "people.id.too_old"),
        (GOOD[:17] + "\u00d7", "people.id.not_x"),
        (GOOD[:17] + "\u0425", "people.id.not_x"),
        (GOOD[:3] + "O" + GOOD[4:], "people.id.lookalike"),
        (GOOD[:11] + "l" + GOOD[12:], "people.id.lookalike"),
        (GOOD[:3] + "甲" + GOOD[4:], "people.id.characters"),
        ("5099*****1237", "people.id.masked"),
        ("509999xxxxxxxx1237", "people.id.masked"),
        ("5.09999E+17", "people.id.scientific"),
        ("5.09999e17", "people.id.scientific"),
    ],
)
def test_what_cannot_be_put_right_is_refused_in_plain_words(typed: str, code: str) -> None:
    reading = read_id(typed, TODAY)
    assert codes_of(reading) == (code, [])
    assert reading.problem is not None
    assert messages.problem_text(reading.problem) != messages.problem_text(reading.problem, "en")


def test_the_text_on_a_wrong_check_digit_does_not_give_the_right_one_away() -> None:
    reading = read_id(GOOD[:17] + "X", TODAY)
    assert reading.problem is not None and reading.problem.params == {}


def test_a_number_of_15_digits_is_refused_with_its_longer_form() -> None:
    reading = read_id("509999900101123", TODAY)
    assert codes_of(reading) == ("people.id.fifteen", [])
    assert reading.candidate == GOOD
    assert reading.problem is not None and GOOD in messages.problem_text(reading.problem)
    assert read_id(GOOD, TODAY).value is not None
    assert codes_of(read_id("509999900231123", TODAY))[0] == "people.id.no_such_date"


@pytest.mark.parametrize(
    ("typed", "warnings"),
    [
        (GOOD, ["people.id.unknown_region"]),
        (number("20110101"), ["people.id.too_young", "people.id.unknown_region"]),
        (number("19900101", "300"), ["people.id.unknown_region"]),
    ],
)
def test_what_may_be_right_is_asked_about(typed: str, warnings: list[str]) -> None:
    assert codes_of(read_id(typed, TODAY)) == (None, warnings)


def test_zeros_at_the_end_are_asked_about() -> None:
    zeros = next(n for n in (number(f"199001{day:02}", "100") for day in range(1, 32)) if n.endswith("000"))
    assert "people.id.ends_in_zeros" in codes_of(read_id(zeros, TODAY))[1]


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_are_read_like_id_numbers(region: str) -> None:
    assert codes_of(read_id(number(region=region), TODAY)) == (None, [])
    assert identity.origin(region)


@pytest.mark.parametrize(
    ("region", "place"),
    [
        ("510802", "四川省 广元市 利州区"),
        ("500103", "重庆市 渝中区"),
        ("512301", "四川省 涪陵地区 涪陵市"),
        ("510202", "四川省 重庆市 渝中区"),
        ("110103", "北京市 崇文区"),
        ("509999", "重庆市"),
        ("999999", ""),
    ],
)
def test_origins_are_read_leniently(region: str, place: str) -> None:
    assert identity.origin(region) == place
    assert identity.is_known_region(region) == (region not in {"509999", "999999"})


def test_a_numeric_cell_is_refused_whatever_it_holds() -> None:
    assert "文本格式" in messages.problem_text(identity.refuse_numeric_cell())


def test_neighbouring_columns_that_disagree_are_asked_about() -> None:
    value = read_id(GOOD, TODAY).value
    assert value is not None
    assert identity.disagreements(value, sex="1", birth_date=date(1990, 1, 1)) == ()
    assert identity.disagreements(value, sex="9") == ()
    found = identity.disagreements(value, sex="2", birth_date=date(1991, 1, 1))
    assert [problem.code for problem in found] == ["people.id.other_sex", "people.id.other_birth_date"]


def test_age_turns_on_the_birthday() -> None:
    assert identity.age(date(1990, 11, 22), TODAY) == 36
    assert identity.age(date(1990, 11, 23), TODAY) == 35
    assert identity.age(date(2004, 2, 29), date(2026, 2, 28)) == 21
    assert identity.age(date(2004, 2, 29), date(2026, 3, 1)) == 22
    assert codes_of(read_id(number("20101122"), TODAY))[1] == ["people.id.unknown_region"]
    assert "people.id.too_young" in codes_of(read_id(number("20101123"), TODAY))[1]


@pytest.mark.parametrize(
    ("id_type", "typed", "text", "problem"),
    [
        ("resident_id", GOOD, GOOD, None),
        ("hmt_residence", number(region="810000"), number(region="810000"), None),
        ("foreign_permanent", "CHN 110199001011", "CHN110199001011", None),
        ("foreign_permanent", "CHN1101", None, "people.id.document"),
        ("passport", "e1234 5678", None, "people.id.document"),
        ("passport", "E12345678", "E12345678", None),
        ("other", "", None, "people.id.empty"),
        ("resident_id", "E12345678", None, "people.id.characters"),
    ],
)
def test_documents_are_read_by_their_kind(id_type: str, typed: str, text: str | None, problem: str | None) -> None:
    reading = read_document(id_type, typed, TODAY)
    assert reading.text == text
    assert (reading.problem.code if reading.problem else None) == problem


def test_a_new_foreign_card_is_checked_like_an_id_number() -> None:
    card = number(region="911001")
    reading = read_document("foreign_permanent", card, TODAY)
    assert reading.text == card and reading.warnings == ()
    assert reading.id_number is not None and reading.id_number.birth_date == date(1990, 1, 1)
