"""Connecting this PC to the district's central store: address, its authority's certificate, one-time code, sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.entry import PASSWORD_LENGTH
from caseworker.access.permissions import Right, require
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem, SurroundingsProblem
from db.models import ServerLogin, StoreFact
from db.sync import enrolment

_ADDRESS = "sync_address"
_LARGEST = 64 * 1024
"""Bytes of a certificate file; nothing larger is one."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where this PC reports to. `signed_in`: the officer at work has a standing login there."""

    address: str
    signed_in: bool


@dataclass(frozen=True, slots=True)
class NewConnection:
    """What connecting asks. `authority` is the certificate file of the district's authority; `pc` a name people use.

    `login` and `password` are those the officer signs in with here; only what is derived of them travels.
    """

    address: str
    authority: Path
    code: str
    pc: str
    login: str
    password: str


def connection(desk: Desk) -> Connection | None:
    """The connection of this PC; None while it works alone."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return connection_of(session, desk)


def connection_of(session: Session, desk: Desk) -> Connection | None:
    """The connection within a larger read."""
    address = session.scalar(select(StoreFact.value).where(StoreFact.name == _ADDRESS))
    if not address:
        return None
    known = session.scalar(select(ServerLogin.officer_id).where(ServerLogin.officer_id == desk.actor.officer_id))
    return Connection(address, known is not None)


def connect(desk: Desk, new: NewConnection) -> None:
    """Enrol this PC and sign its officer in there. Raises what the officer can mend, in words."""
    require(desk.actor, Right.CONNECT)
    if desk.actor.practice:
        raise OfficerProblem("sync.practice")
    enrolment.enrol(
        desk.store,
        desk.actor,
        desk.now,
        address=new.address.strip(),
        authority=read_authority(new.authority),
        code=new.code.strip(),
        pc=new.pc.strip(),
        login=new.login.strip(),
        password=new.password,
    )
    with desk.write() as unit:
        unit.audit("sync.connect")


def sign_in(desk: Desk, login: str, password: str) -> None:
    """Sign the officer at work in at the central store this PC is connected to."""
    require(desk.actor, Right.SYNC)
    place = enrolment.enrolment(desk.store)
    if place is None:
        raise OfficerProblem("sync.not_connected")
    enrolment.sign_in(desk.store, place, desk.actor.officer_id, login.strip(), password, desk.clock.now)
    with desk.write() as unit:
        unit.audit("sync.sign_in")


@dataclass(frozen=True, slots=True)
class NewPassword:
    """Another password for the central store, vouched for by the old one or by a one-time code; `password` is new."""

    login: str
    password: str
    old: str = ""
    code: str = ""


def change_password(desk: Desk, new: NewPassword) -> None:
    """Change what the officer at work signs in with at the central store. The one that opens this PC stays as it is.

    Raises `sync.old_or_code`, `sync.same_password`, `access.password_short`, and what the central store refuses.
    """
    require(desk.actor, Right.SYNC)
    place = enrolment.enrolment(desk.store)
    if place is None:
        raise OfficerProblem("sync.not_connected")
    if bool(new.old) == bool(new.code.strip()):
        raise OfficerProblem("sync.old_or_code")
    if len(new.password) < PASSWORD_LENGTH:
        raise OfficerProblem("access.password_short", least=PASSWORD_LENGTH)
    if new.password == new.old:
        raise OfficerProblem("sync.same_password")
    enrolment.change_password(
        desk.store,
        place,
        desk.actor.officer_id,
        new.login.strip(),
        new.password,
        desk.clock.now,
        old=new.old,
        grant=new.code.strip(),
    )
    with desk.write() as unit:
        unit.audit("sync.change_password")


def disconnect(desk: Desk, reason: str) -> None:
    """Work alone again. Everything stays on this PC, and what was not reported yet waits for the next connection."""
    require(desk.actor, Right.CONNECT)
    if not reason.strip():
        raise OfficerProblem("sync.reason_missing")
    with desk.write() as unit:
        unit.audit("sync.disconnect", reason=reason)
    enrolment.leave(desk.store)


def read_authority(path: Path) -> str:
    """The text of a certificate file; `sync.authority_unreadable` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise SurroundingsProblem("sync.authority_unreadable", path=str(path)) from error
