"""One record for all who live together."""

from __future__ import annotations

from uuid import uuid4

import pytest

from caseworker.desk import Desk
from caseworker.people.form import MemberEntry
from caseworker.people.household import form_for_member, link_member, members
from caseworker.people.registration import load_form, register, update_person
from caseworker.problems import OfficerProblem
from tests.caseworker.people.forms import form, number, rows

SPOUSE = MemberEntry("周样八", "10", "在岗")
CHILD = MemberEntry("李样九", "20", "上小学")


def test_a_relative_is_registered_into_the_same_household(desk: Desk) -> None:
    address = {"live_region": "500113", "community": "样例社区二", "live_address": "样例路1号"}
    mine = register(desk, form(members=(SPOUSE, CHILD), **address)).value.person_id
    spouse = members(desk, mine)[0]
    start = form_for_member(desk, spouse.member_id)
    assert (start.name, start.community, start.live_address) == ("周样八", "样例社区二", "样例路1号")
    asked = form(name="周样八", id_no=number(24), mobile="13800000008")
    hers = register(desk, asked, member_id=spouse.member_id).value.person_id
    assert [(one.name, one.person_id) for one in members(desk, mine)] == [("周样八", hers), ("李样九", None)]
    assert [(one.name, one.person_id) for one in members(desk, hers)] == [("李样二", mine), ("李样九", None)]
    assert rows(desk, "SELECT count(*) FROM household") == [(1,)]
    audit = "SELECT count(*) FROM audit_entry WHERE action IN ('household.link', 'household.open_form')"
    assert rows(desk, audit) == [(2,)]


def test_members_are_changed_not_doubled(desk: Desk) -> None:
    mine = register(desk, form(members=(SPOUSE, CHILD))).value.person_id
    changed = MemberEntry("周样八", "10", "无业")
    update_person(desk, mine, form(members=(changed,)))
    assert load_form(desk, mine).members == (changed,)
    held = "SELECT name, deleted FROM household_member ORDER BY id"
    assert rows(desk, held) == [("李样二", 0), ("周样八", 0), ("李样九", 1)]


def test_a_person_alone_has_no_household(desk: Desk) -> None:
    mine = register(desk, form()).value.person_id
    assert members(desk, mine) == ()
    assert rows(desk, "SELECT count(*) FROM household") == [(0,)]


def test_a_member_who_is_gone_is_said(desk: Desk) -> None:
    for act in (lambda: link_member(desk, uuid4(), uuid4()), lambda: form_for_member(desk, uuid4())):
        with pytest.raises(OfficerProblem) as problem:
            act()
        assert problem.value.code == "registration.member_gone"
