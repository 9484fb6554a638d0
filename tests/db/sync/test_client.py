"""Meetings of PCs with a real central store: what goes up comes down elsewhere, once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from db.changes import ChangeSummary
from db.models import Case, CaseTransfer, Employer, Referral, Vacancy
from db.models.base import new_id
from db.sync import outbox, status, wire
from db.sync.client import SyncClient
from db.sync.history import failures
from db.sync.writing import writing
from tests.db.records import TODAY
from tests.db.sync.meetings import DISTRICT, Make, agreed, edit, meet, people, register, save
from tests.db.sync.pcs import START, Pc


def test_what_is_written_here_appears_there(first: Pc, second: Pc) -> None:
    (row_id,) = register(first, name="李样二", mobile="138")
    report = meet(first)
    assert (report.pushed, report.pulled, report.problem) == (1, 0, "")
    heard: list[ChangeSummary] = []
    report = SyncClient(second.store, second.line, second.clock, heard.append).run()
    assert (report.pushed, report.pulled) == (0, 1)
    assert [change.kind for change in report.changes.changes] == ["insert"]
    assert [summary.ids("person") for summary in heard] == [{row_id}]
    assert people(second) == people(first) == [(row_id.hex, "李样二", "138", None, 1)]
    assert second.all("SELECT count(*) FROM person_key WHERE key = 'n李样二'") == [(1,)]
    assert agreed(first) and agreed(second)


def test_a_quiet_meeting_moves_nothing(first: Pc) -> None:
    quiet = meet(first)
    assert (quiet.pushed, quiet.pulled, quiet.problem, quiet.changes) == (0, 0, "", ChangeSummary())


def test_edits_of_different_fields_meet_and_of_one_field_are_kept_both(first: Pc, second: Pc) -> None:
    (row_id,) = register(first, name="李样二", mobile="138")
    meet(first)
    meet(second)
    edit(first, row_id, mobile="139")
    edit(second, row_id, remarks="愿意夜班", name="李样三")
    edit(first, row_id, name="李样四")
    meet(first)
    report = meet(second)
    assert report.problem == ""
    meet(first)
    assert people(first) == people(second) == [(row_id.hex, "李样四", "139", "愿意夜班", people(first)[0][4])]
    both = "SELECT field_name, kept, other, state FROM conflict"
    assert first.all(both) == second.all(both) == [("name", '"李样四"', '"李样三"', "open")]
    assert status.standing(first.store).conflicts == 1


def test_many_batches_and_pages(first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_OPS", 7)
    monkeypatch.setattr("db.sync.pages._FIRST", 4)
    monkeypatch.setattr("db.sync.pages._QUICK", 0.0)
    for count in (3, 5, 7, 20, 1):
        register(first, count)
    assert meet(first).pushed == 36
    assert outbox.numbers(first.store)[0] == 1 + 6
    assert meet(second).pulled == 36
    assert agreed(first) and agreed(second)


def test_what_is_not_the_same_is_found_within_a_day_and_copied(first: Pc, second: Pc) -> None:
    """A row that got lost here, or that should not be here, is seen in the sums and put right."""
    lost, _ = register(first, 2)
    meet(first)
    meet(second)
    with writing(second.store) as raw:
        raw.execute("UPDATE change_context SET capture = 0")
        raw.execute("DELETE FROM person WHERE id = ?", (lost.bytes,))
        raw.execute("UPDATE change_context SET capture = 1")
    meet(second)
    assert len(people(second)) == 1
    second.clock.at += timedelta(days=1, seconds=1)
    report = meet(second)
    assert (report.problem, len(people(second))) == ("", 2)
    assert agreed(second)


def test_what_a_moved_case_refers_to_is_fetched_from_its_old_district(first: Pc, second: Pc, make: Make) -> None:
    other = make(new_id(), district="510104")
    other.found("丙")
    meet(other)
    meet(first)
    (someone,) = register(first)
    employer = Employer(name="样例公司", name_key="样例公司")
    vacancy = Vacancy(employer_id=employer.id, title="样例护理员", published_on=TODAY, valid_to=TODAY)
    case = Case(person_id=someone, owner_id=first.officer_id, state="open", opened_on=TODAY, assigned_at=START)
    referral = Referral(case_id=case.id, person_id=someone, vacancy_id=vacancy.id, officer_id=first.officer_id,
                        state="sent", recommended_at=START)  # fmt: skip
    offer = CaseTransfer(person_id=someone, person_label="李*", side="out", pair_id=new_id(), state="offered",
                         from_office_id=first.office_id, to_office_id=other.office_id, offered_by=first.officer_id,
                         offered_at=START)  # fmt: skip
    save(first, employer, vacancy, case, referral)
    meet(first)
    save(first, offer)
    meet(first)
    meet(other)
    assert status.stuck_changes(first.store) == []
    answer = other.all("SELECT id FROM case_transfer WHERE side = 'in'")
    with other.store.write(other.actor, other.clock.now()) as unit:
        unit.session.get_one(CaseTransfer, UUID(bytes=answer[0][0])).state = "accepted"
        unit.audit("test.accept")
    assert meet(other).problem == ""
    assert meet(other).problem == ""
    assert other.all("SELECT title, district_id FROM vacancy") == [("样例护理员", DISTRICT)]
    assert other.all("SELECT name FROM employer") == [("样例公司",)]
    assert agreed(other)
    meet(first)
    assert (people(first), first.all("SELECT count(*) FROM 'case'")) == ([], [(0,)])
    assert agreed(first)


def test_a_meeting_can_be_stopped(first: Pc) -> None:
    class Stopped:
        cancelled = True

    register(first)
    report = SyncClient(first.store, first.line, first.clock).run(Stopped())
    assert (report.problem, report.pushed) == ("sync.cancelled", 0)
    assert failures(first.store) == 0
    assert meet(first).pushed == 1


def test_a_store_that_never_joined_says_so(first: Pc) -> None:
    with writing(first.store) as raw:
        raw.execute("DELETE FROM store_fact WHERE name LIKE 'sync_%'")
    assert meet(first).problem == "sync.not_enrolled"


def test_a_full_disk_is_told_and_nothing_is_half_written(first: Pc, second: Pc) -> None:
    register(second, 200, remarks="样" * 1000)
    meet(second)
    with first.store.maintenance() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages + 5}")
    report = meet(first)
    assert report.problem == "store.disk_full"
    assert people(first) == []
    with first.store.maintenance() as raw:
        raw.execute("PRAGMA max_page_count=1073741823")
    assert meet(first).problem == ""
    assert len(people(first)) == 200
    assert agreed(first)
