"""Settling a conflict: choosing one of two values writes it like any other edit and marks the conflict settled."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.people.keys import write_keys
from caseworker.problems import OfficerProblem
from caseworker.sync.conflicts import IDENTITY, KEPT, OPEN, OTHER, SETTLED, WHOLE
from caseworker.sync.raw import column_of, typed
from caseworker.sync.wording import Wording
from db.local.unit_of_work import UnitOfWork
from db.models import Case, CaseTransition, Conflict, Person


def settle(desk: Desk, conflict_id: UUID, choice: str) -> Saved[UUID]:
    """Choose `kept` or `other`. May be done again: what a rule or a person chose can be turned round.

    `kept` of an open conflict leaves the record as it stands; `other`, and turning back, write the value.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        found = unit.session.get(Conflict, conflict_id)
        if found is None or found.deleted:
            raise OfficerProblem("sync.conflict_gone")
        if choice == OTHER or (choice == KEPT and found.choice == OTHER):
            _write(desk, unit, found, found.other if choice == OTHER else found.kept)
        found.state, found.choice = SETTLED, choice
        found.settled_by, found.settled_at = desk.actor.officer_id, desk.now
        unit.audit("sync.settle", found, fields=(found.field_name,), reason=choice)
    return Saved(conflict_id, unit.summary)


def reopen(desk: Desk, conflict_id: UUID) -> Saved[UUID]:
    """Take a choice back at once: the value that was shown returns, and the conflict waits again."""
    require(desk.actor, Right.EDIT_RECORDS)
    with desk.write() as unit:
        found = unit.session.get(Conflict, conflict_id)
        if found is None or found.deleted:
            raise OfficerProblem("sync.conflict_gone")
        if found.choice == OTHER:
            _write(desk, unit, found, found.kept)
        found.state, found.choice, found.settled_by, found.settled_at = OPEN, None, None, None
        unit.audit("sync.reopen", found, fields=(found.field_name,))
    return Saved(conflict_id, unit.summary)


def _write(desk: Desk, unit: UnitOfWork, found: Conflict, text: str | None) -> None:
    """Write a value into the record like an edit typed in; the outbox carries it to the others."""
    record = Wording(unit.session).record(found.entity, found.row_id)
    if found.field_name == WHOLE or found.kind == IDENTITY:
        raise OfficerProblem("sync.nothing_to_choose")
    column = column_of(found.entity, found.field_name)
    if record is None or column is None:
        raise OfficerProblem("sync.record_gone")
    value = typed(column, json.loads(text) if text else None)
    if isinstance(record, Case):
        _check_case(desk, unit, record, found.field_name, value)
    setattr(record, found.field_name, value)
    if isinstance(record, Person):
        unit.session.flush()
        write_keys(unit.session, record)
    unit.audit("record.edit", record)


def _check_case(desk: Desk, unit: UnitOfWork, case: Case, field: str, value: Any) -> None:
    """A case's state never changes without a line in its log; another's case is handed over by the supervisor."""
    officer = desk.actor.officer_id
    if field == "owner_id" and officer not in {case.owner_id, value}:
        require(desk.actor, Right.REASSIGN)
    if field == "state" and value != case.state:
        move = CaseTransition(
            case_id=case.id, from_state=case.state, to_state=value, reason="", at=desk.now, officer_id=officer
        )
        unit.add(move)
