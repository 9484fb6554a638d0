"""The folder of one office on one PC: where the store, its key slots and its backups lie, and how it is opened."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from sqlalchemy import Connection, text
from sqlalchemy.orm import configure_mappers

from db.local import backup, key_slots, migrate
from db.local.capture import trigger_statements
from db.local.engine import create_file, is_store_file
from db.local.failures import plain_failures
from db.local.key_slots import Cost, SlotHolder
from db.local.premises import Condition, Premises
from db.local.secret_store import device_secret
from db.local.store import Store
from db.models.base import new_id
from db.problems import SurroundingsProblem

_DEVICE = "device_id"


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open store, who opened it, and the lock that keeps a second program out."""

    store: Store
    holder: SlotHolder
    device_id: UUID
    lock: FileLock

    def close(self) -> None:
        self.store.close()
        self.lock.release()


class OfficeFolder(Premises):
    """Life cycle of one office's data folder."""

    def __init__(self, root: Path, cost: Cost | None = None) -> None:
        super().__init__(root)
        self._cost = cost or Cost()

    def create(self, holder: SlotHolder, password: str) -> OpenedStore:
        """Make a new store with its first officer. Raises `store.exists` rather than touch one that is there.

        Until `finish_creation` the folder counts as empty: what a first run that was cut short left behind holds no
        record and is cleared by the next one.
        """
        if self._unfinished.exists():
            self._clear_unfinished()
        if self.store_path.exists():
            raise SurroundingsProblem("store.exists", folder=str(self.root))
        key = secrets.token_bytes(32)
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._unfinished.touch(mode=0o600)
            # The slot goes first: a store nobody has a key for would be worse than a slot without a store.
            self.add_slot(holder, password, key)
            with plain_failures():
                create_file(self.store_path, key)
        except OSError as error:
            raise SurroundingsProblem("store.cannot_create", folder=str(self.root)) from error
        return self._open(holder, key)

    def finish_creation(self) -> None:
        """The first records are in the store: from now on it is never taken for an unfinished one."""
        self._unfinished.unlink(missing_ok=True)

    def add_slot(self, holder: SlotHolder, password: str, key: bytes) -> None:
        """Let another officer in, or change a password: the slot is written anew."""
        secret = self._device_secret(make=not any(self.slots.glob("*.slot")))
        key_slots.seal(self.slots, holder, password, key, secret, self._cost)

    def verify(self, login: str, password: str) -> None:
        """Raise `access.wrong_password` unless the password opens the officer's slot."""
        key_slots.unseal(self.slots, login, password, self._device_secret())

    def open(self, login: str, password: str) -> OpenedStore:
        """Check the password on the slot, then open the store, upgrading it if it is older."""
        holder, key = key_slots.unseal(self.slots, login, password, self._device_secret())
        if not self.store_path.exists():
            raise SurroundingsProblem("store.missing", folder=str(self.root))
        return self._open(holder, key)

    def back_up(self, store: Store, now: datetime) -> backup.Backup:
        """Make a backup now."""
        return backup.make(store, self.backups, now)

    def back_up_if_due(self, store: Store, now: datetime) -> backup.Backup | None:
        """Make a backup when an hour has passed and something changed."""
        with store.read() as session:
            entries = int(session.execute(text("SELECT count(*) FROM audit_entry")).scalar_one())
        return self.back_up(store, now) if backup.due(self.backups, entries, now) else None

    def restore(self, login: str, password: str, chosen: Path, now: datetime) -> Path | None:
        """Put a backup in the store's place after checking it with the officer's key; the old store is kept."""
        _, key = key_slots.unseal(self.slots, login, password, self._device_secret())
        with self._held():
            return backup.restore(chosen, self.store_path, key, now)

    def _open(self, holder: SlotHolder, key: bytes) -> OpenedStore:
        frozen = self.condition() is Condition.READ_ONLY
        lock = self._lock()
        if not frozen:
            self._acquire(lock)
        try:
            with plain_failures():
                store = Store(self.store_path, key, frozen=frozen)
                self._prepare(store)
                return OpenedStore(store, holder, _device_id(store), lock)
        except BaseException:
            lock.release()
            raise

    def _prepare(self, store: Store) -> None:
        try:
            with store.read() as session:
                found = migrate.version(session.connection())
                self._refuse_unfit(session.connection(), found, frozen=store.frozen)
            if not store.frozen:
                migrate.prepare(store.engine, lambda: backup.make(store, self.backups, _file_time(store.path)))
        except BaseException:
            store.close()
            raise

    def _refuse_unfit(self, connection: Connection, found: str | None, *, frozen: bool) -> None:
        migrate.refuse_newer(connection, found or "")
        if found is None and (not is_store_file(connection) or any(self.backups.glob("*.backup"))):
            raise SurroundingsProblem("store.damaged")  # emptied: a new, blank store would hide the loss
        if frozen and found != migrate.HEAD:
            raise SurroundingsProblem("store.older_read_only")

    def _clear_unfinished(self) -> None:
        for path in (*self.slots.glob("*.slot"), *self.slots.glob("*.spare"), *self.root.glob("store.db*")):
            path.unlink()

    def _held(self) -> FileLock:
        lock = self._lock()
        self._acquire(lock)
        return lock

    def _acquire(self, lock: FileLock) -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise SurroundingsProblem("store.in_use") from None

    def _device_secret(self, *, make: bool = False) -> bytes:
        return device_secret(self.slots, "device.secret", make=make)


def warm_up() -> None:
    """Do what the first opening would wait for and no key is needed for: the mapping of the models, the triggers."""
    configure_mappers()
    trigger_statements()


def _file_time(path: Path) -> datetime:
    """When the store was last written: what a backup before an upgrade is named after."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _device_id(store: Store) -> UUID:
    """This PC's id for the audit chain, made at first opening."""
    with store.read() as session:
        found = session.execute(text("SELECT value FROM store_fact WHERE name = :n"), {"n": _DEVICE}).scalar()
    if found:
        return UUID(found)
    fresh = new_id()
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("INSERT INTO store_fact VALUES (:n, :v)"), {"n": _DEVICE, "v": str(fresh)})
    return fresh


__all__ = ["Condition", "OfficeFolder", "OpenedStore", "warm_up"]
