"""What the central store refused: sent again as it was, or given up so that the server's value returns."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.cases.listing import latest_case
from caseworker.desk import Desk
from caseworker.people.find import find_people
from caseworker.problems import OfficerProblem
from caseworker.sync.pending import pending
from caseworker.sync.stuck import give_up, send_again, stuck
from db.models import AuditEntry, ChangeContext, Outbox
from tests.caseworker.sync.arrivals import edit, person_now, refuse_all
from tests.caseworker.vacancies.office import add_case, add_person


def test_a_refusal_says_which_and_why(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区")
    refuse_all(desk, "reject:not_yours")
    (one,) = stuck(desk)
    assert (one.kind, one.title, one.fields, one.new, one.others) == ("求职登记", "李样二", ("社区",), False, 0)
    assert "不归本街道" in one.why
    assert pending(desk).total == 0


def test_a_code_of_a_newer_server_is_shown_as_it_is(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区")
    refuse_all(desk, "reject:moon_phase")
    assert "moon_phase" in stuck(desk, "en")[0].why


def test_sent_again_it_waits_as_it_was(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区")
    before = outbox(desk)
    refuse_all(desk)
    saved = send_again(desk, stuck(desk)[0].id)
    assert saved.value == 1
    assert saved.changes.ids("person") == {person}
    assert stuck(desk) == ()
    assert outbox(desk) == before
    assert person_now(desk, person).community == "样一社区"


def test_given_up_the_old_value_returns_and_nothing_is_sent(desk: Desk, person: UUID) -> None:
    old = person_now(desk, person).mobile
    edit(desk, person, community="样一社区", mobile="13900000009")
    refuse_all(desk)
    saved = give_up(desk, stuck(desk)[0].id, "填错了人")
    assert saved.changes.ids("person") == {person}
    now = person_now(desk, person)
    assert (now.community, now.mobile) == (None, old)
    assert stuck(desk) == () and outbox(desk) == []
    assert capturing(desk)
    with desk.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "sync.give_up")).one()
    assert entry.reason == "填错了人"


def test_a_later_edit_is_left_alone(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区", grid="7")
    refuse_all(desk)
    edit(desk, person, community="样二社区")
    give_up(desk, stuck(desk)[0].id, "不要了")
    now = person_now(desk, person)
    assert (now.community, now.grid) == ("样二社区", None)
    assert len(outbox(desk)) == 1


def test_a_new_person_given_up_goes_with_everything_that_hangs_on_it(desk: Desk) -> None:
    person = add_person(desk, name="赵样三")
    refuse_all(desk)
    add_case(desk, person)
    give_up(desk, stuck(desk)[0].id, "重复登记")
    assert latest_case(desk, person) is None
    assert outbox(desk) == [] and stuck(desk) == ()
    assert find_people(desk, "赵样三") == []


def test_the_search_follows_what_returns(desk: Desk, person: UUID) -> None:
    edit(desk, person, name="钱样四")
    refuse_all(desk)
    give_up(desk, stuck(desk)[0].id, "改错了")
    assert [one.name for one in find_people(desk, "李样二")] == ["李样二"]


def test_what_is_gone_is_said(desk: Desk) -> None:
    for act in (lambda: send_again(desk, UUID(int=1)), lambda: give_up(desk, UUID(int=1), "x")):
        with pytest.raises(OfficerProblem, match="not_stuck"):
            act()
    with pytest.raises(OfficerProblem, match="reason_missing"):
        give_up(desk, UUID(int=1), "  ")


def outbox(desk: Desk) -> list[tuple[str, UUID, str, int, object]]:
    with desk.read() as session:
        rows = session.scalars(select(Outbox).order_by(Outbox.n))
        return [(row.entity, row.row_id, row.op, row.base_rev, json.loads(row.patch)) for row in rows]


def capturing(desk: Desk) -> bool:
    with desk.read() as session:
        return bool(session.scalar(select(ChangeContext.capture)))
