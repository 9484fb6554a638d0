"""Devices (设备): a PC is enrolled by a one-time code, known by its key, and stays one device until it is closed.

A code is 100 random bits in letters that cannot be misread; only its hash is kept. It is for one office, for a day,
for one use, and says who approved it. A code for a device lets a PC in; one for a password lets an officer set theirs.
A PC that is set up anew, restored or cloned enrols again and is another device.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from db.central import tokens
from db.central.database import Connection
from db.central.problems import Refusal
from db.models.base import new_id

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 20
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


class Purpose(StrEnum):
    """What a code is good for."""

    DEVICE = "device"
    PASSWORD = "password"


class State(StrEnum):
    """Of a device. `retired` left in good order, `revoked` was lost or is not trusted; neither comes back."""

    ACTIVE = "active"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was issued. `office_id` is None for an office that comes into being with its first device."""

    id: UUID
    purpose: str
    office_id: UUID | None
    district_id: str
    officer_id: UUID | None
    founding: dict[str, Any] | None
    approved_by: str
    expires_at: datetime
    used_at: datetime | None
    device_id: UUID | None


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled PC. `approved_by` is an officer's id in hex, or `cli:` and a user of the server."""

    id: UUID
    office_id: UUID
    district_id: str
    key: str
    name: str
    state: str
    enrolled_at: datetime
    approved_by: str
    seen_at: datetime
    closed_at: datetime | None
    closed_reason: str


def issue_code(
    connection: Connection,
    purpose: Purpose,
    office_id: UUID | None,
    district_id: str,
    by: str,
    now: datetime,
    *,
    officer_id: UUID | None = None,
    founding: dict[str, Any] | None = None,
    hours: int = 24,
) -> tuple[str, datetime]:
    """A new code in groups of four, told once, and the instant it ends."""
    word, ends = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), now + timedelta(hours=hours)
    connection.execute(
        "INSERT INTO hub.code (id, hash, purpose, office_id, district_id, officer_id, founding, approved_by,"
        " approved_at, expires_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            new_id(),
            _digest(word),
            purpose.value,
            office_id,
            district_id,
            officer_id,
            Jsonb(founding) if founding else None,
            by,
            now,
            ends,
        ),
    )
    return "-".join(word[at : at + 4] for at in range(0, _LENGTH, 4)), ends


def code_of(connection: Connection, word: str, purpose: Purpose, now: datetime) -> Code | None:
    """The code that was typed, used or not, locked until the commit; None when unknown, of another kind, or over."""
    columns = "id, purpose, office_id, district_id, officer_id, founding, approved_by, expires_at, used_at, device_id"
    with connection.cursor(row_factory=class_row(Code)) as cursor:
        cursor.execute(
            f"SELECT {columns} FROM hub.code WHERE hash = %s AND purpose = %s AND expires_at > %s FOR UPDATE",
            (_digest(word), purpose.value, now),
        )
        return cursor.fetchone()


def use_code(connection: Connection, code: Code, device_id: UUID, now: datetime) -> None:
    """Spend a code; `code` says which office and officer it came to stand for."""
    connection.execute(
        "UPDATE hub.code SET used_at = %s, device_id = %s, office_id = %s, officer_id = %s, founding = NULL"
        " WHERE id = %s",
        (now, device_id, code.office_id, code.officer_id, code.id),
    )


def void_codes(
    connection: Connection, now: datetime, *, approved_by: UUID | None = None, officer_id: UUID | None = None
) -> int:
    """End the codes nobody used yet that an officer approved, or that are for an officer; how many there were."""
    return connection.execute(
        "UPDATE hub.code SET expires_at = %s WHERE used_at IS NULL AND expires_at > %s"
        " AND (approved_by = %s OR officer_id = %s)",
        (now, now, approved_by.hex if approved_by else None, officer_id),
    ).rowcount


def add_device(
    connection: Connection, code: Code, office_id: UUID, key: str, name: str, now: datetime, address: str
) -> UUID:
    """Enrol a key as a new device of an office. Raises 409 `key_known`: a device is never enrolled twice."""
    device_id = new_id()
    try:
        with connection.transaction():
            connection.execute(
                "INSERT INTO hub.device (id, office_id, district_id, key, name, code_id, approved_by, enrolled_at,"
                " enrolled_from, seen_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (device_id, office_id, code.district_id, key, name, code.id, code.approved_by, now, address, now),
            )
    except UniqueViolation:
        raise Refusal(409, "key_known") from None
    return device_id


_DEVICE = "id, office_id, district_id, key, name, state, enrolled_at, approved_by, seen_at, closed_at, closed_reason"


def device(connection: Connection, device_id: UUID) -> Device | None:
    """An enrolled device in whatever state, or None."""
    with connection.cursor(row_factory=class_row(Device)) as cursor:
        cursor.execute(f"SELECT {_DEVICE} FROM hub.device WHERE id = %s", (device_id,))
        return cursor.fetchone()


def devices_of(connection: Connection, office_id: UUID | None) -> list[Device]:
    """Devices of one office, or of all, the newest first."""
    with connection.cursor(row_factory=class_row(Device)) as cursor:
        cursor.execute(
            f"SELECT {_DEVICE} FROM hub.device WHERE %(office)s::uuid IS NULL OR office_id = %(office)s"
            " ORDER BY enrolled_at DESC, id DESC",
            {"office": office_id},
        )
        return cursor.fetchall()


def close(connection: Connection, device_id: UUID, state: State, by: str, reason: str, now: datetime) -> bool:
    """Retire or revoke a device and end its logins; False when it was closed before. Nothing opens it again."""
    done = connection.execute(
        "UPDATE hub.device SET state = %s, closed_at = %s, closed_by = %s, closed_reason = %s"
        " WHERE id = %s AND state = 'active'",
        (state.value, now, by, reason, device_id),
    ).rowcount
    tokens.end_logins(connection, now, "device_closed", device_id=device_id)
    return done == 1


def seen(connection: Connection, device_id: UUID, now: datetime) -> None:
    """Note that a device signed in or refreshed."""
    connection.execute("UPDATE hub.device SET seen_at = %s WHERE id = %s", (now, device_id))


def spend_nonce(connection: Connection, device_id: UUID, nonce: str, now: datetime, kept: timedelta) -> bool:
    """Whether this number comes for the first time; numbers older than `kept` are forgotten on the way."""
    connection.execute("DELETE FROM hub.nonce WHERE device_id = %s AND at < %s", (device_id, now - kept))
    return (
        connection.execute(
            "INSERT INTO hub.nonce (device_id, nonce, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            (device_id, nonce, now),
        ).rowcount
        == 1
    )


def plain(word: str) -> str:
    """A code as it was meant: capitals, no separators, misread letters put right."""
    return word.upper().translate(_MISREAD)


def _digest(word: str) -> bytes:
    return hashlib.sha256(plain(word).encode()).digest()
