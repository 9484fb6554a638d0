"""Backups of the central store: PostgreSQL's own dump, encrypted while it is written for a key that is kept elsewhere.

A backup server or a stolen disk holds ciphertext alone. Brought back, the database begins another history: PCs notice,
read anew, and send again what the backup did not hold yet.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
import pyrage
from psycopg.conninfo import conninfo_to_dict

from db.central import counters, migrate
from db.central.database import APP_ROLE, Connection
from db.central.embedded import binaries
from db.problems import SurroundingsProblem
from db.whole_file import appearing

SUFFIX = ".dump.age"
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def back_up(dsn: str, folder: Path, receiver: str, now: datetime) -> Path:
    """Write `central-<UTC>.dump.age` for an age address (`age1…`). `dsn` may read past row security.

    The file has its name only when it is whole. Raises `central.receiver`, `central.no_tool`, `central.backup_failed`.
    """
    try:
        address = pyrage.x25519.Recipient.from_str(receiver)
    except pyrage.RecipientError as error:
        raise SurroundingsProblem("central.receiver") from error
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"central-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    command = [_tool("pg_dump", dsn), "--format=custom", "--no-password"]
    with appearing(path) as file:
        _pipe(command, dsn, lambda pipe: pyrage.encrypt_io(pipe, file, [address]), reads=True)
    return path


def restore(dsn: str, path: Path, identity: str) -> int:
    """Bring a backup into an empty database and begin another history. Returns how many scopes it has.

    `identity` is the secret of the address it was made for. Raises `central.not_empty` and changes nothing when there
    is something in the database, `central.identity` for another secret, `central.restore_failed` for a damaged file.
    """
    if migrate.version(dsn) is not None:
        raise SurroundingsProblem("central.not_empty")
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError as error:
        raise SurroundingsProblem("central.identity") from error
    with psycopg.connect(dsn, autocommit=True) as connection:
        _make_app_role(connection)
    command = [_tool("pg_restore", dsn), "--dbname=", "--single-transaction", "--no-owner", "--no-password"]
    with path.open("rb") as file:
        _pipe(command, dsn, lambda pipe: pyrage.decrypt_io(file, pipe, [key]), reads=False)
    with psycopg.connect(dsn) as connection:
        return counters.rotate_epoch(connection)


def _make_app_role(connection: Connection) -> None:
    """A dump holds grants to the role, not the role."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APP_ROLE,)).fetchone() is None:
        connection.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN")


def _pipe(command: list[str], dsn: str, work: Callable[[IO[bytes]], object], *, reads: bool) -> None:
    """Run a program of PostgreSQL with its output, or its input, in our hands."""
    stdin = subprocess.DEVNULL if reads else subprocess.PIPE
    stdout = subprocess.PIPE if reads else subprocess.DEVNULL
    environment = os.environ | _environment(dsn)
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=errors) as process,
    ):
        pipe = process.stdout if reads else process.stdin
        assert pipe is not None
        try:
            work(pipe)
            pipe.close()
        except (pyrage.DecryptError, OSError) as error:
            process.kill()
            raise _failure(errors, reads=reads, wrong_key=isinstance(error, pyrage.DecryptError)) from error
        if process.wait() != 0:
            raise _failure(errors, reads=reads, wrong_key=False)


def _failure(errors: IO[bytes], *, reads: bool, wrong_key: bool) -> SurroundingsProblem:
    """The problem, with the last error the program named."""
    if wrong_key:
        return SurroundingsProblem("central.identity")
    errors.seek(0)
    lines = [line for line in errors.read().decode(errors="replace").splitlines() if "error:" in line]
    return SurroundingsProblem(
        "central.backup_failed" if reads else "central.restore_failed", said=lines[-1] if lines else ""
    )


def _environment(dsn: str) -> dict[str, str]:
    """The connection in the environment, where other users of the machine do not see its password."""
    found = conninfo_to_dict(dsn)
    return {variable: str(found[name]) for name, variable in _VARIABLES.items() if found.get(name) is not None}


def _tool(name: str, dsn: str) -> str:
    """A program of PostgreSQL that is not older than the server; pip's own when there is one."""
    with psycopg.connect(dsn) as connection:
        needed = connection.info.server_version // 10000
    for found in (shutil.which(name), *_from_pip(name)):
        if found and _version(found) >= needed:
            return found
    raise SurroundingsProblem("central.no_tool", program=name, version=needed)


def _from_pip(name: str) -> list[str]:
    try:
        return [str(binaries() / name)]
    except SurroundingsProblem:
        return []


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    digits = said.rpartition(") ")[2].partition(".")[0].strip()
    return int(digits) if digits.isdigit() else 0
