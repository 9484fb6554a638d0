"""The encrypted store of one office on one PC: who may read and write it at once, and how it is closed.

One writer connection and a few readers. Reads can be interrupted when nobody wants their answer any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import ChangeSummary
from db.local.blobs import Blobs
from db.local.engine import make_engine, refuse_unsafe_sqlite
from db.local.failures import plain_failures
from db.local.unit_of_work import UnitOfWork
from db.problems import SurroundingsProblem

READERS = 3
BLOBS = "blobs"
"""The folder beside the store in which the bytes of attachments lie."""


class Store:
    """An open store; `blobs` are the bytes of its attachments.

    `frozen` means the disk or folder is read-only: it can be looked at, nothing can be saved.
    """

    def __init__(self, path: Path, key: bytes, *, frozen: bool = False) -> None:
        refuse_unsafe_sqlite()
        self.path = path
        self.frozen = frozen
        self._key = bytearray(key)
        self._audit_secret = HKDF(SHA256(), 32, salt=None, info=b"caseworker audit objects").derive(key)
        self._reader: Engine = make_engine(path, key, reader=True, frozen=frozen, pool=READERS)
        self._writer: Engine = self._reader if frozen else make_engine(path, key)
        self.blobs = Blobs(path.with_name(BLOBS), key, frozen=frozen)
        self._reading: set[Any] = set()
        self._guard = Lock()

    @property
    def key(self) -> bytes:
        """The data key, for backups and key slots."""
        return bytes(self._key)

    @property
    def audit_secret(self) -> bytes:
        """The key under which audit entries name records."""
        return self._audit_secret

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one consistent view; nothing can be written through it."""
        with plain_failures(), self._reader.connect() as connection:
            handle = connection.connection.driver_connection
            with self._guard:
                self._reading.add(handle)
            try:
                with connection.begin(), Session(connection, autoflush=False) as session:
                    yield session
            finally:
                with self._guard:
                    self._reading.discard(handle)

    @contextmanager
    def write(self, actor: Actor, now: datetime) -> Iterator[UnitOfWork]:
        """A unit of work; committed at the end of the block, undone whole when the block raises."""
        if self.frozen:
            raise SurroundingsProblem("store.read_only")
        with (
            plain_failures(),
            self._writer.connect() as connection,
            connection.begin(),
            Session(connection, expire_on_commit=False) as session,
        ):
            unit = UnitOfWork(session, actor, now, self._audit_secret)
            yield unit
            unit.finish()

    def interrupt_reader(self) -> None:
        """Stop the reads under way; each raises `Interrupted`."""
        with self._guard:
            for handle in self._reading:
                handle.interrupt()

    @contextmanager
    def maintenance(self) -> Iterator[Any]:
        """The writer's driver connection, outside any transaction: for backup and integrity checks."""
        with plain_failures(), self._writer.connect() as connection:
            yield connection.connection.driver_connection

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writer

    def close(self) -> None:
        """Close every connection and wipe the key held here."""
        self._reader.dispose()
        self._writer.dispose()
        self._key[:] = bytes(len(self._key))
        self.blobs.close()


__all__ = ["ChangeSummary", "Store"]
