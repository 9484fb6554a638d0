"""Unfinished typing (草稿): kept per officer in the encrypted store, brought back after a lock, a crash, no power."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from caseworker.desk import Desk
from db.local.unit_of_work import UnitOfWork
from db.models import Draft


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft left open. `payload` is whatever the form saved, as plain JSON values."""

    kind: str
    key: str
    title: str
    payload: dict[str, Any]
    saved_at: datetime


def save(desk: Desk, kind: str, key: str, title: str, payload: dict[str, Any]) -> None:
    """Keep the officer's typing; an earlier draft of the same form is replaced."""
    values = {"title": title, "payload": payload, "saved_at": desk.now}
    with desk.write() as unit:
        row = insert(Draft).values(officer_id=desk.actor.officer_id, kind=kind, key=key, **values)
        unit.session.execute(row.on_conflict_do_update(index_elements=("officer_id", "kind", "key"), set_=values))


def open_drafts(desk: Desk) -> list[OpenDraft]:
    """The officer's own drafts, newest first."""
    with desk.read() as session:
        query = select(Draft).where(Draft.officer_id == desk.actor.officer_id).order_by(Draft.saved_at.desc())
        return [
            OpenDraft(draft.kind, draft.key, draft.title, draft.payload, draft.saved_at)
            for draft in session.scalars(query)
        ]


def load(desk: Desk, kind: str, key: str) -> OpenDraft | None:
    """One draft of the officer, or None."""
    return next((draft for draft in open_drafts(desk) if (draft.kind, draft.key) == (kind, key)), None)


def discard(desk: Desk, kind: str, key: str) -> None:
    """Throw a draft away."""
    with desk.write() as unit:
        discard_in(unit, kind, key)


def discard_in(unit: UnitOfWork, kind: str, key: str) -> None:
    """Throw a draft away in the transaction that made it superfluous."""
    unit.session.execute(
        delete(Draft).where(Draft.officer_id == unit.actor.officer_id, Draft.kind == kind, Draft.key == key)
    )
