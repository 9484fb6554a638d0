"""Jobs found (入职) and the checks that follow after 7, 30, 90 and 180 days (稳岗回访, domain 3.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.cases.job_search import end_search_in
from caseworker.cases.lifecycle import advance_in, living_case
from caseworker.cases.moving import move_in, on_record
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry, record_in
from caseworker.desk import Desk, Saved
from caseworker.plans.cadence import cadence
from caseworker.problems import OfficerProblem
from caseworker.vacancies.lapsing import lapse_in
from db.local.unit_of_work import UnitOfWork
from db.models import Case, Person, Placement
from db.models.base import new_id

CHECK_DAYS = cadence().checks.days
"""From `resources/services/cadence.toml`."""
EMPLOYED, UNEMPLOYED = "employed", "unemployed"
"""Codes of `emp_status`."""


@dataclass(frozen=True, slots=True)
class NewPlacement:
    """A job found. Pay in 分 a month."""

    employer_name: str
    post: str
    started_on: date
    pay_fen: int | None = None
    referral_id: UUID | None = None


def next_check(started_on: date, done: Collection[int], ended_on: date | None = None) -> tuple[int, date] | None:
    """The next check that is owed, (days, date), or None when all are done or the job has ended.

    A later check settles the earlier ones: who was found at work after 90 days was at work after 30.
    """
    if ended_on is not None:
        return None
    latest = max(done, default=0)
    days = next((days for days in CHECK_DAYS if days > latest), None)
    return None if days is None else (days, started_on + timedelta(days=days))


def record_placement(desk: Desk, case_id: UUID, new: NewPlacement) -> Saved[UUID]:
    """Record a job found outside our own referrals; the case moves to 稳岗跟踪."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        placement = place_in(unit, case, new)
        unit.audit("placement.record", placement)
    return Saved(placement.id, unit.summary)


def place_in(unit: UnitOfWork, case: Case, new: NewPlacement) -> Placement:
    """Record a job found in a transaction that does more, with its entry on the timeline.

    The search ends with it: its open next steps are settled, and the person's other open referrals lapse.
    """
    if not new.employer_name.strip() or not new.post.strip():
        raise OfficerProblem("cases.placement_incomplete")
    placement = unit.add(
        Placement(
            id=new_id(),
            case_id=case.id,
            person_id=case.person_id,
            referral_id=new.referral_id,
            employer_name=new.employer_name.strip(),
            post=new.post.strip(),
            started_on=new.started_on,
            pay_fen=new.pay_fen,
        )
    )
    _now(unit, case, EMPLOYED)
    lapse_in(unit, case.person_id, new.referral_id)
    text = f"{placement.employer_name} {placement.post}"
    record_in(unit, case, Entry(kind="placement", text=text + end_search_in(unit, case, text)))
    advance_in(unit, case)
    return placement


def end_placement(desk: Desk, placement_id: UUID, ended_on: date, reason: str) -> Saved[UUID]:
    """The job was lost or left: its checks stop, and without another the case is back in help (稳岗跟踪 → 帮扶中)."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    with desk.write() as unit:
        placement = unit.session.get(Placement, placement_id)
        if placement is None or placement.deleted or placement.ended_on is not None:
            raise OfficerProblem("cases.job_ended_already")
        if not placement.started_on <= ended_on <= desk.today:
            raise OfficerProblem("cases.job_end_day")
        case = living_case(unit.session, placement.case_id)
        placement.ended_on, placement.end_reason = ended_on, reason.strip()[:80]
        words = messages.text("cases.job_ended", employer=placement.employer_name, post=placement.post, reason=reason)
        record_in(unit, case, Entry(kind="note", text=words))
        if not on_record(unit, case).at_work:
            _now(unit, case, UNEMPLOYED)
            if case.state == CaseState.SETTLING:
                move_in(unit, case, CaseState.HELPING, reason.strip()[:200])
        unit.audit("placement.end", placement, reason=reason)
    return Saved(placement_id, unit.summary)


def _now(unit: UnitOfWork, case: Case, status: str) -> None:
    """Who started work is employed, who lost it is not: said once, true on every form."""
    person = unit.session.get(Person, case.person_id)
    if person is not None:
        person.employment_status = status
