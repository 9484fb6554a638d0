"""How a connection to the encrypted store is made: raw key, PRAGMAs, and the SQLite versions we refuse.

Every PRAGMA here has a measurement behind it; see docs/decisions and the power-cut bench.
"""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2 as driver

from db.problems import SurroundingsProblem

BUSY_SECONDS = 5.0
_FIXED_BRANCHES = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
_FIXED_FROM = (3, 51, 3)
_MADE_BY_US = 1

_WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL lost acknowledged work in 7 of 10 simulated power cuts
    "foreign_keys=ON",
    "recursive_triggers=ON",  # without it REPLACE slips past append-only triggers
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",  # nothing plain in temporary files
    "cache_size=-65536",
)
_READER_PRAGMAS = (*_WRITER_PRAGMAS[2:], "query_only=ON")


def refuse_unsafe_sqlite(version: tuple[int, ...] = driver.sqlite_version_info) -> None:
    """Refuse a SQLite that can lose committed data when two connections checkpoint (the WAL-reset bug).

    Fixed in 3.51.3, 3.50.7 and 3.44.6 of their branches (sqlite.org/wal.html).
    """
    fixed = _FIXED_BRANCHES.get((version[0], version[1]), _FIXED_FROM)
    if tuple(version) < fixed:
        raise SurroundingsProblem("store.unsafe_sqlite", version=".".join(map(str, version)))


def connect(path: Path, key: bytes, *, reader: bool = False, frozen: bool = False) -> Any:
    """A keyed driver connection. `frozen` opens a store on a read-only disk without touching it."""
    mode = "rw" if not frozen else "ro" if _has_wal(path) else "ro&immutable=1"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
    try:
        connection.set_key(f"x'{key.hex()}'")
        for pragma in _READER_PRAGMAS if reader or frozen else _WRITER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _has_wal(path: Path) -> bool:
    """Whether committed work waits in the write-ahead log; `immutable` would not see it."""
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def create_file(path: Path, key: bytes) -> None:
    """Make a new, empty encrypted store file."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))  # SQLite gives its side files the same mode
    connection = driver.connect(str(path), isolation_level=None)
    try:
        connection.set_key(f"x'{key.hex()}'")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA user_version={_MADE_BY_US}")
    finally:
        connection.close()


def is_store_file(connection: Connection) -> bool:
    """Whether `create_file` made this file; SQLite takes one cut to nothing for a new database."""
    return connection.exec_driver_sql("PRAGMA user_version").scalar() == _MADE_BY_US


def make_engine(path: Path, key: bytes, *, reader: bool = False, frozen: bool = False, pool: int = 1) -> Engine:
    """An engine over `connect`; transactions begin explicitly, a writer's at once as the only one."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=partial(connect, path, key, reader=reader, frozen=frozen),
        poolclass=QueuePool,
        pool_size=pool,
        max_overflow=0,
        pool_use_lifo=True,  # the connection last used has the pages in its cache that are asked for next
        hide_parameters=True,  # error texts must not carry personal data
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
    )
    begin = "BEGIN" if reader or frozen else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
