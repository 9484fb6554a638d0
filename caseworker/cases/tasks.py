"""Promises (下一步): set, postponed with a reason, settled, taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.cases.lifecycle import living_case
from caseworker.cases.timeline import NextAction, finish_in, promise_in
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Task


def promise(desk: Desk, case_id: UUID, action: NextAction) -> Saved[UUID]:
    """Set the next action of a case."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        task = promise_in(unit, living_case(unit.session, case_id), action)
        unit.audit("task.set", task)
    return Saved(task.id, unit.summary)


def postpone(desk: Desk, task_id: UUID, due_on: date, reason: str) -> Saved[date]:
    """Move a promise to another day; the value is the day it had, so that it can be undone."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    if due_on < desk.today:
        raise OfficerProblem("cases.task_past")
    with desk.write() as unit:
        task = _open_task(unit, task_id)
        before, task.due_on = task.due_on, due_on
        unit.audit("task.postpone", task, reason=reason)
    return Saved(before, unit.summary)


def put_back(desk: Desk, task_id: UUID, due_on: date) -> Saved[UUID]:
    """Undo postponing: the day the promise had before, even one that has passed."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        task = _open_task(unit, task_id)
        task.due_on = due_on
        unit.audit("task.put_back", task)
    return Saved(task_id, unit.summary)


def drop(desk: Desk, task_id: UUID) -> Saved[UUID]:
    """Take back a promise set by mistake."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        task = _open_task(unit, task_id)
        unit.delete(task)
        unit.audit("task.drop", task)
    return Saved(task_id, unit.summary)


def finish(desk: Desk, task_id: UUID, note: str = "") -> Saved[UUID]:
    """Settle a promise without an entry on the timeline."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        finish_in(unit, task_id, note)
        unit.audit("task.finish", unit.session.get(Task, task_id))
    return Saved(task_id, unit.summary)


def reopen(desk: Desk, task_id: UUID) -> Saved[UUID]:
    """Undo settling a promise."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        task = unit.session.get(Task, task_id)
        if task is None or task.deleted:
            raise OfficerProblem("cases.task_gone")
        task.done_at = task.done_note = None
        unit.audit("task.reopen", task)
    return Saved(task_id, unit.summary)


def _open_task(unit: UnitOfWork, task_id: UUID) -> Task:
    task = unit.session.get(Task, task_id)
    if task is None or task.deleted or task.done_at is not None:
        raise OfficerProblem("cases.task_settled")
    return task
