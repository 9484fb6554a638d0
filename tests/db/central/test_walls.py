"""The second wall: whatever a statement asks for, PostgreSQL shows and takes rows of the transaction's scopes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from db.central import audit, digest, pull, snapshot
from db.central.database import Central, enter, widen
from db.models.base import Reach, new_id
from db.sync import wire
from db.sync.columns import entities
from tests.db.central.office import DISTRICT, OTHER_DISTRICT, Pc, one, rows
from tests.db.central.test_reading import head, scope_of
from tests.db.central.test_transfer import Story

INSERT = (
    "INSERT INTO household (id, office_id, district_id, rev, deleted, sync_scope, made_by, made_at)"
    " VALUES (%s, %s, '509999', 1, false, %s, %s, now())"
)


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def test_another_offices_rows_are_invisible(pc: Pc, central: Central) -> None:
    pc.new("person")
    other = Pc(central)
    count = "SELECT count(*) FROM person WHERE district_id = '509999'"
    with central.transaction(other.caller) as connection:
        assert connection.execute(count).fetchone() == (0,)
        for statement in (
            "UPDATE person SET grid = 'x' WHERE district_id = '509999'",
            "DELETE FROM person WHERE district_id = '509999'",
        ):
            assert connection.execute(statement).rowcount == 0
        widen(connection, scope_of(pc))
        assert connection.execute(count).fetchone() == (1,)


def test_a_row_cannot_be_written_into_another_scope(pc: Pc, central: Central) -> None:
    mine = (new_id(), pc.office, scope_of(pc), pc.officer)
    with central.transaction(pc.caller) as connection:
        connection.execute(INSERT, mine)
    for statement, values in (
        (INSERT, (new_id(), pc.office, wire.office(new_id()), pc.officer)),
        ("UPDATE household SET sync_scope = %s WHERE district_id = '509999'", (wire.office(new_id()),)),
    ):
        with central.transaction(pc.caller) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode(), values)


def test_scopes_end_with_the_transaction(pc: Pc, central: Central) -> None:
    """A pooled connection takes nothing along to the next caller."""
    pc.new("person")
    narrow = Central(central.dsn, pool=1)
    with narrow.transaction(pc.caller) as connection:
        widen(connection, "o:other")
    with narrow.transaction(None) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT 1 FROM person WHERE district_id = '509999'")
    with narrow.transaction(Pc(central).caller) as connection:
        assert connection.execute("SELECT 1 FROM person WHERE district_id = '509999'").fetchone() is None
        assert connection.execute("SELECT current_user").fetchone() == ("caseworker_app",)
        enter(connection, scope_of(pc))
        assert connection.execute("SELECT 1 FROM person WHERE district_id = '509999'").fetchone() == (1,)
    narrow.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY scopes ON person",
        "TRUNCATE person",
        "SELECT * FROM activity_default",
        "DELETE FROM hub.push_batch",
        "UPDATE hub.quarantine SET code = ''",
        "UPDATE hub.audit_log SET action = ''",
        "DELETE FROM hub.audit_log",
        "UPDATE hub.setting SET value = ''",
        "CREATE TABLE public.mine (a int)",
    ],
)
def test_the_app_role_is_kept_from_the_walls_themselves(pc: Pc, central: Central, statement: str) -> None:
    with central.transaction(pc.caller) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_not_even_the_owner_changes_the_audit_log(pc: Pc, central: Central) -> None:
    pc.new("person")
    for statement in ("UPDATE hub.audit_log SET rows = 0", "DELETE FROM hub.audit_log", "TRUNCATE hub.audit_log"):
        with psycopg.connect(central.dsn) as connection, pytest.raises(psycopg.errors.RaiseException):
            connection.execute(statement.encode())


def test_a_changed_link_of_the_chain_is_found(pc: Pc, central: Central) -> None:
    Pc(central, district=OTHER_DISTRICT).new("person")
    for _ in range(4):
        pc.new("person")

    def broken() -> int | None:
        with central.transaction(None) as connection:
            return audit.first_broken(connection, DISTRICT)

    assert broken() is None
    for statement, first in (
        ("UPDATE hub.audit_log SET rows = 7 WHERE seq = 3 AND district_id = '509999'", 3),
        ("UPDATE hub.audit_log SET rows = 1 WHERE seq = 3 AND district_id = '509999'", None),
        ("UPDATE hub.audit_log SET at = at + interval '1 microsecond' WHERE seq = 2 AND district_id = '509999'", 2),
        ("DELETE FROM hub.audit_log WHERE seq = 2 AND district_id = '509999'", 2),
    ):
        with psycopg.connect(central.dsn) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement.encode())
        assert broken() == first
    with central.transaction(None) as connection:
        assert audit.first_broken(connection, OTHER_DISTRICT) is None


def test_the_end_of_the_chain_cannot_be_cut_off(pc: Pc, central: Central) -> None:
    for _ in range(3):
        pc.new("person")
    with psycopg.connect(central.dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM hub.audit_log WHERE seq = 3")
    with central.transaction(None) as connection:
        assert audit.first_broken(connection, DISTRICT) == 3


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that is really executed."""
    statements: list[str] = []
    execute = psycopg.Cursor.execute

    def noting(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        statements.append(query.decode() if isinstance(query, bytes) else str(query))
        return execute(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Cursor, "execute", noting)
    return iter([statements])  # type: ignore[return-value]


def test_every_statement_on_a_noun_names_the_district(central: Central, said: Iterator[list[str]]) -> None:
    """What lets a district live on a machine of its own; the directory is one table on all of them."""
    statements = next(said)
    story = Story(central, OTHER_DISTRICT)
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    story.old.push(
        story.old.update("person", story.person, 1, name=("王样一", "王样四")),
        story.old.insert("activity", case_id=story.case, person_id=story.person),
        story.old.insert("person", id_no="509999199001010016"),
    )
    colleague = story.new.colleague()
    story.new.push(story.new.update("person", story.person, 2, name=("王样一", "王样二")))
    colleague.push(colleague.update("person", story.person, 2, name=("王样一", "王样三")))
    for pc in (story.old, story.new):
        for scope in pc.caller.scopes:
            pull.pull(central, pc.caller, scope, head(pc, scope)["epoch"], 0)
            snapshot.manifest(central, pc.caller, scope)
            digest.digest(central, pc.caller, scope)
    pull.rows(central, story.new.caller, wire.pack(wire.dumps({"employer": [new_id().hex]})))
    nouns = [name for name, entity in entities().items() if entity.reach is not Reach.REGION]
    named = [text for text in statements if _nouns_in(text, nouns)]
    assert {noun for text in named for noun in _nouns_in(text, nouns)} > {"person", "activity", "conflict", "employer"}
    assert [text for text in named if "district_id" not in text] == []


def _nouns_in(statement: str, nouns: list[str]) -> set[str]:
    used = re.findall(r'(?:FROM|INTO|UPDATE|JOIN) "?(\w+)"?(?![.\w])', statement)
    return set(used) & set(nouns)


def test_rows_and_their_scope_agree(central: Central) -> None:
    """After hand-overs and late rows every row stands in the scope of its office."""
    story = Story(central, OTHER_DISTRICT)
    _, other = story.offered()
    story.answer(story.new, other, "accepted")
    story.old.push(story.old.insert("activity", case_id=story.case, person_id=story.person))
    for name, entity in entities().items():
        if entity.reach is Reach.OFFICE:
            wrong = f"sync_scope <> 'o:' || replace(office_id::text, '-', '') OR district_id <> '{OTHER_DISTRICT}'"
            condition = f"({wrong}) AND office_id = '{story.new.office}'"
            assert one(central, f'SELECT count(*) FROM "{name}" WHERE {condition}') == 0, name
    assert rows(central, "SELECT count(*) FROM activity WHERE sync_scope = %s", scope_of(story.new)) == [(2,)]
