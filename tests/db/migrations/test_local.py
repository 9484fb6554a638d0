"""Migrations: they make what the models say, go up and down, keep rows, and fail whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, insert, text
from sqlalchemy.dialects import sqlite

from db.local import capture, key_slots, migrate
from db.local.engine import create_file, make_engine
from db.local.folder import OfficeFolder
from db.local.secret_store import device_secret
from db.models import Base
from db.models.base import new_id
from db.problems import SurroundingsProblem
from tests.db.records import LOGIN, PASSWORD, StoreDesk, filled_row, person

KEY = bytes(32)
ROW_ID = new_id()
DIALECT = sqlite.dialect()
BOOKKEEPING = {"alembic_version", "store_fact", "change_context"}


def revisions() -> list[str]:
    """Oldest first."""
    config = Config()
    config.set_main_option("script_location", "db.migrations:local")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in reversed(list(scripts))]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty store file."""
    create_file(tmp_path / "empty.db", KEY)
    engine = make_engine(tmp_path / "empty.db", KEY)
    yield engine
    engine.dispose()


def shape(connection: Connection) -> list[Any]:
    """Everything SQLite knows of the schema."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    return list(connection.exec_driver_sql(query).all())


def shape_of(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return shape(connection)


def fill(engine: Engine) -> dict[str, int]:
    """A row in every empty table of whatever revision the store is at; rows of each."""
    empty = {name for name, rows in contents(engine).items() if not rows}
    with engine.connect() as connection, connection.begin():
        capture.remove(connection)
        known = MetaData()
        known.reflect(connection)

        for name, table in known.tables.items():
            if name in empty:
                values = filled_row(Base.metadata.tables[name], ROW_ID)
                values = {key: value for key, value in values.items() if key in table.columns}
                connection.execute(insert(Base.metadata.tables[name]), values)
    return contents(engine)


def contents(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        known = MetaData()
        known.reflect(connection)
        counted = {}
        for name in set(known.tables) - BOOKKEEPING:
            counted[name] = connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
        return counted


def same_type(_context: Any, _found: Any, _wanted: Any, found: Any, wanted: Any) -> bool:
    """True when a column's type differs: our own types are compared by what they are in SQLite."""
    spelled = [kind.dialect_impl(DIALECT).compile(dialect=DIALECT) for kind in (found, wanted)]
    return bool(spelled[0] != spelled[1])


def test_head_is_the_newest_script() -> None:
    assert revisions()[-1] == migrate.HEAD
    assert revisions() == sorted(revisions()), "versions are compared as text"


