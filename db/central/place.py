"""Where a command works: a database named by a settings file, or the folder of a trial with a PostgreSQL of its own."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import tomli_w

from db.central import certificates
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.central.settings import Settings, read_settings
from db.problems import SurroundingsProblem

_FILE = "central.toml"
_POSTGRES = "pg"
_TLS = "tls"


@dataclass(frozen=True, slots=True)
class Place:
    """A database to work on and the file that says how it is served."""

    dsn: str
    file: Path

    def settings(self) -> Settings:
        """What the file says; of a trial that was never served, what it would begin with."""
        if self.file.exists():
            return read_settings(self.file).model_copy(update={"dsn": self.dsn})
        return Settings(dsn=self.dsn)

    @contextmanager
    def central(self) -> Iterator[Central]:
        """The store, for one command."""
        store = Central(self.dsn, pool=2)
        try:
            yield store
        finally:
            store.close()

    def operator(self) -> str:
        """Who works here, for the record: the user of the operating system."""
        return f"cli:{os.environ.get('SUDO_USER') or getpass.getuser()}"

    def prepare_trial(self, host: str, port: int, names: Sequence[str], now: datetime) -> None:
        """Make certificates and the settings file of a trial."""
        known = dict.fromkeys(["localhost", "127.0.0.1", socket.gethostname(), *names])
        hosts = [*known] if host in {"0.0.0.0", "::", *known} else [*known, host]
        files = certificates.prepare(self.file.parent / _TLS, hosts, now)
        values = {
            "dsn": self.dsn,
            "host": host,
            "port": port,
            "workers": 1,
            "certificate": str(files.server),
            "certificate_key": str(files.server_key),
        }
        self.file.touch(mode=0o600)
        self.file.write_text(tomli_w.dumps(values), encoding="utf-8")

    def address(self) -> str:
        """The address PCs are told."""
        settings = self.settings()
        host = socket.gethostname() if settings.host in {"0.0.0.0", "::"} else settings.host
        return f"https://{host}:{settings.port}"

    def authority(self) -> Path:
        """The authority's certificate that PCs are given, of a trial."""
        return certificates.certificates_in(self.file.parent / _TLS).authority


@contextmanager
def place_of(embedded: Path | None, file: Path | None) -> Iterator[Place]:
    """The place two options name. A trial's PostgreSQL is started if need be, and stopped by who started it.

    Raises `central.no_place` when neither option, or both, are given.
    """
    if embedded is not None:
        folder = embedded.resolve()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        server = EmbeddedPostgres(folder / _POSTGRES)
        ran = server.is_running()
        try:
            yield Place(server.start(), folder / _FILE)
        finally:
            if not ran:
                server.stop()
    elif file is not None:
        yield Place(read_settings(file).dsn, file)
    else:
        raise SurroundingsProblem("central.no_place")
