"""How long the bytes of attachments are kept: copied beside the backups, brought back from there, let go of at last.

A backup names its bytes by hash and the copies lie once for all backups, in a folder beside them: an hourly backup
copies what came in that hour. Here, bytes that no row names any more are let go of `UNNAMED_DAYS` later.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlcipher3 import dbapi2 as driver

from db.local.blobs import DAMAGED, HASHED, NEW, PART, Blobs, named
from db.local.engine import connect
from db.local.store import BLOBS, Store
from db.problems import SurroundingsProblem

UNNAMED_DAYS = 30
"""A form may lie open or a draft be parked for long before its row is saved, and a deletion be taken back."""

_FACT = "blobs_unnamed"
_DAY = timedelta(days=1)
_HAS_ATTACHMENTS = "SELECT 1 FROM sqlite_master WHERE name = 'attachment'"


def copies(folder: Path, key: bytes) -> Blobs:
    """The bytes that lie beside the backups of a folder, sealed as they are here."""
    return Blobs(folder / BLOBS, key)


def copy_missing(store: Store, folder: Path, backup: Path) -> None:
    """Copy what a backup names and the folder lacks; what is damaged here is brought back from the copies.

    Bytes that are nowhere yet are on their way from the centre and are copied when they are here.
    """
    beside = copies(folder, store.key)
    for sha256 in hashes(backup, store.key):
        if store.blobs.has(sha256):
            if not beside.has(sha256):
                _carry(store.blobs, beside, sha256)
        elif beside.has(sha256):
            _carry(beside, store.blobs, sha256)


def bring_back(backup: Path, store_path: Path, key: bytes) -> None:
    """Before a backup takes the store's place: what it names and is not whole here is copied from beside it."""
    here, beside = Blobs(store_path.with_name(BLOBS), key), copies(backup.parent, key)
    for sha256 in hashes(backup, key):
        if beside.has(sha256) and not here.sound(sha256):
            _carry(beside, here, sha256)


def thin(store: Store, folder: Path, backups: Iterable[Path]) -> None:
    """Let go of copies that neither the store nor any kept backup has rows for."""
    beside = copies(folder, store.key)
    loose = beside.names().keys() - store.blobs.names().keys()
    if not loose:
        return
    wanted = {sha256 for backup in backups for sha256 in hashes(backup, store.key)}
    beside.drop(loose - named(beside, wanted))


def let_go(store: Store, now: datetime) -> None:
    """Remove bytes that no row has named for `UNNAMED_DAYS`, and what was begun and never ended."""
    with store.read() as session:
        if session.execute(text(_HAS_ATTACHMENTS)).scalar() is None:
            return  # a store about to be upgraded
        live = (
            session.execute(text(f"SELECT DISTINCT sha256 FROM attachment WHERE NOT deleted AND {HASHED}"))
            .scalars()
            .all()
        )
        before = session.execute(text("SELECT value FROM store_fact WHERE name = :n"), {"n": _FACT}).scalar()
    known: dict[str, str] = json.loads(before or "{}")
    loose = sorted(store.blobs.names().keys() - named(store.blobs, live))
    since = {name: known.get(name, now.isoformat()) for name in loose}
    due = [name for name, day in since.items() if datetime.fromisoformat(day) <= now - UNNAMED_DAYS * _DAY]
    store.blobs.drop(due, unless_touched_after=(now - UNNAMED_DAYS * _DAY).timestamp())
    if since != known:
        _note(store, since)
    _drop_leftovers(store.blobs.folder, now)


def hashes(path: Path, key: bytes) -> list[str]:
    """The hashes that the attachments in a store file name, deleted ones too; none in one older than attachments."""
    connection = connect(path, key, reader=True)
    try:
        return [str(row[0]) for row in _named_in(connection)]
    finally:
        connection.close()


def _named_in(connection: Any) -> list[Any]:
    known = connection.execute(_HAS_ATTACHMENTS).fetchone()
    found: list[Any] = (
        connection.execute(f"SELECT DISTINCT sha256 FROM attachment WHERE {HASHED}").fetchall() if known else []
    )
    return found


def _carry(source: Blobs, target: Blobs, sha256: str) -> None:
    if not target.take(sha256, source.path(sha256)):
        with suppress(SurroundingsProblem):
            source.get(sha256)  # sets aside what is damaged


def _note(store: Store, since: dict[str, str]) -> None:
    statement = "INSERT INTO store_fact VALUES (:n, :v) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text(statement), {"n": _FACT, "v": json.dumps(since)})


def _drop_leftovers(folder: Path, now: datetime) -> None:
    ages = {NEW: _DAY, PART: UNNAMED_DAYS * _DAY, DAMAGED: UNNAMED_DAYS * _DAY}
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix in ages and path.stat().st_mtime < (now - ages[path.suffix]).timestamp():
                path.unlink(missing_ok=True)


FAILURES = (OSError, driver.Error, SurroundingsProblem)
"""What keeping bytes can fail with."""
