"""A central store that PCs of a test can reach: the real service over TLS and a real PostgreSQL, and short ways to
make offices, accounts, codes and enrolled PCs.

A conftest that needs them imports the fixtures: `authority`, `_service`, `central_server`, and for a database of a
test's own `central_settings`, `own_central_server`.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import uvicorn

from db.actor import Role
from db.central import accounts, certificates, devices, directory
from db.central.certificates import Certificates
from db.central.database import Central
from db.central.devices import Purpose
from db.central.directory import Founding
from db.central.embedded import EmbeddedPostgres
from db.central.service.app import make_app
from db.central.service.server import config
from db.central.settings import SecretCost, Settings
from db.models.base import new_id
from db.sync import proof, wire
from tests.postgres import database

CHEAP = SecretCost(memory_kib=8, passes=1, lanes=1)
DISTRICT = "509999"
OTHER_DISTRICT = "509998"
HOST = "127.0.0.1"
SECRET = "a secret of the tests"


@dataclass
class MovingClock:
    """The server's clock: the machine's, and as far ahead as a test moves it."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def advance(self, **delta: float) -> None:
        """Move forward by `timedelta(**delta)`."""
        self.ahead += timedelta(**delta)


@dataclass(frozen=True)
class Seat:
    """An account of a test and its office. `secret` is what signs it in, None for one that has none yet."""

    office_id: UUID
    district_id: str
    officer_id: UUID
    login: str
    role: Role


@dataclass
class Pc:
    """An enrolled PC of a test: signs its requests and keeps the tokens of whoever signed in last."""

    server: CentralServer
    device_id: UUID | None
    private: bytes = field(default_factory=proof.new_private_key)
    access: str = ""
    refresh: str = ""

    def signed(self, path: str, value: dict[str, Any], *, at: datetime | None = None, **headers: str) -> httpx.Response:
        """POST a request with this PC's proof, made now or `at` another time."""
        body = wire.dumps(value)
        made = proof.sign(self.private, self.device_id, "POST", path, body, at or self.server.clock())
        kind = {"content-type": "application/json"}
        return self.server.http.post(path, content=body, headers=made | kind | headers)

    def enroll(self, code: str, **more: str) -> httpx.Response:
        """Show a code; the PC is the device it is told to be."""
        asked = {"code": code, "key": proof.public_key(self.private), "name": "窗口1"} | more
        self.device_id = None
        reply = self.signed("/v1/enroll", asked)
        if reply.is_success:
            self.device_id = UUID(reply.json()["device"])
        return reply

    def sign_in(self, seat: Seat, secret: str = SECRET) -> httpx.Response:
        """Sign an officer in and keep the tokens."""
        return self.keep(self.signed("/v1/session", {"login": seat.login, "secret": secret}))

    def turn(self) -> httpx.Response:
        """Refresh the tokens."""
        return self.keep(self.signed("/v1/refresh", {"refresh": self.refresh}))

    def keep(self, reply: httpx.Response) -> httpx.Response:
        """Take the tokens of a good reply."""
        if reply.is_success:
            self.access, self.refresh = reply.json()["access"], reply.json()["refresh"]
        return reply

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """A request with the access token."""
        token = {"authorization": f"Bearer {self.access}"} if self.access else {}
        headers = token | request.pop("headers", {})
        return self.server.http.request(method, path, headers=headers, **request)


