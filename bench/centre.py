"""A central store that a bench can reach: a PostgreSQL that syncs to disk, the service in processes of its own.

PCs of it have real encrypted stores and come in over TLS, as an office's do.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import tomli_w

from db.actor import Actor, Role
from db.central import certificates, devices, directory, migrate
from db.central.database import Central
from db.central.devices import Purpose
from db.central.directory import Founding
from db.central.embedded import serving
from db.local import migrate as local
from db.local.engine import create_file
from db.local.store import Store
from db.models.base import new_id
from db.sync import proof
from db.sync.client import Report, SyncClient
from db.sync.enrolment import Enrolment, Invitation, ask_in, keep
from db.sync.http import HttpTransport
from db.sync.link import Link
from db.sync.session import keep_login

HOST = "127.0.0.1"
DISTRICT = "509999"
PASSWORD = "四月-tulip-1949"
_SERVE = (
    "import sys; from pathlib import Path; from db.central.settings import read_settings;"
    " from db.central.service.server import serve; file = Path(sys.argv[1]); serve(read_settings(file), file)"
)


@dataclass(frozen=True)
class Centre:
    """A running service; `dsn` is its database's."""

    address: str
    authority: str
    dsn: str
    central: Central


class SystemClock:
    """The machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Counted:
    """A transport that counts the bytes of bodies."""

    def __init__(self, line: HttpTransport) -> None:
        self.hello, self.manifest, self.digest, self.rows = line.hello, line.manifest, line.digest, line.rows
        self.carrier = line.carrier
        self._line = line
        self.sent = self.received = 0

    def push(self, body: bytes) -> bytes:
        """Both ways count as bytes of a push."""
        answer = self._line.push(body)
        self.sent += len(body) + len(answer)
        return answer

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        return self._took(self._line.pull(scope, epoch, after, limit))

    def part(self, scope: str, snapshot: str, number: int) -> bytes:
        return self._took(self._line.part(scope, snapshot, number))

    def _took(self, answer: bytes) -> bytes:
        self.received += len(answer)
        return answer


@dataclass
class Pc:
    """One PC of an office, enrolled and signed in."""

    store: Store
    place: Enrolment
    actor: Actor
    line: HttpTransport
    counted: Counted = field(init=False)

    def __post_init__(self) -> None:
        self.counted = Counted(self.line)

    def meet(self) -> Report:
        """One meeting that has to go well."""
        report = SyncClient(self.store, self.counted, SystemClock()).run()
        if report.problem:
            raise RuntimeError(report.problem)
        return report

    def close(self) -> None:
        self.line.close()
        self.store.close()


@contextmanager
def centre(workers: int = 1) -> Iterator[Centre]:
    """A central store for as long as the block."""
    with tempfile.TemporaryDirectory(prefix="caseworker-sync-") as name, serving(Path(name) / "pg") as server:
        dsn = server.dsn()
        migrate.upgrade(dsn)
        files = certificates.prepare(Path(name) / "ca", [HOST], datetime.now(UTC))
        port = _free_port()
        settings = Path(name) / "central.toml"
        said = {
            "dsn": dsn,
            "port": port,
            "workers": workers,
            "certificate": str(files.server),
            "certificate_key": str(files.server_key),
            "secret_cost": {"memory_kib": 8},
            "rates": {"device": 60000, "account": 60000, "office": 600000, "address": 600000},
        }
        settings.write_text(tomli_w.dumps(said), "utf-8")
        with subprocess.Popen([sys.executable, "-c", _SERVE, str(settings)]) as service:
            try:
                _wait_for(port, service)
                central = Central(dsn, pool=4)
                yield Centre(f"https://{HOST}:{port}", files.authority.read_text("ascii"), dsn, central)
                central.close()
            finally:
                service.terminate()


def new_pc(place: Centre, folder: Path, office: UUID, officer: UUID, *, founds: bool = False) -> Pc:
    """An enrolled PC with an empty encrypted store; the first one of an office `founds` it."""
    code = _code(place, office, officer, founds=founds)
    now = datetime.now(UTC)
    asked = ask_in(place.address, place.authority, code, "窗口", now, office=office, officer=officer)
    path, key = folder / f"{new_id().hex}.db", bytes(range(32))
    create_file(path, key)
    store = Store(path, key)
    local.upgrade(store.engine)
    keep(store, asked.enrolment)
    _sign_in(store, asked)
    line = HttpTransport(store, asked.enrolment, officer, SystemClock().now)
    actor = Actor(officer, "周样一", Role.SUPERVISOR, office, "样例街道", DISTRICT, asked.enrolment.device_id)
    return Pc(store, asked.enrolment, actor, line)


def _sign_in(store: Store, asked: Invitation) -> None:
    """As `db.sync.enrolment.sign_in`, but the slow half of the secret is made once for all PCs of an office."""
    place, officer = asked.enrolment, asked.officer
    if officer is None:
        raise RuntimeError("nobody to sign in")
    secret = _secret(PASSWORD, place.office_id, officer.login)
    path, said = "/v1/session", {"login": officer.login, "secret": secret}
    if asked.grant:
        path, said = "/v1/password", {"secret": secret, "grant": asked.grant}
    link = Link(place.address, place.authority)
    answer = link.ask_signed(path, said, place.private, place.device_id, datetime.now(UTC))
    link.close()
    keep_login(store, officer.id, answer["refresh"], datetime.now(UTC))


_secret = cache(proof.login_secret)


def _code(place: Centre, office: UUID, officer: UUID, *, founds: bool) -> str:
    founding = directory.kept(Founding("样例街道", DISTRICT, "样例区", "zhou", "周样一")) if founds else None
    with place.central.transaction(None) as connection:
        word, _ = devices.issue_code(
            connection,
            Purpose.DEVICE,
            None if founds else office,
            DISTRICT,
            "cli:bench",
            datetime.now(UTC),
            officer_id=None if founds else officer,
            founding=founding,
        )
    return word


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, service: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and service.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the service did not start")
