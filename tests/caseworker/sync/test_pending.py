"""What waits to be reported, in the officer's words."""

from __future__ import annotations

from uuid import UUID

from caseworker.desk import Desk
from caseworker.sync.pending import pending
from tests.caseworker.sync.arrivals import edit
from tests.caseworker.vacancies.office import add_case, add_person


def test_an_edit_names_the_person_and_the_fields(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区", mobile="13900000001")
    edit(desk, person, community="样二社区")
    (record,) = pending(desk).records
    assert (record.kind, record.title, record.new, record.person_id) == ("求职登记", "李样二", False, person)
    assert set(record.fields) == {"社区", "手机"}
    assert (record.officer, record.at, record.sent) == ("王样一", desk.now, False)


def test_a_new_record_is_said_to_be_new_and_the_newest_comes_first(desk: Desk) -> None:
    person = add_person(desk)
    add_case(desk, person)
    found = pending(desk, "en")
    assert [(one.kind, one.new, one.fields) for one in found.records][-1] == ("Registration", True, ())
    assert {one.title for one in found.records} == {"李样二"}
    assert found.total == len(found.records) > 1


def test_a_long_list_is_cut_and_counted(desk: Desk) -> None:
    for _ in range(3):
        add_person(desk)
    found = pending(desk, limit=2)
    assert (len(found.records), found.total) == (2, 3)


def test_nothing_waits(desk: Desk, person: UUID) -> None:
    assert pending(desk).records == ()
