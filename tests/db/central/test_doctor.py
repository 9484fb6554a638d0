"""The doctor finds each thing that was broken on purpose, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from db.central import certificates, doctor, migrate
from db.central.database import Central
from db.central.directory import SCOPE, Founding, found
from db.central.record import of_server
from db.models.base import new_id

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def filled(central_dsn: str) -> Iterator[Central]:
    asked = Founding("样例街道", "509999", "样例区", "zhou", "周样一")
    office = new_id()
    central = Central(central_dsn)
    with central.transaction(None, SCOPE) as connection:
        found(connection, asked, office, new_id(), "cli:tests", NOW)
        of_server(connection, "509999", office, "office.founded", NOW)
        of_server(connection, "509999", office, "doctor", NOW)
    yield central
    central.close()


def unsound(dsn: str, certificate: Path | None = None, now: datetime = NOW) -> list[tuple[str, str]]:
    return [(one.check, one.detail) for one in doctor.examine(dsn, certificate, now) if not one.sound]


def test_a_sound_store_has_no_finding(filled: Central) -> None:
    found_here = list(doctor.examine(filled.dsn, None, NOW))
    assert [one.check for one in found_here] == [
        "connection",
        "schema",
        "row_security",
        "app_role",
        "counters",
        "audit",
    ]
    assert all(one.sound for one in found_here)


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("ALTER TABLE person NO FORCE ROW LEVEL SECURITY", ("row_security", "person")),
        ('DROP POLICY scopes ON "case"', ("row_security", "case")),
        ("ALTER TABLE hub.blob_chunk DISABLE ROW LEVEL SECURITY", ("row_security", "blob_chunk")),
        ("DELETE FROM hub.change_log WHERE seq = 1", ("counters", "r")),
        ("UPDATE hub.scope SET head = head + 1", ("counters", "r")),
        (
            "ALTER TABLE hub.audit_log DISABLE TRIGGER ALL; UPDATE hub.audit_log SET action = 'x' WHERE seq = 1",
            ("audit", "509999:1"),
        ),
        (
            "ALTER TABLE hub.audit_log DISABLE TRIGGER ALL; DELETE FROM hub.audit_log WHERE seq = 2",
            ("audit", "509999:2"),
        ),
    ],
)
def test_finds_what_was_broken(filled: Central, damage: str, finding: tuple[str, str]) -> None:
    with psycopg.connect(filled.dsn) as connection:
        for statement in damage.split("; "):
            connection.execute(statement.encode())
    assert unsound(filled.dsn) == [finding]


def test_finds_an_app_role_with_powers(filled: Central) -> None:
    with psycopg.connect(filled.dsn, autocommit=True) as connection:
        connection.execute("ALTER ROLE caseworker_app BYPASSRLS")
        try:
            assert unsound(filled.dsn) == [("app_role", "bypassrls")]
        finally:
            connection.execute("ALTER ROLE caseworker_app NOBYPASSRLS")


def test_an_empty_or_old_database_needs_migrating(empty_dsn: str) -> None:
    assert unsound(empty_dsn) == [("schema", f"— / {migrate.head()}")]
    migrate.upgrade(empty_dsn, "c0001")
    assert unsound(empty_dsn) == [("schema", f"c0001 / {migrate.head()}")]


def test_no_connection_is_the_only_finding() -> None:
    assert unsound("host=127.0.0.1 port=1 dbname=nothing connect_timeout=2") == [("connection", "")]


def test_a_certificate_that_ends_soon_is_found(filled: Central, tmp_path: Path) -> None:
    files = certificates.prepare(tmp_path, ["localhost"], NOW)
    assert unsound(filled.dsn, files.server) == []
    assert unsound(filled.dsn, files.server, NOW + timedelta(days=380))[0][0] == "certificate"
