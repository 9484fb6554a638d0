"""A lane: one worker thread that does its tickets one after another. No Qt here.

Three lanes exist (see `ui.jobs.jobs`): one writer, one reader whose running query can be interrupted, one for
the
network. A ticket is one piece of work; it is told through its `JobControl` when it should stop.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from enum import Enum
from typing import NamedTuple

INSIST_S = 0.02
"""How long a cancelled query may go on before it is interrupted again."""


class Cancelled(Exception):
    """Raised inside work whose result nobody wants any more; never shown to anyone."""


class Progress(NamedTuple):
    """How far a long job is: `done` of `total` (0 = unknown), a short text, seconds since it started."""

    done: int
    total: int
    text: str
    elapsed: float

    @property
    def remaining(self) -> float | None:
        """Seconds still to go at the speed so far; None while that cannot be said."""
        if self.total <= 0 or self.done <= 0 or self.elapsed < 0.5:
            return None
        return self.elapsed * max(0, self.total - self.done) / self.done


class JobControl:
    """What running work may ask and tell: whether to stop, and how far it is. Safe from any thread."""

    def __init__(self, report: Callable[[Progress], None] | None = None, *, every: float = 0.05) -> None:
        """`report` hears progress at most once per `every` seconds, and always the last step."""
        self._stop = threading.Event()
        self._report = report
        self._every = every
        self._started = time.monotonic()
        self._told = float("-inf")

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next `check` or `progress`."""
        self._stop.set()

    def check(self) -> None:
        """Raise `Cancelled` when the work should stop; call it between steps of long work."""
        if self.cancelled:
            raise Cancelled

    def progress(self, done: int, total: int = 0, text: str = "") -> None:
        """Tell how far the work is (`total` 0 = unknown); also checks for cancelling."""
        self.check()
        now = time.monotonic()
        last = total > 0 and done >= total
        if self._report is None or not (last or now - self._told >= self._every):
            return
        self._told = now
        self._report(Progress(done, total, text, now - self._started))


class Outcome(Enum):
    """How a ticket ended."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Result(NamedTuple):
    """What a ticket brought: a value, or the exception it failed with."""

    outcome: Outcome
    value: object = None
    error: BaseException | None = None


class Ticket:
    """One piece of work in a lane. `finish` is called exactly once, in the worker thread or in the
    canceller's.
    """

    def __init__(
        self,
        work: Callable[[JobControl], object],
        finish: Callable[[Result], None],
        control: JobControl,
        key: Hashable = None,
    ) -> None:
        self.work, self.finish, self.control, self.key = work, finish, control, key
        self.lane: Lane | None = None

    def cancel(self) -> None:
        """Drop the work if it waits, ask it to stop (and interrupt its query) if it runs."""
        if self.lane is None:
            self.control.cancel()
        else:
            self.lane.cancel(self)


class Lane:
    """A worker thread with a queue. `interrupt` stops the query a cancelled ticket is in the middle of."""

    def __init__(self, name: str, interrupt: Callable[[], None] | None = None) -> None:
        self.name = name
        self.interrupt = interrupt
        self._queue: deque[Ticket] = deque()
        self._changed = threading.Condition()
        self._running: Ticket | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def submit(self, ticket: Ticket) -> Ticket:
        """Queue a ticket. One with a key first cancels every waiting or running ticket of the same key."""
        ticket.lane = self
        with self._changed:
            if self._closed:
                raise RuntimeError(f"lane {self.name} is closed")
            rivals = [*self._queue, *([self._running] if self._running else [])]
            older = [other for other in rivals if ticket.key is not None and other.key == ticket.key]
            self._queue.append(ticket)
            self._changed.notify_all()
        for other in older:
            self.cancel(other)
        return ticket

    def cancel(self, ticket: Ticket) -> None:
        """Cancel a ticket wherever it is; one that has ended is left alone."""
        ticket.control.cancel()
        with self._changed:
            waiting = ticket in self._queue
            if waiting:
                self._queue.remove(ticket)
            elif self._running is ticket and self.interrupt is not None:
                self.interrupt()  # under the lock: the lane cannot have moved on to an innocent ticket
                threading.Thread(target=self._insist, args=(ticket,), daemon=True).start()
        if waiting:
            ticket.finish(Result(Outcome.CANCELLED))

    def close(self, timeout: float = 30.0) -> None:
        """Do what is queued, then end the thread; returns when it has ended or after `timeout` seconds."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(timeout)

    def _insist(self, ticket: Ticket) -> None:
        """Interrupt again until the ticket has ended: an interrupt that comes just before a query is lost on it."""
        with self._changed:
            while not self._changed.wait_for(lambda: self._running is not ticket, INSIST_S):
                if self.interrupt is not None:
                    self.interrupt()

    def _serve(self) -> None:
        while (ticket := self._next()) is not None:
            result = self._run(ticket)
            with self._changed:
                self._running = None
                self._changed.notify_all()
            ticket.finish(result)

    def _next(self) -> Ticket | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._queue) or self._closed)
            self._running = self._queue.popleft() if self._queue else None
            return self._running

    def _run(self, ticket: Ticket) -> Result:
        try:
            ticket.control.check()
            value = ticket.work(ticket.control)
        except Cancelled:
            return Result(Outcome.CANCELLED)
        except BaseException as error:  # noqa: BLE001 - handed to the GUI thread, which decides whose fault it is
            # An interrupted query fails in its driver's own way; what counts is that we asked it to stop.
            return Result(Outcome.CANCELLED if ticket.control.cancelled else Outcome.FAILED, error=error)
        return Result(Outcome.DONE, value)
