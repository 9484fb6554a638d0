"""The way into PostgreSQL: pooled connections, and transactions that may touch the caller's scopes and no others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from psycopg import Connection as _Connection
from psycopg import IsolationLevel, OperationalError
from psycopg_pool import ConnectionPool, PoolTimeout

from db.central.problems import Refusal
from db.central.scopes import Caller

Connection: TypeAlias = _Connection[tuple[Any, ...]]

APP_ROLE = "caseworker_app"
"""What every request runs as: it owns nothing and cannot pass row-level security."""

_ENTER = "SELECT set_config('role', %s, true), set_config('caseworker.scopes', %s, true)"
_WIDEN = (
    "SELECT set_config('caseworker.scopes', array_to_string(ARRAY(SELECT DISTINCT s FROM"
    " unnest(string_to_array(current_setting('caseworker.scopes'), ',') || %s::text[]) s), ','), true)"
)
_WAIT_SECONDS = 10.0
_BUSY_SECONDS = 5


class Central:
    """One PostgreSQL database. Holds no state but its connections, so any number of processes may share it."""

    def __init__(self, dsn: str, pool: int = 8) -> None:
        self.dsn = dsn
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            dsn, min_size=1, max_size=pool, timeout=_WAIT_SECONDS, kwargs={"prepare_threshold": 2}, open=True
        )

    def close(self) -> None:
        """Give back every connection."""
        self._pool.close()

    @contextmanager
    def transaction(self, caller: Caller | None, *also: str, frozen: bool = False) -> Iterator[Connection]:
        """A transaction in the caller's scopes and those of `also`; None enters none: system tables only.

        `frozen` sees one moment of the database throughout. Raises `Refusal` 503 when no connection is free.
        """
        try:
            with self._pool.connection() as connection:
                if frozen:
                    connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
                try:
                    with connection.transaction():
                        enter(connection, *(caller.scopes if caller else ()), *also)
                        yield connection
                finally:
                    if frozen and not connection.closed:
                        connection.set_isolation_level(None)
        except PoolTimeout as error:
            raise Refusal(503, "busy", _BUSY_SECONDS) from error

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self._pool.connection(timeout=2) as connection:
                connection.execute("SELECT 1")
        except (OperationalError, PoolTimeout):
            return False
        return True


def enter(connection: Connection, *scopes: str) -> None:
    """Let the rest of this transaction see and write rows of these scopes alone, as the app role."""
    connection.execute(_ENTER, (APP_ROLE, ",".join(scopes)))


def widen(connection: Connection, *scopes: str) -> None:
    """Add scopes to this transaction: for what the server itself does at another office (hand-overs, late edits)."""
    connection.execute(_WIDEN, (list(scopes),))
