"""What was done with and for a person (服务记录): recorded in seconds, never edited, corrected by a later entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from caseworker import drafts
from caseworker.access.permissions import Right, require
from caseworker.cases.lifecycle import advance_in, living_case, retreat_in
from caseworker.desk import ChangeKind, Desk, Saved
from caseworker.problems import OfficerProblem
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, Task
from db.models.base import new_id

DRAFT = "note"
_CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class NextAction:
    """A promise with a date; `due_time` is `HH:MM` wall-clock; `waits_for` names whom we wait for, if anyone."""

    title: str
    due_on: date
    due_time: str = ""
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done. Codes: `activity_kind`, `contact_channel`, `contact_outcome`.

    `finishes` are the tasks this settles; `placement_id` with `check_days` marks a check after placement (稳岗回访).
    """

    kind: str
    text: str = ""
    channel: str = ""
    outcome: str = ""
    occurred_at: datetime | None = None
    next_action: NextAction | None = None
    finishes: tuple[UUID, ...] = ()
    placement_id: UUID | None = None
    check_days: int | None = None


def record(desk: Desk, case_id: UUID, entry: Entry) -> Saved[UUID]:
    """Record an entry; with it the tasks it settles and the next promise, in one transaction."""
    require(desk.actor, Right.EDIT_RECORDS)
    _check(entry, desk.now)
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        activity = record_in(unit, case, entry)
        for task_id in entry.finishes:
            finish_in(unit, task_id, entry.text)
        if entry.next_action:
            promise_in(unit, case, entry.next_action)
        advance_in(unit, case)
        unit.audit("activity.record", activity)
        drafts.discard_in(unit, DRAFT, str(case_id))
    return Saved(activity.id, unit.summary)


def correct(desk: Desk, activity_id: UUID, entry: Entry, reason: str) -> Saved[UUID]:
    """Correct an entry: a new one supersedes it, the old one stays readable."""
    require(desk.actor, Right.EDIT_RECORDS)
    _check(entry, desk.now)
    if not reason.strip():
        raise OfficerProblem("cases.reason_missing")
    with desk.write() as unit:
        old = unit.session.get(Activity, activity_id)
        if old is None:
            raise OfficerProblem("cases.entry_gone")
        if unit.session.query(Activity.id).filter(Activity.supersedes_id == activity_id).first():
            raise OfficerProblem("cases.entry_superseded")
        case = living_case(unit.session, old.case_id)
        fresh = record_in(unit, case, entry, supersedes=old)
        advance_in(unit, case)
        unit.audit("activity.correct", fresh, reason=reason)
    return Saved(fresh.id, unit.summary)


def withdraw(desk: Desk, recorded: Saved[UUID], words: str) -> Saved[UUID]:
    """Take back what `record` has just done (撤销): its promise goes, what it settled is open again, and the entry is
    superseded by one that says so in `words`, since history is never deleted. The state that the entry alone had
    earned is given up with it."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        old = unit.session.get(Activity, recorded.value)
        if old is None:
            raise OfficerProblem("cases.entry_gone")
        case = living_case(unit.session, old.case_id)
        fresh = record_in(unit, case, Entry(kind="note", text=words), supersedes=old, keep=False)
        retreat_in(unit, case, old)
        for change in recorded.changes.changes:
            if change.entity == Task.__tablename__ and (task := unit.session.get(Task, change.id)) is not None:
                _take_back(unit, task, made=change.kind is ChangeKind.INSERT)
        unit.audit("activity.withdraw", fresh, reason=words)
    return Saved(fresh.id, unit.summary)


def _take_back(unit: UnitOfWork, task: Task, *, made: bool) -> None:
    if made:
        unit.delete(task)
    else:
        task.done_at = task.done_note = None


def record_in(
    unit: UnitOfWork, case: Case, entry: Entry, supersedes: Activity | None = None, *, keep: bool = True
) -> Activity:
    """Add an entry in a transaction that does more. A correction stays the check its forerunner was, with `keep`."""
    kept = supersedes if keep else None
    occurred = entry.occurred_at or (supersedes.occurred_at if supersedes else unit.now)
    return unit.add(
        Activity(
            id=new_id(),
            case_id=case.id,
            person_id=case.person_id,
            kind=entry.kind,
            channel=entry.channel or None,
            outcome=entry.outcome or None,
            text=entry.text.strip(),
            occurred_at=occurred,
            recorded_at=unit.now,
            officer_id=unit.actor.officer_id,
            placement_id=entry.placement_id or (kept.placement_id if kept else None),
            check_days=entry.check_days or (kept.check_days if kept else None),
            supersedes_id=supersedes.id if supersedes else None,
        )
    )


def promise_in(unit: UnitOfWork, case: Case, action: NextAction) -> Task:
    """Add the next promise of a case."""
    if not action.title.strip():
        raise OfficerProblem("cases.task_title_missing")
    return unit.add(
        Task(
            id=new_id(),
            case_id=case.id,
            person_id=case.person_id,
            owner_id=case.owner_id,
            title=action.title.strip(),
            due_on=action.due_on,
            due_time=action.due_time or None,
            waits_for=action.waits_for or None,
        )
    )


def finish_in(unit: UnitOfWork, task_id: UUID, note: str) -> None:
    """Settle a promise; settling one twice is refused, so that nothing is counted twice."""
    task = unit.session.get(Task, task_id)
    if task is None or task.deleted or task.done_at is not None:
        raise OfficerProblem("cases.task_settled")
    task.done_at, task.done_note = unit.now, note[:200]


def _check(entry: Entry, now: datetime) -> None:
    if not entry.text.strip() and not entry.outcome:
        raise OfficerProblem("cases.entry_empty")
    if entry.occurred_at and entry.occurred_at > now + _CLOCK_SLACK:
        raise OfficerProblem("cases.entry_future")
