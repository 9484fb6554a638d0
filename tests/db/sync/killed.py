"""Meetings held in processes of their own, each killed at a chosen step by SIGKILL.

`python -m tests.db.sync.killed` reads one order a line, holds that meeting in a fork of itself and writes where it was
killed (or "end") and its exit status: a new interpreter for each of a hundred kills would take minutes.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from db.actor import Role
from db.central.database import Central, Connection
from db.central.scopes import Caller, caller
from db.local.store import Store
from db.sync import writing
from db.sync.client import SyncClient
from db.sync.columns import entities
from db.sync.digest import local_digest
from db.sync.statements import upsert
from tests.db.sync.pcs import KEY, Line, Pc, Ticking

REPOSITORY = Path(__file__).parents[3]
END = "end"
Strike = Callable[[str], None]


@dataclass
class Meetings:
    """The process that holds meetings; one at a time."""

    process: subprocess.Popen[str]

    def hold(self, pc: Pc, step: int, among: Sequence[str] = ()) -> tuple[str, int]:
        """Hold a meeting of a closed PC and kill it at the `step`-th step of those `among` (empty: of all).

        Where that was, or END when it has fewer steps, and the exit status.
        """
        known = pc.line.caller
        order = [
            str(pc.path), pc.central().dsn, known.device_id.hex, known.officer_id.hex, known.office_id.hex,
            known.district_id, pc.clock.now().isoformat(), step, *among,
        ]  # fmt: skip
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        where, status = (json.loads(self.process.stdout.readline()) for _ in range(2))
        return where, status


@contextmanager
def meetings() -> Iterator[Meetings]:
    """The process, ended with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.db.sync.killed"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Meetings(process)
        assert process.stdin is not None
        process.stdin.close()


class StruckConnection:
    """The writer's connection; any statement that writes may be the one before which everything ends."""

    def __init__(self, raw: Any, strike: Strike) -> None:
        self._raw = raw
        self._strike = strike

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if not sql.startswith(("SELECT", "PRAGMA")):
            self._strike(_words(sql))
        return self._raw.execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> Any:
        self._strike(_words(sql))
        return self._raw.executemany(sql, rows)


class StruckCentral(Central):
    """A central store that may lose its caller before it commits."""

    strike: Strike

    @contextmanager
    def transaction(self, caller: Caller | None, *also: str, frozen: bool = False) -> Iterator[Connection]:
        with super().transaction(caller, *also, frozen=frozen) as connection:
            yield connection
            self.strike("server commits")


@dataclass
class StruckLine(Line):
    """A line on which any answer may be the last that is heard."""

    strike: Strike = print

    def push(self, body: bytes) -> bytes:
        self.strike("push sent")
        answer = super().push(body)
        self.strike("push answered")
        return answer

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        answer = super().pull(scope, epoch, after, limit)
        self.strike("page arrived")
        return answer

    def part(self, scope: str, snap: str, number: int) -> bytes:
        answer = super().part(scope, snap, number)
        self.strike("part arrived")
        return answer

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        self.strike("chunk sent")
        answer = super().send_chunk(sha256, number, size, content)
        self.strike("chunk answered")
        return answer

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        answer = super().fetch_chunk(sha256, number)
        self.strike("chunk arrived")
        return answer


def serve() -> None:
    """Hold meetings as ordered until the input ends."""
    for number, line in enumerate(sys.stdin):
        if number == 0:
            _warm_up(*json.loads(line)[:6])
        if (pid := os.fork()) == 0:
            _hold(*json.loads(line))
        _, status = os.waitpid(pid, 0)
        _say(os.waitstatus_to_exitcode(status))


def _warm_up(path: str, dsn: str, device: str, officer: str, office: str, district: str) -> None:
    """Load and work out, once for all forks, what is slow at first; everything is closed again."""
    central, store = Central(dsn, pool=1), Store(Path(path), KEY)
    known = caller(UUID(device), UUID(officer), Role.SUPERVISOR, UUID(office), district)
    line = Line(lambda: central, known)
    line.hello()
    for scope in known.scopes:
        line.digest(scope)
        with writing.looking(store) as raw:
            local_digest(raw, scope)
    for name in entities():
        upsert(name, forced=False)
    store.close()
    central.close()


def _hold(
    path: str, dsn: str, device: str, officer: str, office: str, district: str, at: str, step: int, *among: str
) -> None:
    """In the fork: hold the meeting and be killed in it. Never returns."""
    said: object = "failed"
    try:
        strike = _striking(step, among)
        central = StruckCentral(dsn, pool=2)
        central.strike = strike
        _strike_writer(strike)
        known = caller(UUID(device), UUID(officer), Role.SUPERVISOR, UUID(office), district)
        line = StruckLine(lambda: central, known, strike=strike)
        report = SyncClient(Store(Path(path), KEY), line, Ticking(datetime.fromisoformat(at))).run()
        said = report.problem or END
    finally:
        _say(said)
        os._exit(0)


def _striking(step: int, among: Sequence[str]) -> Strike:
    left = [step]

    def strike(where: str) -> None:
        left[0] -= not among or where in among
        if left[0] < 0:
            _say(where)
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def _strike_writer(strike: Strike) -> None:
    plain = writing.store_writer

    @contextmanager
    def struck(store: Store) -> Iterator[Any]:
        with plain(store) as raw:
            yield StruckConnection(raw, strike)

    writing.store_writer = struck


def _words(sql: str) -> str:
    return " ".join(sql.split()[:3])


def _say(word: object) -> None:
    os.write(1, (json.dumps(word) + "\n").encode())


if __name__ == "__main__":
    serve()
