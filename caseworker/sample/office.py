"""Builds the sample office in an empty folder: a street, three officers, people, vacancies, cases, loans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert

from caseworker.access.actor import Role
from caseworker.access.entry import Entry, NewOffice, NewOfficer
from caseworker.desk import Desk
from caseworker.people.keys import key_rows
from caseworker.sample import PASSWORD
from caseworker.sample.cases import CaseSamples
from caseworker.sample.employers import employers, vacancies
from caseworker.sample.loans import loan_rows
from caseworker.sample.papers import keep_papers
from caseworker.sample.people import SamplePerson, people
from caseworker.sample.services import PARENTS_FIRST as SERVICES_IN_ORDER
from caseworker.sample.services import ServiceSamples
from db.changes import ChangeKind
from db.local.unit_of_work import UnitOfWork
from db.models import (
    Activity,
    Attachment,
    Case,
    CaseTransition,
    Consent,
    Employer,
    GroupTag,
    Person,
    PersonKey,
    Placement,
    Referral,
    ReferralEvent,
    Task,
    Vacancy,
    WorkExperience,
)
from db.models.base import Base, Synced, new_id

OFFICE = NewOffice("样例街道", "500113", "巴南区", "", "zhou", "周样甲", PASSWORD)
COLLEAGUES = (
    NewOfficer("wu", "吴样乙", Role.OFFICER, PASSWORD),
    NewOfficer("zheng", "郑样丙", Role.OFFICER, PASSWORD),
)
_CHUNK = 5000
PARENTS_FIRST: tuple[type[Base], ...] = (Case, CaseTransition, Referral, ReferralEvent, Placement, Activity, Task)
"""Order of writing: a child before its parent would make SQLite look for children at every later parent."""


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How large an office to make."""

    people: int = 200
    employers: int = 60
    vacancies: int = 500


def build(entry: Entry, size: SampleSize | None = None, seed: int = 2026) -> Desk:
    """Make the sample office behind `entry` and sign its first officer in."""
    desk = entry.create_office(OFFICE, practice=True)
    officers = [desk.actor.officer_id, *(entry.add_officer(desk, one) for one in COLLEAGUES)]
    with desk.write() as unit:
        fill(unit, desk.today, officers, size or SampleSize(), Random(seed))
        write(unit, Attachment, keep_papers(unit, desk.store.blobs, Random(seed)))
        unit.audit("sample.build")
    return desk


def fill(unit: UnitOfWork, today: date, officers: Sequence[UUID], size: SampleSize, random: Random) -> None:
    """Write all sample records in one transaction."""
    hiring = employers(size.employers, random)
    openings = vacancies(size.vacancies, hiring, today, random)
    write(unit, Employer, [row for row, _ in hiring])
    write(unit, Vacancy, openings)
    names = {row["id"]: row["name"] for row, _ in hiring}
    for opening in openings:
        opening["employer_name"] = names[opening["employer_id"]]
    everyone = list(people(size.people, today, officers[0], random))
    _write_people(unit, everyone, today, random)
    samples = CaseSamples(today, officers, openings, random)
    cases = {person.row["id"]: samples.add(person) for person in everyone}
    for model in PARENTS_FIRST:
        write(unit, model, samples.rows[model])
    services, groups = ServiceSamples(today), {person.row["id"]: person.tags for person in everyone}
    for case in samples.rows[Case]:
        services.add(case, groups[case["person_id"]])
    for model in SERVICES_IN_ORDER:
        write(unit, model, services.rows[model])
    for model, rows in loan_rows(everyone, cases, officers, today, random).items():
        write(unit, model, rows)


def write(unit: UnitOfWork, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of one noun; synced rows are homed in the actor's office and told of."""
    table = model.__table__
    assert isinstance(table, Table)
    columns = set(table.columns.keys())
    home: dict[str, Any] = {}
    if issubclass(model, Synced):
        home = {"office_id": unit.actor.office_id, "district_id": unit.actor.district_id}
        unit.touched(table.name, (row["id"] for row in rows), ChangeKind.INSERT)
    for start in range(0, len(rows), _CHUNK):
        part = [{**home, **{k: v for k, v in row.items() if k in columns}} for row in rows[start : start + _CHUNK]]
        unit.session.execute(insert(table), part)


def _write_people(unit: UnitOfWork, everyone: Sequence[SamplePerson], today: date, random: Random) -> None:
    write(unit, Person, [person.row for person in everyone])
    write(unit, PersonKey, list(_keys(everyone)))
    write(unit, GroupTag, [_tag(person, kind) for person in everyone for kind in person.tags])
    write(unit, Consent, [_consent(unit, person) for person in everyone])
    write(unit, WorkExperience, [_work(person, today, random) for person in everyone if person.years])


def _keys(everyone: Iterable[SamplePerson]) -> Iterable[dict[str, Any]]:
    for person in everyone:
        row = person.row
        yield from key_rows(row["id"], row["name"], row["id_no"], row["mobile"])


def _tag(person: SamplePerson, kind: str) -> dict[str, Any]:
    row = person.row
    return {
        "id": new_id(),
        "person_id": row["id"],
        "kind": kind,
        "basis": "样例依据",
        "from_on": row["registered_on"],
        "verified_by": row["registered_by"],
    }


def _consent(unit: UnitOfWork, person: SamplePerson) -> dict[str, Any]:
    return {
        "id": new_id(),
        "person_id": person.row["id"],
        "purpose": "service",
        "given": True,
        "at": unit.now,
        "officer_id": unit.actor.officer_id,
    }


def _work(person: SamplePerson, today: date, random: Random) -> dict[str, Any]:
    left = person.row["registered_on"] - timedelta(days=random.randint(10, 120))
    return {
        "id": new_id(),
        "person_id": person.row["id"],
        "from_on": left - timedelta(days=365 * person.years),
        "to_on": min(left, today),
        "employer": f"样例{person.trade.industry}",
        "post": person.trade.title,
        "industry": person.trade.industry,
    }
