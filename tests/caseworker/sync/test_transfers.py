"""Handing a person over: offered, withdrawn, answered, and where the person went."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.sync.state import sync_state
from caseworker.sync.transfers import accept, offer, offices, refuse, transfer_of, transfers, withdraw
from tests.caseworker.sync.arrivals import COLLEAGUE, FARTHER, NEIGHBOUR, connect, offered_to_us
from tests.db.records import OFFICE_ID


@pytest.fixture
def connected(desk: Desk) -> Desk:
    connect(desk, desk.now)
    return desk


def test_the_directory_lists_both_provinces_and_not_this_office(desk: Desk) -> None:
    found = offices(desk)
    assert [(one.name, one.place) for one in found] == [
        ("样二街道", "重庆市 南岸区"),
        ("样三街道", "四川省 广元市 利州区"),
    ]
    assert OFFICE_ID not in {one.id for one in found}


def test_an_offer_waits_and_can_be_withdrawn(connected: Desk, person: UUID) -> None:
    made = offer(connected, person, FARTHER, " 已回户籍地 ").value
    (shown,) = transfers(connected)
    assert (shown.name, shown.here, shown.incoming, shown.office) == ("李样二", True, False, "样三街道")
    assert (shown.state, shown.reason, shown.offered_by) == ("offered", "已回户籍地", "王样一")
    assert transfer_of(connected, person) == shown
    with pytest.raises(OfficerProblem, match="already_offered"):
        offer(connected, person, NEIGHBOUR, "再试")
    withdraw(connected, made)
    assert transfers(connected)[0].state == "withdrawn"
    offer(connected, person, NEIGHBOUR, "改交样二街道")


def test_what_is_offered_is_answered_once(connected: Desk) -> None:
    first, second = offered_to_us(connected), offered_to_us(connected, label="李*")
    assert sync_state(connected).incoming == 2
    assert {(one.name, one.here, one.offered_by, one.place) for one in transfers(connected)} == {
        ("王*", False, "李样九", "重庆市 南岸区"),
        ("李*", False, "李样九", "重庆市 南岸区"),
    }
    accept(connected, first)
    refuse(connected, second, "人仍住在原街道")
    answers = {one.name: (one.state, one.answer, one.answered_by) for one in transfers(connected)}
    assert answers == {"王*": ("accepted", "", "王样一"), "李*": ("refused", "人仍住在原街道", "王样一")}
    assert sync_state(connected).incoming == 0
    with pytest.raises(OfficerProblem, match="transfer_settled"):
        accept(connected, second)


def test_an_answer_belongs_to_the_side_that_gives_it(connected: Desk, person: UUID) -> None:
    theirs, ours = offered_to_us(connected), offer(connected, person, NEIGHBOUR, "搬走").value
    for wrong in (lambda: withdraw(connected, theirs), lambda: accept(connected, ours)):
        with pytest.raises(OfficerProblem, match="transfer_gone"):
            wrong()


def test_what_cannot_be_offered_is_said(desk: Desk, person: UUID) -> None:
    with pytest.raises(OfficerProblem, match="transfer_needs_centre"):
        offer(desk, person, NEIGHBOUR, "搬走")
    connect(desk)
    wrong = [
        (person, OFFICE_ID, "搬走", "no_such_office"),
        (person, COLLEAGUE, "搬走", "no_such_office"),
        (person, NEIGHBOUR, "  ", "reason_missing"),
        (UUID(int=3), NEIGHBOUR, "搬走", "gone"),
    ]
    for person_id, office_id, reason, code in wrong:
        with pytest.raises(OfficerProblem, match=code):
            offer(desk, person_id, office_id, reason)
    auditor = Desk(desk.store, replace(desk.actor, role=Role.AUDITOR), desk.clock)
    with pytest.raises(OfficerProblem, match="not_allowed"):
        offer(auditor, person, NEIGHBOUR, "搬走")


def test_who_never_went_anywhere(desk: Desk, person: UUID) -> None:
    assert transfer_of(desk, person) is None
