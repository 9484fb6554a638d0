"""Signing in (登录): a secret or a standing login against tokens; setting a secret by a code or by the old one.

Every request here is signed by the device. A wrong secret, an unknown name and a closed account get one answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from fastapi import APIRouter

from db.central import accounts, devices, directory, record, tokens
from db.central.accounts import Account
from db.central.database import Connection
from db.central.devices import Code, Device, Purpose
from db.central.limits import Subject, count_try, forgive
from db.central.problems import Refusal
from db.central.service.guard import Address, Proved, Served, Service
from db.central.service.shapes import (
    OfficerShape,
    OfficeShape,
    PasswordRequest,
    RefreshRequest,
    Session,
    SessionRequest,
)
from db.central.tokens import Claim, Turned

router = APIRouter(tags=["sessions"])

_HASHING_SECONDS = 10.0


@router.post("/v1/session")
def sign_in(asked: SessionRequest, served: Served, device: Proved, came_from: Address) -> Session:
    """Sign in at this device. 401 `sign_in` says nothing of which part was wrong; 429 `locked` says how long."""
    account = authenticate(served, device, asked.login, asked.secret, came_from)
    return _begin(served, device, account, "login")


@router.post("/v1/refresh")
def refresh(asked: RefreshRequest, served: Served, device: Proved) -> Session:
    """Continue a login with a new pair of tokens. A token used twice ends the login: 401 `session`."""
    now = served.now()
    with served.central.transaction(None) as connection:
        turned = tokens.turn(connection, asked.refresh, device.id, now, served.settings.refresh_days)
        account = accounts.account(connection, turned.officer_id) if turned else None
        devices.seen(connection, device.id, now)
        if turned is None:
            record.of_device(connection, device, "refresh.refused", now)
    if turned is None or account is None:
        raise Refusal(401, "session")
    if not account.active or account.office_id != device.office_id:
        raise Refusal(403, "account_closed")
    return _session(served, device, account, turned)


@router.post("/v1/password")
def set_password(asked: PasswordRequest, served: Served, device: Proved, came_from: Address) -> Session:
    """Set a secret and sign in with it; every other login of the officer ends."""
    if asked.grant:
        account = _granted(served, device, asked.grant, came_from)
    elif asked.login and asked.old:
        account = authenticate(served, device, asked.login, asked.old, came_from)
    else:
        raise Refusal(400, "malformed")
    with _hashing(served):
        encoded = accounts.encode(asked.secret, served.settings.secret_cost)
    with served.central.transaction(None) as connection:
        if asked.grant:
            devices.use_code(connection, _code(connection, served, device, asked.grant), device.id, served.now())
        accounts.set_secret(connection, account.officer_id, encoded, served.now())
        forgive(connection, _subjects(served, device, account.login, came_from))
    return _begin(served, device, account, "password")


def authenticate(served: Service, device: Device, login: str, secret: str, came_from: str) -> Account:
    """The account behind a name and a secret at a device's office. Counts the try before it looks."""
    subjects = _subjects(served, device, login, came_from)
    with served.central.transaction(None) as connection:
        count_try(connection, subjects, served.settings.lockout, served.now())
        account = accounts.account_named(connection, device.office_id, login)
        encoded = accounts.kept_secret(connection, account.officer_id) if account else None
    with _hashing(served):
        right = accounts.is_secret(encoded, secret, served.settings.secret_cost)
    good = right and account is not None and account.active
    with served.central.transaction(None) as connection:
        if good:
            forgive(connection, subjects)
        else:
            record.of_device(connection, device, "login.refused", served.now())
    if account is None or not good:
        raise Refusal(401, "sign_in")
    return account


def _granted(served: Service, device: Device, grant: str, came_from: str) -> Account:
    """The account a code lets set its secret. Codes are guessed at no faster than secrets are."""
    with served.central.transaction(None) as connection:
        count_try(connection, _subjects(served, device, "", came_from), served.settings.lockout, served.now())
    with served.central.transaction(None) as connection:
        code = _code(connection, served, device, grant)
        account = accounts.account(connection, code.officer_id) if code.officer_id else None
        forgive(connection, _subjects(served, device, "", came_from))
    if account is None or not account.active or account.office_id != device.office_id:
        raise Refusal(403, "code")
    return account


def _code(connection: Connection, served: Service, device: Device, grant: str) -> Code:
    code = devices.code_of(connection, grant, Purpose.PASSWORD, served.now())
    if code is None or code.used_at is not None or code.office_id != device.office_id:
        raise Refusal(403, "code")
    return code


def _begin(served: Service, device: Device, account: Account, action: str) -> Session:
    now = served.now()
    with served.central.transaction(None) as connection:
        turned = tokens.open_login(connection, device.id, account.officer_id, now, served.settings.refresh_days)
        devices.seen(connection, device.id, now)
        record.of_device(connection, device, action, now, account)
    return _session(served, device, account, turned)


def _session(served: Service, device: Device, account: Account, turned: Turned) -> Session:
    now, seconds = served.now(), served.settings.access_seconds
    claim = Claim(device.id, account.officer_id, turned.family_id, now + timedelta(seconds=seconds))
    with served.central.transaction(None, directory.SCOPE) as connection:
        office, officer = office_shape(connection, device), officer_shape(connection, account)
    return Session(
        access=tokens.issue_access(served.keyring.key, claim),
        expires_in=seconds,
        refresh=turned.refresh,
        office=office,
        officer=officer,
        now=now,
    )


def office_shape(connection: Connection, device: Device) -> OfficeShape:
    """The office of a device, in the region's scope."""
    entry = directory.office(connection, device.office_id, device.district_id)
    if entry is None:
        return OfficeShape(
            id=device.office_id, name="", district_id=device.district_id, district_name="", street_code=""
        )
    return OfficeShape.model_validate(entry, from_attributes=True)


def officer_shape(connection: Connection, account: Account) -> OfficerShape:
    """An account with the name the directory has for it, in the region's scope."""
    name = directory.officer_name(connection, account.officer_id, account.district_id)
    return OfficerShape(id=account.officer_id, login=account.login, name=name, role=account.role)


def _subjects(served: Service, device: Device, login: str, came_from: str) -> list[Subject]:
    lockout = served.settings.lockout
    return [
        Subject(f"account:{device.office_id.hex}:{login}", lockout.free),
        Subject(f"device:{device.id.hex}", lockout.free),
        Subject(f"address:{came_from}", lockout.address_free),
    ]


@contextmanager
def _hashing(served: Service) -> Iterator[None]:
    """One of the few places for work on secrets; 503 when they are all taken for too long."""
    if not served.hashing.acquire(timeout=_HASHING_SECONDS):
        raise Refusal(503, "busy", 5)
    try:
        yield
    finally:
        served.hashing.release()
