"""A real PostgreSQL for the tests: one server for the session, a fresh central store for each test that asks.

The server runs with the disk's promises off; the tests of crashes switch a server of their own on. Databases are copied
from a migrated template, which takes some tens of milliseconds.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

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
    name = f"t{next(_NUMBERS)}"
    _as_owner(postgres, f"CREATE DATABASE {name} TEMPLATE {_migrated}")
    yield postgres.dsn(name)
    _as_owner(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_dsn(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The owner's DSN of a database without a schema."""
    name = f"t{next(_NUMBERS)}"
    _as_owner(postgres, f"CREATE DATABASE {name} TEMPLATE template0")
    yield postgres.dsn(name)
    _as_owner(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def central(central_dsn: str) -> Iterator[Central]:
    """A fresh central store."""
    store = Central(central_dsn)
    yield store
    store.close()


def _as_owner(server: EmbeddedPostgres, statement: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(statement.encode())
