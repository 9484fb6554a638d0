"""Registering, changing and opening a person, over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker import drafts
from caseworker.access.actor import Role
from caseworker.desk import Desk
from caseworker.people.find import find_people
from caseworker.people.form import FormRefusedError, MemberEntry, TagEntry, WorkEntry
from caseworker.people.registration import DRAFT, load_form, look_up_id, register, update_person
from caseworker.problems import OfficerProblem
from tests.caseworker.people.forms import form, number, rows


def test_the_number_says_the_rest(desk: Desk) -> None:
    saved = register(desk, form(name=" 李样二 ", id_no=number(21).lower(), mobile="138 0000 0002"))
    person = "SELECT name, sex, birth_date, hukou_region, mobile, registered_on, valid_to FROM person"
    expected = ("李样二", "1", "1990-03-05", "509999", "13800000002", "2026-11-23", "2027-05-23")
    assert rows(desk, person) == [expected]
    assert rows(desk, "SELECT purpose, given FROM consent") == [("service", 1)]
    assert {(change.entity) for change in saved.changes.changes} == {"person", "consent"}
    assert saved.value.case_id is None


def test_record_outbox_and_audit_are_written_together(desk: Desk) -> None:
    register(desk, form(), open_case=True)
    entities = rows(desk, "SELECT entity FROM outbox WHERE tx = (SELECT tx FROM outbox WHERE entity = 'person')")
    assert {entity for (entity,) in entities} == {"person", "consent", "case"}
    assert rows(desk, "SELECT count(*) FROM audit_entry WHERE action = 'person.register'") == [(1,)]


def test_a_refused_form_writes_nothing(desk: Desk) -> None:
    before = rows(desk, "SELECT count(*) FROM audit_entry")
    with pytest.raises(FormRefusedError) as refused:
        register(desk, form(name="", consent=False))
    assert set(refused.value.check.problems) == {"name", "consent"}
    assert rows(desk, "SELECT count(*) FROM person") == [(0,)]
    assert rows(desk, "SELECT count(*) FROM audit_entry") == before


def test_one_number_is_registered_once(desk: Desk) -> None:
    register(desk, form())
    with pytest.raises(OfficerProblem) as problem:
        register(desk, form(name="赵样三"))
    assert problem.value.code == "registration.already_registered"
    assert rows(desk, "SELECT count(*) FROM person") == [(1,)]


def test_saving_throws_the_draft_away_and_no_other(desk: Desk) -> None:
    drafts.save(desk, DRAFT, "one", "李样二", {})
    drafts.save(desk, DRAFT, "two", "赵样三", {})
    register(desk, form(), draft_key="one")
    assert [draft.key for draft in drafts.open_drafts(desk)] == ["two"]


def test_a_known_number_finds_its_person(desk: Desk) -> None:
    register(desk, form(), open_case=True)
    found = look_up_id(desk, number(21)).known
    assert found is not None
    assert (found.name, found.id_masked, found.phone_masked, found.case_state) == (
        "李样二",
        f"****{number(21)[-4:]}",
        "138****0002",
        "registered",
    )
    assert look_up_id(desk, number(23)).known is None
    assert look_up_id(desk, "12").known is None


def test_what_was_saved_is_what_is_opened(desk: Desk) -> None:
    typed = form(
        graduated_on=date(2012, 6, 30),
        tags=(TagEntry("VETERAN", "退役证", date(2020, 1, 1)),),
        works=(WorkEntry(date(2012, 7, 1), date(2020, 1, 1), "样例厂", "电工", "制造业", "返乡"),),
        members=(MemberEntry("周样八", "10", "在岗"),),
    )
    person_id = register(desk, typed).value.person_id
    opened = load_form(desk, person_id)
    derived = {"sex": "1", "birth_date": date(1990, 3, 5), "hukou_region": "509999"}
    assert opened == replace(typed, **derived)
    assert rows(desk, "SELECT count(*) FROM audit_entry WHERE action = 'person.open_form'") == [(1,)]


def test_a_change_writes_only_what_differs(desk: Desk) -> None:
    person_id = register(desk, form(tags=(TagEntry("VETERAN", "退役证", date(2020, 1, 1)),))).value.person_id
    before = rows(desk, "SELECT max(n) FROM outbox")[0][0]
    saved = update_person(desk, person_id, replace(load_form(desk, person_id), major="电气"))
    patch = rows(desk, "SELECT entity, op, patch FROM outbox WHERE n > :n", n=before)
    assert [(entity, op) for entity, op, _ in patch] == [("person", "U")]
    assert "major" in patch[0][2]
    assert "mobile" not in patch[0][2]
    assert [(c.entity, c.kind.value) for c in saved.changes.changes] == [("person", "update")]


def test_saving_unchanged_writes_no_record(desk: Desk) -> None:
    person_id = register(desk, form(works=(WorkEntry(None, None, "样例厂"),))).value.person_id
    before = rows(desk, "SELECT max(n) FROM outbox")
    assert not update_person(desk, person_id, load_form(desk, person_id)).changes
    assert rows(desk, "SELECT max(n) FROM outbox") == before


def test_rows_taken_out_are_marked_deleted(desk: Desk) -> None:
    two = (WorkEntry(employer="样例厂"), WorkEntry(employer="样例店"))
    tags = (TagEntry("VETERAN"), TagEntry("RETURNEE"))
    person_id = register(desk, form(works=two, tags=tags)).value.person_id
    update_person(desk, person_id, form(works=two[:1], tags=tags[1:]))
    assert rows(desk, "SELECT employer, deleted FROM work_experience ORDER BY id") == [("样例厂", 0), ("样例店", 1)]
    assert rows(desk, "SELECT kind, deleted FROM group_tag ORDER BY id") == [("VETERAN", 1), ("RETURNEE", 0)]
    assert load_form(desk, person_id).tags[0].from_on == date(2026, 11, 23)


def test_a_new_name_is_found_and_the_old_one_is_not(desk: Desk) -> None:
    person_id = register(desk, form()).value.person_id
    update_person(desk, person_id, form(name="赵样三", mobile="13900000003"))
    assert [hit.person_id for hit in find_people(desk, "zys")] == [person_id]
    assert find_people(desk, "李样") == []
    assert find_people(desk, "13800000002") == []


def test_another_persons_number_cannot_be_taken(desk: Desk) -> None:
    register(desk, form())
    other = register(desk, form(name="赵样三", id_no=number(23))).value.person_id
    with pytest.raises(OfficerProblem) as problem:
        update_person(desk, other, form(name="赵样三"))
    assert problem.value.code == "registration.already_registered"


def test_only_those_who_may_edit_register(desk: Desk) -> None:
    auditor = replace(desk, actor=replace(desk.actor, role=Role.AUDITOR))
    for act in (lambda: register(auditor, form()), lambda: load_form(auditor, desk.actor.officer_id)):
        with pytest.raises(OfficerProblem) as problem:
            act()
        assert problem.value.code == "access.not_allowed"
