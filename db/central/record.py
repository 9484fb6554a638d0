"""Entries of the audit chain that no caller makes: enrolments, sign-ins, and what is done on the server itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from db.central import audit
from db.central.accounts import Account
from db.central.database import Connection
from db.central.devices import Device

SERVER = "server"
"""The role of who works on the server itself; the operating system knows who that was."""


def of_device(
    connection: Connection,
    device: Device,
    action: str,
    now: datetime,
    account: Account | None = None,
    **detail: str,
) -> None:
    """What happened at a device, and whose account it concerned if that is known."""
    audit.append(
        connection,
        action,
        district_id=device.district_id,
        role=account.role.value if account else "",
        device_id=device.id,
        officer_id=account.officer_id if account else None,
        office_id=device.office_id,
        detail=detail,
        at=now,
    )


def of_server(
    connection: Connection, district_id: str, office_id: UUID | None, action: str, now: datetime, **detail: str
) -> None:
    """What was done with `caseworker-central` on the server."""
    audit.append(connection, action, district_id=district_id, role=SERVER, office_id=office_id, detail=detail, at=now)
