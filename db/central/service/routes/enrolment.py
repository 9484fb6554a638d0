"""Letting a PC in (设备登记): a one-time code against a device, and against an office when the code founds one."""

from __future__ import annotations

import time
from dataclasses import replace

from fastapi import APIRouter, Request

from db.central import accounts, devices, directory, record
from db.central.database import Connection
from db.central.devices import Code, Device, Purpose, State
from db.central.limits import Subject, count_try, forgive
from db.central.problems import Refusal
from db.central.service.guard import Address, Body, Served, Service, check_proof
from db.central.service.routes.sessions import office_shape, officer_shape
from db.central.service.shapes import Enrolled, EnrolRequest
from db.models.base import new_id

router = APIRouter(tags=["enrolment"])


@router.post("/v1/enroll")
def enroll(asked: EnrolRequest, request: Request, served: Served, body: Body, came_from: Address) -> Enrolled:
    """Enrol a PC by its key and a code. Sent again with the same key it is answered again: the reply may get lost.

    403 `code`: unknown, used by another key, or over. 409 `other_office`: the PC's office is not the code's.
    """
    served.buckets.take(f"address:{came_from}", served.settings.rates.address, time.monotonic())
    if request.headers.get("x-device"):
        raise Refusal(401, "device")
    check_proof(request, asked.key, body, served.now())
    tries = [Subject(f"enroll:{came_from}", served.settings.lockout.address_free)]
    with served.central.transaction(None) as connection:
        count_try(connection, tries, served.settings.lockout, served.now())
    with served.central.transaction(None, directory.SCOPE) as connection:
        reply = _admit(connection, served, asked, came_from)
        forgive(connection, tries)
    return reply


def _admit(connection: Connection, served: Service, asked: EnrolRequest, came_from: str) -> Enrolled:
    code = devices.code_of(connection, asked.code, Purpose.DEVICE, served.now())
    if code is None:
        raise Refusal(403, "code")
    if code.used_at is not None:
        return _reply(connection, served, code, _enrolled_before(connection, code, asked.key))
    code = _placed(connection, served, code, asked)
    assert code.office_id is not None
    now = served.now()
    device_id = devices.add_device(connection, code, code.office_id, asked.key, asked.name, now, came_from)
    devices.use_code(connection, code, device_id, now)
    device = devices.device(connection, device_id)
    assert device is not None
    record.of_device(connection, device, "device.enrolled", now, approved_by=code.approved_by)
    return _reply(connection, served, code, device)


def _enrolled_before(connection: Connection, code: Code, key: str) -> Device:
    device = devices.device(connection, code.device_id) if code.device_id else None
    if device is None or device.key != key or device.state != State.ACTIVE:
        raise Refusal(403, "code")
    return device


def _placed(connection: Connection, served: Service, code: Code, asked: EnrolRequest) -> Code:
    """The code with its office; founds the office when the code says so, under the ids of a store begun offline."""
    if code.founding is None:
        if asked.office not in {None, code.office_id}:
            raise Refusal(409, "other_office")
        return code
    office_id, officer_id = asked.office or new_id(), asked.officer or new_id()
    directory.found(
        connection, directory.founding_of(code.founding), office_id, officer_id, code.approved_by, served.now()
    )
    return replace(code, office_id=office_id, officer_id=officer_id)


def _reply(connection: Connection, served: Service, code: Code, device: Device) -> Enrolled:
    account = accounts.account(connection, code.officer_id) if code.officer_id else None
    now, grant = served.now(), None
    if account is not None and not account.has_secret:
        grant, _ = devices.issue_code(
            connection,
            Purpose.PASSWORD,
            device.office_id,
            device.district_id,
            code.approved_by,
            now,
            officer_id=account.officer_id,
            hours=served.settings.code_hours,
        )
    return Enrolled(
        device=device.id,
        office=office_shape(connection, device),
        officer=officer_shape(connection, account) if account else None,
        grant=grant,
        now=now,
    )
