"""The list of cases and a person's newest case."""

from __future__ import annotations

import pytest

from caseworker.cases import timeline
from caseworker.cases.lifecycle import move_case, open_case
from caseworker.cases.listing import CaseFilter, latest_case, list_cases
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry, NextAction
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.models import GroupTag
from tests.caseworker.cases.colleagues import close
from tests.caseworker.vacancies.office import add_case, add_person


def test_a_row_has_what_the_list_shows_and_nothing_in_full(office: Desk) -> None:
    person = add_person(office, mobile="13800006021")
    case_id = add_case(office, person)
    with office.write() as unit:
        for kind in ("VETERAN", "RETURNEE"):
            unit.add(GroupTag(person_id=person, kind=kind))
        unit.audit("test.tags")
    timeline.record(office, case_id, Entry("talk", "面谈", next_action=NextAction("下次", office.today)))
    [row] = list_cases(office, CaseFilter()).rows
    assert (row.id, row.phone_masked, row.id_masked) == (case_id, "138****6021", "****0016")
    assert set(row.tags) == {"VETERAN", "RETURNEE"}
    assert (row.last_contact, row.next_due) == (office.now, office.today)


def test_filters_narrow_and_pages_add_up(office: Desk) -> None:
    for number in range(5):
        add_case(office, add_person(office, name=f"王样{number}", id_no=f"50999919900101{number:04d}"))
    add_case(office, add_person(office, name="夏样_", id_no="509999199001019999"))
    assert list_cases(office, CaseFilter(text="王样")).total == 5
    assert [row.name for row in list_cases(office, CaseFilter(text="_")).rows] == ["夏样_"]
    assert list_cases(office, CaseFilter(tag="VETERAN")).rows == ()
    assert list_cases(office, CaseFilter(states=("closed",))).total == 0
    pages = [list_cases(office, CaseFilter(), start, 4).rows for start in (0, 4)]
    assert len({row.case_id for page in pages for row in page}) == 6


def test_who_comes_again_gets_a_new_case_and_the_newest_is_found(office: Desk) -> None:
    person = add_person(office)
    assert latest_case(office, person) is None
    first = add_case(office, person)
    with pytest.raises(OfficerProblem) as refused:
        open_case(office, person)
    assert refused.value.code == "cases.already_open"
    for kind in ("assessment", "plan"):
        timeline.record(office, first, Entry(kind, "有记录"))
    record_placement(office, first, NewPlacement("样例公司", "店员", office.today))
    with pytest.raises(OfficerProblem) as refused:
        move_case(office, first, CaseState.CLOSING, "随便写的")
    assert refused.value.code == "cases.close_reason_unknown"
    close(office, first)
    second = open_case(office, person).value
    assert latest_case(office, person) == second
    assert list_cases(office, CaseFilter()).total == 1
