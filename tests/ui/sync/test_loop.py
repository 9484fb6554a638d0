"""The loop behind the window: soon after a save, never while alone, given up at once when the officer leaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from caseworker.desk import Change, ChangeKind, ChangeSummary, Desk
from caseworker.sync import meeting
from caseworker.sync.meeting import Meetings, Report
from db.models import ServerLogin
from db.sync.enrolment import Enrolment, keep
from db.sync.problems import Unreachable
from tests.caseworker.sync.arrivals import arrive
from ui.jobs import Jobs, Lanes
from ui.sync import loop as loop_module
from ui.sync.loop import SyncLoop


class Control:
    """What a meeting asks whether it is still wanted."""

    cancelled = False


class HangingLine:
    """A line on which nothing ever comes back."""

    def __init__(self, *_place: object) -> None:
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def hello(self) -> bytes:
        self.asked.set()
        self.let_go.wait(20)
        raise Unreachable

    def close(self) -> None:
        self.let_go.set()


@pytest.fixture
def enrolled(alone: Desk) -> Desk:
    keep(alone.store, Enrolment("https://127.0.0.1:9", "-", alone.actor.device_id, alone.actor.office_id, bytes(32)))
    arrive(alone, ServerLogin(officer_id=alone.actor.officer_id, refresh="r", since=alone.now))
    return alone


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> HangingLine:
    line = HangingLine()
    monkeypatch.setattr(meeting, "HttpTransport", lambda *_place: line)
    return line


def running(lanes: Lanes, desk: Desk) -> SyncLoop:
    """A loop that begins at once."""
    made = SyncLoop.of(lanes)
    made.begin(Jobs(desk, lanes))
    made.now()
    return made


def test_a_pc_that_works_alone_meets_nobody(lanes: Lanes, alone: Desk) -> None:
    loop = running(lanes, alone)
    lanes.wait_idle()
    assert loop.last is None and not loop.running
    assert not loop._timer.isActive()


def test_a_practice_office_meets_nobody(enrolled: Desk) -> None:
    practice = Desk(enrolled.store, replace(enrolled.actor, practice=True), enrolled.clock)
    assert Meetings(enrolled).possible
    assert not Meetings(practice).possible


def test_leaving_does_not_wait_for_a_line_that_hangs(
    qtbot: QtBot, lanes: Lanes, enrolled: Desk, hanging: HangingLine
) -> None:
    loop = running(lanes, enrolled)
    assert hanging.asked.wait(10)
    started = time.monotonic()
    loop.stop()
    lanes.wait_idle(5)
    assert time.monotonic() - started < 5
    assert not loop.running and not loop._timer.isActive()


def test_who_comes_back_meanwhile_is_met_again(
    qtbot: QtBot, lanes: Lanes, enrolled: Desk, hanging: HangingLine
) -> None:
    loop = running(lanes, enrolled)
    assert hanging.asked.wait(10)
    loop.begin(Jobs(enrolled, lanes))
    assert loop.running  # the one that was given up has not ended yet
    lanes.wait_idle(5)
    assert loop._timer.isActive()
    loop.stop()


def test_a_meeting_that_fails_is_told_and_tried_again_later(
    lanes: Lanes, enrolled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = HangingLine()
    line.let_go.set()
    monkeypatch.setattr(meeting, "HttpTransport", lambda *_place: line)
    loop = running(lanes, enrolled)
    lanes.wait_idle()
    assert loop.last is not None and loop.last.problem == "sync.unreachable"
    assert 0 <= loop._timer.interval() <= 5_000  # full jitter over the first five seconds
    loop.stop()


@pytest.mark.parametrize(("known", "soon"), [(True, False), (False, True)], ids=["what came in", "what was saved"])
def test_what_is_saved_during_a_meeting_goes_up_soon_after(
    lanes: Lanes, enrolled: Desk, monkeypatch: pytest.MonkeyPatch, known: bool, soon: bool
) -> None:
    brought = _changed()

    def hold(_self: Meetings, _control: object) -> Report:
        return Report(0, 1, "", None, 60.0, brought)

    monkeypatch.setattr(Meetings, "hold", hold)
    monkeypatch.setattr(Meetings, "wait_after", lambda _self, _report: 60.0)
    loop = running(lanes, enrolled)
    if not known:
        lanes.bus.publish(_changed())
    lanes.wait_idle()
    assert (loop._timer.interval() <= loop_module.SOON_MS) is soon
    lanes.bus.publish(_changed())
    assert loop._timer.interval() <= loop_module.SOON_MS
    loop.stop()
    lanes.bus.publish(_changed())
    assert not loop._timer.isActive()


def test_the_wait_grows_with_failures_and_a_person_is_not_waited_for_in_haste(enrolled: Desk) -> None:
    meetings = Meetings(enrolled)
    nothing: Callable[[str], Report] = lambda problem: Report(0, 0, problem, None, 60.0, ChangeSummary())  # noqa: E731
    assert 30 <= meetings.wait_after(nothing("")) <= 90
    assert meetings.wait_after(nothing("sync.revoked")) == meeting.LONGEST


def _changed() -> ChangeSummary:
    return ChangeSummary(frozenset({Change("person", uuid4(), ChangeKind.UPDATE)}))
