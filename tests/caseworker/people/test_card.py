"""The card beside a case, and the two ways to see a hidden value."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from caseworker.desk import Desk
from caseworker.people.card import DIAL_REASON, dial, person_card, reveal
from caseworker.people.form import MemberEntry, TagEntry, WantedJob, WorkEntry
from caseworker.people.registration import register
from caseworker.problems import OfficerProblem
from tests.caseworker.people.forms import form, number, rows


def test_the_card_masks_and_tells(desk: Desk) -> None:
    person_id = register(
        desk,
        form(
            tags=(TagEntry("VETERAN", "退役证", date(2020, 1, 1)),),
            works=(
                WorkEntry(date(2001, 1, 1), date(2008, 1, 1), "样例厂", "电工", "制造业"),
                WorkEntry(date(2008, 1, 1), date(2018, 1, 1), "样例厂", "人事主管", "制造业"),
            ),
            members=(MemberEntry("周样八", "10", "在岗"),),
            wanted_jobs=(WantedJob("人事"),),
        ),
    ).value.person_id
    card = person_card(desk, person_id)
    assert (card.id_masked, card.phone_masked, card.age) == (f"****{number(21)[-4:]}", "138****0002", 36)
    assert card.experience == "制造业 人事主管 17 年"
    assert [(tag.kind, tag.basis) for tag in card.tags] == [("VETERAN", "退役证")]
    assert [(one.name, one.person_id) for one in card.relatives] == [("周样八", None)]
    assert card.consent_on == date(2026, 11, 23)


def test_revealing_is_on_record_before_it_is_seen(desk: Desk) -> None:
    person_id = register(desk, form()).value.person_id
    assert reveal(desk, person_id, "id_no", "核对证件").value == number(21)
    assert dial(desk, person_id).value == "13800000002"
    audit = "SELECT fields, reason FROM audit_entry WHERE action = 'person.reveal' ORDER BY seq"
    assert rows(desk, audit) == [("id_no", "核对证件"), ("mobile", DIAL_REASON)]


def test_no_value_without_a_reason_or_a_record(desk: Desk) -> None:
    person_id = register(desk, form()).value.person_id
    with pytest.raises(OfficerProblem) as problem:
        reveal(desk, person_id, "id_no", "  ")
    assert problem.value.code == "registration.reveal_reason_missing"
    for act in (lambda: person_card(desk, uuid4()), lambda: dial(desk, uuid4())):
        with pytest.raises(OfficerProblem) as gone:
            act()
        assert gone.value.code == "registration.gone"
