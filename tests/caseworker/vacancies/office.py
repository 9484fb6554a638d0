"""A sample office with people, employers and vacancies for the tests of vacancies and matching. Nobody here is real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text

from caseworker.access.actor import Actor
from caseworker.cases.lifecycle import open_case
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.vacancies.employers import EmployerForm, save_employer
from caseworker.vacancies.vacancies import VacancyForm, save_vacancy
from db.local.folder import OfficeFolder
from tests.db.records import CHEAP, HOLDER, LOGIN, NOW, PASSWORD, actor, found_office, person

HOME = "500113"
"""巴南区; 500108 is next to it, 500237 is far off."""
NEAR, FAR = "500108", "500237"
ELECTRICIAN, FITTER = "6-31-01-03", "6-31-01-02"


def make_office(root: Path) -> Path:
    """A closed office folder with one officer, to be copied."""
    opened = OfficeFolder(root, CHEAP).create(HOLDER, PASSWORD)
    found_office(opened)
    opened.close()
    return root


@contextmanager
def office_desk(finished: Path, root: Path) -> Iterator[Desk]:
    """The desk of the sample officer in a copy of a finished office, with a clock that stands still."""
    shutil.copytree(finished, root)
    opened = OfficeFolder(root, CHEAP).open(LOGIN, PASSWORD)
    yield Desk(opened.store, _at_home(actor(opened.device_id)), FixedClock(NOW))
    opened.close()


def _at_home(sample: Actor) -> Actor:
    return replace(sample, district_id=HOME)


def rows(desk: Desk, sql: str, **params: object) -> Sequence[Any]:
    """What a reader sees."""
    with desk.read() as session:
        return session.execute(text(sql), params).all()


def add_employer(desk: Desk, name: str = "样一机械有限公司", **values: Any) -> UUID:
    """An employer on file."""
    return save_employer(desk, EmployerForm(name, **values)).value


def add_vacancy(desk: Desk, employer_id: UUID | None = None, title: str = "电工", **values: Any) -> UUID:
    """A vacancy on file; paid 5000 to 6000 yuan a month at home unless said otherwise."""
    usual: dict[str, Any] = {"pay_min": 500_000, "pay_max": 600_000, "pay_unit": "month", "region": HOME}
    firm = employer_id or add_employer(desk, f"样{title}{len(rows(desk, 'SELECT id FROM employer'))}有限公司")
    form = VacancyForm(firm, title, **usual | values)
    return save_vacancy(desk, form, confirm_flags=True).value


def add_person(desk: Desk, **values: Any) -> UUID:
    """A person who wants work as an electrician at home for at least 4000 yuan."""
    usual: dict[str, Any] = {
        "wanted_jobs": [{"code": ELECTRICIAN, "title": "电工"}],
        "wanted_regions": [HOME],
        "pay_min": 400_000,
        "education": "30",
        "live_region": HOME + "001",
    }
    record = person(**usual | values)
    with desk.write() as unit:
        unit.add(record)
        unit.audit("test.person", record)
    return record.id


def add_case(desk: Desk, person_id: UUID) -> UUID:
    """An open case of a person."""
    return open_case(desk, person_id).value
