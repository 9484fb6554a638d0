"""Work leaving the GUI thread and coming back to it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from caseworker.desk import Change, ChangeKind, ChangeSummary, Saved
from caseworker.problems import OfficerProblem, Problem
from ui.jobs import JobControl, Jobs, Lanes, Progress

WAIT = 10


@dataclass
class Store:
    """The one thing lanes ask of a store."""

    interrupted: int = 0

    def interrupt_reader(self) -> None:
        self.interrupted += 1


@dataclass
class Desk:
    """An officer's desk as jobs see it: something with a store."""

    store: Store = field(default_factory=Store)


@pytest.fixture
def jobs(lanes: Lanes) -> Jobs:
    return Jobs(Desk(), lanes)


def test_work_runs_elsewhere_and_its_result_comes_back_here(jobs: Jobs) -> None:
    owner, seen = QObject(), []
    here = threading.get_ident()
    jobs.read(
        lambda desk, _c: (desk, threading.get_ident()), lambda r: seen.append((r, threading.get_ident())), owner=owner
    )
    jobs.wait_idle()
    [((desk, there), back)] = seen
    assert desk is jobs.desk and there != here and back == here


def test_a_gone_owner_hears_nothing(jobs: Jobs) -> None:
    owner, seen = QObject(), []
    go = threading.Event()
    jobs.read(lambda _d, _c: go.wait(WAIT), seen.append, owner=owner, ended=lambda: seen.append("ended"))
    import shiboken6

    shiboken6.delete(owner)
    go.set()
    jobs.wait_idle()
    assert seen == []


def test_what_a_write_changed_is_announced_once(jobs: Jobs) -> None:
    owner, heard, done = QObject(), [], []
    summary = ChangeSummary(frozenset({Change("person", uuid4(), ChangeKind.INSERT)}))
    jobs.bus.changed.connect(heard.append)
    jobs.write(lambda _d, _c: Saved(7, summary), lambda saved: done.append((saved.value, list(heard))), owner=owner)
    jobs.write(lambda _d, _c: Saved(8, ChangeSummary()), owner=owner)
    jobs.wait_idle()
    assert heard == [summary]
    assert done == [(7, [summary])]


def test_a_change_is_announced_even_when_its_screen_is_gone(jobs: Jobs) -> None:
    import shiboken6

    owner, heard, go = QObject(), [], threading.Event()
    summary = ChangeSummary(frozenset({Change("person", uuid4(), ChangeKind.UPDATE)}))
    jobs.bus.changed.connect(heard.append)

    def save(_desk: object, _control: JobControl) -> Saved[int]:
        assert go.wait(WAIT)
        return Saved(1, summary)

    jobs.write(save, owner=owner)
    shiboken6.delete(owner)
    go.set()
    jobs.wait_idle()
    assert heard == [summary]


def test_a_problem_reaches_its_hearer_or_else_the_window(jobs: Jobs) -> None:
    owner, mine, windows = QObject(), [], []

    def refuse(_desk: object, _control: JobControl) -> None:
        raise OfficerProblem("settings.unreadable", path="x")

    jobs.lanes.problem.connect(windows.append)
    jobs.read(refuse, failed=mine.append, owner=owner)
    jobs.read(refuse, owner=owner)
    jobs.wait_idle()
    problem = OfficerProblem("settings.unreadable", path="x")
    assert mine == [problem] and windows == [problem] and isinstance(windows[0], Problem)


def test_a_bug_goes_to_the_door_of_all_bugs(jobs: Jobs, qtbot: QtBot) -> None:
    owner, ended = QObject(), []

    def blunder(_desk: object, _control: JobControl) -> None:
        raise ZeroDivisionError

    jobs.read(blunder, lambda _r: ended.append("done"), owner=owner, ended=lambda: ended.append("ended"))
    with qtbot.captureExceptions() as caught:
        jobs.wait_idle()
    assert [kind for kind, _value, _trace in caught] == [ZeroDivisionError]
    assert ended == ["ended"]


def test_a_newer_search_cancels_the_older_and_interrupts_its_query(jobs: Jobs) -> None:
    owner, seen, running = QObject(), [], threading.Event()

    def search(_desk: object, control: JobControl) -> str:
        running.set()
        while not control.cancelled:
            pass
        control.check()
        return "old"

    jobs.read(search, seen.append, key="search", owner=owner)
    assert running.wait(WAIT)
    jobs.read(lambda _d, _c: "new", seen.append, key="search", owner=owner)
    jobs.wait_idle()
    assert seen == ["new"]
    assert jobs.desk.store.interrupted >= 1


def test_a_finished_but_outdated_result_is_not_delivered(jobs: Jobs) -> None:
    owner, seen, finished = QObject(), [], threading.Event()
    first = jobs.read(lambda _d, _c: "old", seen.append, key="k", owner=owner)
    jobs.read(lambda _d, _c: finished.set(), owner=owner)
    assert finished.wait(WAIT)  # the old result is on its way, delivered only when events run
    assert first is not None
    first.cancel()
    jobs.read(lambda _d, _c: "new", seen.append, key="k", owner=owner)
    jobs.wait_idle()
    assert seen == ["new"]


def test_progress_is_heard_here(jobs: Jobs) -> None:
    owner, steps = QObject(), []

    def count(_desk: object, control: JobControl) -> None:
        control.progress(1, 2, "一")
        control.progress(2, 2, "二")

    jobs.network(count, owner=owner, progress=steps.append)
    jobs.wait_idle()
    assert [(step.done, step.total, step.text) for step in steps if isinstance(step, Progress)][-1] == (2, 2, "二")


def test_lanes_do_not_wait_for_each_other(jobs: Jobs) -> None:
    owner, seen, read, written = QObject(), [], threading.Event(), threading.Event()

    def write(_desk: object, _control: JobControl) -> bool:
        written.set()
        return read.wait(WAIT)

    jobs.network(lambda _d, _c: written.wait(WAIT), seen.append, owner=owner)
    jobs.write(write, seen.append, owner=owner)
    jobs.read(lambda _d, _c: read.set(), owner=owner)
    jobs.wait_idle()
    assert seen == [True, True]


def test_jobs_asked_for_while_locked_run_after_unlocking(jobs: Jobs) -> None:
    owner, seen = QObject(), []
    jobs.pause()
    assert jobs.desk is None
    assert jobs.write(lambda desk, _c: desk, seen.append, owner=owner) is None
    jobs.wait_idle()
    assert seen == []
    desk = Desk()
    jobs.resume(desk)
    jobs.wait_idle()
    assert seen == [desk]


def test_waiting_for_work_that_does_not_end_is_told(jobs: Jobs) -> None:
    go = threading.Event()
    owner = QObject()
    jobs.network(lambda _d, _c: go.wait(WAIT), owner=owner)
    with pytest.raises(TimeoutError, match="1 jobs still open"):
        jobs.wait_idle(0.05)
    go.set()
    jobs.wait_idle()
