"""The office's own records: the office, its officers, and the desk of the one who signed in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from caseworker.access.actor import Actor, Role
from caseworker.access.entry import NewOffice, NewOfficer
from caseworker.access.permissions import Right, require
from caseworker.clock import Clock
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from db.local.folder import OpenedStore
from db.models import Office, Officer
from db.models.base import new_id


def open_office(opened: OpenedStore, new: NewOffice, clock: Clock) -> Desk:
    """Write the office and its first officer into a fresh store."""
    holder = opened.holder
    office_id = new_id()
    actor = Actor(
        officer_id=UUID(holder.officer_id),
        name=new.officer_name,
        role=Role(holder.role),
        office_id=office_id,
        office_name=new.office_name,
        district_id=new.district_id,
        device_id=opened.device_id,
        practice=holder.practice,
    )
    desk = Desk(opened.store, actor, clock)
    with desk.write() as unit:
        office = Office(
            id=office_id,
            name=new.office_name,
            district_name=new.district_name,
            street_code=new.street,
            practice=holder.practice,
        )
        unit.add(office)
        unit.add(Officer(id=actor.officer_id, login=new.login, name=new.officer_name, role=actor.role.value))
        unit.audit("office.create", office)
    return desk


def desk_for(opened: OpenedStore, clock: Clock) -> Desk:
    """The desk of the officer whose slot was opened; the role comes from the record, not from the slot."""
    with opened.store.read() as session:
        officer = session.get(Officer, UUID(opened.holder.officer_id))
        if officer is None or not officer.active or officer.deleted:
            raise OfficerProblem("access.not_active")
        office = session.execute(select(Office).where(Office.id == officer.office_id)).scalar_one()
        actor = Actor(
            officer_id=officer.id,
            name=officer.name,
            role=Role(officer.role),
            office_id=office.id,
            office_name=office.name,
            district_id=office.district_id,
            device_id=opened.device_id,
            practice=office.practice,
        )
    desk = Desk(opened.store, actor, clock)
    if not opened.store.frozen:
        with desk.write() as unit:
            unit.audit("access.sign_in")
    return desk


def add_officer(desk: Desk, new: NewOfficer, seal: Callable[[UUID], None]) -> UUID:
    """Record another officer; `access.login_taken` when the sign-in name is in use.

    `seal` writes the key slot. It comes before the commit: an officer on record without a key could neither come in nor
    be added again.
    """
    require(desk.actor, Right.MANAGE_OFFICERS)
    with desk.write() as unit:
        if unit.session.scalar(select(Officer.id).where(Officer.login == new.login)):
            raise OfficerProblem("access.login_taken", login=new.login)
        officer = unit.add(Officer(id=new_id(), login=new.login, name=new.name, role=new.role.value))
        unit.audit("officer.add", officer)
        unit.session.flush()
        seal(officer.id)
        return officer.id


def officers(desk: Desk) -> list[tuple[UUID, str]]:
    """Active officers of the office, (id, name), by name."""
    with desk.read() as session:
        query = select(Officer.id, Officer.name).where(Officer.active, ~Officer.deleted).order_by(Officer.name)
        return [(row.id, row.name) for row in session.execute(query)]
