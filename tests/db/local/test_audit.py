"""Whatever is done to the chain behind the application's back is found, and the first bad entry named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.local.audit import AuditNote, append, first_broken, object_ref
from db.models.base import new_id
from tests.db.records import NOW, StoreDesk

LENGTH = 100


@pytest.fixture
def chain(desk: StoreDesk) -> StoreDesk:
    """A store whose chain has `LENGTH` entries, and whose guards are gone."""
    with desk.write() as unit:
        for n in range(LENGTH - desk.count("audit_entry")):
            unit.audit("test.note", rows=n, reason=f"第 {n} 条")
    assert desk.count("audit_entry") == LENGTH
    desk.tamper()
    return desk


def broken(desk: StoreDesk) -> int | None:
    with desk.store.read() as session:
        return first_broken(session.connection())


def broken_by(desk: StoreDesk, *statements: str) -> int | None:
    """What is found after some tampering, which is then taken back."""
    with desk.store.engine.connect() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0
        found = first_broken(connection)
        connection.rollback()
    return found


def test_a_whole_chain_is_whole(chain: StoreDesk) -> None:
    assert broken(chain) is None


def test_an_edit_of_any_column_of_any_entry_is_named(chain: StoreDesk) -> None:
    ids = dict.fromkeys(("tx", "officer_id", "office_id", "device_id"), "x'0123456789abcdef0123456789abcdef'")
    values = {"at": "'2026-11-22T01:30:00.000001Z'", "rows": "rows + 1", **ids}
    columns = [row.name for row in chain.rows("PRAGMA table_info(audit_entry)") if row.name != "seq"]
    assert len(columns) == 14
    for n, column in enumerate(columns * 10):
        seq = LENGTH - n if n < len(columns) else 1 + (n * 37) % LENGTH
        value = values.get(column, "'0'")
        edit = f"UPDATE audit_entry SET {column} = {value} WHERE seq = {seq}"
        assert broken_by(chain, edit) == seq, column


def test_every_deleted_entry_is_named(chain: StoreDesk) -> None:
    for seq in range(1, LENGTH + 1):
        assert broken_by(chain, f"DELETE FROM audit_entry WHERE seq = {seq}") == seq


def test_an_inserted_entry_is_named(chain: StoreDesk) -> None:
    columns = ", ".join(row.name for row in chain.rows("PRAGMA table_info(audit_entry)") if row.name != "seq")
    found = broken_by(
        chain,
        "UPDATE audit_entry SET seq = seq + 1000 WHERE seq > 50",
        "UPDATE audit_entry SET seq = seq - 999 WHERE seq > 1000",
        f"INSERT INTO audit_entry (seq, {columns}) SELECT 51, {columns} FROM audit_entry WHERE seq = 50",
    )
    assert found == 51


def test_an_entry_put_after_the_end_is_named(chain: StoreDesk) -> None:
    columns = ", ".join(row.name for row in chain.rows("PRAGMA table_info(audit_entry)") if row.name != "seq")
    found = broken_by(
        chain,
        f"INSERT INTO audit_entry (seq, {columns}) SELECT {LENGTH + 1}, {columns} FROM audit_entry WHERE seq = 1",
    )
    assert found == LENGTH + 1


def test_swapped_entries_are_named(chain: StoreDesk) -> None:
    found = broken_by(
        chain,
        "UPDATE audit_entry SET seq = 0 WHERE seq = 70",
        "UPDATE audit_entry SET seq = 120 WHERE seq = 71",
        "UPDATE audit_entry SET seq = 71 WHERE seq = 0",
    )
    assert found == 70


def test_a_chain_cut_short_names_the_first_missing_entry(chain: StoreDesk) -> None:
    """The seals alone cannot see this; the head kept in `store_fact` can."""
    for kept in (0, 1, 50, LENGTH - 1):
        assert broken_by(chain, f"DELETE FROM audit_entry WHERE seq > {kept}") == kept + 1


def test_a_chain_sealed_anew_does_not_fit_the_head(chain: StoreDesk) -> None:
    """Who has the key and rewrites the head too is found out only by the server, which was told the old head."""
    head = chain.rows("SELECT value FROM store_fact WHERE name = 'audit_head'")[0][0]
    with chain.store.engine.connect() as connection, connection.begin():
        connection.execute(text("DELETE FROM audit_entry"))
        notes = [AuditNote("test.note") for _ in range(LENGTH)]
        append(connection, chain.store.audit_secret, chain.actor, new_id(), NOW, notes)
        connection.execute(text("UPDATE store_fact SET value = :head WHERE name = 'audit_head'"), {"head": head})
    assert broken(chain) == LENGTH


def test_an_emptied_chain_without_its_head_is_empty(chain: StoreDesk) -> None:
    """The honest limit: both gone is a store that never recorded anything; the backups tell otherwise."""
    chain.tamper("DELETE FROM audit_entry", "DELETE FROM store_fact WHERE name = 'audit_head'")
    assert broken(chain) is None


def test_the_same_record_has_the_same_reference_only_under_the_same_key() -> None:
    one, other = new_id(), new_id()
    assert object_ref(b"k" * 32, "person", one) == object_ref(b"k" * 32, "person", one)
    references = [
        object_ref(b"k" * 32, "person", one),
        object_ref(b"k" * 32, "person", other),
        object_ref(b"k" * 32, "case", one),
        object_ref(b"j" * 32, "person", one),
    ]
    assert len(set(references)) == 4
    assert object_ref(b"k" * 32, "", None) == ""
