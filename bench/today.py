"""A large office at work: the worklist of one officer, opening a case, saving a note.

The officer owns a third of all cases. Nothing was sent yet, so everything ever written waits in the outbox as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from time import perf_counter
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from bench import harness
from bench.office import TODAY, fill_casework, office
from caseworker.cases.pulse import pulse
from caseworker.cases.timeline import Entry, NextAction, record
from caseworker.cases.today import today
from caseworker.cases.view import case_view
from caseworker.desk import Desk
from caseworker.status import office_status
from db.models import Activity

CASES = 20_000
ACTIVITIES_PER_CASE = 6
TIMES, OPENED, NOTES = 60, 500, 300
T = TypeVar("T")


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` cases with six activities each; milliseconds as an officer waits for them."""
    cases = harness.count(CASES)
    with office(officers=True) as (desk, officers), harness.timed() as watch:
        ids = fill_casework(desk, officers, cases, cases * ACTIVITIES_PER_CASE)
        written = _activities(desk)
        harness.tell(f"{len(ids)} cases, {written} activities written")
        dice = harness.dice("today")
        chosen = dice.sample(ids, min(OPENED, len(ids)))
        worklist = today(desk)
        figures = {
            **_both("today", times(lambda: today(desk), TIMES)),
            **_both("office", times(lambda: today(desk, whole_office=True), TIMES)),
            **_both("status", times(lambda: office_status(desk), TIMES)),
            **_both("pulse", times(lambda: pulse(desk), TIMES)),
            **_both("open_case", [_time(partial(case_view, desk, one)) for one in chosen]),
            **_both("save_note", _notes(desk, chosen[:NOTES], dice)),
        }
    return {
        **figures,
        "cases": len(ids),
        "activities": written,
        "lines": len(worklist.items),
        "total": worklist.total,
        "seconds": watch.seconds,
    }


def _activities(desk: Desk) -> int:
    with desk.read() as session:
        return int(session.execute(select(func.count()).select_from(Activity)).scalar_one())


def times(act: Callable[[], T], count: int) -> list[float]:
    """Seconds that each of `count` calls took."""
    return [_time(act) for _ in range(count)]


def _time(act: Callable[[], T]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _both(name: str, seconds: Sequence[float]) -> dict[str, object]:
    return {
        f"{name}_p50_ms": harness.percentile(seconds, 0.5) * 1000,
        f"{name}_p95_ms": harness.percentile(seconds, 0.95) * 1000,
    }


def _notes(desk: Desk, cases: Sequence[UUID], dice: Random) -> list[float]:
    """A note with a next action, in every second case; what the officer waits for includes the disk."""
    found = []
    for number, case_id in enumerate(cases):
        promise = NextAction("电话回访求职进展", TODAY + timedelta(days=dice.randrange(1, 20)))
        entry = Entry("follow_up", "愿意看固定岗位，下周再联系。" * dice.randrange(1, 6), "phone", "reached")
        if number % 2:
            entry = Entry(entry.kind, entry.text, entry.channel, entry.outcome, next_action=promise)
        found.append(_time(partial(record, desk, case_id, entry)))
    return found


if __name__ == "__main__":
    harness.run(main)
