"""Two records become one and two again; history stays where it was written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.cases.tasks import promise
from caseworker.cases.timeline import NextAction
from caseworker.desk import Desk
from caseworker.people.find import find_people
from caseworker.people.merging.comparison import compare
from caseworker.people.merging.merge import merge, not_the_same, unmerge
from caseworker.people.merging.who import bearer, living_id, one_person
from caseworker.people.registration import register
from caseworker.problems import OfficerProblem
from db.models import Activity, Case, CaseTransition, GroupTag, Person, PersonMerge, Task
from tests.caseworker.people.forms import form, number, rows


def enrol(desk: Desk, order: int, *, case: bool = False, **values: Any) -> tuple[UUID, UUID | None]:
    """A person, with a case when asked."""
    made = register(desk, form(id_no=number(order), **values), open_case=case).value
    return made.person_id, made.case_id


def person(desk: Desk, person_id: UUID) -> Person:
    with desk.read() as session:
        found = session.get(Person, person_id)
        assert found is not None
        session.expunge(found)
        return found


def state_of(desk: Desk) -> list[tuple[Any, ...]]:
    """Everything a merge may write."""
    tables = ("person", "case", "task", "group_tag", "work_experience")
    columns = {"person": "name,id_no,mobile,community,merged_into,birth_date", "case": "person_id,state"}
    columns |= {"task": "person_id,case_id,owner_id", "group_tag": "person_id,kind", "work_experience": "person_id"}
    found = [rows(desk, f'SELECT id,{columns[name]} FROM "{name}" ORDER BY id') for name in tables]
    return [row for table in found for row in table]


def test_the_comparison_names_what_differs_and_what_is_likely_better(desk: Desk) -> None:
    kept, _ = enrol(desk, 21, community="")
    merged, _ = enrol(desk, 23, community="样例社区", mobile="13900000003")
    found = compare(desk, kept, merged)
    better = {row.field: row.better for row in found.rows}
    assert better == {"id_no": "kept", "community": "merged", "mobile": "kept"}
    shown = {row.field: (row.kept, row.merged) for row in found.rows}
    assert "13900000003" not in str(shown) and number(23) not in str(shown)
    assert found.kept.person_id == kept and found.merged.cases == 0


def test_what_is_taken_is_taken_and_the_rest_stays(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23, mobile="13900000003", community="样例社区")
    merge(desk, kept, merged, ["mobile"])
    one = person(desk, kept)
    assert (one.mobile, one.community, one.id_no) == ("13900000003", None, number(21))
    assert person(desk, merged).merged_into == kept
    assert [hit.person_id for hit in find_people(desk, "13900000003")] == [kept]


def test_a_number_taken_brings_birth_date_and_sex(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 24)
    wanted = person(desk, merged)
    merge(desk, kept, merged, ["id_no"])
    one = person(desk, kept)
    assert (one.id_no, one.sex, one.birth_date) == (wanted.id_no, wanted.sex, wanted.birth_date)


def test_both_numbers_lead_to_the_one_that_is_kept(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23)
    merge(desk, kept, merged, ["id_no"])
    with desk.read() as session:
        assert {bearer(session, number(order)) for order in (21, 23)} == {kept}
        assert living_id(session, merged) == kept
        assert set(one_person(session, kept)) == {kept, merged}


def test_a_case_of_the_merged_record_goes_on_under_the_kept_one(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, case_id = enrol(desk, 23, case=True)
    merge(desk, kept, merged, [])
    with desk.read() as session:
        case = session.get_one(Case, case_id)
        assert (case.person_id, case.state) == (kept, "registered")
        assert session.scalars(select(CaseTransition).where(CaseTransition.to_state == "merged")).all() == []


def test_of_two_open_cases_one_goes_on_with_the_promises_of_both(desk: Desk) -> None:
    kept, going_on = enrol(desk, 21, case=True)
    merged, ending = enrol(desk, 23, case=True)
    assert going_on is not None and ending is not None
    task_id = promise(desk, ending, NextAction("电话回访", desk.today)).value
    merge(desk, kept, merged, [])
    with desk.read() as session:
        assert [session.get_one(Case, one).state for one in (going_on, ending)] == ["registered", "merged"]
        task = session.get_one(Task, task_id)
        assert (task.case_id, task.person_id) == (going_on, kept)
        assert session.get_one(Case, ending).person_id == kept


def test_a_tag_both_have_is_not_doubled(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23)
    with desk.write() as unit:
        for who in (kept, merged):
            unit.add(GroupTag(person_id=who, kind="graduate"))
        unit.add(GroupTag(person_id=merged, kind="veteran"))
        unit.audit("person.edit")
    merge(desk, kept, merged, [])
    assert rows(desk, "SELECT kind FROM group_tag WHERE person_id = :one ORDER BY kind", one=kept.bytes) == [
        ("graduate",),
        ("veteran",),
    ]


def test_history_is_not_written_anew(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, case_id = enrol(desk, 23, case=True)
    with desk.write() as unit:
        entry = Activity(
            case_id=case_id,
            person_id=merged,
            kind="talk",
            text="面谈",
            occurred_at=desk.now,
            recorded_at=desk.now,
            officer_id=desk.actor.officer_id,
        )
        unit.add(entry)
        unit.audit("activity.add", entry)
    merge(desk, kept, merged, [])
    assert rows(desk, "SELECT person_id FROM activity") == [(merged.bytes,)]


def test_a_merge_taken_back_leaves_everything_as_it_was(desk: Desk) -> None:
    kept, _ = enrol(desk, 21, case=True)
    merged, ending = enrol(desk, 24, case=True, community="样例社区")
    assert ending is not None
    promise(desk, ending, NextAction("电话回访", desk.today))
    before = state_of(desk)
    entry = merge(desk, kept, merged, ["id_no", "community"]).value
    assert state_of(desk) != before
    undone = unmerge(desk, entry, "两个人").value
    assert state_of(desk) == before
    assert undone.kept_since == 0 and undone.put_back > 0
    with pytest.raises(OfficerProblem, match="undone_already"):
        unmerge(desk, entry, "两个人")


def test_what_was_changed_since_stays_when_a_merge_is_taken_back(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23, mobile="13900000003")
    entry = merge(desk, kept, merged, ["mobile"]).value
    with desk.write() as unit:
        unit.session.get_one(Person, kept).mobile = "13700000007"
        unit.audit("person.edit")
    assert unmerge(desk, entry, "两个人").value.kept_since == 1
    assert (person(desk, kept).mobile, person(desk, merged).mobile) == ("13700000007", "13900000003")
    assert person(desk, merged).merged_into is None


def test_an_earlier_merge_follows_and_is_taken_back_last(desk: Desk) -> None:
    people = [enrol(desk, order)[0] for order in (21, 23, 25)]
    first = merge(desk, people[1], people[2], []).value
    second = merge(desk, people[0], people[1], []).value
    with desk.read() as session:
        assert living_id(session, people[2]) == people[0]
    with pytest.raises(OfficerProblem, match="undo_later_first"):
        unmerge(desk, first, "两个人")
    unmerge(desk, second, "两个人")
    unmerge(desk, first, "两个人")
    assert [person(desk, one).merged_into for one in people] == [None, None, None]


@pytest.mark.parametrize("again", [False, True])
def test_only_two_living_records_are_merged(desk: Desk, again: bool) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23)
    merge(desk, kept, merged, [])
    pair = (kept, merged) if again else (kept, kept)
    with pytest.raises(OfficerProblem, match="gone"):
        merge(desk, *pair, [])


def test_taking_back_needs_a_reason(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23)
    entry = merge(desk, kept, merged, []).value
    with pytest.raises(OfficerProblem, match="reason_missing"):
        unmerge(desk, entry, " ")
    assert rows(desk, "SELECT undone_at FROM person_merge") == [(None,)]


def test_registering_a_merged_number_opens_the_one_that_is_kept(desk: Desk) -> None:
    kept, _ = enrol(desk, 21)
    merged, _ = enrol(desk, 23)
    merge(desk, kept, merged, [])
    with pytest.raises(OfficerProblem, match="already_registered"):
        enrol(desk, 23)
    with desk.read() as session:
        assert session.scalars(select(PersonMerge.person_id)).all() == [kept]


def test_two_people_are_noted_once_whichever_comes_first(desk: Desk) -> None:
    first, _ = enrol(desk, 21)
    second, _ = enrol(desk, 23)
    not_the_same(desk, second, first)
    low, high = sorted((first, second))
    assert rows(desk, "SELECT person_id, other_id FROM not_same_person") == [(low.bytes, high.bytes)]
