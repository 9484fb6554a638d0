"""Encrypted backups of the store: made while it is in use, opened and checked after writing, restored whole.

The bytes of attachments lie beside them once for all backups (`blob_keeping`).
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from db.local import blob_keeping
from db.local.engine import connect, create_file
from db.local.store import Store
from db.problems import SurroundingsProblem

EVERY = timedelta(hours=1)
KEEP = 48
_PATTERN = "store-*.backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the store. `entries` is the length of its audit chain: what it holds."""

    path: Path
    made_at: datetime
    entries: int


def due(folder: Path, entries: int, now: datetime) -> bool:
    """Whether an hour has passed since the newest backup and something was written since."""
    newest = _newest(folder)
    if newest is None:
        return entries > 0
    made_at, count = _parse(newest)
    return now - made_at >= EVERY and entries > count


def make(store: Store, folder: Path, now: datetime) -> Backup:
    """Write a backup, open it with the same key, check every page, then give it its name; copy new attachments.

    Raises `backup.failed` and leaves the earlier backups alone when the copy cannot be written or is not
    sound; the records are safe before the attachments are copied.
    """
    fresh = folder / "backup.new"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(fresh)
        create_file(fresh, store.key)
        _copy(store, fresh)
        entries = check(fresh, store.key)
        _sync(fresh)
    except (OSError, driver.Error, DBAPIError) as error:
        with suppress(OSError):
            _clear(fresh)
        raise SurroundingsProblem("backup.failed", folder=str(folder)) from error
    path = folder / f"store-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{entries}.backup"
    fresh.replace(path)
    _thin(folder)
    _keep_blobs(store, path, now)
    return Backup(path, now, entries)


def check(path: Path, key: bytes) -> int:
    """Open a backup and verify pages and structure; the length of its audit chain.

    References may be loose: what sync brings may refer to rows of other offices.
    """
    connection = connect(path, key)
    try:
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if bad or said != "ok":
            raise driver.DatabaseError("backup is malformed")
        return int(connection.execute("SELECT count(*) FROM audit_entry").fetchone()[0])
    finally:
        connection.close()


def available(folder: Path) -> list[Path]:
    """Backups of a folder, newest first."""
    return sorted(folder.glob(_PATTERN), reverse=True)


def restore(backup: Path, store_path: Path, key: bytes, now: datetime) -> Path | None:
    """Put a checked backup in the store's place; the old store is kept beside it and its path returned.

    The store must be closed. Raises `backup.unsound` when the backup itself does not open whole, and
    `backup.not_restored`, with the store as it was, when the disk does not take the copy.
    """
    try:
        check(backup, key)
    except (OSError, driver.Error) as error:
        raise SurroundingsProblem("backup.unsound", file=backup.name) from error
    fresh = store_path.with_suffix(".restoring")
    try:
        blob_keeping.bring_back(backup, store_path, key)
        shutil.copy(backup, fresh)
        _sync(fresh)
        kept = _set_aside(store_path, now)
        fresh.replace(store_path)
    except blob_keeping.FAILURES as error:
        fresh.unlink(missing_ok=True)
        raise SurroundingsProblem("backup.not_restored") from error
    return kept


def _copy(store: Store, target: Path) -> None:
    """One step over one snapshot, from a reader's connection: nobody who saves waits for it."""
    source, copy = connect(store.path, store.key, reader=True), connect(target, store.key)
    try:
        source.backup(copy)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.close()
        copy.close()


def _set_aside(store_path: Path, now: datetime) -> Path | None:
    kept = store_path.with_name(f"store-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.quarantine")
    for suffix in ("-wal", "-shm"):
        side = store_path.with_name(store_path.name + suffix)
        if side.exists():
            side.replace(kept.with_name(kept.name + suffix))
    if not store_path.exists():
        return None
    store_path.replace(kept)
    return kept


def _keep_blobs(store: Store, made: Path, now: datetime) -> None:
    try:
        blob_keeping.copy_missing(store, made.parent, made)
        blob_keeping.thin(store, made.parent, available(made.parent))
        blob_keeping.let_go(store, now)
    except blob_keeping.FAILURES as error:
        raise SurroundingsProblem("backup.failed", folder=str(made.parent)) from error


def _thin(folder: Path) -> None:
    for path in available(folder)[KEEP:]:
        path.unlink()


def _newest(folder: Path) -> Path | None:
    return next(iter(available(folder)), None)


def _parse(path: Path) -> tuple[datetime, int]:
    _, made_at, entries = path.stem.split("-")
    return datetime.strptime(made_at + "+0000", "%Y%m%dT%H%M%SZ%z"), int(entries)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _clear(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
