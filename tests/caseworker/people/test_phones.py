"""Phone numbers as they are typed and pasted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker import messages
from caseworker.people.phones import read_phones


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("13800138000", ("13800138000",)),
        ("+86 138 0013 8000", ("13800138000",)),
        ("86-13800138000", ("13800138000",)),
        ("138-0013-8000", ("13800138000",)),
        ("１３８００１３８０００", ("13800138000",)),
        ("13800138000.0", ("13800138000",)),
        ("1.3800138000E+10", ("13800138000",)),
        ("13800138000/13900139000", ("13800138000", "13900139000")),
        ("13800138000、13900139000", ("13800138000", "13900139000")),
        ("13800138000 13900139000", ("13800138000", "13900139000")),
        ("1380013800013900139000", ("13800138000", "13900139000")),
        ("13800138000,13800138000", ("13800138000",)),
        ("手机：13800138000，座机：023-62345678", ("13800138000", "023-62345678")),
        ("023-62345678转801", ("023-62345678-801",)),
        ("023-62345678-801", ("023-62345678-801",)),
        ("（023）62345678", ("023-62345678",)),
        ("023 6234 5678", ("023-62345678",)),
        ("400-800-1234", ("400-800-1234",)),
        ("+852 2345 6789", ("+852 2345 6789",)),
    ],
)
def test_numbers_are_read(typed: str, values: tuple[str, ...]) -> None:
    reading = read_phones(typed)
    assert reading.values == values
    assert reading.problem is None
    assert reading.normalised == (",".join(values) != typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "people.phone.empty"),
        ("1380013800", "people.phone.length"),
        ("138001380001", "people.phone.length"),
        ("1.38E+10", "people.phone.scientific"),
        ("138****8000", "people.phone.masked"),
        ("62345678", "people.phone.area_code"),
        ("23800138000", "people.phone.unreadable"),
        ("没有", "people.phone.unreadable"),
        ("13800138000、1380013", "people.phone.length"),
        ("、", "people.phone.unreadable"),
    ],
)
def test_what_cannot_be_called_is_refused(typed: str, code: str) -> None:
    reading = read_phones(typed)
    assert reading.phones == ()
    assert reading.problem is not None and reading.problem.code == code
    assert messages.problem_text(reading.problem, "en")


def test_the_mobile_is_picked_out() -> None:
    assert read_phones("023-62345678，13800138000").mobile == "13800138000"
    assert read_phones("023-62345678").mobile is None


@given(st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=4, unique=True))
def test_what_is_kept_is_read_back(numbers: list[str]) -> None:
    kept = ",".join(numbers)
    reading = read_phones(kept)
    assert reading.values == tuple(numbers)
    assert not reading.normalised


@given(st.text(max_size=30))
def test_anything_typed_gets_an_answer(typed: str) -> None:
    reading = read_phones(typed)
    assert bool(reading.phones) == (reading.problem is None)
