"""What waits to be reported (未上报): which record, what of it, since when and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.sync.wording import Wording, entity_words, field_words
from db.models import Outbox
from db.models.base import HOUSEKEEPING

PAGE = 200
"""Records listed; more are counted."""


@dataclass(frozen=True, slots=True)
class PendingRecord:
    """One record with changes not sent yet. `fields` are words; empty for a new record. `sent`: on its way already."""

    entity: str
    id: UUID
    person_id: UUID | None
    kind: str
    title: str
    new: bool
    fields: tuple[str, ...]
    officer: str
    at: datetime
    sent: bool


@dataclass(frozen=True, slots=True)
class PendingList:
    """The newest records that wait, and how many there are in all."""

    records: tuple[PendingRecord, ...]
    total: int


def pending(desk: Desk, lang: str = "zh", limit: int = PAGE) -> PendingList:
    """What waits to be reported, the newest change first."""
    require(desk.actor, Right.VIEW)
    newest = func.max(Outbox.n)
    with desk.read() as session:
        total = session.scalar(select(func.count(Outbox.row_id.distinct()))) or 0
        page = select(Outbox.row_id).group_by(Outbox.row_id).order_by(newest.desc()).limit(limit)
        ids = session.scalars(page).all()
        changes: dict[UUID, list[Outbox]] = {row_id: [] for row_id in ids}
        for change in session.scalars(select(Outbox).where(Outbox.row_id.in_(ids)).order_by(Outbox.n)):
            changes[change.row_id].append(change)
        wording = Wording(session, lang)
        return PendingList(tuple(_record(wording, changes[row_id], lang) for row_id in ids), int(total))


def _record(wording: Wording, changes: list[Outbox], lang: str) -> PendingRecord:
    last, new = changes[-1], any(change.op == "I" for change in changes)
    names = (name for change in changes for name in json.loads(change.patch))
    return PendingRecord(
        entity=last.entity,
        id=last.row_id,
        person_id=wording.person_of(last.entity, last.row_id),
        kind=entity_words(last.entity, lang),
        title=wording.title(last.entity, last.row_id),
        new=new,
        fields=() if new else field_names(last.entity, names, lang),
        officer=wording.officer(last.actor),
        at=last.at,
        sent=any(change.batch is not None for change in changes),
    )


def field_names(entity: str, names: Iterable[str], lang: str) -> tuple[str, ...]:
    """The fields of a change in words, each once; what only says where a record lives is left out."""
    shown = (name for name in dict.fromkeys(names) if name == "deleted" or name not in HOUSEKEEPING)
    return tuple(field_words(entity, name, lang) for name in shown)
