"""The month's figures over a rough office, counted again in plain Python over whole tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from caseworker.cases.pulse import Pulse, Share, pulse
from caseworker.clock import FixedClock, china_day, china_instant
from caseworker.desk import Desk
from db.models import Activity, Case, Officer, Placement, Task
from tests.caseworker.reports.conftest import TODAY, rough_office

OPEN = {"registered", "assessing", "helping", "settling", "closing"}
GRACE = timedelta(days=3)


@pytest.fixture(scope="module")
def rough(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Shared: nothing here writes."""
    return rough_office(tmp_path_factory.mktemp("pulse"))


def share(verdicts: Iterator[bool | None]) -> Share:
    """None = not owed."""
    known = [one for one in verdicts if one is not None]
    return Share(sum(known), len(known))


class Month:
    """The records of one officer (None: all) and the month that `today` ends."""

    def __init__(self, desk: Desk, owner: UUID | None, today: date) -> None:
        with desk.read() as session:
            rows: dict[type, list[Any]] = {
                model: list(session.scalars(select(model))) for model in (Activity, Case, Placement, Task)
            }
            session.expunge_all()
        self.owner, self.first, self.today = owner, today.replace(day=1), today
        corrected = {entry.supersedes_id for entry in rows[Activity]}
        self.entries = [one for one in rows[Activity] if not one.deleted and one.id not in corrected]
        self.cases = {one.id: one for one in rows[Case]}
        self.jobs = [one for one in rows[Placement] if not one.deleted]
        self.tasks = [one for one in rows[Task] if not one.deleted and self.mine(one.owner_id)]

    def mine(self, officer: UUID) -> bool:
        return self.owner is None or officer == self.owner

    def recount(self) -> Pulse:
        mine = [one for one in self.cases.values() if self.mine(one.owner_id)]
        open_ids = {one.id for one in mine if one.state in OPEN and not one.deleted}
        recent = [one for one in self.entries if china_day(one.occurred_at) >= self.first]
        reached = {one.case_id for one in recent if one.outcome == "reached"} & open_ids
        jobs = [one for one in self.jobs if self.mine(self.cases[one.case_id].owner_id)]
        return Pulse(
            since=self.first,
            reached=Share(len(reached), len(open_ids)),
            checks=share(self.check(job, days) for job in jobs for days in (7, 30, 90, 180)),
            promises=share(self.kept(task) for task in self.tasks if self.first <= task.due_on <= self.today),
            contacts=sum(one.channel is not None and self.mine(one.officer_id) for one in recent),
            placements=sum(self.first <= one.started_on <= self.today for one in jobs),
        )

    def check(self, job: Placement, days: int) -> bool | None:
        due = job.started_on + timedelta(days)
        ended = job.ended_on is not None and job.ended_on < due
        if self.cases[job.case_id].deleted or ended or not self.first <= due <= self.today:
            return None
        made = [one for one in self.entries if one.placement_id == job.id and (one.check_days or 0) >= days]
        if any(china_day(one.occurred_at) <= due + GRACE for one in made):
            return True
        return False if due + GRACE < self.today else None

    def kept(self, task: Task) -> bool | None:
        case = self.cases[task.case_id]
        if case.deleted or case.state == "void":
            return None
        if task.done_at is not None:
            return True
        ended = case.state == "merged" or (case.closed_on is not None and case.closed_on <= task.due_on)
        return False if task.due_on < self.today and not ended else None


@pytest.mark.parametrize("days_ago", [0, 5, 22, 40, 61])
def test_the_figures_agree_with_a_recount(rough: Desk, days_ago: int) -> None:
    today = TODAY - timedelta(days=days_ago)
    then = replace(rough, clock=FixedClock(china_instant(today, 12)))
    with rough.read() as session:
        officers = list(session.scalars(select(Officer.id)))
    assert pulse(then, whole_office=True) == Month(then, None, today).recount()
    for officer in officers:
        found = pulse(replace(then, actor=replace(then.actor, officer_id=officer)))
        assert found == Month(then, officer, today).recount()


def test_the_rough_office_owes_something_of_everything(rough: Desk) -> None:
    found = pulse(replace(rough, clock=FixedClock(china_instant(TODAY, 12))), whole_office=True)
    assert all(0 < one.done < one.of for one in (found.reached, found.checks, found.promises))
    assert found.contacts > 0 and found.placements > 0
