"""Meeting the central store in the background: after sign-in, soon after something was saved, and every minute or so.

Runs in the network lane, so that the window never waits for it. While nobody is in, or the PC works alone, it rests.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseworker.problems import Problem
from caseworker.sync.meeting import Meetings, Report
from ui.jobs import JobControl, Jobs, Lanes, Ticket

FIRST_MS = 1_500
"""After sign-in: first the screens, then the network."""
SOON_MS = 3_000
"""After something was saved: what follows at once goes along."""
AGAIN_MS = 60_000
"""After a trouble of this PC's own."""
NAME = "sync-loop"


class SyncLoop(QObject):
    """One per application, found with `SyncLoop.of(lanes)`."""

    moved = Signal()
    """A meeting began or ended; `running` says which."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__(lanes)
        self.setObjectName(NAME)
        self.last: Report | None = None
        self._jobs: Jobs | None = None
        self._meetings: Meetings | None = None
        self._ticket: Ticket | None = None
        self._heard: list[object] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._meet)
        lanes.bus.changed.connect(self._written)

    @staticmethod
    def of(lanes: Lanes) -> SyncLoop:
        """The loop of these lanes, made when it is first asked for; it rests until `begin`."""
        return SyncLoop.known(lanes) or SyncLoop(lanes)

    @staticmethod
    def known(lanes: Lanes) -> SyncLoop | None:
        """The loop of these lanes if it was asked for before."""
        found = lanes.findChild(SyncLoop, NAME)
        return found if isinstance(found, SyncLoop) else None

    @property
    def running(self) -> bool:
        """Whether a meeting is under way."""
        return self._ticket is not None

    def begin(self, jobs: Jobs) -> None:
        """An officer is in: meet shortly, and from then on again and again."""
        self.stop()
        self._jobs, self._meetings = jobs, Meetings(jobs.desk)
        self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """The officer leaves: what is under way is given up at its next step; nothing is lost by that."""
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        if self._meetings is not None:
            self._meetings.close()
        self._jobs = self._meetings = None

    def now(self) -> None:
        """Meet at once: asked for by the officer, or after connecting."""
        if self._jobs is not None and not self.running:
            self._timer.stop()
            self._meet()

    def _meet(self) -> None:
        jobs, meetings = self._jobs, self._meetings
        if jobs is None or meetings is None or jobs.desk is None or self.running:
            return

        def work(_desk: Any, control: JobControl) -> _Held | None:
            if not meetings.possible:
                return None
            report = meetings.hold(control)
            return _Held(report, meetings.wait_after(report))

        self._heard.clear()
        self._ticket = jobs.network(work, self._held, self._failed, owner=self, ended=self._ended)
        self.moved.emit()

    def _held(self, held: _Held | None) -> None:
        if held is None:  # works alone: nothing to do before this PC is connected
            self.last = None
            return
        self.last = held.report
        self._timer.start(round(held.wait * 1000))
        if any(summary is not held.changes for summary in self._heard):
            self._timer.start(SOON_MS)  # something was saved here meanwhile

    def _failed(self, _problem: Problem) -> None:
        self._timer.start(AGAIN_MS)

    def _ended(self) -> None:
        given_up = self._ticket is not None and self._ticket.control.cancelled
        self._ticket = None
        if self._jobs is None:
            self._timer.stop()
        elif given_up:  # the officer came back before it had ended
            self._timer.start(FIRST_MS)
        self.moved.emit()

    def _written(self, summary: object) -> None:
        if self.running:
            self._heard.append(summary)
        elif self._jobs is not None and self.last is not None and not self.last.problem:
            self._timer.start(min(SOON_MS, max(self._timer.remainingTime(), 0) or SOON_MS))


class _Held:
    """How a meeting went and how long to wait; its changes are told to the screens by the lane."""

    def __init__(self, report: Report, wait: float) -> None:
        self.report, self.wait = report, wait

    @property
    def changes(self) -> Any:
        """What came in."""
        return self.report.changes
