"""Handing a person's case over to another office (转办): offer, withdraw, accept or refuse, and where a person went.

Nothing moves before the other office accepts; the move itself is made by the central store and comes back with the
next sync. The giving office keeps its own record of where the person went.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker import districts
from caseworker.access.masking import mask_name
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.problems import OfficerProblem
from caseworker.sync.connection import connection_of
from caseworker.sync.wording import Wording
from db.models import CaseTransfer, Office, Person
from db.models.base import new_id

OUT, IN = "out", "in"
OFFERED, ACCEPTED, REFUSED, WITHDRAWN = "offered", "accepted", "refused", "withdrawn"
REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office of the directory. `place` is its district in full, so that both provinces can be told apart."""

    id: UUID
    name: str
    district_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One hand-over as this office sees it. `name` is the person's name, masked once the person is elsewhere.

    `here` says whether the person's record can be opened on this PC; `office` is the other office.
    """

    id: UUID
    person_id: UUID
    name: str
    here: bool
    incoming: bool
    office: str
    place: str
    state: str
    reason: str
    answer: str
    offered_by: str
    offered_at: datetime
    answered_by: str
    answered_at: datetime | None


def offices(desk: Desk) -> tuple[OfficeEntry, ...]:
    """Offices a case can be handed to: those of the own district first, then by district, this office left out."""
    require(desk.actor, Right.VIEW)
    query = select(Office).where(~Office.deleted, ~Office.practice, Office.id != desk.actor.office_id)
    with desk.read() as session:
        found = [
            OfficeEntry(one.id, one.name, one.district_id, districts.full_name(one.district_id) or one.district_name)
            for one in session.scalars(query)
        ]
    return tuple(sorted(found, key=lambda one: (one.district_id != desk.actor.district_id, one.district_id, one.name)))


def transfers(desk: Desk) -> tuple[Transfer, ...]:
    """Every hand-over of this office: those that wait for its answer first, then those it waits for, then the rest."""
    require(desk.actor, Right.VIEW)
    query = select(CaseTransfer).where(~CaseTransfer.deleted).order_by(CaseTransfer.offered_at.desc())
    with desk.read() as session:
        wording = Wording(session)
        found = [_shown(session, wording, row) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda one: (one.state != OFFERED, not one.incoming)))


def offered_here(desk: Desk) -> tuple[Transfer, ...]:
    """Cases that wait for this office's answer, the newest first."""
    require(desk.actor, Right.VIEW)
    wanted = (CaseTransfer.side == IN, CaseTransfer.state == OFFERED, ~CaseTransfer.deleted)
    with desk.read() as session:
        wording = Wording(session)
        rows = session.scalars(select(CaseTransfer).where(*wanted).order_by(CaseTransfer.offered_at.desc()))
        return tuple(_shown(session, wording, row) for row in rows)


def transfer_of(desk: Desk, person_id: UUID) -> Transfer | None:
    """The newest hand-over of a person: an open offer, or where the person went; None when there never was one."""
    require(desk.actor, Right.VIEW)
    query = select(CaseTransfer).where(CaseTransfer.person_id == person_id, ~CaseTransfer.deleted)
    with desk.read() as session:
        row = session.scalars(query.order_by(CaseTransfer.offered_at.desc())).first()
        return _shown(session, Wording(session), row) if row is not None else None


def offer(desk: Desk, person_id: UUID, office_id: UUID, reason: str) -> Saved[UUID]:
    """Offer a person with their cases to another office. The reason is read there, so it is asked for."""
    require(desk.actor, Right.TRANSFER)
    words = _words(reason)
    with desk.write() as unit:
        session = unit.session
        if connection_of(session, desk) is None:
            raise OfficerProblem("sync.transfer_needs_centre")
        person = session.get(Person, person_id)
        if person is None or person.deleted:
            raise OfficerProblem("registration.gone")
        _check_target(session, office_id, desk.actor.office_id)
        if _open_offer(session, person_id):
            raise OfficerProblem("sync.already_offered")
        row = unit.add(
            CaseTransfer(
                person_id=person_id,
                person_label=mask_name(person.name),
                side=OUT,
                pair_id=new_id(),
                from_office_id=desk.actor.office_id,
                to_office_id=office_id,
                state=OFFERED,
                reason=words,
                offered_by=desk.actor.officer_id,
                offered_at=desk.now,
            )
        )
        unit.audit("transfer.offer", row, reason=words)
    return Saved(row.id, unit.summary)


def withdraw(desk: Desk, transfer_id: UUID) -> Saved[UUID]:
    """Take an offer back that was not answered yet."""
    require(desk.actor, Right.TRANSFER)
    return _answer(desk, transfer_id, OUT, WITHDRAWN, "")


def accept(desk: Desk, transfer_id: UUID, words: str = "") -> Saved[UUID]:
    """Take the case over: with the next sync it is here, and the answering officer is in charge of it."""
    require(desk.actor, Right.TRANSFER)
    return _answer(desk, transfer_id, IN, ACCEPTED, words.strip()[:REASON_LENGTH])


def refuse(desk: Desk, transfer_id: UUID, reason: str) -> Saved[UUID]:
    """Leave the case where it is; the giving office reads why."""
    require(desk.actor, Right.TRANSFER)
    return _answer(desk, transfer_id, IN, REFUSED, _words(reason))


def _answer(desk: Desk, transfer_id: UUID, side: str, state: str, words: str) -> Saved[UUID]:
    with desk.write() as unit:
        row = unit.session.get(CaseTransfer, transfer_id)
        if row is None or row.deleted or row.side != side:
            raise OfficerProblem("sync.transfer_gone")
        if row.state != OFFERED:
            raise OfficerProblem("sync.transfer_settled")
        row.state, row.answer = state, words
        row.answered_by, row.answered_at = desk.actor.officer_id, desk.now
        unit.audit(f"transfer.{state}", row, reason=words)
    return Saved(transfer_id, unit.summary)


def _words(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise OfficerProblem("sync.reason_missing")
    return words[:REASON_LENGTH]


def _check_target(session: Session, office_id: UUID, own: UUID) -> None:
    office = session.get(Office, office_id)
    if office is None or office.deleted or office.practice or office_id == own:
        raise OfficerProblem("sync.no_such_office")


def _open_offer(session: Session, person_id: UUID) -> bool:
    query = select(CaseTransfer.id).where(
        CaseTransfer.person_id == person_id, CaseTransfer.state == OFFERED, ~CaseTransfer.deleted
    )
    return session.scalar(query) is not None


def _shown(session: Session, wording: Wording, row: CaseTransfer) -> Transfer:
    person = session.get(Person, row.person_id)
    here = person is not None and not person.deleted
    incoming = row.side == IN
    other = row.from_office_id if incoming else row.to_office_id
    office = session.get(Office, other)
    return Transfer(
        id=row.id,
        person_id=row.person_id,
        name=person.name if person is not None and here else row.person_label,
        here=here,
        incoming=incoming,
        office=wording.office(other),
        place=(districts.full_name(office.district_id) or office.district_name) if office is not None else "",
        state=row.state,
        reason=row.reason,
        answer=row.answer,
        offered_by=wording.officer(row.offered_by),
        offered_at=row.offered_at,
        answered_by=wording.officer(row.answered_by),
        answered_at=row.answered_at,
    )
