"""How work leaves the GUI thread and comes back: three lanes, and `Jobs`, the only way screens reach them.

`done`, `failed`, `progress` and `ended` run on the GUI thread and only while their owner lives, so a result
that
arrives after its screen is gone harms nothing.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, Protocol, TypeVar

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from caseworker.problems import Problem
from ui.jobs.bus import ChangeBus
from ui.jobs.lane import JobControl, Lane, Outcome, Progress, Result, Ticket

T = TypeVar("T")
Failed = Callable[[Problem], None]
SWITCH_INTERVAL_S = 0.001
"""How long a worker may keep the interpreter from the GUI thread; Python's default of 5 ms is a third of a
frame.
"""


class ReadStore(Protocol):
    """The one thing the lanes ask of a store."""

    def interrupt_reader(self) -> None: ...


class DeskLike(Protocol):
    """What `Jobs` needs of a `caseworker.desk.Desk`; work is handed the desk itself."""

    @property
    def store(self) -> Any: ...


class _Hearers(NamedTuple):
    """Who is told about one ticket."""

    owner: QObject
    done: Callable[[Any], None] | None
    failed: Failed | None
    progress: Callable[[Progress], None] | None
    ended: Callable[[], None] | None

    def alive(self) -> bool:
        return shiboken6.isValid(self.owner)


class Lanes(QObject):
    """The three lanes and the way back to the GUI thread. One per application."""

    problem = Signal(object)
    """A `Problem` nobody else handled; the shell shows it as a toast."""
    writing = Signal(bool)
    """The writer has something to save; everything is saved."""
    _arrived = Signal(object, object)
    _moved = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self.writer, self.reader, self.net = Lane("writer"), Lane("reader"), Lane("network")
        self.bus = ChangeBus(self)
        self._open: set[int] = set()
        self._writes: set[int] = set()
        self._home = threading.get_ident()
        self._arrived.connect(self._deliver)
        self._moved.connect(self._progress)

    def run(
        self,
        lane: Lane,
        work: Callable[[JobControl], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
        key: Hashable = None,
        progress: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Ticket:
        """Run `work(control)` in a lane; the other callables are called on the GUI thread while `owner`
        lives.
        """
        hearers = _Hearers(owner, done, failed, progress, ended)
        control = JobControl(lambda step: self._moved.emit(hearers, step))
        ticket = Ticket(work, lambda result: self._send((hearers, ticket), result), control, key)
        self._open.add(id(ticket))
        if lane is self.writer:
            self._writes.add(id(ticket))
            self.writing.emit(True)
        return lane.submit(ticket)

    @property
    def idle(self) -> bool:
        """Whether every ticket has ended and been delivered."""
        return not self._open

    def wait_idle(self, timeout: float = 10.0) -> None:
        """Let events run until the lanes are idle; for tests and for closing. Raises `TimeoutError`."""
        deadline, wait = time.monotonic() + timeout, QtCore.QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while not self.idle:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{len(self._open)} jobs still open after {timeout} s")
            QCoreApplication.processEvents(wait, int(min(left, 0.05) * 1000))

    def close(self, timeout: float = 30.0) -> None:
        """Finish what is queued and end the threads."""
        for lane in (self.net, self.reader, self.writer):
            lane.close(timeout)

    def _send(self, address: tuple[_Hearers, Ticket], result: Result) -> None:
        """Bring a result home: a lane's signal waits for the event loop there by itself, one of this thread not."""
        if threading.get_ident() == self._home:
            QTimer.singleShot(0, self, lambda: self._deliver(address, result))
        else:
            self._arrived.emit(address, result)

    def _deliver(self, address: tuple[_Hearers, Ticket], result: Result) -> None:
        hearers, ticket = address
        self._open.discard(id(ticket))
        if id(ticket) in self._writes:
            self._writes.discard(id(ticket))
            self.writing.emit(bool(self._writes))
        summary = getattr(result.value, "changes", None)
        if result.outcome is Outcome.DONE and summary is not None:
            self.bus.publish(summary)
        try:
            if hearers.alive():
                self._tell(hearers, result, stale=ticket.control.cancelled)
            elif result.outcome is Outcome.FAILED:
                self._report(None, result.error)
        finally:
            if hearers.ended is not None and hearers.alive():
                hearers.ended()

    def _tell(self, hearers: _Hearers, result: Result, *, stale: bool) -> None:
        if result.outcome is Outcome.FAILED:
            self._report(hearers.failed, result.error)
        elif result.outcome is Outcome.DONE and hearers.done is not None and not stale:
            hearers.done(result.value)

    def _report(self, failed: Failed | None, error: BaseException | None) -> None:
        if isinstance(error, Problem):
            (failed or self.problem.emit)(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)  # a bug of ours: one door for all bugs

    def _progress(self, hearers: _Hearers, step: Progress) -> None:
        if hearers.alive() and hearers.progress is not None:
            hearers.progress(step)


