"""A new PC of an office that is connected already: it shows a code, makes its store, and reads the rest by itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from caseworker.access.actor import Actor, Role
from caseworker.clock import Clock
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, Problem
from caseworker.sync.connection import read_authority
from db.local.folder import OpenedStore
from db.local.key_slots import SlotHolder
from db.models import ChangeContext, Office, Officer
from db.sync import enrolment
from db.sync.enrolment import Invitation, OfficerFound


@dataclass(frozen=True, slots=True)
class NewPc:
    """What joining asks. The code names the officer; `password` opens this PC and signs in at the central store."""

    address: str
    authority: Path
    code: str
    pc: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The PC is in; `holder` is the key slot its store is made with."""

    invitation: Invitation
    officer: OfficerFound
    holder: SlotHolder


def ask_in(new: NewPc, now: datetime) -> Welcome:
    """Show the code. `sync.code_names_nobody` for one that is for a PC alone, `sync.other_officer` for another's."""
    authority = read_authority(new.authority)
    invitation = enrolment.ask_in(new.address.strip(), authority, new.code.strip(), new.pc.strip(), now)
    officer = invitation.officer
    if officer is None:
        raise OfficerProblem("sync.code_names_nobody")
    if officer.login != new.login.strip():
        raise OfficerProblem("sync.other_officer", name=officer.name)
    role = Role(officer.role)
    return Welcome(
        invitation,
        officer,
        SlotHolder(str(officer.id), officer.login, officer.name, role, invitation.office.name, False),
    )


def settle_in(opened: OpenedStore, welcome: Welcome, password: str, clock: Clock) -> Desk:
    """Write office and officer into the fresh store as the central store has them, and sign in there."""
    office, officer = welcome.invitation.office, welcome.officer
    role = Role(officer.role)
    actor = Actor(officer.id, officer.name, role, office.id, office.name, office.district_id, opened.device_id)
    desk = Desk(opened.store, actor, clock)
    home = {"office_id": office.id, "district_id": office.district_id}
    with desk.write() as unit:
        unit.session.execute(update(ChangeContext).values(capture=False))  # they come from there: nothing to report
        unit.session.add_all(
            [
                Office(
                    id=office.id,
                    name=office.name,
                    district_name=office.district_name,
                    street_code=office.street_code,
                    **home,
                ),
                Officer(id=officer.id, login=officer.login, name=officer.name, role=role.value, **home),
            ]
        )
        unit.session.flush()
        unit.session.execute(update(ChangeContext).values(capture=True))
        unit.audit("office.join")
    enrolment.keep(opened.store, welcome.invitation.enrolment)
    try:
        place, grant = welcome.invitation.enrolment, welcome.invitation.grant
        enrolment.sign_in(opened.store, place, officer.id, officer.login, password, clock.now, grant=grant)
    except Problem as problem:  # the PC is in all the same; signing in is asked for again in the settings
        logging.getLogger(__name__).info("not signed in at the central store yet: %s", problem.code)
    return desk
