"""Merging two records of one person, and taking it back. The merged record stays, pointing at the kept one.

Everything a merge writes is noted with what stood there before (`PersonMerge.choices`), so that undoing puts back
what nobody has changed since and leaves the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.people.keys import write_keys
from caseworker.people.merging.comparison import both, differing, taken_with
from caseworker.people.merging.followers import doubled, followers
from caseworker.people.merging.who import former_number
from caseworker.problems import OfficerProblem
from caseworker.sync.raw import column_of, raw_of, typed
from caseworker.sync.wording import Wording
from db.local.unit_of_work import UnitOfWork
from db.models import Case, CaseTransition, NotSamePerson, Person, PersonMerge, Task
from db.models.base import Synced, new_id

MERGED = "merged"
"""State of the case that ended because its person had another open one."""
OVER = frozenset({"closed", "void", MERGED, "transferred"})


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of taking a merge back: `kept_since` fields and rows were changed after the merge and stay."""

    put_back: int
    kept_since: int


def merge(desk: Desk, kept_id: UUID, merged_id: UUID, take: Collection[str]) -> Saved[UUID]:
    """Make `merged_id` part of `kept_id`, taking the fields named in `take` from it; the id of the merge log entry.

    Its cases, tags, household, loans and papers follow. Of two open cases the kept record's goes on and takes over
    the promises of the other, which ends as merged.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        kept, merged = both(unit.session, kept_id, merged_id)
        if not set(take) <= {column.name for column in differing(kept, merged)}:
            raise OfficerProblem("merging.gone")
        log = _Log(unit)
        numbers = {kept.id_no: kept.id_type, merged.id_no: merged.id_type}
        for field in take:
            for name in taken_with(field):
                log.write(kept, name, getattr(merged, name))
        for former, kind in numbers.items():
            if former == kept.id_no:
                continue
            unit.add(former_number(unit, kept, kind, former, MERGED))
        _end_second_case(log, desk, kept, merged)
        _follow(log, kept, merged)
        log.write(merged, "merged_into", kept.id)
        for person in (kept, merged):
            unit.session.flush()
            write_keys(unit.session, person)
        entry = unit.add(
            PersonMerge(
                id=new_id(),
                person_id=kept.id,
                merged_id=merged.id,
                choices=log.lines,
                at=desk.now,
                officer_id=desk.actor.officer_id,
            )
        )
        unit.audit("person.merge", kept, fields=sorted(take))
        unit.audit("person.merged", merged)
    return Saved(entry.id, unit.summary)


def unmerge(desk: Desk, entry_id: UUID, reason: str) -> Saved[Undone]:
    """Make two records of one again. What was changed since the merge stays as it is now."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not reason.strip():
        raise OfficerProblem("merging.reason_missing")
    with desk.write() as unit:
        entry = unit.session.get(PersonMerge, entry_id)
        if entry is None or entry.undone_at is not None:
            raise OfficerProblem("merging.undone_already")
        kept, merged = unit.session.get(Person, entry.person_id), unit.session.get(Person, entry.merged_id)
        if kept is None or merged is None or merged.merged_into != kept.id:
            raise OfficerProblem("merging.undo_later_first")
        lines = list(entry.choices)
        back = [_put_back(desk, unit, line) for line in reversed(lines)]
        entry.undone_at, entry.undone_by, entry.undo_reason = desk.now, desk.actor.officer_id, reason.strip()
        unit.session.flush()
        for person in (kept, merged):
            write_keys(unit.session, person)
        unit.audit("person.unmerge", kept, reason=reason)
    return Saved(Undone(sum(back), len(back) - sum(back)), unit.summary)


def not_the_same(desk: Desk, person_id: UUID, other_id: UUID) -> Saved[UUID]:
    """Note that two look-alikes are two people, so that nobody is asked again."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        first, second = both(unit.session, *sorted((person_id, other_id)))
        entry = unit.add(
            NotSamePerson(
                id=new_id(), person_id=first.id, other_id=second.id, at=desk.now, officer_id=desk.actor.officer_id
            )
        )
        unit.audit("person.not_same", first)
    return Saved(entry.id, unit.summary)


class _Log:
    """Writes values and notes what stood there before."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.unit = unit
        self.lines: list[dict[str, Any]] = []

    def write(self, record: Synced, field: str, value: Any) -> None:
        before = getattr(record, field)
        if before == value:
            return
        entity = str(record.__tablename__)
        column = column_of(entity, field)
        assert column is not None
        line = {"entity": entity, "id": record.id.hex, "field": field}
        self.lines.append({**line, "before": raw_of(column, before), "after": raw_of(column, value)})
        setattr(record, field, value)


def _end_second_case(log: _Log, desk: Desk, kept: Person, merged: Person) -> None:
    going_on, ending = (_open_case(log.unit.session, one.id) for one in (kept, merged))
    if going_on is None or ending is None:
        return
    open_tasks = select(Task).where(Task.case_id == ending.id, Task.done_at.is_(None), ~Task.deleted)
    for task in log.unit.session.scalars(open_tasks):
        log.write(task, "case_id", going_on.id)
        log.write(task, "owner_id", going_on.owner_id)
    _move(log.unit, desk, ending, MERGED)
    log.write(ending, "state", MERGED)


def _move(unit: UnitOfWork, desk: Desk, case: Case, target: str) -> None:
    unit.add(
        CaseTransition(
            case_id=case.id,
            from_state=case.state,
            to_state=target,
            reason="",
            at=desk.now,
            officer_id=desk.actor.officer_id,
        )
    )


def _open_case(session: Session, person_id: UUID) -> Case | None:
    cases = select(Case).where(Case.person_id == person_id, Case.state.not_in(OVER), ~Case.deleted)
    return session.scalars(cases.order_by(Case.episode.desc()).limit(1)).first()


def _follow(log: _Log, kept: Person, merged: Person) -> None:
    present = followers(log.unit.session, kept.id)
    for (model, column), rows in followers(log.unit.session, merged.id).items():
        for row in rows:
            if not doubled(row, present[model, column]):
                log.write(row, column, kept.id)


def _put_back(desk: Desk, unit: UnitOfWork, line: Mapping[str, Any]) -> bool:
    """Whether the line could be taken back: the record is here and still says what the merge wrote."""
    record: Any = Wording(unit.session).record(line["entity"], UUID(line["id"]))
    column = column_of(line["entity"], line["field"])
    if record is None or column is None or raw_of(column, getattr(record, line["field"])) != line["after"]:
        return False
    if isinstance(record, Case) and line["field"] == "state":
        _move(unit, desk, record, str(line["before"]))
    setattr(record, line["field"], typed(column, line["before"]))
    return True
