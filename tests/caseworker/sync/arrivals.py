"""What sync leaves in a store, put there without a server: conflicts, offers, refusals, runs. Nobody here is real."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from caseworker.desk import Desk
from db.models import (
    CaseTransfer,
    ChangeContext,
    Conflict,
    Office,
    Officer,
    Outbox,
    Person,
    ServerLogin,
    StoreFact,
    Stuck,
    SyncRun,
)
from db.models.base import new_id

NEIGHBOUR = UUID("01900000-0000-7000-8000-0000000000aa")
FARTHER = UUID("01900000-0000-7000-8000-0000000000ab")
COLLEAGUE = UUID("01900000-0000-7000-8000-0000000000ac")


def arrive(desk: Desk, *rows: Any) -> None:
    """Put rows into the store as if sync had brought them: nothing goes into the outbox."""
    with desk.write() as unit:
        unit.session.execute(update(ChangeContext).values(capture=False))
        unit.session.add_all(rows)
        unit.session.flush()
        unit.session.execute(update(ChangeContext).values(capture=True))
        unit.audit("test.arrive")


def connect(desk: Desk, synced_at: datetime | None = None) -> None:
    """This PC is enrolled; with `synced_at` it has met the central store then."""
    arrive(
        desk,
        StoreFact(name="sync_address", value="https://zhongxin.example:8443"),
        ServerLogin(officer_id=desk.actor.officer_id, refresh="r", since=desk.now),
    )
    if synced_at is not None:
        run(desk, synced_at)


def run(desk: Desk, ended_at: datetime, problem: str = "", pushed: int = 0, pulled: int = 0) -> None:
    """A meeting with the central store that took two seconds."""
    started = ended_at - timedelta(seconds=2)
    arrive(
        desk,
        SyncRun(id=new_id(), started_at=started, ended_at=ended_at, pushed=pushed, pulled=pulled, problem=problem),
    )


def all_sent(desk: Desk) -> None:
    """Everything so far was reported: the outbox is empty and the rows have a revision."""
    with desk.write() as unit:
        unit.session.execute(delete(Outbox))
        unit.audit("test.sent")


def edit(desk: Desk, person_id: UUID, **values: Any) -> None:
    """Somebody here changes fields of a person."""
    with desk.write() as unit:
        person = unit.session.get_one(Person, person_id)
        for name, value in values.items():
            setattr(person, name, value)
        unit.audit("test.edit", person)


def person_now(desk: Desk, person_id: UUID) -> Person:
    """The person's row as it stands."""
    with desk.read() as session:
        found = session.get_one(Person, person_id)
        session.expunge(found)
        return found


def neighbours(desk: Desk) -> None:
    """A neighbouring office and one in the other province, with an officer."""
    near = {"office_id": NEIGHBOUR, "district_id": "500108"}
    arrive(
        desk,
        Office(id=NEIGHBOUR, name="样二街道", district_name="南岸区", **near),
        Office(id=FARTHER, name="样三街道", district_name="利州区", office_id=FARTHER, district_id="510802"),
        Officer(id=COLLEAGUE, login="li", name="李样九", role="officer", **near),
    )


def conflict(desk: Desk, entity: str, row_id: UUID, field: str, kept: Any, other: Any, **values: Any) -> UUID:
    """Two values of one field, as the central store leaves them."""
    usual = {
        "kind": "edit",
        "state": "open",
        "kept_by": desk.actor.officer_id,
        "kept_at": desk.now - timedelta(hours=2),
        "other_by": desk.actor.officer_id,
        "other_at": desk.now - timedelta(hours=1),
        "found_at": desk.now,
        "office_id": desk.actor.office_id,
        "district_id": desk.actor.district_id,
    }
    named = {"entity": entity, "row_id": row_id, "field_name": field}
    both = {"kept": json.dumps(kept), "other": json.dumps(other)}
    made = Conflict(id=new_id(), **named, **both, **{**usual, **values})
    arrive(desk, made)
    return made.id


def offered_to_us(desk: Desk, person_id: UUID | None = None, label: str = "王*") -> UUID:
    """A case another office offers to this one."""
    made = CaseTransfer(
        id=new_id(),
        person_id=person_id or new_id(),
        person_label=label,
        side="in",
        pair_id=new_id(),
        from_office_id=NEIGHBOUR,
        to_office_id=desk.actor.office_id,
        state="offered",
        reason="已搬到本街道居住",
        offered_by=COLLEAGUE,
        offered_at=desk.now,
        office_id=desk.actor.office_id,
        district_id=desk.actor.district_id,
    )
    arrive(desk, made)
    return made.id


def refuse_all(desk: Desk, code: str = "reject:bad_value") -> None:
    """The central store refused whatever waits."""
    names = ("n", "tx", "entity", "row_id", "op", "base_rev", "patch", "actor", "at")
    with desk.write() as unit:
        for change in unit.session.scalars(select(Outbox)).all():
            values = {name: getattr(change, name) for name in names}
            unit.session.add(Stuck(**values, code=code, since=desk.now))
        unit.session.execute(delete(Outbox))
        unit.audit("test.refuse")