@dataclass
class CentralServer:
    """A running service. `authority` is the CA file PCs pin; `http` trusts it and nothing else."""

    address: str
    authority: Path
    central: Central
    settings: Settings
    clock: MovingClock
    http: httpx.Client

    def seat(self, role: Role = Role.SUPERVISOR, *, login: str = "zhou", district: str = DISTRICT) -> Seat:
        """A new office with an account that has a secret."""
        seat = Seat(new_id(), district, new_id(), login, role)
        asked = Founding("样例街道", district, "样例区", login, "周样一", role)
        with self.central.transaction(None, directory.SCOPE) as connection:
            directory.found(connection, asked, seat.office_id, seat.officer_id, "cli:tests", self.clock())
        self.set_secret(seat)
        return seat

    def colleague(self, seat: Seat, role: Role = Role.OFFICER, *, login: str = "wu") -> Seat:
        """Another account at an office."""
        other = Seat(seat.office_id, seat.district_id, new_id(), login, role)
        with self.central.transaction(None, directory.SCOPE) as connection:
            directory.add_officer(
                connection,
                other.officer_id,
                seat.office_id,
                seat.district_id,
                login,
                "吴样二",
                role,
                "cli:tests",
                self.clock(),
            )
        self.set_secret(other)
        return other

    def set_secret(self, seat: Seat, secret: str = SECRET) -> None:
        """What an account signs in with from now on. For the client: `proof.login_secret(password, office, login)`."""
        with self.central.transaction(None) as connection:
            encoded = accounts.encode(secret, self.settings.secret_cost)
            accounts.set_secret(connection, seat.officer_id, encoded, self.clock())

    def code(self, seat: Seat, purpose: Purpose = Purpose.DEVICE, *, officer: UUID | None = None) -> str:
        """A one-time code of an office."""
        with self.central.transaction(None) as connection:
            word, _ = devices.issue_code(
                connection,
                purpose,
                seat.office_id,
                seat.district_id,
                "cli:tests",
                self.clock(),
                officer_id=officer,
            )
        return word

    def founding_code(self, asked: Founding) -> str:
        """A one-time code with which a PC lets a new office in, under its own ids if it has any."""
        with self.central.transaction(None) as connection:
            word, _ = devices.issue_code(
                connection,
                Purpose.DEVICE,
                None,
                asked.district_id,
                "cli:tests",
                self.clock(),
                founding=directory.kept(asked),
            )
        return word

    def new_pc(self) -> Pc:
        """A PC with a key that is not enrolled yet."""
        return Pc(self, None)

    def pc(self, seat: Seat) -> Pc:
        """An enrolled PC of the account's office, with the account signed in."""
        pc = self.enrolled(seat)
        pc.sign_in(seat).raise_for_status()
        return pc

    def enrolled(self, seat: Seat) -> Pc:
        """An enrolled PC of the account's office."""
        pc = self.new_pc()
        pc.enroll(self.code(seat)).raise_for_status()
        return pc


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The authority and the server certificate of this test session."""
    folder = tmp_path_factory.mktemp("authority")
    return certificates.prepare(folder, [HOST, "localhost"], datetime.now(UTC))


@pytest.fixture(scope="module")
def _service(postgres: EmbeddedPostgres, _migrated: str, authority: Certificates) -> Iterator[CentralServer]:
    with database(postgres) as dsn, serving(settings_for(dsn, authority), authority) as server:
        yield server


@pytest.fixture
def central_server(_service: CentralServer) -> CentralServer:
    """The service over a database that is fresh for each module: its clock right, nobody locked out.

    Tests share it, each with offices of its own.
    """
    _service.clock.ahead = timedelta()
    with _service.central.transaction(None) as connection:
        connection.execute("DELETE FROM hub.attempt")
    return _service


@pytest.fixture
def central_settings(central_dsn: str, authority: Certificates) -> Settings:
    """Settings of `own_central_server`; a test module replaces the fixture to change them."""
    return settings_for(central_dsn, authority)


@pytest.fixture
def own_central_server(central_settings: Settings, authority: Certificates) -> Iterator[CentralServer]:
    """The service over a fresh database of this test alone."""
    with serving(central_settings, authority) as server:
        yield server


def settings_for(dsn: str, authority: Certificates) -> Settings:
    """A service of one process with cheap hashing."""
    return Settings(
        dsn=dsn,
        host=HOST,
        workers=1,
        certificate=authority.server,
        certificate_key=authority.server_key,
        secret_cost=CHEAP,
    )


@contextmanager
def serving(settings: Settings, authority: Certificates) -> Iterator[CentralServer]:
    """A service for as long as the block."""
    clock, store = MovingClock(), Central(settings.dsn)
    try:
        with running(store, settings, clock) as address, trusting(authority.authority, address) as http:
            yield CentralServer(address, authority.authority, store, settings, clock, http)
    finally:
        store.close()


@contextmanager
def running(store: Central, settings: Settings, clock: MovingClock) -> Iterator[str]:
    """Serve in a thread for as long as the block; gives the address."""
    listener = socket.socket()
    listener.bind((HOST, 0))
    server = _Server(config(settings, make_app(store, settings, clock)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        assert server.up.wait(20), "the service did not start"
        scheme = "https" if settings.certificate else "http"
        yield f"{scheme}://{HOST}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


def trusting(authority_file: Path, address: str) -> httpx.Client:
    """A client that trusts one authority and no other."""
    context = ssl.create_default_context(cafile=str(authority_file))
    return httpx.Client(base_url=address, verify=context, trust_env=False, timeout=30)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, made: uvicorn.Config) -> None:
        super().__init__(made)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()
