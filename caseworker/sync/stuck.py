"""What the central store refused (未被接收): which record, why, and the two ways on: send again or give up."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.desk import Change, Desk, Saved
from caseworker.people.keys import write_keys
from caseworker.problems import OfficerProblem
from caseworker.sync.pending import field_names
from caseworker.sync.wording import Wording, entity_words
from db.models import Person, Stuck
from db.sync import refused


@dataclass(frozen=True, slots=True)
class StuckChange:
    """One save that was refused, with everything in it. `id` is the transaction; `why` says what to do.

    `fields` are words; empty for a new record. `others` counts further records of the same save.
    """

    id: UUID
    entity: str
    row_id: UUID
    person_id: UUID | None
    kind: str
    title: str
    new: bool
    fields: tuple[str, ...]
    others: int
    why: str
    officer: str
    at: datetime
    since: datetime


def stuck(desk: Desk, lang: str = "zh") -> tuple[StuckChange, ...]:
    """What was refused, the newest first."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        saves: dict[UUID, list[Stuck]] = {}
        for change in session.scalars(select(Stuck).order_by(Stuck.n)):
            saves.setdefault(change.tx, []).append(change)
        wording = Wording(session, lang)
        return tuple(_shown(wording, changes, lang) for changes in reversed(saves.values()))


def send_again(desk: Desk, save_id: UUID) -> Saved[int]:
    """Have a refused save sent once more, all of it; the number of changes. `sync.not_stuck` when it is gone."""
    require(desk.actor, Right.EDIT_RECORDS)
    return _act(desk, save_id, "sync.send_again", refused.send_again)


def give_up(desk: Desk, save_id: UUID, reason: str) -> Saved[int]:
    """Undo a refused save: the records show again what the central store has. The reason is kept in the audit."""
    require(desk.actor, Right.EDIT_RECORDS)
    if not reason.strip():
        raise OfficerProblem("sync.reason_missing")
    return _act(desk, save_id, "sync.give_up", refused.give_up, reason)


def _act(
    desk: Desk, save_id: UUID, action: str, do: Callable[[Session, UUID], Sequence[Change]], reason: str = ""
) -> Saved[int]:
    with desk.write() as unit:
        changes = do(unit.session, save_id)
        if not changes:
            raise OfficerProblem("sync.not_stuck")
        for change in changes:
            unit.touched(change.entity, (change.id,), change.kind)
            person = unit.session.get(Person, change.id) if change.entity == "person" else None
            if person is not None:
                write_keys(unit.session, person)
        unit.audit(action, rows=len(changes), reason=reason)
    return Saved(len(changes), unit.summary)


def _shown(wording: Wording, changes: list[Stuck], lang: str) -> StuckChange:
    first = changes[0]
    new = first.op == "I"
    names = [name for change in changes if change.row_id == first.row_id for name in json.loads(change.patch)]
    return StuckChange(
        id=first.tx,
        entity=first.entity,
        row_id=first.row_id,
        person_id=wording.person_of(first.entity, first.row_id),
        kind=entity_words(first.entity, lang),
        title=wording.title(first.entity, first.row_id),
        new=new,
        fields=() if new else field_names(first.entity, names, lang),
        others=len({change.row_id for change in changes}) - 1,
        why=_why(first.code, lang),
        officer=wording.officer(first.actor),
        at=first.at,
        since=first.since,
    )


def _why(code: str, lang: str) -> str:
    known = f"sync.why.{code.removeprefix('reject:')}"
    return messages.text(known if messages.has(known, lang) else "sync.why.other", lang, code=code)
