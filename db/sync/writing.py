"""How sync writes to the store: short transactions on the driver itself, through the one writer that officers share.

What arrives from the central store is written with capture off (or it would be sent back) and with references
unchecked (a page may hold a child before its parent). Between transactions the writer belongs to whoever saves next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlcipher3 import dbapi2 as driver

from db.local.failures import plain_failures
from db.local.store import Store
from db.models.base import instant_text
from db.problems import SurroundingsProblem
from db.sync.problems import BadReply


@contextmanager
def writing(store: Store) -> Iterator[Any]:
    """The writer's driver connection inside one transaction; undone whole when the block raises."""
    with store_writer(store) as raw, transaction(raw):
        yield raw


@contextmanager
def arriving(store: Store) -> Iterator[Any]:
    """As `writing`, for rows that come from the central store: nothing is captured, references may be loose.

    Raises `BadReply` when they are no rows this store can hold.
    """
    with _held_to_form(), store_writer(store) as raw:
        # Only outside a transaction can references be left unchecked.
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with transaction(raw):
                raw.execute("UPDATE change_context SET capture = 0")
                yield raw
                raw.execute("UPDATE change_context SET capture = 1")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _held_to_form() -> Iterator[None]:
    try:
        yield
    except (driver.IntegrityError, driver.ProgrammingError, driver.InterfaceError) as error:
        raise BadReply from error


@contextmanager
def store_writer(store: Store) -> Iterator[Any]:
    """The writer's driver connection; waits while somebody saves."""
    if store.frozen:
        raise SurroundingsProblem("store.read_only")
    with store.maintenance() as raw:
        yield raw


@contextmanager
def transaction(raw: Any) -> Iterator[None]:
    """One transaction of a driver connection."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:  # a full disk ends the transaction by itself
            raw.execute("ROLLBACK")
        raise


@contextmanager
def looking(store: Store) -> Iterator[Any]:
    """A reader's driver connection over one consistent view."""
    with plain_failures(), store.read() as session:
        yield session.connection().connection.driver_connection


def fact(raw: Any, name: str) -> str | None:
    """A fact about this store, or None."""
    row = raw.execute("SELECT value FROM store_fact WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def keep_fact(raw: Any, name: str, value: str) -> None:
    """Write a fact down, in the caller's transaction."""
    raw.execute(
        "INSERT INTO store_fact VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def drop_facts(raw: Any, *names: str) -> None:
    """Forget facts, in the caller's transaction."""
    raw.executemany("DELETE FROM store_fact WHERE name = ?", [(name,) for name in names])


def stamp(now: datetime) -> str:
    """An instant as the store holds it."""
    return instant_text(now)
