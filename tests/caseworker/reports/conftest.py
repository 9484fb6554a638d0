"""The sample office, roughened: records that ended, were corrected, voided, merged or deleted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from caseworker.access.entry import Entry
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.sample.office import build
from db.local.key_slots import Cost
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, GroupTag, LoanApplication, Person, Placement, Referral, Task, Vacancy
from db.models.base import new_id

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Shared by the tests that only read."""
    return rough_office(tmp_path_factory.mktemp("reports"))


@pytest.fixture
def own_office(tmp_path: Path) -> Desk:
    """For tests that write."""
    return build(Entry(tmp_path / "office", FixedClock(china_instant(TODAY)), Cost(1024, 1, 1)))


def rough_office(folder: Path, seed: int = 7) -> Desk:
    """A sample office with everything that must not be counted, or counted otherwise."""
    desk = build(Entry(folder / "office", FixedClock(china_instant(TODAY)), Cost(1024, 1, 1)), seed=seed)
    with desk.write() as unit:
        _roughen(unit, Random(seed))
        unit.audit("sample.build")
    return desk


def _roughen(unit: UnitOfWork, random: Random) -> None:
    _end_things(unit, random)
    _tasks_and_posts(unit, random)
    for person in _some(unit, Person, 0.05, random):
        person.community = random.choice((None, ""))
    for person in _some(unit, Person, 0.02, random):
        person.merged_into = person.id
    for case in _some(unit, Case, 0.03, random):
        case.state = "void"
    for activity in _some(unit, Activity, 0.05, random):
        unit.session.add(_correction(activity))
    for model in (Person, GroupTag, Case, Task, Placement, Vacancy, Referral, LoanApplication):
        for row in _some(unit, model, 0.02, random):
            row.deleted = True


def _some(unit: UnitOfWork, model: Any, share: float, random: Random) -> list[Any]:
    rows = unit.session.scalars(select(model).order_by(model.id)).all()
    return random.sample(rows, max(2, int(len(rows) * share)))


def _end_things(unit: UnitOfWork, random: Random) -> None:
    """Groups left, some of them just before a job; jobs ended, followed by another."""
    for tag in _some(unit, GroupTag, 0.2, random):
        tag.to_on = (tag.from_on or TODAY) + timedelta(days=random.randint(0, 400))
    for tag in _some(unit, GroupTag, 0.1, random):
        tag.from_on = None
    for placement in _some(unit, Placement, 0.3, random):
        placement.ended_on = placement.started_on + timedelta(days=random.randint(1, 200))
        second = _second_job(placement)
        unit.session.add(second)
        for tag in _tags_of(unit, placement)[:: random.choice((1, 5))]:  # a group joined between two jobs
            tag.from_on = second.started_on - timedelta(days=3)
    for placement in _some(unit, Placement, 0.3, random):
        for tag in _tags_of(unit, placement):
            tag.to_on = placement.started_on - timedelta(days=random.choice((0, 3, 60, 90)))


def _tags_of(unit: UnitOfWork, placement: Placement) -> list[GroupTag]:
    return list(unit.session.scalars(select(GroupTag).where(GroupTag.person_id == placement.person_id)))


def _tasks_and_posts(unit: UnitOfWork, random: Random) -> None:
    for task in _some(unit, Task, 0.5, random):
        task.done_at = unit.now
    for task in _some(unit, Task, 0.3, random):
        task.due_on = TODAY - timedelta(days=random.randint(0, 60))
    for task in _some(unit, Task, 0.2, random):
        _end_case(unit, task, random.choice(("closed", "closed", "merged")), random.randint(-9, 9))
    for vacancy in _some(unit, Vacancy, 0.1, random):
        vacancy.status = random.choice(("doubtful", "withdrawn"))


def _end_case(unit: UnitOfWork, task: Task, state: str, days: int) -> None:
    """The case of a promise ends about the day of the promise."""
    case = unit.session.get_one(Case, task.case_id)
    case.state = state
    case.closed_on = task.due_on + timedelta(days) if state == "closed" else None


def _second_job(first: Placement) -> Placement:
    return Placement(
        id=new_id(),
        case_id=first.case_id,
        person_id=first.person_id,
        employer_name="样例餐饮公司一",
        post="收银员",
        started_on=min(first.started_on + timedelta(days=40), TODAY),
    )


def _correction(old: Activity) -> Activity:
    return Activity(
        id=new_id(),
        case_id=old.case_id,
        person_id=old.person_id,
        kind="visit",
        channel="visit",
        outcome="no_answer",
        text="更正",
        occurred_at=old.occurred_at + timedelta(hours=1),
        recorded_at=old.recorded_at,
        officer_id=old.officer_id,
        supersedes_id=old.id,
    )
