"""A district administrator at work: a store of their own, connected to a running central store with offices in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench import region
from caseworker.access.actor import Role
from caseworker.access.entry import Entry, NewOffice, NewOfficer
from caseworker.clock import FixedClock
from caseworker.desk import Desk
from caseworker.sync.connection import NewConnection, connect
from db.central.directory import Founding
from db.local.key_slots import Cost
from db.sync import proof
from db.sync.enrolment import Enrolment, keep
from db.sync.session import keep_login
from tests.central import CentralServer

DISTRICT = region.district(0)
PASSWORD = "四月-tulip-1949"
LOGIN = "li"
PEOPLE, OFFICES = 1000, 25


def fill(server: CentralServer) -> None:
    """Put a district of 25 offices into the central store; once for each database."""
    with psycopg.connect(server.settings.dsn) as connection:
        region.fill(connection, PEOPLE, OFFICES)


def manager_desk(folder: Path, role: Role = Role.MANAGER) -> Desk:
    """The desk of an administrator (or somebody else) of the district's own bureau, not connected yet."""
    entry = Entry(folder / "office", FixedClock(datetime.now(UTC)), Cost(1024, 1, 1))
    office = NewOffice("样例区就业局", DISTRICT, "样例区", "", "zhou", "周样甲", PASSWORD)
    first = entry.create_office(office)
    entry.add_officer(first, NewOfficer(LOGIN, "李样乙", role, PASSWORD))
    entry.sign_out(first)
    return entry.sign_in(LOGIN, PASSWORD)


def connected(desk: Desk, server: CentralServer) -> Desk:
    """Enrol the administrator's PC as the window does."""
    asked = Founding("样例区就业局", DISTRICT, "样例区", LOGIN, "李样乙", Role.MANAGER)
    code = server.founding_code(asked)
    connect(desk, NewConnection(server.address, server.authority, code, "局机关", LOGIN, PASSWORD))
    return desk


def unreachable(desk: Desk, server: CentralServer) -> None:
    """Have the PC believe that it was connected to a place where nobody answers."""
    place = Enrolment(
        "https://127.0.0.1:9",
        server.authority.read_text("ascii"),
        desk.actor.device_id,
        desk.actor.office_id,
        proof.new_private_key(),
    )
    keep(desk.store, place)
    keep_login(desk.store, desk.actor.officer_id, "a token of before", desk.now)