def test_models_and_migrations_make_the_same_schema(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        assert compare_metadata(context, Base.metadata) == []


def test_the_comparison_would_see_a_difference(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        capture.remove(connection)
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN grid")
        connection.exec_driver_sql("ALTER TABLE person ADD COLUMN grid VARCHAR(41)")
        connection.exec_driver_sql("DROP INDEX ix_person_id_no")
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        found = str(compare_metadata(context, Base.metadata))
    assert "VARCHAR" in found or "String(length=40)" in found
    assert "ix_person_id_no" in found


def test_what_alembic_does_not_compare_is_the_same_too(engine: Engine, tmp_path: Path) -> None:
    """Keys checked at commit, tables without rowid, numbers never used twice, checks, order of columns."""
    migrate.upgrade(engine)
    create_file(tmp_path / "models.db", KEY)
    direct = make_engine(tmp_path / "models.db", KEY)
    with direct.connect() as connection, connection.begin():
        Base.metadata.create_all(connection)
    wanted = {row.name: spelling(row.sql) for row in shape_of(direct) if row.type == "table"}
    found = {row.name: spelling(row.sql) for row in shape_of(engine) if row.type == "table"}
    direct.dispose()
    assert found.pop("alembic_version")
    assert found == wanted


def spelling(sql: str) -> list[str]:
    """The parts of a CREATE TABLE, without regard to their order or spacing."""
    head, _, rest = sql.partition("(")
    body, _, tail = rest.rpartition(")")
    parts = re.split(r",(?![^()]*\))", body)
    return sorted(re.sub(r"[\s()]+", " ", part).strip() for part in (head, tail, *parts))


@pytest.mark.parametrize("revision", revisions())
def test_a_filled_store_of_every_revision_comes_up_and_goes_back(engine: Engine, revision: str) -> None:
    migrate.upgrade(engine, revision)
    shaped = shape_of(engine)
    rows = fill(engine)
    assert all(rows.values())
    migrate.upgrade(engine)
    newest = shape_of(engine)
    assert {name: count for name, count in contents(engine).items() if name in rows} == rows
    migrate.downgrade(engine, revision)
    assert contents(engine) == rows
    if revision != migrate.HEAD:
        assert shape_of(engine) == shaped
    migrate.upgrade(engine)
    assert shape_of(engine) == newest
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_up_down_up_a_step_at_a_time(engine: Engine) -> None:
    steps = revisions()
    shapes = {}
    for revision in steps:
        migrate.upgrade(engine, revision)
        shapes[revision] = shape_of(engine)
        fill(engine)
    for revision in reversed(steps[:-1]):
        migrate.downgrade(engine, revision)
        assert shape_of(engine) == shapes[revision]
    migrate.downgrade(engine, "base")
    assert [row.name for row in shape_of(engine) if row.type == "table" and row.name != "sqlite_sequence"] == [
        "alembic_version"
    ]
    migrate.upgrade(engine)
    assert shape_of(engine) == shapes[migrate.HEAD]


def older(folder: OfficeFolder, revision: str) -> None:
    """Make the office one that an older program left behind, with a person in it."""
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    desk.save(person())
    migrate.downgrade(desk.store.engine, revision)
    desk.close()


def test_an_older_store_is_upgraded_after_a_backup(folder: OfficeFolder) -> None:
    older(folder, revisions()[-2])
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    try:
        assert desk.rows("SELECT version_num FROM alembic_version") == [(migrate.HEAD,)]
        assert desk.rows("SELECT name FROM person") == [("李样二",)]
        [kept] = folder.backups.glob("*.backup")
        before = make_engine(kept, desk.store.key, reader=True)
        with before.connect() as connection:
            assert migrate.version(connection) == revisions()[-2]
            assert connection.execute(text("SELECT name FROM person")).scalars().all() == ["李样二"]
        before.dispose()
        desk.save(person(name="李样三"))
        assert desk.rows("SELECT op FROM outbox ORDER BY n DESC LIMIT 1") == [("I",)]
    finally:
        desk.close()


def test_a_new_or_current_store_is_not_backed_up(folder: OfficeFolder) -> None:
    folder.open(LOGIN, PASSWORD).close()
    assert not folder.backups.exists()


def test_a_newer_store_is_refused_and_left_byte_for_byte(folder: OfficeFolder) -> None:
    desk = StoreDesk(folder.open(LOGIN, PASSWORD))
    desk.tamper(
        "UPDATE alembic_version SET version_num = '9001'",
        "UPDATE store_fact SET value = '9.1' WHERE name = 'app_version'",
    )
    desk.close()
    before = folder.store_path.read_bytes()
    with pytest.raises(SurroundingsProblem) as caught:
        folder.open(LOGIN, PASSWORD)
    assert (caught.value.code, caught.value.params["needed"]) == ("store.newer", "9.1")
    assert folder.store_path.read_bytes() == before
    assert not folder.backups.exists()


def failing(folder: OfficeFolder, sql: str) -> Engine:
    """An older store on which the next migration fails, and a look into it."""
    older(folder, revisions()[-2])
    secret = device_secret(folder.slots, "device.secret", make=False)
    _, key = key_slots.unseal(folder.slots, LOGIN, PASSWORD, secret)
    engine = make_engine(folder.store_path, key)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            connection.exec_driver_sql(sql)
        driver.execute("PRAGMA foreign_keys=ON")
    return engine


NEWEST_TABLES = ("ix_person_valid_to",)


@pytest.mark.parametrize("table", NEWEST_TABLES)
def test_a_migration_that_fails_midway_leaves_the_store_as_it_was(folder: OfficeFolder, table: str) -> None:
    """A table of that name stands in the way: the statements before it ran and are taken back."""
    engine = failing(folder, f"CREATE TABLE {table} (other INTEGER)")
    before, rows = shape_of(engine), contents(engine)
    with pytest.raises(SurroundingsProblem, match=r"store\.migration_failed"):
        folder.open(LOGIN, PASSWORD)
    assert shape_of(engine) == before
    assert contents(engine) == rows
    with engine.connect() as connection, connection.begin():
        assert migrate.version(connection) == revisions()[-2]
        connection.exec_driver_sql(f"DROP TABLE {table}")
    engine.dispose()
    folder.open(LOGIN, PASSWORD).close()


LOOSEN = "UPDATE person SET registered_by = x'00000000000000000000000000000000'"


def test_a_migration_that_would_leave_loose_references_is_taken_back(folder: OfficeFolder) -> None:
    engine = failing(folder, "SELECT 1")
    before = shape_of(engine)

    def careless(_config: object, _revision: str) -> None:
        connection.exec_driver_sql(LOOSEN)

    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        with pytest.raises(SurroundingsProblem) as caught, connection.begin():
            migrate._in_transaction(connection, Config(), careless, migrate.HEAD)
    assert (caught.value.code, caught.value.params) == ("store.migration_failed", {"tables": "person"})
    assert shape_of(engine) == before
    engine.dispose()


def test_references_that_were_loose_before_do_not_stop_a_migration(folder: OfficeFolder) -> None:
    """As of a vacancy of another district, which a case that moved here was once sent to."""
    engine = failing(folder, LOOSEN)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.version(connection) == migrate.HEAD
        assert len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()) == 1
    engine.dispose()


def test_references_are_enforced_again_after_a_migration(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
