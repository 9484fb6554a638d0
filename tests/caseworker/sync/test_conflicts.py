"""Two values of one field: shown with who and when, masked, settled by a person, turned round, taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.cases.timeline import Entry, record
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.people.find import find_people
from caseworker.problems import OfficerProblem
from caseworker.sync.conflicts import FieldConflict, conflicts, reveal_conflict
from caseworker.sync.settling import reopen, settle
from db.models import AuditEntry, Case, CaseTransition, Outbox
from tests.caseworker.sync.arrivals import COLLEAGUE, all_sent, arrive, conflict, edit, person_now
from tests.caseworker.vacancies.office import add_case
from tests.db.records import OFFICER_ID
from tests.db.records import person as new_person


def only(desk: Desk) -> FieldConflict:
    (shown,) = conflicts(desk)
    (found,) = shown.fields
    return found


def sent_fields(desk: Desk, entity: str) -> set[str]:
    with desk.read() as session:
        rows = session.scalars(select(Outbox).where(Outbox.entity == entity))
        return {name for row in rows for name in json.loads(row.patch)}


def test_both_values_are_shown_with_who_and_when(desk: Desk, person: UUID) -> None:
    edit(desk, person, education="30")
    conflict(desk, "person", person, "education", "30", "21", other_by=COLLEAGUE)
    (shown,) = conflicts(desk)
    assert (shown.kind, shown.title, shown.person_id, shown.open) == ("求职登记", "李样二", person, 1)
    found = shown.fields[0]
    assert found.name == "学历"
    assert (found.kept.value, found.kept.officer) == ("大学专科教育", "王样一")
    assert (found.other.value, found.other.officer) == ("大学本科毕业", "李样九")
    assert found.kept.at == desk.now - timedelta(hours=2)
    assert (found.now, found.standing, found.hidden) == ("", "", False)


def test_numbers_are_masked_and_shown_on_purpose(desk: Desk, person: UUID) -> None:
    made = conflict(desk, "person", person, "id_no", "509999199001010016", "509999199001010032")
    found = only(desk)
    assert (found.kept.value, found.other.value, found.hidden) == ("****0016", "****0032", True)
    assert reveal_conflict(desk, made, "核对证件").value == ("509999199001010016", "509999199001010032")
    with desk.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "sync.reveal_conflict")).one()
    assert (entry.reason, entry.fields) == ("核对证件", "id_no")
    with pytest.raises(OfficerProblem, match="reveal_reason_missing"):
        reveal_conflict(desk, made, " ")


def test_keeping_writes_nothing_but_the_choice(desk: Desk, person: UUID) -> None:
    edit(desk, person, mobile="13800000002")
    all_sent(desk)
    made = conflict(desk, "person", person, "mobile", "13800000002", "13800000003")
    settle(desk, made, "kept")
    assert person_now(desk, person).mobile == "13800000002"
    assert sent_fields(desk, "person") == set()
    assert sent_fields(desk, "conflict") == {"state", "choice", "settled_by", "settled_at"}
    assert (only(desk).state, only(desk).standing) == ("settled", "kept")


def test_the_other_value_is_written_like_an_edit(desk: Desk, person: UUID) -> None:
    made = conflict(desk, "person", person, "name", "李样二", "李样三")
    saved = settle(desk, made, "other")
    assert saved.changes.ids("person") == {person}
    assert person_now(desk, person).name == "李样三"
    assert sent_fields(desk, "person") == {"name"}
    assert [one.name for one in find_people(desk, "李样三")] == ["李样三"]


def test_a_choice_is_taken_back_at_once(desk: Desk, person: UUID) -> None:
    edit(desk, person, mobile="13800000002")
    made = conflict(desk, "person", person, "mobile", "13800000002", "13800000003")
    settle(desk, made, "other")
    reopen(desk, made)
    assert person_now(desk, person).mobile == "13800000002"
    assert (only(desk).state, only(desk).standing) == ("open", "")


def test_what_a_rule_settled_is_turned_round(desk: Desk, person: UUID) -> None:
    edit(desk, person, community="样一社区")
    made = conflict(desk, "person", person, "community", "样一社区", "样二社区", state="rule")
    assert (only(desk).standing, conflicts(desk)[0].open) == ("kept", 0)
    settle(desk, made, "other")
    assert person_now(desk, person).community == "样二社区"
    assert only(desk).standing == "other"
    settle(desk, made, "kept")
    assert person_now(desk, person).community == "样一社区"


@pytest.mark.parametrize(
    ("field", "kept", "other", "value"),
    [
        ("pay_min", 400_000, None, None),
        ("wants_training", 0, 1, True),
        ("wanted_regions", '["500113"]', '["500108"]', ["500108"]),
        ("graduated_on", None, "2020-06-30", "2020-06-30"),
    ],
)
def test_every_sort_of_value_can_be_chosen(
    desk: Desk, person: UUID, field: str, kept: object, other: object, value: object
) -> None:
    settle(desk, conflict(desk, "person", person, field, kept, other), "other")
    now = getattr(person_now(desk, person), field)
    assert (now.isoformat() if field == "graduated_on" else now) == value


def test_a_deleted_record_that_was_edited_is_kept_or_deleted(desk: Desk, person: UUID) -> None:
    made = conflict(desk, "person", person, "deleted", 0, 1, kind="delete")
    assert (only(desk).kept.value, only(desk).other.value) == ("未删除", "已删除")
    settle(desk, made, "other")
    assert person_now(desk, person).deleted
    assert find_people(desk, "李样二") == []


def test_a_state_chosen_leaves_its_line_in_the_log(desk: Desk, person: UUID) -> None:
    case_id = add_case(desk, person)
    settle(desk, conflict(desk, "case", case_id, "state", "registered", "helping"), "other")
    with desk.read() as session:
        assert session.get_one(Case, case_id).state == "helping"
        move = session.scalars(select(CaseTransition).where(CaseTransition.case_id == case_id)).all()[-1]
        assert (move.from_state, move.to_state) == ("registered", "helping")


def test_a_case_goes_to_another_officer_only_through_those_concerned(desk: Desk, person: UUID) -> None:
    case_id = add_case(desk, person)
    made = conflict(desk, "case", case_id, "owner_id", OFFICER_ID.hex, COLLEAGUE.hex)
    assert only(desk).other.value == "李样九"
    settle(desk, made, "other")
    with pytest.raises(OfficerProblem, match="not_allowed"):
        settle(desk, conflict(desk, "case", case_id, "owner_id", COLLEAGUE.hex, NOBODY.hex), "other")


def test_what_the_record_shows_now_is_said_when_it_is_neither(desk: Desk, person: UUID) -> None:
    conflict(desk, "person", person, "community", "样一社区", "样二社区")
    edit(desk, person, community="样三社区")
    assert only(desk).now == "样三社区"


def test_a_late_entry_has_only_to_be_seen(desk: Desk, person: UUID) -> None:
    case_id = add_case(desk, person)
    entry = record(desk, case_id, Entry("talk", "电话联系")).value
    made = conflict(desk, "activity", entry, "*", None, None, kind="late")
    assert only(desk).only_seen and only(desk).other.value == "电话联系"
    with pytest.raises(OfficerProblem, match="nothing_to_choose"):
        settle(desk, made, "other")
    settle(desk, made, "kept")
    assert only(desk).standing == "kept"


def test_the_same_number_at_another_office_is_said_without_its_person(desk: Desk, person: UUID) -> None:
    conflict(desk, "person", person, "id_no", None, {"office": "样二街道"}, kind="identity")
    (twice,) = conflicts(desk)
    assert twice.other_person_id is None
    assert twice.fields[0].only_seen and twice.fields[0].other.value == "样二街道"
    assert not twice.fields[0].hidden


def test_the_same_number_twice_in_this_office_names_both(desk: Desk, person: UUID) -> None:
    twin = new_person(name="李样六")
    arrive(desk, twin_at_home(desk, twin))
    conflict(desk, "person", person, "id_no", None, None, kind="identity", other_row_id=twin.id)
    assert conflicts(desk)[0].other_person_id == twin.id


def test_open_ones_come_first_and_old_settled_ones_go(desk: Desk, person: UUID) -> None:
    case_id = add_case(desk, person)
    ruled = conflict(desk, "person", person, "grid", "1", "2", state="rule")
    open_one = conflict(desk, "case", case_id, "state", "registered", "helping")
    assert [one.fields[0].id for one in conflicts(desk)] == [open_one, ruled]
    later = Desk(desk.store, desk.actor, FixedClock(desk.now + timedelta(days=31)))
    assert [one.fields[0].id for one in conflicts(later)] == [open_one]


def test_what_is_gone_is_said(desk: Desk, person: UUID) -> None:
    with pytest.raises(OfficerProblem, match="conflict_gone"):
        settle(desk, UUID(int=1), "kept")
    away = conflict(desk, "person", UUID(int=2), "grid", "1", "2")
    with pytest.raises(OfficerProblem, match="record_gone"):
        settle(desk, away, "other")
    newer = conflict(desk, "person", person, "shoe_size", "1", "2")
    with pytest.raises(OfficerProblem, match="record_gone"):
        settle(desk, newer, "other")


NOBODY = UUID(int=9)


def twin_at_home(desk: Desk, twin: object) -> object:
    twin.office_id, twin.district_id = desk.actor.office_id, desk.actor.district_id  # type: ignore[attr-defined]
    return twin