class Jobs(QObject):
    """An officer's way to the lanes: work is handed the desk and a `JobControl`.

    While the window is locked there is no desk; jobs asked for meanwhile wait and run when the same officer
    returns.
    """

    def __init__(self, desk: DeskLike | None, lanes: Lanes | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = lanes or Lanes(self)
        self._desk: Any = None
        self._held: list[Callable[[], object]] = []
        if desk is not None:
            self.resume(desk)

    @property
    def desk(self) -> Any:
        """The desk work is given, None while locked. Screens may read `desk.actor` and `desk.clock`, nothing
        else.
        """
        return self._desk

    @property
    def bus(self) -> ChangeBus:
        """Where changes are announced."""
        return self.lanes.bus

    def resume(self, desk: DeskLike) -> None:
        """Give the officer's desk (after sign-in or unlocking) and run what was held."""
        self._desk = desk
        self.lanes.reader.interrupt = getattr(desk.store, "interrupt_reader", None)
        held, self._held = self._held, []
        for again in held:
            again()

    def pause(self) -> None:
        """Take the desk away (locking); later jobs are held until `resume`."""
        self._desk = None
        self.lanes.reader.interrupt = None

    def read(
        self,
        work: Callable[[Any, JobControl], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
        owner: QObject,
        progress: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Ticket | None:
        """Run `work(desk, control)` in the reader lane. A newer job with the same `key` cancels the older
        one.

        `done(result)`, `failed(problem)` (default: a toast), `progress(Progress)` and, always last, `ended()`
        are
        called on the GUI thread while `owner` lives. None is returned while locked (the job is held).
        """
        return self._run("reader", work, done, failed, key, owner, progress, ended)

    def write(
        self,
        work: Callable[[Any, JobControl], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject,
        progress: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Ticket | None:
        """Run `work(desk, control)` in the writer lane; the changes of a `Saved` result are published on the
        bus.
        """
        return self._run("writer", work, done, failed, None, owner, progress, ended)

    def network(
        self,
        work: Callable[[Any, JobControl], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        key: Hashable = None,
        owner: QObject,
        progress: Callable[[Progress], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Ticket | None:
        """Run `work(desk, control)` in the network lane: slow work that touches neither reader nor writer."""
        return self._run("net", work, done, failed, key, owner, progress, ended)

    def wait_idle(self, timeout: float = 10.0) -> None:
        """Let events run until no job is open (tests). Raises `TimeoutError`."""
        self.lanes.wait_idle(timeout)

    def close(self) -> None:
        """Finish what is queued and end the threads."""
        self.lanes.close()

    def _run(
        self,
        lane: str,
        work: Callable[[Any, JobControl], Any],
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        key: Hashable,
        owner: QObject,
        progress: Callable[[Progress], None] | None,
        ended: Callable[[], None] | None,
    ) -> Ticket | None:
        desk = self._desk
        if desk is None:
            self._held.append(lambda: self._run(lane, work, done, failed, key, owner, progress, ended))
            return None
        return self.lanes.run(
            getattr(self.lanes, lane),
            lambda control: work(desk, control),
            done,
            failed,
            owner=owner,
            key=key,
            progress=progress,
            ended=ended,
        )
