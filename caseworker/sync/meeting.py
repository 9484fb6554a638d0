"""Meeting the central store in the background: one meeting at a time, and how long to wait until the next.

A request that hangs is left to itself when nobody wants the meeting any more, so that locking never waits for a
network.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from random import Random
from typing import Protocol, TypeVar
from uuid import UUID

from caseworker.access.permissions import Right, may
from caseworker.desk import ChangeSummary, Desk
from caseworker.problems import Problem, SurroundingsProblem
from db.sync.backoff import LONGEST, next_delay
from db.sync.client import Report, SyncClient
from db.sync.enrolment import Enrolment, enrolment
from db.sync.history import CANCELLED, HALTING, failures
from db.sync.http import HttpTransport
from db.sync.problems import Unreachable
from db.sync.session import kept_login
from db.sync.transport import Transport

_Answer = TypeVar("_Answer", bytes, int)

LOOK_S = 0.05
"""How often a waiting request looks whether it is still wanted."""


class Control(Protocol):
    """How a meeting is told that nobody wants it any more."""

    @property
    def cancelled(self) -> bool: ...


class Meetings:
    """The meetings of one officer at one desk. `hold` is called in the network lane, one call at a time."""

    def __init__(self, desk: Desk, dice: Random | None = None) -> None:
        self._desk = desk
        self._dice = dice or Random()
        self._line: HttpTransport | None = None
        self._place: Enrolment | None = None

    @property
    def possible(self) -> bool:
        """Whether this PC is connected and the officer signed in there; cheap enough to ask each time."""
        desk = self._desk
        if desk.store.frozen or desk.actor.practice or not may(desk.actor, Right.SYNC):
            return False
        return enrolment(desk.store) is not None and kept_login(desk.store, desk.actor.officer_id) is not None

    def hold(self, control: Control) -> Report:
        """Meet once. Never raises for what network, server or disk do: `problem` of the report is the code."""
        if not self.possible:
            return _nothing("sync.not_connected")
        try:
            line = self._connected()
        except Problem as problem:
            return _nothing(problem.code)
        return SyncClient(self._desk.store, _Given(line, control), self._desk.clock).run(control)

    def wait_after(self, report: Report) -> float:
        """Seconds until the next meeting: the poll interval with jitter, longer and longer after failures."""
        if report.problem in HALTING:
            return LONGEST
        count = 0 if report.problem in {"", CANCELLED} else failures(self._desk.store)
        return next_delay(self._dice, failures=count, poll=report.poll, retry_after=report.retry_after)

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
        self._line = self._place = None

    def _connected(self) -> HttpTransport:
        """The line kept from meeting to meeting, made anew when this PC was connected elsewhere."""
        place = enrolment(self._desk.store)
        if place is None:
            raise SurroundingsProblem("sync.not_connected")
        if self._line is None or place != self._place:
            self.close()
            self._place = place
            self._line = HttpTransport(self._desk.store, place, self._desk.actor.officer_id, self._desk.clock.now)
        return self._line


class _Given:
    """A transport whose requests are given up as soon as nobody wants the meeting any more."""

    def __init__(self, line: Transport, control: Control) -> None:
        self._line, self._control = line, control

    def hello(self) -> bytes:
        return self._wait(self._line.hello)

    def newest_batch(self, device: UUID) -> int:
        return self._wait(lambda: self._line.newest_batch(device))

    def push(self, body: bytes) -> bytes:
        return self._wait(lambda: self._line.push(body))

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        return self._wait(lambda: self._line.pull(scope, epoch, after, limit))

    def manifest(self, scope: str) -> bytes:
        return self._wait(lambda: self._line.manifest(scope))

    def part(self, scope: str, snapshot: str, number: int) -> bytes:
        return self._wait(lambda: self._line.part(scope, snapshot, number))

    def digest(self, scope: str) -> bytes:
        return self._wait(lambda: self._line.digest(scope))

    def rows(self, body: bytes) -> bytes:
        return self._wait(lambda: self._line.rows(body))

    def find_blobs(self, hashes: list[str]) -> bytes:
        return self._wait(lambda: self._line.find_blobs(hashes))

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        return self._wait(lambda: self._line.send_chunk(sha256, number, size, content))

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        return self._wait(lambda: self._line.fetch_chunk(sha256, number))

    def carrier(self) -> bytes:
        return self._wait(self._line.carrier)

    def _wait(self, ask: Callable[[], _Answer]) -> _Answer:
        answer: SimpleQueue[_Answer | BaseException] = SimpleQueue()

        def run() -> None:
            try:
                answer.put(ask())
            except BaseException as error:  # noqa: BLE001 - handed to whoever waits, who knows what it means
                answer.put(error)

        threading.Thread(target=run, name="sync-request", daemon=True).start()
        while True:
            try:
                found = answer.get(timeout=LOOK_S)
            except Empty:
                if self._control.cancelled:
                    raise Unreachable("cancelled") from None
                continue
            if isinstance(found, BaseException):
                raise found
            return found


def _nothing(problem: str) -> Report:
    return Report(0, 0, problem, None, 60.0, ChangeSummary())


__all__ = ["Meetings", "Report"]
