"""Which packages a person is owed and how far each has come; the contact their grade asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.cases.evidence import superseded_ids
from caseworker.cases.lifecycle import living_case
from caseworker.cases.states import OPEN_STATES
from caseworker.clock import china_day
from caseworker.desk import Desk, Saved
from caseworker.plans.cadence import ContactDue, cadence, contact_due
from caseworker.plans.packages import Package, Progress, Record, in_force, package, packages, progress
from caseworker.problems import OfficerProblem
from db.models import Activity, Case, GroupTag, PackageEnrolment, Person, Referral, Vacancy
from db.models.base import new_id

AT_RISK_SHOWN = 50
"""Packages near their end that are looked into for Today; the earliest ones."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A package a person is owed."""

    id: UUID
    progress: Progress
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class Standards:
    """What a case owes by rule: packages, those its groups suggest, and the next contact by its grade."""

    enrolled: tuple[Enrolled, ...]
    suggested: tuple[Package, ...]
    grade: str
    last_contact: date | None
    contact: ContactDue | None


@dataclass(frozen=True, slots=True)
class PackageWatch:
    """A package whose end is near while something is lacking."""

    enrolment_id: UUID
    case_id: UUID
    name: str
    progress: Progress


def standards(desk: Desk, case_id: UUID) -> Standards:
    """What a case owes; one that is no longer open owes no contact."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        case = living_case(session, case_id)
        groups = session.scalars(
            select(GroupTag.kind).where(GroupTag.person_id == case.person_id, ~GroupTag.deleted)
        ).all()
        enrolled = _enrolled(session, case)
        last = _last_contact(session, case)
    open_case = case.state in OPEN_STATES
    running = {one.progress.package.code for one in enrolled if one.ended_on is None}
    grade = cadence().grade(case.grade) or cadence().suggested(groups)
    return Standards(
        enrolled=enrolled,
        suggested=_suggested(groups, running, desk.today) if open_case else (),
        grade=grade.code,
        last_contact=last,
        contact=contact_due(grade, case.opened_on, last) if open_case else None,
    )


def enrol(desk: Desk, case_id: UUID, code: str) -> Saved[UUID]:
    """The person is owed a package; what was done this year since the case began counts. See `packages.running`."""
    require(desk.actor, Right.EDIT_RECORDS)
    found = package(code, on=desk.today)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        if case.closed_on is not None:
            raise OfficerProblem("packages.case_closed")
        same = (PackageEnrolment.case_id == case_id, PackageEnrolment.package == code)
        running = select(PackageEnrolment.id).where(*same, PackageEnrolment.ended_on.is_(None))
        if unit.session.execute(running.where(~PackageEnrolment.deleted)).first():
            raise OfficerProblem("packages.running", name=found.name.zh)
        row = unit.add(
            PackageEnrolment(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                package=found.code,
                version=found.version,
                from_on=max(case.opened_on, date(desk.today.year, 1, 1)),
                to_on=found.ends_on(desk.today),
            )
        )
        unit.audit("package.enrol", row)
    return Saved(row.id, unit.summary)


def end(desk: Desk, enrolment_id: UUID, reason: str) -> Saved[UUID]:
    """A package ends before or at its time, and why; what was done stays on record."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    with desk.write() as unit:
        row = unit.session.get(PackageEnrolment, enrolment_id)
        if row is None or row.deleted or row.ended_on is not None:
            raise OfficerProblem("packages.gone")
        row.ended_on, row.end_reason = desk.today, reason.strip()[:120]
        unit.audit("package.end", row, reason=row.end_reason)
    return Saved(enrolment_id, unit.summary)


def packages_at_risk(desk: Desk, *, whole_office: bool = False) -> tuple[PackageWatch, ...]:
    """Packages of open cases that end soon, or have ended, with something lacking; the earliest first."""
    require(desk.actor, Right.VIEW)
    ahead = max(one.warn_days for one in packages())
    query = (
        select(PackageEnrolment, Person.name)
        .join(Case, Case.id == PackageEnrolment.case_id)
        .join(Person, Person.id == PackageEnrolment.person_id)
        .where(
            PackageEnrolment.ended_on.is_(None),
            PackageEnrolment.to_on <= desk.today + timedelta(days=ahead),
            ~PackageEnrolment.deleted,
            Case.state.in_(OPEN_STATES),
            ~Case.deleted,
        )
    )
    if not whole_office:
        query = query.where(Case.owner_id == desk.actor.officer_id)
    with desk.read() as session:
        rows = session.execute(query.order_by(PackageEnrolment.to_on).limit(AT_RISK_SHOWN)).all()
        records = _records(session, [row.case_id for row, _ in rows])
        found = [PackageWatch(row.id, row.case_id, name, _progress(row, records[row.case_id])) for row, name in rows]
    return tuple(one for one in found if one.progress.at_risk(desk.today))


def _enrolled(session: Session, case: Case) -> tuple[Enrolled, ...]:
    query = select(PackageEnrolment).where(PackageEnrolment.case_id == case.id, ~PackageEnrolment.deleted)
    rows = session.scalars(query.order_by(PackageEnrolment.to_on, PackageEnrolment.id)).all()
    records = _records(session, [case.id])[case.id] if rows else []
    return tuple(Enrolled(row.id, _progress(row, records), row.ended_on, row.end_reason) for row in rows)


def _progress(row: PackageEnrolment, records: Sequence[Record]) -> Progress:
    return progress(package(row.package, row.version), row.from_on, row.to_on, records)


def _records(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[Record]]:
    """The entries and recommendations of some cases; corrected and withdrawn ones are left out."""
    found: dict[UUID, list[Record]] = defaultdict(list)
    entries = select(
        Activity.id, Activity.case_id, Activity.kind, Activity.occurred_at, Activity.text, Activity.outcome
    )
    standing = (Activity.case_id.in_(case_ids), ~Activity.deleted, Activity.id.not_in(superseded_ids()))
    for row in session.execute(entries.where(*standing)):
        text = row.text.splitlines()[0] if row.text else ""
        found[row.case_id].append(Record(row.id, row.kind, china_day(row.occurred_at), text, row.outcome or ""))
    sent = select(Referral.id, Referral.case_id, Referral.recommended_at, Referral.vacancy_id, Vacancy.title)
    query = sent.join(Vacancy, Vacancy.id == Referral.vacancy_id).where(Referral.case_id.in_(case_ids))
    for one in session.execute(query.where(~Referral.deleted)):
        on = china_day(one.recommended_at)
        found[one.case_id].append(Record(one.id, "", on, one.title, vacancy_id=one.vacancy_id))
    return found


def _last_contact(session: Session, case: Case) -> date | None:
    """The day the person was last reached, whatever the channel."""
    reached = (Activity.case_id == case.id, Activity.outcome == "reached", ~Activity.deleted)
    query = select(func.max(Activity.occurred_at)).where(*reached, Activity.id.not_in(superseded_ids(case.id)))
    at = session.execute(query).scalar()
    return china_day(at) if at is not None else None


def _suggested(groups: Sequence[str], running: set[str], today: date) -> tuple[Package, ...]:
    return tuple(one for one in in_force(today) if set(one.groups) & set(groups) and one.code not in running)
