"""The central branch makes what `db.central.schema` says, goes up and down, and guards what it should."""

from __future__ import annotations

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from db.central import migrate
from db.central.database import Central
from db.central.problems import Refusal
from db.central.schema import SERVER_COLUMNS, metadata, policies
from db.sync.columns import entities

WANTED = metadata()


def differences(dsn: str) -> list[object]:
    """What Alembic finds different, among the tables that `metadata()` knows."""
    engine = migrate.engine(dsn)
    with engine.connect() as connection:
        return list(compare_metadata(_context(connection), WANTED))


def _context(connection: Connection) -> MigrationContext:
    def ours(thing: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
        return kind != "table" or f"{getattr(thing, 'schema', None) or 'public'}.{name}" in known

    known = {f"{table.schema or 'public'}.{table.name}" for table in WANTED.tables.values()}
    opts = {"compare_type": True, "include_schemas": True, "include_object": ours}
    return MigrationContext.configure(connection, opts=opts)


def rows(dsn: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(sql.encode()).fetchall()


def test_schema_and_migrations_say_the_same(central_dsn: str) -> None:
    assert differences(central_dsn) == []


def test_the_comparison_would_see_a_difference(central_dsn: str) -> None:
    with psycopg.connect(central_dsn) as connection:
        connection.execute("ALTER TABLE person ALTER COLUMN grid TYPE varchar(41)")
        connection.execute("DROP INDEX ix_task_case_id")
        connection.execute("ALTER TABLE hub.scope DROP COLUMN floor")
    found = str(differences(central_dsn))
    assert "grid" in found and "ix_task_case_id" in found and "floor" in found


def test_every_noun_is_keyed_by_district_and_refers_to_nothing(central_dsn: str) -> None:
    """What distributing by district asks for: no unique key without it, no foreign key at all."""
    keys = rows(
        central_dsn,
        "SELECT c.conrelid::regclass::text, c.contype, pg_get_constraintdef(c.oid) FROM pg_constraint c"
        " JOIN pg_namespace n ON n.oid = c.connamespace"
        " WHERE n.nspname = 'public' AND c.contype IN ('p', 'u', 'f', 'x')",
    )
    nouns = [key for key in keys if key[0] != "alembic_version"]
    assert len(nouns) > len(entities())
    assert {(kind, text) for _, kind, text in nouns} == {("p", "PRIMARY KEY (district_id, id)")}
    unique = rows(central_dsn, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef ~ 'UNIQUE'")
    assert {str(row[0]).partition(" USING ")[2] for row in unique} == {"btree (district_id, id)", "btree (version_num)"}


def test_every_noun_is_behind_its_policy(central_dsn: str) -> None:
    found = rows(
        central_dsn,
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, p.polcmd = '*',"
        " pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)"
        " FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relnamespace = 'public'::regnamespace",
    )
    assert {row[0] for row in found} == set(entities()) == set(policies())
    assert {row[1:] for row in found} == {(True, True, True)}


def test_the_app_role_owns_nothing_and_passes_no_wall(central_dsn: str) -> None:
    assert rows(
        central_dsn,
        "SELECT rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
        " FROM pg_roles r WHERE rolname = 'caseworker_app'",
    ) == [(False, False, False, 0)]


def test_the_server_adds_its_columns_to_every_noun() -> None:
    for name in entities():
        assert set(SERVER_COLUMNS) < {column.name for column in WANTED.tables[name].columns}


def test_up_down_up(empty_dsn: str) -> None:
    assert migrate.version(empty_dsn) is None
    migrate.upgrade(empty_dsn)
    assert migrate.version(empty_dsn) == migrate.head()
    migrate.downgrade(empty_dsn, "base")
    left = rows(empty_dsn, "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'hub')")
    assert left == [("alembic_version",)]
    migrate.upgrade(empty_dsn)
    assert differences(empty_dsn) == []


def test_an_older_schema_is_not_served(central_dsn: str) -> None:
    migrate.require_head(central_dsn)
    with psycopg.connect(central_dsn) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'c0000'")
    with pytest.raises(Refusal, match="503 schema"):
        migrate.require_head(central_dsn)


def test_rows_outside_of_scopes_are_an_error_not_an_absence(central: Central) -> None:
    row = "'01900000-0000-7000-8000-000000000001'"
    insert = (
        "INSERT INTO household (id, office_id, district_id, rev, deleted, sync_scope, made_by, made_at)"
        f" VALUES ({row}, {row}, '509999', 1, false, 'o:x', {row}, now())"
    )
    with psycopg.connect(central.dsn) as connection:
        connection.execute(insert.encode())
    for statement in ("SELECT 1 FROM household WHERE district_id = '509999'", insert):
        with central.transaction(None) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())
