"""How a PC joins a central store (接入) and leaves it: address, authority and key of the device, kept in the store.

A code is for one office. A store that was begun offline keeps its ids when the code founds its office; with a code of
another office it is refused, since two offices' people must not be mixed. A new PC asks first (`ask_in`), makes its
store with the ids it was told, and reads the rest from the copy of its office.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from db.actor import Actor
from db.local.store import Store
from db.problems import OfficerProblem, SurroundingsProblem
from db.sync import earlier, proof
from db.sync.carrier_keys import CENTRE
from db.sync.link import Link
from db.sync.problems import BadReply, Refused, TransportError
from db.sync.session import keep_login
from db.sync.writing import drop_facts, fact, keep_fact, looking, writing

_ADDRESS, _AUTHORITY, _DEVICE, _OFFICE, _KEY = (
    "sync_address",
    "sync_authority",
    "sync_device",
    "sync_office",
    "sync_key",
)
_NEXT_KEY = "sync_next_key"
"""A key whose enrolment may have been answered without our hearing it: the same one is shown again."""
DIGEST_AT = "sync_digest_at"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Where this PC reports to, and as which device. `private` is its Ed25519 key and never leaves the store."""

    address: str
    authority: str
    device_id: UUID
    office_id: UUID
    private: bytes


@dataclass(frozen=True, slots=True)
class OfficeFound:
    """An office as the central store names it."""

    id: UUID
    name: str
    district_id: str
    district_name: str
    street_code: str


