"""Finding people as officers ask for them, those who look alike, and who was registered today."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.people.duplicates import Likeness, possible_duplicates
from caseworker.people.find import find_people
from caseworker.people.keys import key_rows, person_keys
from caseworker.people.recent import communities, in_short, registered_today
from caseworker.people.registration import register
from caseworker.problems import OfficerProblem
from db.models import Case
from tests.caseworker.people.forms import form, number


def names(desk: Desk, typed: str) -> list[str]:
    return [hit.name for hit in find_people(desk, typed)]


@pytest.mark.parametrize(
    "typed", ["单样四", "样四", "sys", "shanyangsi", "SYS", "138000", "13900000001", "0004", "023-6234"]
)
def test_a_person_is_found_by_whatever_is_known(desk: Desk, typed: str) -> None:
    register(desk, form(name="单样四", mobile="13800000004,13900000001,023-62345678"))
    assert names(desk, typed) == ["单样四"]


def test_the_last_four_of_the_number_find_its_bearer(desk: Desk) -> None:
    register(desk, form())
    assert names(desk, number(21)[-4:]) == ["李样二"]


@pytest.mark.parametrize("typed", ["", "  ", "赵", "99999", "zz"])
def test_nothing_is_found_where_nothing_fits(desk: Desk, typed: str) -> None:
    register(desk, form())
    assert names(desk, typed) == []


def test_no_more_than_asked_for(desk: Desk) -> None:
    for order in range(21, 29, 2):
        register(desk, form(name=f"李样{order}", id_no=number(order)))
    assert len(find_people(desk, "李", limit=3)) == 3


def test_keys_are_rows_without_doubles() -> None:
    keys = [row["key"] for row in key_rows(uuid4(), "单样四", number(21), "13800000004")]
    assert keys == sorted(set(keys)) == sorted(person_keys("单样四", number(21), "13800000004"))


def test_the_same_phone_goes_before_the_same_name(desk: Desk) -> None:
    named = register(desk, form(id_no=number(23), mobile="13800000009")).value.person_id
    phoned = register(desk, form(name="赵样三", mobile="13700000001，13800000002")).value.person_id
    found = possible_duplicates(desk, "李样二", "13800000002")
    assert [(one.hit.person_id, one.likeness) for one in found] == [(phoned, Likeness.PHONE), (named, Likeness.NAME)]


def test_oneself_and_longer_names_are_no_duplicates(desk: Desk) -> None:
    mine = register(desk, form(name="样二")).value.person_id
    register(desk, form(name="李样二", id_no=number(23), mobile="13800000009"))
    assert possible_duplicates(desk, "样二", "13800000002", besides=mine) == []
    assert possible_duplicates(desk, "", "not a phone") == []


def test_the_latest_of_today_comes_first(desk: Desk) -> None:
    register(desk, form(name="李样二", community="样例社区一"))
    register(desk, form(name="赵样三", id_no=number(23), community="样例社区一"))
    assert [hit.name for hit in registered_today(desk)] == ["赵样三", "李样二"]
    assert communities(desk) == ["样例社区一"]
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(days=1)
    assert desk.today == date(2026, 11, 24)
    assert registered_today(desk) == []


def test_one_person_in_short(desk: Desk) -> None:
    person_id = register(desk, form()).value.person_id
    assert in_short(desk, person_id).name == "李样二"
    with pytest.raises(OfficerProblem) as problem:
        in_short(desk, uuid4())
    assert problem.value.code == "registration.gone"


def test_a_person_who_fits_twice_comes_once_with_the_newest_case(desk: Desk) -> None:
    """Surname and given name both begin with what was typed: two keys of one person."""
    found = register(desk, form(name="样样样"), open_case=True)
    values = {
        "person_id": found.value.person_id,
        "owner_id": desk.actor.officer_id,
        "opened_on": desk.today,
        "assigned_at": desk.now,
    }
    with desk.write() as unit:
        newest = unit.add(Case(**values, state="helping", episode=2))
        unit.add(Case(**values, state="closed", episode=3, deleted=True))
        unit.audit("test.case")
    [hit] = find_people(desk, "样")
    assert (hit.case_id, hit.case_state) == (newest.id, "helping")


def test_first_letters_go_before_whole_syllables_and_keys_in_their_order(desk: Desk) -> None:
    register(desk, form(name="沈样", id_no=number(21)))
    register(desk, form(name="孙汉", id_no=number(23)))
    register(desk, form(name="孙好安", id_no=number(25)))
    assert names(desk, "sh") == ["孙汉", "孙好安", "沈样"]
