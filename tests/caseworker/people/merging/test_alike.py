"""Which records look alike, and that a judgement is asked for once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.desk import Desk
from caseworker.people.merging.alike import CROWD, Known, Sign, look_alikes, old_number, pairs
from caseworker.people.merging.merge import merge, not_the_same
from caseworker.people.registration import register
from tests.caseworker.people.forms import form, number

BIRTH = date(1990, 3, 5)


def known(n: int, **values: object) -> Known:
    usual = {"sound": f"fa{n}", "numbers": (f"A{n}",), "birth_date": date(1960 + n % 60, 1, 1), "phones": ()}
    return Known(person_id=UUID(int=n), **(usual | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shared", "sign"),
    [
        ({"numbers": ("N1",)}, Sign.NUMBER),
        ({"phones": ("13800000001",), "sound": "fli"}, Sign.PHONE_NAME),
        ({"birth_date": BIRTH, "sound": "fli"}, Sign.NAME_BIRTH),
        ({"birth_date": BIRTH, "phones": ("13800000001",)}, Sign.PHONE_BIRTH),
        ({"birth_date": BIRTH, "phones": ("13800000001",), "sound": "fli", "numbers": ("N1",)}, Sign.NUMBER),
    ],
)
def test_each_sign_is_seen_and_the_surest_counts(shared: dict[str, object], sign: Sign) -> None:
    assert pairs([known(1, **shared), known(2, **shared), known(3)]) == {frozenset((UUID(int=1), UUID(int=2))): sign}


@pytest.mark.parametrize("shared", [{"sound": "fli"}, {"phones": ("13800000001",)}, {"birth_date": BIRTH}])
def test_one_thing_in_common_is_no_sign(shared: dict[str, object]) -> None:
    assert pairs([known(1, **shared), known(2, **shared)]) == {}


def test_fifteen_digits_and_eighteen_are_one_number() -> None:
    full = number(21)
    assert old_number(full) == old_number(full[:6] + full[8:17])
    people = [known(1, numbers=(full,)), known(2, numbers=(full[:6] + full[8:17],))]
    assert set(pairs(people).values()) == {Sign.NUMBER}


def test_a_phone_of_a_crowd_says_nothing() -> None:
    crowd = [known(n, phones=("02362345678",), sound="fli") for n in range(CROWD + 1)]
    assert pairs(crowd) == {}
    assert len(pairs(crowd[:-1])) == CROWD * (CROWD - 1) // 2


people = st.lists(
    st.builds(
        known,
        st.integers(1, 30),
        sound=st.sampled_from(["fa", "fb"]),
        phones=st.lists(st.sampled_from(["1", "2"]), max_size=2).map(tuple),
        birth_date=st.sampled_from([BIRTH, date(1991, 1, 1)]),
        numbers=st.lists(st.sampled_from(["N1", "N2", "N3"]), min_size=1, max_size=2).map(tuple),
    ),
    max_size=CROWD,
    unique_by=lambda one: one.person_id,
)


@given(people)
def test_pairs_are_what_comparing_each_with_each_finds(found: list[Known]) -> None:
    def sign(a: Known, b: Known) -> Sign | None:
        phone, sound, birth = set(a.phones) & set(b.phones), a.sound == b.sound, a.birth_date == b.birth_date
        seen = {Sign.NUMBER: set(a.numbers) & set(b.numbers), Sign.PHONE_NAME: phone and sound}
        seen |= {Sign.NAME_BIRTH: sound and birth, Sign.PHONE_BIRTH: phone and birth}
        return next((one for one in Sign if seen[one]), None)

    wanted = {
        frozenset((a.person_id, b.person_id)): sign(a, b)
        for n, a in enumerate(found)
        for b in found[n + 1 :]
        if sign(a, b) is not None
    }
    assert pairs(found) == wanted


def test_the_list_shows_pairs_until_they_are_judged(desk: Desk) -> None:
    made = [
        register(desk, form(name=name, id_no=number(order), mobile=mobile)).value.person_id
        for name, order, mobile in (
            ("李样二", 21, "13800000002"),
            ("李样贰", 23, "13800000002"),
            ("李样尔", 25, "13800000005"),
            ("王样九", 27, "13800000009"),
        )
    ]
    found = look_alikes(desk)
    assert [(one.first.person_id, one.second.person_id, one.sign) for one in found] == [
        (made[0], made[1], Sign.PHONE_NAME),
        (made[0], made[2], Sign.NAME_BIRTH),
        (made[1], made[2], Sign.NAME_BIRTH),
    ]
    not_the_same(desk, made[2], made[0])
    merge(desk, made[0], made[1], [])
    assert look_alikes(desk) == []
