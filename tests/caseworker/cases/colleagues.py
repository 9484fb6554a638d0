"""More than one officer in the sample office: who asks, who answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from caseworker.cases import approvals, timeline
from caseworker.cases.approvals import SignedPaper
from caseworker.cases.lifecycle import move_case
from caseworker.cases.placements import NewPlacement, record_placement
from caseworker.cases.states import CaseState
from caseworker.cases.timeline import Entry
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from db.models import Approval, Officer
from db.models.base import new_id
from tests.caseworker.vacancies.office import add_case, add_person


def colleague(office: Desk, name: str = "吴样乙", login: str = "wu") -> Desk:
    """The desk of another officer of the same office."""
    with office.write() as unit:
        row = unit.add(Officer(id=new_id(), login=login, name=name, role="officer"))
        unit.audit("officer.add", row)
    return replace(office, actor=replace(office.actor, officer_id=row.id, name=name))


def later(office: Desk, **delta: float) -> Desk:
    """The same desk some time later."""
    return replace(office, clock=FixedClock(office.now + timedelta(**delta)))


def helped(office: Desk) -> UUID:
    """A case in help: assessed and planned."""
    case_id = add_case(office, add_person(office))
    for kind in ("assessment", "plan"):
        timeline.record(office, case_id, Entry(kind=kind, text="谈妥"))
    return case_id


def settled(office: Desk, days_ago: int = 8) -> UUID:
    """A case whose person has found a job."""
    case_id = helped(office)
    record_placement(office, case_id, NewPlacement("样例物业", "保安员", office.today - timedelta(days=days_ago)))
    return case_id


def tried(office: Desk, case_id: UUID, channel: str = "phone", outcome: str = "no_answer") -> None:
    """A contact that reached nobody."""
    timeline.record(office, case_id, Entry(kind="follow_up", channel=channel, outcome=outcome))


def close(office: Desk, case_id: UUID, reason: str = "EMPLOYED") -> None:
    """The case is closed on a paper that somebody signed."""
    move_case(office, case_id, CaseState.CLOSING, reason)
    with office.read() as session:
        waits = (Approval.case_id == case_id, Approval.state == approvals.WAITING)
        request = session.scalars(select(Approval.id).where(*waits)).one()
    approvals.record_paper(office, request, SignedPaper("冯样丙", office.today))
