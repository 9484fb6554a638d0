"""Lanes without Qt: order, cancelling, interrupting, ending."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator

import pytest

from ui.jobs.lane import Cancelled, JobControl, Lane, Outcome, Progress, Result, Ticket

WAIT = 10


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.close()


class Run:
    """A ticket whose result can be waited for."""

    def __init__(self, lane: Lane, work: Callable[[JobControl], object], key: str | None = None) -> None:
        self._result: queue.Queue[Result] = queue.Queue()
        self.ticket = lane.submit(Ticket(work, self._result.put, JobControl(), key))

    def result(self) -> Result:
        return self._result.get(timeout=WAIT)


class Gate:
    """Work that says it runs and goes on when told."""

    def __init__(self) -> None:
        self.running, self.open = threading.Event(), threading.Event()

    def __call__(self, control: JobControl) -> str:
        self.running.set()
        assert self.open.wait(WAIT)
        control.check()
        return "through"


def test_tickets_are_done_one_after_another_off_this_thread(lane: Lane) -> None:
    seen: list[tuple[int, str]] = []
    runs = [Run(lane, lambda _c, n=n: seen.append((n, threading.current_thread().name))) for n in range(5)]
    assert [run.result().outcome for run in runs] == [Outcome.DONE] * 5
    assert seen == [(n, "lane-test") for n in range(5)]


def test_a_failure_is_brought_back_and_the_lane_goes_on(lane: Lane) -> None:
    def fail(_control: JobControl) -> None:
        raise ValueError("no")

    result = Run(lane, fail).result()
    assert result.outcome is Outcome.FAILED and isinstance(result.error, ValueError)
    assert Run(lane, lambda _c: 7).result() == Result(Outcome.DONE, 7)


def test_a_newer_ticket_of_the_same_key_drops_the_waiting_one(lane: Lane) -> None:
    gate = Gate()
    first = Run(lane, gate)
    assert gate.running.wait(WAIT)
    older, newer = Run(lane, lambda _c: "old", "k"), Run(lane, lambda _c: "new", "k")
    other = Run(lane, lambda _c: "other", "j")
    assert older.result().outcome is Outcome.CANCELLED
    gate.open.set()
    assert (first.result().value, newer.result().value, other.result().value) == ("through", "new", "other")


def test_a_running_ticket_stops_at_its_next_check(lane: Lane) -> None:
    gate = Gate()
    run = Run(lane, gate, "k")
    assert gate.running.wait(WAIT)
    newer = Run(lane, lambda _c: "new", "k")
    gate.open.set()
    assert run.result().outcome is Outcome.CANCELLED
    assert newer.result().value == "new"


def test_a_running_query_is_interrupted_and_the_next_one_is_not() -> None:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    started = threading.Event()
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n"

    def interrupt() -> None:
        connection.interrupt()

    lane = Lane("reader", interrupt)
    try:

        def search(_control: JobControl) -> object:
            started.set()
            return connection.execute(endless).fetchone()

        running = Run(lane, search, "k")
        assert started.wait(WAIT)
        newer = Run(lane, lambda _c: connection.execute("select 42").fetchone()[0], "k")
        assert running.result().outcome is Outcome.CANCELLED
        assert newer.result().value == 42
    finally:
        lane.close()
        connection.close()


def test_closing_does_what_is_queued_and_refuses_more() -> None:
    lane = Lane("closing")
    gate = Gate()
    first, second = Run(lane, gate), Run(lane, lambda _c: "done")
    gate.open.set()
    lane.close()
    assert first.result().value == "through" and second.result().value == "done"
    with pytest.raises(RuntimeError, match="closed"):
        lane.submit(Ticket(lambda _c: None, lambda _r: None, JobControl()))


def test_cancelling_an_ended_ticket_changes_nothing(lane: Lane) -> None:
    run = Run(lane, lambda _c: 1)
    assert run.result().value == 1
    run.ticket.cancel()
    assert Run(lane, lambda _c: 2).result().value == 2


def test_progress_is_told_sparingly_and_always_at_the_end() -> None:
    told: list[Progress] = []
    control = JobControl(told.append, every=60)
    for done in range(1, 101):
        control.progress(done, 100, "行")
    assert [step.done for step in told] == [1, 100]
    assert told[-1].total == 100 and told[-1].text == "行"


def test_progress_of_cancelled_work_stops_it() -> None:
    control = JobControl()
    control.cancel()
    with pytest.raises(Cancelled):
        control.progress(1, 2)


def test_remaining_time_is_said_only_when_it_can_be() -> None:
    assert Progress(25, 100, "", 5.0).remaining == pytest.approx(15.0)
    assert Progress(0, 100, "", 5.0).remaining is None
    assert Progress(5, 0, "", 5.0).remaining is None
    assert Progress(1, 100, "", 0.1).remaining is None
