"""What an officer does is kept whole — records, outbox, audit — or not at all."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import event, insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.changes import Change, ChangeKind
from db.local.audit import first_broken, object_ref
from db.local.unit_of_work import UnauditedWriteError, UnitOfWork
from db.models import Person
from db.models.base import new_id
from db.models.local import AuditEntry, Draft
from db.problems import SurroundingsProblem
from tests.db.records import NOW, OFFICER_ID, StoreDesk, activity, case, person


def counts(desk: StoreDesk) -> dict[str, int]:
    return {name: desk.count(name) for name in ("person", "outbox", "audit_entry")}


def entries(desk: StoreDesk, tx: UUID) -> list[AuditEntry]:
    with desk.store.read() as session:
        return session.query(AuditEntry).filter(AuditEntry.tx == tx).order_by(AuditEntry.seq).all()


def test_record_outbox_and_audit_are_written_together(desk: StoreDesk) -> None:
    before = counts(desk)
    unit = desk.save(person())
    assert counts(desk) == {name: count + 1 for name, count in before.items()}
    assert desk.rows("SELECT tx FROM outbox ORDER BY n DESC LIMIT 1") == [(unit.tx.bytes,)]
    assert [entry.action for entry in entries(desk, unit.tx)] == ["test.save"]


def test_an_error_in_the_block_leaves_nothing(desk: StoreDesk) -> None:
    before = counts(desk)
    with pytest.raises(ZeroDivisionError), desk.write() as unit:
        unit.add(person())
        unit.audit("test.save")
        unit.session.flush()
        raise ZeroDivisionError
    assert counts(desk) == before
    desk.save(person())
    assert counts(desk)["person"] == before["person"] + 1


def test_an_error_while_finishing_leaves_nothing(desk: StoreDesk) -> None:
    """A reference to nobody is found only at the commit, after records, outbox and audit were written."""
    before = counts(desk)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        desk.save(person(registered_by=new_id()))
    with pytest.raises(IntegrityError, match="NOT NULL"), desk.write() as unit:
        unit.add(person(name=None))
        unit.audit("test.save")
    assert counts(desk) == before
    assert desk.rows("SELECT tx, actor, at FROM change_context") == [(None, None, None)]


def test_an_error_while_sealing_the_audit_entry_leaves_nothing(desk: StoreDesk) -> None:
    before = counts(desk)
    with pytest.raises(IntegrityError), desk.write() as unit:
        someone = unit.add(person())
        unit.audit(None, someone)  # type: ignore[arg-type]  # the column refuses it
    assert counts(desk) == before


@pytest.mark.parametrize("way", ["orm", "core", "raw"])
def test_a_write_that_nobody_accounted_for_is_refused(desk: StoreDesk, way: str) -> None:
    desk.save(person())
    before = counts(desk)
    with pytest.raises(UnauditedWriteError, match="person"), desk.write() as unit:
        if way == "orm":
            unit.add(person())
        elif way == "core":
            unit.session.execute(update(Person).values(grid="一"))
        else:
            unit.session.execute(text("UPDATE person SET grid = '一'"))
    assert counts(desk) == before


def test_drafts_need_no_audit(desk: StoreDesk) -> None:
    with desk.write() as unit:
        unit.session.execute(
            insert(Draft).values(
                officer_id=OFFICER_ID,
                kind="person",
                key="",
                title="新登记",
                payload={"name": "李"},
                saved_at=NOW,
            )
        )
    assert desk.count("draft") == 1
    assert not unit.summary


def test_the_summary_names_what_changed(desk: StoreDesk) -> None:
    someone = person()
    episode = case(someone)
    unit = desk.save(someone, episode)
    assert unit.summary.changes == {
        Change("person", someone.id, ChangeKind.INSERT),
        Change("case", episode.id, ChangeKind.INSERT),
    }
    with desk.write() as unit:
        found = unit.session.get_one(Person, someone.id)
        found.grid = "三"
        unit.session.flush()
        found.grid = "四"
        unit.audit("person.update", found)
    assert unit.summary.changes == {Change("person", someone.id, ChangeKind.UPDATE)}
    with desk.write() as unit:
        unit.delete(unit.session.get_one(Person, someone.id))
        unit.audit("person.delete")
    assert unit.summary.changes == {Change("person", someone.id, ChangeKind.DELETE)}
    assert unit.summary.touches("case", "person") and not unit.summary.touches("case")


def test_a_new_record_that_is_edited_at_once_is_still_new(desk: StoreDesk) -> None:
    with desk.write() as unit:
        someone = unit.add(person())
        unit.session.flush()
        someone.grid = "三"
        unit.audit("person.create", someone)
    assert unit.summary.changes == {Change("person", someone.id, ChangeKind.INSERT)}


def test_touching_without_changing_is_no_change(desk: StoreDesk) -> None:
    someone = person(grid="三")
    desk.save(someone)
    with desk.write() as unit:
        unit.session.get_one(Person, someone.id).grid = "三"
    assert not unit.summary


def test_rows_written_in_bulk_are_told(desk: StoreDesk) -> None:
    someone = person()
    desk.save(someone)
    with desk.write() as unit:
        unit.session.execute(update(Person).values(grid="五"))
        unit.touched("person", [someone.id], ChangeKind.UPDATE)
        unit.audit("person.bulk", rows=1)
    assert unit.summary.ids("person") == {someone.id}


def test_the_audit_entry_names_fields_and_reason_but_no_value(desk: StoreDesk) -> None:
    someone = person(mobile="13800001111", live_address="样例路 99 号")
    desk.save(someone)
    with desk.write() as unit:
        found = unit.session.get_one(Person, someone.id)
        found.mobile, found.name = "13900002222", "李样三"
        unit.audit("person.update", found, fields=["household"], reason="本人来电更正")
    [entry] = entries(desk, unit.tx)
    assert entry.fields == "household,mobile,name"
    assert (entry.action, entry.entity, entry.rows, entry.reason) == (
        "person.update",
        "person",
        1,
        "本人来电更正",
    )
    assert (entry.officer_id, entry.role, entry.at) == (OFFICER_ID, "officer", NOW)
    assert entry.object_ref == object_ref(desk.store.audit_secret, "person", someone.id)
    written = json.dumps([list(row) for row in desk.rows("SELECT * FROM audit_entry")], default=repr)
    for value in (
        "13800001111",
        "13900002222",
        "李样",
        "样例路",
        someone.id.hex,
        str(someone.id),
        repr(someone.id.bytes),
    ):
        assert value not in written


def test_several_notes_are_chained_in_order(desk: StoreDesk) -> None:
    someone = person()
    with desk.write() as unit:
        unit.add(someone)
        unit.audit("person.create", someone)
        unit.audit("person.reveal", someone, fields=["id_no"], reason="核对证件")
    first, second = entries(desk, unit.tx)
    assert second.seq == first.seq + 1 and second.prev == first.hash
    with desk.store.read() as session:
        assert first_broken(session.connection()) is None


def test_a_look_alone_can_be_audited(desk: StoreDesk) -> None:
    with desk.write() as unit:
        unit.audit("person.search", rows=60)
    [entry] = entries(desk, unit.tx)
    assert (entry.rows, entry.entity, entry.object_ref) == (60, "", "")


def test_units_of_work_follow_one_another_across_threads(desk: StoreDesk) -> None:
    before = counts(desk)
    with ThreadPoolExecutor(4) as pool:
        units = list(pool.map(lambda n: desk.save(person(name=f"李样{n}")), range(40)))
    assert len({unit.tx for unit in units}) == 40
    assert counts(desk) == {name: count + 40 for name, count in before.items()}
    with desk.store.read() as session:
        assert first_broken(session.connection()) is None


def test_history_may_come_before_what_it_refers_to(desk: StoreDesk) -> None:
    someone = person()
    episode = case(someone)
    desk.save(activity(episode), episode, someone)
    assert desk.rows("PRAGMA foreign_key_check") == []


def test_a_reader_sees_nothing_before_the_commit(desk: StoreDesk) -> None:
    with desk.write() as unit:
        unit.add(person())
        unit.session.flush()
        assert desk.count("person") == 0
        unit.audit("test.save")
    assert desk.count("person") == 1


def test_a_reader_cannot_write(desk: StoreDesk) -> None:
    with pytest.raises(SurroundingsProblem, match="read_only"), desk.store.read() as session:
        session.execute(text("DELETE FROM draft"))


def test_units_leave_no_listener_behind() -> None:
    """Each unit listens to its own session only."""
    assert not event.contains(Session, "before_flush", UnitOfWork._before_flush)
