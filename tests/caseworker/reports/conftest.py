"""The sample office, roughened: records that ended, were corrected, voided, merged or deleted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

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


def rough_office(folder: Path) -> Desk:
    """A sample office with everything that must not be counted, or counted otherwise."""
    desk = build(Entry(folder / "office", FixedClock(china_instant(TODAY)), Cost(1024, 1, 1)))
    with desk.write() as unit:
        _roughen(unit, Random(7))
        unit.audit("sample.build")
    return desk


def _roughen(unit: UnitOfWork, random: Random) -> None:
    session = unit.session

    def some(model: type, share: float) -> list:
        rows = session.scalars(select(model).order_by(model.id)).all()
        return random.sample(rows, max(2, int(len(rows) * share)))

    for tag in some(GroupTag, 0.2):
        tag.to_on = (tag.from_on or TODAY) + timedelta(days=random.randint(0, 400))
    for tag in some(GroupTag, 0.1):
        tag.from_on = None
    for placement in some(Placement, 0.3):
        placement.ended_on = placement.started_on + timedelta(days=random.randint(1, 200))
        session.add(_second_job(placement))
    for task in some(Task, 0.5):
        task.done_at = unit.now
    for task in some(Task, 0.3):
        task.due_on = TODAY - timedelta(days=random.randint(0, 60))
    for vacancy in some(Vacancy, 0.1):
        vacancy.status = random.choice(("doubtful", "withdrawn"))
    for case in some(Case, 0.03):
        case.state = "void"
    for person in some(Person, 0.05):
        person.community = random.choice((None, ""))
    for person in some(Person, 0.02):
        person.merged_into = person.id
    for activity in some(Activity, 0.05):
        session.add(_correction(activity))
    for model in (Person, GroupTag, Case, Task, Placement, Vacancy, Referral, LoanApplication):
        for row in some(model, 0.02):
            row.deleted = True


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
