"""No change of a synced table escapes the outbox, whoever writes it and however."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError

from db.local import capture
from db.local.folder import OfficeFolder
from db.models import Base, CaseTransition, Person
from db.models.base import append_only_tables, new_id, synced_tables
from db.models.local import Outbox
from tests.db.records import LOGIN, NOW, OFFICE_ID, OFFICER_ID, PASSWORD, StoreDesk, activity, case, filled_row, person

NEVER_SYNCED = {
    "store_fact",
    "change_context",
    "outbox",
    "audit_entry",  # sent as a chain of its own
    "blob_transfer",
    "earlier_batch",
    "newer_row",
    "draft",
    "import_batch",
    "import_change",
    "person_key",  # made from `person`
    "post_key",  # made from `vacancy` and `employer`
    "push_batch",  # the outbox on its way
    "server_login",  # a secret of this PC
    "stuck",  # what the central store refused
    "sync_cursor",  # how far this PC has read
    "sync_run",
}
"""A new local table is added here with its reason, or it is a synced one."""


def patches(desk: StoreDesk, row_id: UUID) -> list[tuple[str, dict[str, Any]]]:
    with desk.store.read() as session:
        found = session.query(Outbox).filter(Outbox.row_id == row_id).order_by(Outbox.n)
        return [(row.op, json.loads(row.patch)) for row in found]


def trigger_names(desk: StoreDesk) -> set[str]:
    return {row.name for row in desk.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def test_every_table_is_captured_or_exempted_by_name() -> None:
    assert set(Base.metadata.tables) == set(synced_tables()) | NEVER_SYNCED
    assert not set(synced_tables()) & NEVER_SYNCED


def test_every_synced_table_has_its_triggers(desk: StoreDesk) -> None:
    wanted = {f"{kind}_{name}" for name in synced_tables() for kind in ("capture_i", "capture_u", "keep", "fixed")}
    wanted |= {f"frozen_{name}" for name in append_only_tables()}
    wanted |= {f"keys_{act}_{name}" for name in ("employer", "vacancy") for act in "iud"}
    assert trigger_names(desk) == wanted | {"audit_no_update", "audit_no_delete"}


def test_every_column_of_every_synced_table_is_captured(desk: StoreDesk) -> None:
    row_id = new_id()
    with desk.write() as unit:
        for table in synced_tables().values():
            unit.session.execute(insert(table), filled_row(table, row_id))
        unit.audit("test.fill")
    with desk.store.read() as session:
        rows = session.query(Outbox).filter(Outbox.row_id == row_id).all()
    captured = {row.entity: json.loads(row.patch) for row in rows}
    for name, table in synced_tables().items():
        assert set(captured[name]) == {column.name for column in table.columns} - {"id", "rev"}, name
        assert captured[name]["office_id"] == [None, row_id.hex]


def test_an_orm_change_holds_only_the_fields_that_changed(desk: StoreDesk) -> None:
    someone = person(mobile="13800000000", merged_into=None)
    desk.save(someone)
    with desk.write() as unit:
        found = unit.session.get_one(Person, someone.id)
        found.mobile, found.wants_training = "13900000000", True
        unit.audit("person.update", found)
    assert patches(desk, someone.id)[1:] == [
        ("U", {"mobile": ["13800000000", "13900000000"], "wants_training": [None, 1]})
    ]


def test_an_insert_holds_values_but_no_empty_fields(desk: StoreDesk) -> None:
    someone = person(wanted_jobs=[{"code": "4-03-01", "title": "厨师"}])
    desk.save(someone)
    [(op, patch)] = patches(desk, someone.id)
    assert op == "I"
    assert patch["name"] == [None, "李样二"]
    assert patch["registered_by"] == [None, OFFICER_ID.hex]
    assert patch["birth_date"] == [None, "1990-01-01"]
    assert json.loads(patch["wanted_jobs"][1]) == [{"code": "4-03-01", "title": "厨师"}]
    assert "mobile" not in patch


def test_core_and_raw_sql_are_captured_too(desk: StoreDesk) -> None:
    someone = person()
    desk.save(someone)
    with desk.write() as unit:
        unit.session.execute(update(Person).where(Person.id == someone.id).values(school="样例中学"))
        unit.session.execute(text("UPDATE person SET grid = '三' WHERE id = :id"), {"id": someone.id.bytes})
        unit.audit("person.update", someone)
    assert patches(desk, someone.id)[1:] == [
        ("U", {"school": [None, "样例中学"]}),
        ("U", {"grid": [None, "三"]}),
    ]


def test_marking_deleted_is_a_change_like_any_other(desk: StoreDesk) -> None:
    someone = person()
    desk.save(someone)
    with desk.write() as unit:
        unit.delete(unit.session.get_one(Person, someone.id))
        unit.audit("person.delete", someone)
    assert patches(desk, someone.id)[1:] == [("U", {"deleted": [0, 1]})]


def test_an_outbox_row_says_who_when_in_which_transaction_and_on_which_revision(desk: StoreDesk) -> None:
    someone = person()
    unit = desk.save(someone)
    with desk.store.read() as session:
        row = session.query(Outbox).filter(Outbox.row_id == someone.id).one()
        assert (row.entity, row.tx, row.actor, row.at, row.base_rev) == (
            "person",
            unit.tx,
            OFFICER_ID,
            NOW,
            0,
        )


def test_a_revision_set_by_the_server_is_no_change_of_ours(desk: StoreDesk) -> None:
    someone = person()
    desk.save(someone)
    with desk.write() as unit:
        unit.session.execute(update(Person).where(Person.id == someone.id).values(rev=7))
        unit.audit("sync.test", someone)
    assert len(patches(desk, someone.id)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO household (id, office_id, district_id, rev, deleted) VALUES (x'00', x'00', '509999', 0, 0)",
        "UPDATE officer SET name = '样'",
        "UPDATE officer SET deleted = 1",
    ],
)
def test_a_write_outside_a_unit_of_work_is_refused(desk: StoreDesk, sql: str) -> None:
    before = desk.count("outbox")
    with (
        pytest.raises(IntegrityError, match=r"outbox\.tx"),
        desk.store.engine.connect() as connection,
        connection.begin(),
    ):
        connection.exec_driver_sql(sql)
    assert desk.count("outbox") == before


def test_rows_are_never_removed_or_replaced_and_ids_never_change(desk: StoreDesk) -> None:
    for sql, said in (
        ("DELETE FROM officer", "rows are marked deleted"),
        ("REPLACE INTO officer SELECT * FROM officer", "rows are marked deleted"),
        ("UPDATE officer SET id = x'00000000000000000000000000000009'", "ids never change"),
    ):
        with pytest.raises(IntegrityError, match=said), desk.write() as unit:
            unit.session.execute(text(sql))
    assert desk.rows("SELECT id FROM officer") == [(OFFICER_ID.bytes,)]


@pytest.mark.parametrize(
    "verb",
    [
        "UPDATE activity SET text = 'x'",
        "UPDATE activity SET deleted = 1",
        "REPLACE INTO activity SELECT * FROM activity",
        "DELETE FROM activity",
    ],
)
def test_history_is_append_only(desk: StoreDesk, verb: str) -> None:
    someone = person()
    episode = case(someone)
    desk.save(someone, episode, activity(episode))
    with pytest.raises(IntegrityError, match=r"append-only|marked deleted"), desk.write() as unit:
        unit.session.execute(text(verb))
    assert desk.rows("SELECT text, deleted FROM activity") == [("电话联系，愿意面试", 0)]


def test_every_history_table_is_frozen(desk: StoreDesk) -> None:
    row_id = new_id()
    with desk.write() as unit:
        for table in synced_tables().values():
            unit.session.execute(insert(table), filled_row(table, row_id))
        unit.audit("test.fill")
    assert CaseTransition.__tablename__ in append_only_tables()
    for table in append_only_tables().values():
        for column in {c.name for c in table.columns} - {"rev", "office_id", "district_id"}:
            with pytest.raises(IntegrityError, match=r"append-only|ids never"), desk.write() as unit:
                unit.session.execute(text(f'UPDATE "{table.name}" SET "{column}" = NULL'))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET reason = 'x'",
        "DELETE FROM audit_entry",
        "REPLACE INTO audit_entry SELECT * FROM audit_entry",
    ],
)
def test_audit_entries_refuse_every_change(desk: StoreDesk, sql: str) -> None:
    before = desk.rows("SELECT * FROM audit_entry")
    with pytest.raises(IntegrityError, match="append-only"), desk.write() as unit:
        unit.session.execute(text(sql))
    assert before and desk.rows("SELECT * FROM audit_entry") == before


def test_triggers_that_do_not_fit_the_models_are_made_anew(desk: StoreDesk) -> None:
    names = trigger_names(desk)
    with desk.store.engine.connect() as connection, connection.begin():
        assert capture.install(connection) is False
        connection.exec_driver_sql("DROP TRIGGER capture_u_person")
        connection.exec_driver_sql("CREATE TRIGGER stale AFTER INSERT ON draft BEGIN SELECT 1; END")
        connection.exec_driver_sql("UPDATE store_fact SET value = 'old' WHERE name = 'capture_hash'")
        assert capture.install(connection) is True
        assert capture.install(connection) is False
    assert trigger_names(desk) == names


def test_triggers_of_an_older_program_are_replaced_when_the_store_opens(desk: StoreDesk, folder: OfficeFolder) -> None:
    names = trigger_names(desk)
    with desk.store.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("DROP TRIGGER capture_i_person")
        connection.exec_driver_sql("UPDATE store_fact SET value = 'old' WHERE name = 'capture_hash'")
    desk.close()
    again = folder.open(LOGIN, PASSWORD)
    try:
        assert trigger_names(StoreDesk(again)) == names
    finally:
        again.close()


def test_the_office_of_new_records_is_the_officers(desk: StoreDesk) -> None:
    someone = person()
    desk.save(someone)
    assert desk.rows("SELECT office_id, district_id, rev, deleted FROM person") == [(OFFICE_ID.bytes, "509999", 0, 0)]
