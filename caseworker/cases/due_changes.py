"""改期、转手: a due thing gets another day or another officer, with the reason; undone by a newer row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.cases.due_lines import MOVABLE, Kind
from caseworker.cases.moving import living_case
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Case, DueChange, Officer, Placement, Referral, Task
from db.models.base import new_id


@dataclass(frozen=True, slots=True)
class DueThing:
    """What is moved: a `Kind` of Today, the record behind it, and of a check its days."""

    kind: Kind
    source_id: UUID
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """Where a thing stood before it was moved, for undoing. None: where it stands by itself."""

    on: date | None
    owner_id: UUID | None


def postpone(desk: Desk, thing: DueThing, due_on: date, reason: str) -> Saved[Before]:
    """Another day for a promise, a check, an interview's result or a reply that is waited for."""
    require(desk.actor, Right.EDIT_RECORDS)
    if due_on < desk.today:
        raise OfficerProblem("cases.task_past")
    with desk.write() as unit:
        before = _move(unit, thing, reason, on=due_on)
        unit.audit("due.postpone", reason=reason)
    return Saved(before, unit.summary)


def hand_on(desk: Desk, thing: DueThing, officer_id: UUID, reason: str) -> Saved[Before]:
    """A colleague does it; the case stays whose it is. A first contact goes over with its case (`assign_case`)."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        officer = unit.session.get(Officer, officer_id)
        if officer is None or officer.deleted or not officer.active:
            raise OfficerProblem("cases.no_such_officer")
        before = _move(unit, thing, reason, owner_id=officer_id)
        unit.audit("due.hand_on", reason=reason)
    return Saved(before, unit.summary)


def put_back(desk: Desk, thing: DueThing, before: Before, reason: str) -> Saved[UUID]:
    """Undo: the day and the hand it had. The rows that moved it stay, a newer one says so."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        row, _ = _write(unit, thing, reason, before)
        unit.audit("due.put_back", row)
    return Saved(row.id, unit.summary)


def _move(
    unit: UnitOfWork, thing: DueThing, reason: str, *, on: date | None = None, owner_id: UUID | None = None
) -> Before:
    if not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    now = _standing(unit, thing)
    _, before = _write(unit, thing, reason, Before(on or now.on, owner_id or now.owner_id))
    return before


def _write(unit: UnitOfWork, thing: DueThing, reason: str, to: Before) -> tuple[DueChange, Before]:
    case, before = _case(unit, thing), _standing(unit, thing)
    if thing.kind is Kind.TASK:
        task = _task(unit, thing)
        task.due_on, task.owner_id = to.on or task.due_on, to.owner_id or task.owner_id
    row = DueChange(
        id=new_id(),
        case_id=case.id,
        subject=thing.kind.value,
        subject_id=thing.source_id,
        step=thing.step,
        from_on=before.on,
        to_on=to.on,
        to_owner_id=to.owner_id,
        reason=reason.strip()[:200],
        at=unit.now,
        officer_id=unit.actor.officer_id,
    )
    return unit.add(row), before


def _standing(unit: UnitOfWork, thing: DueThing) -> Before:
    """The day and hand a thing has now."""
    if thing.kind is Kind.TASK:
        task = _task(unit, thing)
        return Before(task.due_on, task.owner_id)
    step = DueChange.step.is_(None) if thing.step is None else DueChange.step == thing.step
    of = (DueChange.subject == thing.kind.value, DueChange.subject_id == thing.source_id, step)
    newest = select(DueChange).where(*of).order_by(DueChange.id.desc()).limit(1)
    row = unit.session.scalars(newest).first()
    return Before(None, None) if row is None else Before(row.to_on, row.to_owner_id)


def _case(unit: UnitOfWork, thing: DueThing) -> Case:
    if thing.kind is Kind.TASK:
        return living_case(unit.session, _task(unit, thing).case_id)
    if thing.kind not in MOVABLE:
        raise OfficerProblem("cases.not_movable")
    record: Placement | Referral | None
    if thing.kind is Kind.CHECK:
        record = unit.session.get(Placement, thing.source_id)
    else:
        record = unit.session.get(Referral, thing.source_id)
    if record is None or record.deleted:
        raise OfficerProblem("cases.task_gone")
    return living_case(unit.session, record.case_id)


def _task(unit: UnitOfWork, thing: DueThing) -> Task:
    task = unit.session.get(Task, thing.source_id)
    if task is None or task.deleted or task.done_at is not None:
        raise OfficerProblem("cases.task_settled")
    return task
