"""What the step to a distributed PostgreSQL (Citus, by district) asks of the schema; `docs/scale.md` names the list."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest

from db.central import directory
from db.central.database import Central
from db.central.directory import Founding
from db.central.schema import PARTITIONED_BY_DISTRICT
from db.models.base import new_id
from db.sync.columns import entities

NOUNS = tuple(entities())


def rows(dsn: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(statement.encode()).fetchall()


def broken(dsn: str) -> list[str]:
    """One line for everything in the way of distributing the nouns by `district_id`."""
    unique = rows(
        dsn,
        "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
        " WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'alembic_version' AND i.indisunique"
        " AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'district_id'"
        " AND a.attnum = ANY (i.indkey))",
    )
    foreign = rows(
        dsn,
        "SELECT conrelid::regclass || '.' || conname FROM pg_constraint WHERE contype = 'f'"
        " AND (conrelid::regclass::text ~ '^[^.]+$' OR confrelid::regclass::text ~ '^[^.]+$')",
    )
    loose = rows(
        dsn,
        "SELECT t.relname FROM pg_class t LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'district_id'"
        " WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')"
        " AND t.relname <> 'alembic_version' AND NOT coalesce(a.attnotnull, false)",
    )
    own = rows(
        dsn,
        "SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid"
        " WHERE t.relnamespace = 'public'::regnamespace AND NOT tgisinternal"
        " UNION SELECT c.relname FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace",
    )
    return sorted(str(row[0]) for row in (*unique, *foreign, *loose, *own))


def test_the_nouns_can_be_distributed_by_district(central_dsn: str) -> None:
    found = {row[0] for row in rows(central_dsn, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert found >= set(NOUNS)
    assert broken(central_dsn) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE UNIQUE INDEX by_number ON person (id_no)",
        'ALTER TABLE "case" ADD CONSTRAINT whose FOREIGN KEY (district_id, person_id) REFERENCES person',
        "ALTER TABLE task DROP CONSTRAINT pk_task; ALTER TABLE task ALTER COLUMN district_id DROP NOT NULL",
        "CREATE SEQUENCE numbers",
        "CREATE TABLE note (id uuid PRIMARY KEY, text text)",
        "CREATE TRIGGER t AFTER INSERT ON task FOR EACH ROW EXECUTE FUNCTION hub.refuse()",
    ],
)
def test_what_stands_in_the_way_is_seen(central_dsn: str, statement: str) -> None:
    with psycopg.connect(central_dsn) as connection:
        connection.execute(statement.encode())
    assert broken(central_dsn) != []


def test_the_largest_noun_is_partitioned_by_district(central_dsn: str) -> None:
    found = rows(central_dsn, "SELECT relname, pg_get_partkeydef(oid) FROM pg_class WHERE relkind = 'p'")
    assert {row[0] for row in found if row[1] == "LIST (district_id)"} == PARTITIONED_BY_DISTRICT
    assert ("change_log", "HASH (scope)") in found


def test_a_district_gets_its_partition_with_its_first_office(central_dsn: str) -> None:
    central, now = Central(central_dsn), datetime.now(UTC)
    asked = Founding("样例街道", "509999", "样例区", "zhou", "周样一")
    for _ in range(2):
        with central.transaction(None, directory.SCOPE) as connection:
            directory.found(connection, asked, new_id(), new_id(), "tests", now)
    central.close()
    parts = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'activity'::regclass ORDER BY 1"
    assert [row[0] for row in rows(central_dsn, parts)] == ["activity_509999", "activity_default"]


def test_nothing_but_a_district_becomes_a_partition(central_dsn: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="not a district"):
        rows(central_dsn, "SELECT hub.make_partition('1; DROP TABLE person')")
