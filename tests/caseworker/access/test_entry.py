"""The door of an office: the first run, signing in, leaving, colleagues, passwords."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from caseworker.access.actor import Role
from caseworker.access.entry import Entry, NewOffice, NewOfficer
from caseworker.access.officers import officers
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.problems import Problem
from db.local.key_slots import Cost
from db.models import Officer
from tests.caseworker.people.forms import rows

OFFICE = NewOffice("样例街道", "500113", "巴南区", "", "zhou", "周样甲", "practice-2026")
COLLEAGUE = NewOfficer("wu", "吴样乙", Role.OFFICER, "practice-2027")


@pytest.fixture
def entry(tmp_path: Path) -> Entry:
    return Entry(tmp_path / "office", FixedClock(china_instant(date(2026, 11, 23))), Cost(1024, 1, 1))


def code_of(act: object) -> str:
    with pytest.raises(Problem) as problem:
        act()  # type: ignore[operator]
    return problem.value.code


def test_nothing_is_there_before_the_first_run(entry: Entry) -> None:
    status = entry.inspect()
    assert (status.condition, status.officers, status.office_name) == ("absent", (), "")


def test_the_first_officer_comes_in_and_back(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    assert (desk.actor.name, desk.actor.role, desk.actor.district_id) == ("周样甲", Role.SUPERVISOR, "500113")
    assert entry.inspect().condition == "in_use"
    entry.sign_out(desk)
    status = entry.inspect()
    assert (status.condition, status.office_name) == ("ready", "样例街道")
    assert [(one.login, one.name) for one in status.officers] == [("zhou", "周样甲")]
    again = entry.sign_in("zhou", OFFICE.password)
    assert again.actor == desk.actor
    actions = [action for (action,) in rows(again, "SELECT action FROM audit_entry ORDER BY seq")]
    assert actions == ["office.create", "access.sign_out", "access.sign_in"]
    entry.sign_out(again)


def test_a_wrong_password_opens_nothing(entry: Entry) -> None:
    entry.sign_out(entry.create_office(OFFICE))
    assert code_of(lambda: entry.sign_in("zhou", "practice-2025")) == "access.wrong_password"
    assert entry.inspect().condition == "ready"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "short"}, "access.password_short"),
        ({"office_name": " "}, "access.name_missing"),
        ({"login": ""}, "access.login_missing"),
        ({"officer_name": ""}, "access.officer_missing"),
    ],
)
def test_what_the_first_run_lacks_is_said(entry: Entry, change: dict[str, str], code: str) -> None:
    assert code_of(lambda: entry.create_office(OFFICE._replace(**change))) == code
    assert entry.inspect().condition == "absent"


def test_a_colleague_signs_in_with_a_password_of_their_own(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    officer_id = entry.add_officer(desk, COLLEAGUE)
    assert officers(desk) == [(officer_id, "吴样乙"), (desk.actor.officer_id, "周样甲")]
    assert code_of(lambda: entry.add_officer(desk, COLLEAGUE)) == "access.login_taken"
    entry.sign_out(desk)
    hers = entry.sign_in("wu", COLLEAGUE.password)
    assert (hers.actor.officer_id, hers.actor.role) == (officer_id, Role.OFFICER)
    assert code_of(lambda: entry.add_officer(hers, COLLEAGUE._replace(login="zheng"))) == "access.not_allowed"
    entry.sign_out(hers)


def test_an_officer_no_longer_active_stays_out(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    officer_id = entry.add_officer(desk, COLLEAGUE)
    deactivate(desk, officer_id)
    entry.sign_out(desk)
    assert code_of(lambda: entry.sign_in("wu", COLLEAGUE.password)) == "access.not_active"
    assert entry.inspect().condition == "ready"


def test_a_changed_password_replaces_the_old_one(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    assert code_of(lambda: entry.change_password(desk, "practice-2025", "practice-2028")) == "access.wrong_password"
    assert code_of(lambda: entry.change_password(desk, OFFICE.password, "short")) == "access.password_short"
    entry.change_password(desk, OFFICE.password, "practice-2028")
    entry.sign_out(desk)
    assert code_of(lambda: entry.sign_in("zhou", OFFICE.password)) == "access.wrong_password"
    entry.sign_out(entry.sign_in("zhou", "practice-2028"))


@contextmanager
def no_room(most: int = 4096) -> Iterator[None]:
    """No file of this process may grow beyond its first bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_leaving_on_a_full_disk_closes_the_store_all_the_same(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    with no_room():
        assert code_of(lambda: entry.sign_out(desk)) in {"store.disk_error", "store.disk_full"}
    assert desk.store.key == bytes(32)
    assert entry.inspect().condition == "ready"
    entry.sign_out(entry.sign_in("zhou", OFFICE.password))


def test_a_first_run_on_a_full_disk_can_be_tried_again(entry: Entry) -> None:
    with no_room():
        assert code_of(lambda: entry.create_office(OFFICE)) in {"store.disk_error", "store.disk_full"}
    assert entry.inspect().condition == "absent"
    entry.sign_out(entry.create_office(OFFICE))


def test_a_colleague_whose_key_could_not_be_written_can_be_added_again(entry: Entry) -> None:
    desk = entry.create_office(OFFICE)
    with no_room(64):
        assert code_of(lambda: entry.add_officer(desk, COLLEAGUE)) == "access.slot_not_written"
    assert len(officers(desk)) == 1
    entry.add_officer(desk, COLLEAGUE)
    entry.sign_out(desk)
    entry.sign_out(entry.sign_in("wu", COLLEAGUE.password))


def deactivate(desk: Desk, officer_id: object) -> None:
    with desk.write() as unit:
        officer = unit.session.get(Officer, officer_id)
        assert officer is not None
        officer.active = False
        unit.audit("officer.deactivate", officer)