@dataclass(frozen=True, slots=True)
class OfficerFound:
    """An officer with an account there."""

    id: UUID
    login: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The PC is in. `grant` lets the named officer set the secret they sign in with."""

    enrolment: Enrolment
    office: OfficeFound
    officer: OfficerFound | None
    grant: str | None


def enrolment(store: Store) -> Enrolment | None:
    """Where this store reports to, or None while it stands alone."""
    with looking(store) as raw:
        found = [fact(raw, name) for name in (_ADDRESS, _AUTHORITY, _DEVICE, _OFFICE, _KEY)]
    address, authority, device, office, key = found
    if not (address and authority and device and office and key):
        return None
    return Enrolment(address, authority, UUID(device), UUID(office), bytes.fromhex(key))


def ask_in(
    address: str,
    authority: str,
    code: str,
    pc: str,
    now: datetime,
    *,
    private: bytes | None = None,
    office: UUID | None = None,
    officer: UUID | None = None,
) -> Invitation:
    """Show a one-time code and a device key. `pc` is what people call this PC; `office` that of a store begun offline.

    Raises `sync.code` for a code that is not good, `sync.code_elsewhere` for one of another office, and
    `sync.unreachable` or `sync.certificate` when the central store cannot be reached.
    """
    key = private or proof.new_private_key()
    asked: dict[str, Any] = {"code": code, "key": proof.public_key(key), "name": pc}
    asked |= {name: value.hex for name, value in (("office", office), ("officer", officer)) if value}
    link = Link(address, authority)
    try:
        said = link.ask_signed("/v1/enroll", asked, key, None, now)
        return _invitation(said, address, authority, key)
    except TransportError as error:
        raise problem_of(error) from error
    finally:
        link.close()


def enrol(
    store: Store,
    actor: Actor,
    now: datetime,
    *,
    address: str,
    authority: str,
    code: str,
    pc: str,
    login: str,
    password: str,
) -> Invitation:
    """Let an office that worked offline join: enrol this PC, keep what it needs, and sign its officer in.

    The office's own ids are kept. Everything written so far goes up at the next meeting.
    """
    with writing(store) as raw:
        key = fact(raw, _NEXT_KEY) or proof.new_private_key().hex()
        keep_fact(raw, _NEXT_KEY, key)
    private = bytes.fromhex(key)
    invitation = ask_in(
        address, authority, code, pc, now, private=private, office=actor.office_id, officer=actor.officer_id
    )
    if invitation.office.id != actor.office_id:  # the central store refuses it too
        raise OfficerProblem("sync.code_elsewhere")
    keep(store, invitation.enrolment)
    sign_in(store, invitation.enrolment, actor.officer_id, login, password, lambda: now, grant=invitation.grant)
    return invitation


def keep(store: Store, place: Enrolment) -> None:
    """Write down where this store reports to from now on, as a new device: its batches are numbered from one again.

    Changes that were on their way under an earlier device wait again, its answered batches are remembered; what is
    read so far is compared once.
    """
    values = {
        _ADDRESS: place.address,
        _AUTHORITY: place.authority,
        _DEVICE: place.device_id.hex,
        _OFFICE: place.office_id.hex,
        _KEY: place.private.hex(),
    }
    with writing(store) as raw:
        _start_numbering(raw)
        for name, value in values.items():
            keep_fact(raw, name, value)
        drop_facts(raw, _NEXT_KEY)


def leave(store: Store) -> None:
    """Forget the central store: the office works on alone, and what was not sent yet stays in the outbox."""
    with writing(store) as raw:
        _start_numbering(raw)
        drop_facts(raw, _ADDRESS, _AUTHORITY, _DEVICE, _OFFICE, _KEY, _NEXT_KEY)
        raw.execute("DELETE FROM server_login")


def sign_in(
    store: Store,
    place: Enrolment,
    officer_id: UUID,
    login: str,
    password: str,
    now: Callable[[], datetime],
    *,
    grant: str | None = None,
) -> None:
    """Sign the officer in at the central store, setting their secret first when a `grant` allows it.

    Raises `sync.wrong_password` when the name or the password is not right there.
    """
    secret = proof.login_secret(password, place.office_id, login)
    path, asked = "/v1/session", {"login": login, "secret": secret}
    if grant:
        path, asked = "/v1/password", {"secret": secret, "grant": grant}
    _begin(store, place, officer_id, path, asked, now)


def change_password(
    store: Store,
    place: Enrolment,
    officer_id: UUID,
    login: str,
    password: str,
    now: Callable[[], datetime],
    *,
    old: str = "",
    grant: str = "",
) -> None:
    """Set another secret at the central store, by the old password or by a one-time code; other logins of it end.

    Raises what `sign_in` raises, and `sync.code` for a code that is not good.
    """
    asked = {"secret": proof.login_secret(password, place.office_id, login)}
    if grant:
        asked["grant"] = grant
    else:
        sign_in(store, place, officer_id, login, old, now)  # it is theirs, before anything is changed
        asked |= {"login": login, "old": proof.login_secret(old, place.office_id, login)}
    _begin(store, place, officer_id, "/v1/password", asked, now)


def _begin(
    store: Store, place: Enrolment, officer_id: UUID, path: str, asked: dict[str, str], now: Callable[[], datetime]
) -> None:
    """Ask for a login and keep it. One of another officer is not kept."""
    link = Link(place.address, place.authority)
    try:
        said = link.ask_signed(path, asked, place.private, place.device_id, now())
        if UUID(said["officer"]["id"]) != officer_id:
            raise OfficerProblem("sync.other_officer", name=said["officer"]["name"])
        keep_login(store, officer_id, said["refresh"], now())
    except TransportError as error:
        raise problem_of(error) from error
    finally:
        link.close()


def problem_of(error: TransportError) -> OfficerProblem | SurroundingsProblem:
    """What a person is told of a request that failed while they were waiting for it."""
    if not isinstance(error, Refused):
        return SurroundingsProblem(f"sync.{error}")
    known = {
        "code": "sync.code",
        "key_known": "sync.enrolled_before",
        "other_office": "sync.code_elsewhere",
        "sign_in": "sync.wrong_password",
        "locked": "sync.locked",
        "revoked": "sync.revoked",
        "account_closed": "sync.account_closed",
    }
    if error.code in known:
        return OfficerProblem(known[error.code], seconds=int(error.retry_after or 0))
    return SurroundingsProblem("sync.server_error", said=f"{error.status} {error.code}")


def _start_numbering(raw: Any) -> None:
    if device := fact(raw, _DEVICE):
        earlier.remember(raw, UUID(device))
    raw.execute("UPDATE outbox SET batch = NULL WHERE batch IS NOT NULL")
    raw.execute("DELETE FROM push_batch")
    drop_facts(raw, DIGEST_AT, CENTRE)


def _invitation(said: dict[str, Any], address: str, authority: str, private: bytes) -> Invitation:
    try:
        office = OfficeFound(**(said["office"] | {"id": UUID(said["office"]["id"])}))
        officer = said["officer"] and OfficerFound(**(said["officer"] | {"id": UUID(said["officer"]["id"])}))
        place = Enrolment(address, authority, UUID(said["device"]), office.id, private)
    except (KeyError, TypeError, ValueError) as error:
        raise BadReply from error
    return Invitation(place, office, officer, said.get("grant"))
