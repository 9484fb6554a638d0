"""A real PostgreSQL for the tests: one server for the session, a fresh central store for each test that asks.

The server runs with the disk's promises off; the tests of crashes start a server of their own. `central` is one
database that is emptied after each test; who changes its schema asks for `central_dsn`, a database of their own.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from db.central import migrate
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres, serving

FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
TEMPLATE = "migrated"
_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The server of this test session."""
    folder = Path(tempfile.mkdtemp(prefix="caseworker-pg-"))
    with serving(folder, FAST) as server:
        yield server
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _migrated(postgres: EmbeddedPostgres) -> str:
    _as_owner(postgres, f"CREATE DATABASE {TEMPLATE}")
    migrate.upgrade(postgres.dsn(TEMPLATE))
    return TEMPLATE


@pytest.fixture
def central_dsn(postgres: EmbeddedPostgres, _migrated: str) -> Iterator[str]:
    """The owner's DSN of a fresh, migrated database."""
    with database(postgres) as dsn:
        yield dsn


@pytest.fixture
def empty_dsn(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The owner's DSN of a database without a schema."""
    name = f"t{next(_NUMBERS)}"
    _as_owner(postgres, f"CREATE DATABASE {name} TEMPLATE template0")
    yield postgres.dsn(name)
    _as_owner(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def database(server: EmbeddedPostgres) -> Iterator[str]:
    """The owner's DSN of a migrated database for as long as the block; the server has migrated its template."""
    name = f"t{next(_NUMBERS)}"
    _as_owner(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield server.dsn(name)
    _as_owner(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def _shared(postgres: EmbeddedPostgres, _migrated: str) -> str:
    _as_owner(postgres, f"CREATE DATABASE shared TEMPLATE {_migrated}")
    return postgres.dsn("shared")


@pytest.fixture
def central(_shared: str) -> Iterator[Central]:
    """An empty central store."""
    store = Central(_shared)
    yield store
    store.close()
    _empty(_shared)


Contents = dict[str, bytes]
"""Table → its rows, as COPY writes them."""


def contents(dsn: str) -> Contents:
    """What a backup of this moment holds; far quicker than a copy of the database."""
    with psycopg.connect(dsn) as connection:
        return {name: _copied_out(connection, name) for name in _filled(connection)}


def put_back(dsn: str, kept: Contents) -> None:
    """The database holds what it held then, and nothing else."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET session_replication_role = replica")
        for name in _filled(connection):
            connection.execute(f"DELETE FROM {name}".encode())
        for name, rows in kept.items():
            with connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT binary)".encode()) as copy:
                copy.write(rows)


def _copied_out(connection: psycopg.Connection[Any], name: str) -> bytes:
    with connection.cursor().copy(f"COPY {name} TO STDOUT (FORMAT binary)".encode()) as copy:
        return b"".join(bytes(block) for block in copy)


_FILLED = """
    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'hub') AND c.relkind = 'r' AND c.relname NOT IN ('alembic_version', 'setting')
    AND pg_relation_size(c.oid) > 0
"""


def _empty(dsn: str) -> None:
    """As after the migrations; the guards of the audit log are off for this."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SET lock_timeout = '20s'; SET session_replication_role = replica")
        if filled := _filled(connection):
            connection.execute(f"TRUNCATE {', '.join(filled)} CASCADE".encode())


def _filled(connection: psycopg.Connection[Any]) -> list[str]:
    return [row[0] for row in connection.execute(_FILLED)]


def _as_owner(server: EmbeddedPostgres, statement: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(statement.encode())
