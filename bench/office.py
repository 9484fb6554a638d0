"""The large encrypted office that benches work in: made in a temporary folder, the same from its seed in every run.

Nobody in it is real: a surname, 样 and one or two characters for a name, an unassigned region in the ID number, and
phone numbers that begin as no mobile number does.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from bench import harness
from caseworker.access.entry import Entry
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.people.keys import key_rows
from caseworker.sample.employers import employers, vacancies
from caseworker.sample.office import COLLEAGUES, OFFICE, SampleSize, fill, write
from caseworker.sample.people import SURNAMES, people, sample_id
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, Employer, Person, PersonKey, Vacancy
from db.models.base import new_id
from db.models.local import ChangeContext

TODAY = date(2026, 11, 20)
NOW = china_instant(TODAY, 9, 30)
BATCH = 10_000
CASE_SHARE = 4
"""One person in so many has a case in the register that is searched."""
VACANCY_SHARE, EMPLOYER_SHARE = 2, 20
READINGS = "单仇曾区查"
"""Surnames read otherwise than the same characters elsewhere."""
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国春生海燕雪飞玲辉鹏云鑫波斌宇浩凯健俊帆帅旭"
    "宁龙林欢阳晨倩颖琳婷雅慧莹佳嘉琪瑶怡思雨欣梓涵子轩博文昊天一诺可心乐彤语安家乐永福德贵全富财有才素珍"
)


@contextmanager
def office(*, officers: bool = False) -> Iterator[tuple[Desk, list[UUID]]]:
    """A new office with its desk and the ids of its officers (three when `officers`), gone after the block."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with tempfile.TemporaryDirectory(prefix="caseworker-bench-") as name:
        entry = Entry(Path(name) / "office", FixedClock(NOW))
        desk = entry.create_office(OFFICE, practice=True)
        more = [entry.add_officer(desk, one) for one in COLLEAGUES] if officers else []
        try:
            yield desk, [desk.actor.officer_id, *more]
        finally:
            entry.sign_out(desk)


@contextmanager
def arriving(desk: Desk) -> Iterator[UnitOfWork]:
    """A transaction whose rows wait for no sync, as those that sync itself brings."""
    with desk.write() as unit:
        unit.session.execute(update(ChangeContext).values(capture=False))
        yield unit
        unit.session.execute(update(ChangeContext).values(capture=True))
        unit.audit("bench.fill")


def fill_register(desk: Desk, count: int) -> list[dict[str, Any]]:
    """Write `count` people with their look-up keys, and cases for a part; what one in a hundred can be found by."""
    dice, known = harness.dice("register"), []
    everyone = people(count, TODAY, desk.actor.officer_id, dice)
    for first in range(0, count, BATCH):
        part = [_rename(next(everyone).row, number, dice) for number in range(first, min(first + BATCH, count))]
        with arriving(desk) as unit:
            write(unit, Person, part)
            write(unit, PersonKey, [key for row in part for key in _keys(row)])
            write(unit, Case, [_case(unit, row) for row in part[::CASE_SHARE]])
        known += [{name: row[name] for name in ("name", "id_no", "mobile")} for row in part[::100]]
        harness.tell(f"{first + len(part)} of {count} people written")
    return known


def fill_vacancies(desk: Desk, count: int) -> None:
    """Write `count` open vacancies and a twentieth as many employers: the same box finds them."""
    dice = harness.dice("vacancies")
    hiring = employers(max(20, count // 20), dice)
    with arriving(desk) as unit:
        write(unit, Employer, [row for row, _ in hiring])
        write(unit, Vacancy, vacancies(count, hiring, TODAY, dice))


def fill_casework(desk: Desk, officers: Sequence[UUID], cases: int, activities: int) -> list[UUID]:
    """Write the sample office in large, all of it waiting for a first sync; the ids of its cases."""
    size = SampleSize(cases, max(20, cases // EMPLOYER_SHARE), max(20, cases // VACANCY_SHARE))
    with desk.write() as unit:
        fill(unit, TODAY, officers, size, harness.dice("casework"))
        unit.audit("bench.fill")
    with desk.write() as unit:
        written = unit.session.execute(select(func.count()).select_from(Activity)).scalar_one()
        _add_contacts(unit, activities - written)
        unit.audit("bench.fill")
    with desk.read() as session:
        return list(session.scalars(select(Case.id).order_by(Case.id)))


def _rename(row: dict[str, Any], number: int, dice: Random) -> dict[str, Any]:
    surname = dice.choice(SURNAMES + READINGS)
    given = "".join(dice.choices(GIVEN, k=dice.choice((1, 1, 2))))
    id_no = sample_id(row["birth_date"], dice.randrange(500) * 2 + int(row["sex"] == "1"))
    return {**row, "name": f"{surname}样{given}", "id_no": id_no, "mobile": f"12{number * 7919 % 10**9:09d}"}


def _keys(row: dict[str, Any]) -> list[dict[str, object]]:
    return key_rows(row["id"], row["name"], row["id_no"], row["mobile"])


def _case(unit: UnitOfWork, person: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person["id"],
        "owner_id": unit.actor.officer_id,
        "state": "helping",
        "opened_on": person["registered_on"],
        "assigned_at": unit.now,
    }


def _add_contacts(unit: UnitOfWork, count: int) -> None:
    """Calls of the last half year, spread over all cases but those nobody has touched yet."""
    dice = harness.dice("contacts")
    columns = select(Case.id, Case.person_id, Case.owner_id).where(Case.state != "registered").order_by(Case.id)
    cases = unit.session.execute(columns).all()
    write(unit, Activity, [_contact(*cases[number % len(cases)], dice) for number in range(count)])


def _contact(case_id: UUID, person_id: UUID, owner_id: UUID, dice: Random) -> dict[str, Any]:
    at = NOW - timedelta(minutes=dice.randrange(10, 180 * 24 * 60))
    return {
        "id": new_id(),
        "case_id": case_id,
        "person_id": person_id,
        "kind": "follow_up",
        "channel": "phone",
        "outcome": "reached",
        "text": "电话联系，了解近况，约定下次联系的时间。",
        "occurred_at": at,
        "recorded_at": at,
        "officer_id": owner_id,
    }
