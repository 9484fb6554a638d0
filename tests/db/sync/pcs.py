"""PCs of a test that meet a real central store without a network between them, and the ways a network goes wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from db.actor import Actor, Role
from db.central import blobs, carrier, counters, digest, pull, push, snapshot
from db.central.database import Central
from db.central.problems import Refusal
from db.central.scopes import Caller, caller
from db.local import migrate
from db.local.engine import create_file
from db.local.store import Store
from db.local.unit_of_work import UnitOfWork
from db.models import Office, Officer
from db.models.base import new_id
from db.sync import wire
from db.sync.client import Report, SyncClient
from db.sync.enrolment import Enrolment, keep
from db.sync.problems import Refused, Unreachable

KEY = bytes(range(32))
START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


class Killed(BaseException):
    """The process ended here: nothing after this line ran. Not an Exception, so that no code tidies up."""


@dataclass
class Ticking:
    """A clock that moves on a second each time it is read, so that no two instants are the same."""

    at: datetime = START

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Line:
    """A transport straight into the central store. `faults` says what goes wrong with each of the next requests."""

    central: Callable[[], Central]
    caller: Caller
    faults: list[str] = field(default_factory=list)

    def hello(self) -> bytes:
        return self._carried(lambda: counters.hello(self.central(), self.caller))

    def newest_batch(self, device: UUID) -> int:
        return int(_answered(lambda: counters.newest_batch(self.central(), self.caller, device)))

    def push(self, body: bytes) -> bytes:
        return self._carried(lambda: push.push(self.central(), self.caller, body))

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        return self._carried(lambda: pull.pull(self.central(), self.caller, scope, epoch, after, limit))

    def manifest(self, scope: str) -> bytes:
        return self._carried(lambda: snapshot.manifest(self.central(), self.caller, scope))

    def part(self, scope: str, snap: str, number: int) -> bytes:
        return self._carried(lambda: snapshot.part(self.central(), self.caller, scope, snap, number))

    def digest(self, scope: str) -> bytes:
        return self._carried(lambda: digest.digest(self.central(), self.caller, scope))

    def carrier(self) -> bytes:
        with self.central().transaction(None) as connection:
            return carrier.centre(connection).model_dump_json().encode()

    def rows(self, body: bytes) -> bytes:
        return self._carried(lambda: pull.rows(self.central(), self.caller, body))

    def find_blobs(self, hashes: list[str]) -> bytes:
        return self._carried(lambda: wire.dumps(asdict(blobs.find(self.central(), self.caller, hashes))))

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        return self._carried(
            lambda: wire.dumps(asdict(blobs.take(self.central(), self.caller, sha256, number, size, content)))
        )

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        return self._carried(lambda: blobs.give(self.central(), self.caller, sha256, number))

    def _carried(self, request: Callable[[], Any]) -> Any:
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "lost":
            raise Unreachable
        answer = _answered(request)
        if fault == "twice":
            answer = _answered(request)
        if fault == "unheard":
            raise Unreachable
        if fault == "killed":
            raise Killed
        return answer[: len(answer) // 2] if fault == "cut" else answer


def _answered(request: Callable[[], Any]) -> Any:
    try:
        return request()
    except Refusal as refusal:
        raise Refused(refusal.status, refusal.code, refusal.retry_after) from refusal


@dataclass
class Pc:
    """One PC with its encrypted store, for one officer of one office."""

    folder: Path
    central: Callable[[], Central]
    office_id: UUID
    district_id: str
    officer_id: UUID
    clock: Ticking
    lives: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.path.write_bytes(_migrated())
        self._open()
        self.join()

    @property
    def path(self) -> Path:
        return self.folder / "store.db"

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.line.caller.scopes

    @contextmanager
    def saving(self, action: str) -> Iterator[UnitOfWork]:
        """One saving of the PC's officer."""
        with self.store.write(self.actor, self.clock.now()) as unit:
            yield unit
            unit.audit(action)

    def found(self, name: str, *officers: UUID) -> None:
        """The office and its officers, written here first."""
        with self.store.write(self.actor, self.clock.now()) as unit:
            unit.add(Office(id=self.office_id, name=name, district_name="样例区"))
            for officer in (self.officer_id, *officers):
                unit.add(Officer(id=officer, login=f"{name}{officer.hex}"[:32], name="王样一", role="officer"))
            unit.audit("office.create")

    def join(self) -> None:
        """Be a device of the central store, a new one each time."""
        device = new_id()
        known = caller(device, self.officer_id, Role.SUPERVISOR, self.office_id, self.district_id)
        self.line = Line(self.central, known)
        self.actor = Actor(
            self.officer_id, "王样一", Role.SUPERVISOR, self.office_id, "样例街道", self.district_id, device
        )
        keep(self.store, Enrolment("https://none", "-", device, self.office_id, bytes(32)))

    def meet(self, *faults: str) -> Report | None:
        """One meeting, with what goes wrong on the way; None when the process was killed in it."""
        self.line.faults = list(faults)
        try:
            return SyncClient(self.store, self.line, self.clock).run()
        except Killed:
            self.reopen()
            return None
        finally:
            self.line.faults = []

    def reopen(self) -> None:
        """As after a kill: the connections are gone, the file is what it is."""
        self.store.close()
        self._open()

    def kept(self) -> bytes:
        """A copy of the file."""
        with self.store.maintenance() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.path.read_bytes()

    def restore(self, copy: bytes) -> None:
        """Put an older copy in place; as the manual says, the PC then joins anew."""
        self.store.close()
        for stale in self.folder.glob("store.db-*"):
            stale.unlink()
        self.path.write_bytes(copy)
        self._open()
        self.join()

    def all(self, sql: str, *values: object) -> list[Any]:
        """Rows of a query."""
        with self.store.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(sql, values).all()]

    def _open(self) -> None:
        self.store = Store(self.path, KEY)


@cache
def _migrated() -> bytes:
    """An empty store of this version, made once: bringing a store up takes longer than most tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        create_file(path, KEY)
        store = Store(path, KEY)
        migrate.upgrade(store.engine)
        with store.maintenance() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        return path.read_bytes()
