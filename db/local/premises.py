"""Where an office's files lie and what can be told of them without any key: all that is read before the sign-in shows.

Imported before the first paint, so nothing heavy is imported here: no database, no cryptography.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from db.local import key_slots
from db.local.key_slots import SlotHolder

if TYPE_CHECKING:
    from filelock import FileLock


LOCK_NAME = "store.lock"


class Condition(StrEnum):
    """What a start finds before anybody signs in."""

    ABSENT = "absent"
    READY = "ready"
    READ_ONLY = "read_only"
    IN_USE = "in_use"
    MISSING = "missing"  # key slots without a store: somebody moved or deleted it


class Premises:
    """Paths of one office's data folder, and what a start finds in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store_path = root / "store.db"
        self.slots = root / "slots"
        self.backups = root / "backups"
        self._unfinished = root / "first-run"

    def condition(self) -> Condition:
        """What is here, without any key. A first run that was cut short counts as nothing."""
        if self._unfinished.exists():
            return Condition.ABSENT
        if not self.store_path.exists():
            return Condition.MISSING if self.holders() else Condition.ABSENT
        if not os.access(self.root, os.W_OK) or not os.access(self.store_path, os.W_OK):
            return Condition.READ_ONLY
        return Condition.IN_USE if self._in_use() else Condition.READY

    def holders(self) -> list[SlotHolder]:
        """Officers who can sign in here."""
        return key_slots.holders(self.slots)

    def _in_use(self) -> bool:
        """Whether another program holds the lock: the system's own lock, since `filelock` takes long to load."""
        with (self.root / LOCK_NAME).open("a") as file:
            return not _try_lock(file.fileno())

    def _lock(self) -> FileLock:
        from filelock import FileLock

        return FileLock(self.root / LOCK_NAME, mode=0o600, is_singleton=False)


def _try_lock(handle: int) -> bool:
    """Lock as `filelock` does, without waiting; closing the file gives the lock back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
