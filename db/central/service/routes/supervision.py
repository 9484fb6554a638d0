"""What a supervisor does for the office and an administrator for all: codes, devices, accounts.

A supervisor reaches officers and supervisors of the own office, never an account of the district's that happens to
sit there, and nobody reaches their own: who takes over a session cannot make it last.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from db.actor import Role
from db.central import accounts, audit, devices, directory
from db.central.accounts import Account
from db.central.database import Connection
from db.central.devices import Purpose, State
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.central.service.guard import Served, Service, allowed
from db.central.service.shapes import (
    AccountChange,
    Accounts,
    AccountShape,
    CloseDevice,
    CodeIssued,
    CodeRequest,
    Devices,
    DeviceShape,
    Done,
    Id,
    NewOfficer,
)
from db.models.base import new_id

router = APIRouter(tags=["supervision"])

Overseer = Annotated[Caller, Depends(allowed(Role.SUPERVISOR, Role.ADMIN))]
Office = Annotated[Id | None, Query(description="the caller's own when left out; an administrator's: all")]
OF_THE_OFFICE = frozenset({Role.OFFICER, Role.SUPERVISOR})


@router.post("/v1/codes")
def issue_code(asked: CodeRequest, served: Served, caller: Overseer) -> CodeIssued:
    """Approve a PC, or a new secret of an officer. The code is told to the caller alone and once."""
    office_id = _office(caller, asked.office) or caller.office_id
    if asked.officer and asked.new_officer:
        raise Refusal(400, "malformed")
    with served.central.transaction(caller, directory.SCOPE) as connection:
        district = _district(connection, caller, office_id)
        officer_id = _officer(connection, served, caller, asked, office_id, district)
        word, ends = devices.issue_code(
            connection,
            asked.purpose,
            office_id,
            district,
            caller.officer_id.hex,
            served.now(),
            officer_id=officer_id,
            hours=served.settings.code_hours,
        )
        audit.append_for(
            connection, caller, f"code.{asked.purpose.value}", officer=officer_id.hex if officer_id else ""
        )
    return CodeIssued(code=word, expires_at=ends, officer=officer_id)


@router.get("/v1/devices")
def list_devices(served: Served, caller: Overseer, office: Office = None) -> Devices:
    """The PCs that were let in, closed ones as well."""
    with served.central.transaction(None) as connection:
        found = devices.devices_of(connection, _office(caller, office))
    shapes = [
        DeviceShape.model_validate({name: getattr(one, name) for name in _DEVICE_FIELDS} | {"office": one.office_id})
        for one in found
    ]
    return Devices(devices=shapes)


_DEVICE_FIELDS = tuple(name for name in DeviceShape.model_fields if name != "office")


@router.post("/v1/devices/{device}/revoke")
def revoke_device(device: Id, asked: CloseDevice, served: Served, caller: Overseer) -> Done:
    """Shut out a PC that was lost or is not trusted; it is refused from its next request on. `done`: it was active."""
    return _close(served, caller, device, State.REVOKED, asked.reason)


@router.post("/v1/devices/{device}/retire")
def retire_device(device: Id, asked: CloseDevice, served: Served, caller: Overseer) -> Done:
    """Close a PC that leaves in good order."""
    return _close(served, caller, device, State.RETIRED, asked.reason)


@router.get("/v1/accounts")
def list_accounts(served: Served, caller: Overseer, office: Office = None) -> Accounts:
    """Who may sign in."""
    with served.central.transaction(None) as connection:
        found = accounts.accounts_of(connection, _office(caller, office))
    return Accounts(accounts=[_account_shape(one) for one in found])


@router.post("/v1/accounts/{officer}")
def change_account(officer: Id, asked: AccountChange, served: Served, caller: Overseer) -> Done:
    """Close an account at once, or reopen it; the directory says so to every PC."""
    with served.central.transaction(caller, directory.SCOPE) as connection:
        account = _reachable(connection, caller, officer)
        accounts.set_active(connection, officer, asked.active, served.now())
        if not asked.active:
            devices.void_codes(connection, served.now(), approved_by=officer, officer_id=officer)
        directory.show_active(connection, officer, account.district_id, asked.active, caller.officer_id, served.now())
        audit.append_for(
            connection, caller, "account.opened" if asked.active else "account.closed", officer=officer.hex
        )
    return Done(done=True)


def _close(served: Service, caller: Caller, device_id: UUID, state: State, reason: str) -> Done:
    with served.central.transaction(caller) as connection:
        device = devices.device(connection, device_id)
        if device is None or (caller.role is not Role.ADMIN and device.office_id != caller.office_id):
            raise Refusal(403, "not_yours")
        done = devices.close(connection, device_id, state, caller.officer_id.hex, reason, served.now())
        audit.append_for(connection, caller, f"device.{state.value}", closed=device_id.hex)
    return Done(done=done)


def _office(caller: Caller, asked: UUID | None) -> UUID | None:
    """The office that is meant; None for all, which an administrator may ask for."""
    if caller.role is Role.ADMIN:
        return asked
    if asked not in {None, caller.office_id}:
        raise Refusal(403, "not_yours")
    return caller.office_id


def _district(connection: Connection, caller: Caller, office_id: UUID) -> str:
    if office_id == caller.office_id:
        return caller.district_id
    district = directory.district_of(connection, office_id)
    if district is None:
        raise Refusal(403, "not_yours")
    return district


def _officer(
    connection: Connection, served: Service, caller: Caller, asked: CodeRequest, office_id: UUID, district: str
) -> UUID | None:
    """The officer a code is for: one of the office, a new one, or nobody in particular (a PC for the office)."""
    if asked.new_officer:
        return _new_officer(connection, served, caller, asked.new_officer, office_id, district)
    if asked.officer:
        if _reachable(connection, caller, asked.officer).office_id != office_id:
            raise Refusal(403, "not_yours")
        return asked.officer
    if asked.purpose is Purpose.PASSWORD:
        raise Refusal(400, "malformed")
    return None


def _new_officer(
    connection: Connection, served: Service, caller: Caller, asked: NewOfficer, office_id: UUID, district: str
) -> UUID:
    if caller.role is not Role.ADMIN and asked.role not in OF_THE_OFFICE:
        raise Refusal(403, "role")
    officer_id, by = asked.id or new_id(), caller.officer_id.hex
    directory.add_officer(
        connection, officer_id, office_id, district, asked.login, asked.name, asked.role, by, served.now()
    )
    return officer_id


def _reachable(connection: Connection, caller: Caller, officer_id: UUID) -> Account:
    """An account the caller may act on; an unknown one and a foreign one get one answer."""
    account = accounts.account(connection, officer_id)
    if account is None or (caller.role is not Role.ADMIN and account.office_id != caller.office_id):
        raise Refusal(403, "not_yours")
    if officer_id == caller.officer_id or (caller.role is not Role.ADMIN and account.role not in OF_THE_OFFICE):
        raise Refusal(403, "role")
    return account


def _account_shape(account: Account) -> AccountShape:
    return AccountShape(
        officer=account.officer_id,
        office=account.office_id,
        login=account.login,
        role=account.role,
        active=account.active,
        has_secret=account.has_secret,
    )
