"""Filling, keeping, finishing: one row that is never edited, its entry in the record, and how long it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from caseworker import drafts
from caseworker.assessment import records
from caseworker.assessment.questionnaire import questionnaire
from caseworker.assessment.records import Begun, FilledBy
from caseworker.cases.view import case_view
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from tests.caseworker.vacancies.office import add_case, add_person, rows


def filled(desk: Desk, case_id: UUID, code: str = "interest", place: int = 0, **others: int | None) -> Begun:
    begun = records.begin(desk, case_id, code)
    return replace(begun, answers={item.id: place for item in begun.form.items} | others)


def test_finishing_leaves_a_row_an_entry_and_no_draft(office: Desk) -> None:
    person_id = add_person(office)
    case_id = add_case(office, person_id)
    begun = filled(office, case_id, **{f"S{n}": 0 for n in range(1, 8)})
    begun = replace(begun, answers={k: 0 if k[0] == "S" else 1 if k[0] in "CR" else 2 for k in begun.answers})
    records.keep(office, begun, "王样一")
    again = records.begin(office, case_id, "interest")
    assert dict(again.answers) == dict(begun.answers)
    saved = records.finish(office, again)
    assert records.begin(office, case_id, "interest").answers == {} and drafts.open_drafts(office) == []
    view = records.assessment(office, saved.value)
    assert view.result.letters == ("S", "R", "C") and view.done_on == office.today
    assert view.valid_to == office.today + timedelta(days=365) and view.filled_by is FilledBy.OFFICER
    entry = case_view(office, case_id).timeline[0]
    assert entry.kind == "assessment" and entry.text.startswith("职业兴趣测评：助人型 · 动手型 · 事务型（SRC）")
    assert case_view(office, case_id).state.value == "assessing"
    assert rows(office, "SELECT action FROM audit_entry ORDER BY seq DESC LIMIT 1")[0][0] == "assessment.finish"
    with office.read() as session:
        assert records.letters_in(session, person_id, office.today) == ("S", "R", "C")


def test_a_half_filled_form_is_kept_and_refused(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    begun = replace(records.begin(office, case_id, "readiness"), answers={"goal1": 2}, filled_by=FilledBy.PERSON)
    records.keep(office, begun, "样")
    back = records.begin(office, case_id, "readiness")
    assert dict(back.answers) == {"goal1": 2} and back.filled_by is FilledBy.PERSON
    with pytest.raises(OfficerProblem, match="incomplete"):
        records.finish(office, back)
    assert records.read_draft_key(records.draft_key(case_id, "readiness")) == (case_id, "readiness")


def test_the_newest_counts_until_its_last_day(office: Desk) -> None:
    person_id = add_person(office)
    case_id = add_case(office, person_id)
    first = records.finish(office, filled(office, case_id, "barriers", 2)).value
    second = records.finish(office, filled(office, case_id, "barriers", 0, care1=2, care2=2)).value
    lines = records.assessments(office, person_id)
    assert [(line.id, line.valid, line.newest) for line in lines] == [(second, True, True), (first, False, False)]
    with office.read() as session:
        assert records.themes_in(session, person_id, office.today) == ("care",)
        last = office.today + timedelta(days=180)
        assert records.valid_in(session, person_id, last) and not records.valid_in(
            session, person_id, last + timedelta(days=1)
        )
    later = Desk(office.store, office.actor, FixedClock(office.now + timedelta(days=181)))
    assert not any(line.valid for line in records.assessments(later, person_id))


def test_what_is_private_stays_out_of_the_service_record(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    records.finish(office, filled(office, case_id, "barriers", 0, health1=2, law1=2, care1=2, care2=2))
    text = case_view(office, case_id).timeline[0].text
    assert "家庭照料" in text and "另有2项" in text and "身体" not in text and "限制" not in text


def test_a_draft_of_another_version_is_not_mixed_in(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    payload = {"version": "1999.1", "answers": {"R1": 0}, "filled_by": "officer"}
    drafts.save(office, records.DRAFT, records.draft_key(case_id, "interest"), "样", payload)
    assert records.begin(office, case_id, "interest").answers == {}


def test_a_flat_profile_suggests_no_kind_of_work(office: Desk) -> None:
    person_id = add_person(office)
    records.finish(office, filled(office, add_case(office, person_id), "interest", 1))
    with office.read() as session:
        assert records.letters_in(session, person_id, office.today) == ()


def test_the_kept_result_reads_back_as_it_was(office: Desk) -> None:
    case_id = add_case(office, add_person(office))
    begun = filled(office, case_id, "barriers", 1, health1=None, health2=None)
    view = records.assessment(office, records.finish(office, begun).value)
    assert view.form == questionnaire("barriers") and dict(view.answers) == dict(begun.answers)
    assert view.result.score("health").level is None and view.result.score("care").level == 1
