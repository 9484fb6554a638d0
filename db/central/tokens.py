"""What a signed-in PC shows: an access token for minutes, and a refresh token bound to its device that turns each time.

The access token is a claim under an HMAC whose key lies in the database, so every process and node reads every token.
It says who and which login; whether that login, device and account still stand is asked of the database at each
request. A refresh token that comes a second time after its successor was used has been copied: the login ends for all
who hold it. One whose successor was never used is turned again, since the reply may have been lost on the way.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import orjson

from db.central.database import Connection
from db.central.problems import Refusal
from db.models.base import new_id

SIGNING_KEY = "access_token_key"
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Claim:
    """Who an access token speaks for: a device, the officer signed in there, and which login it belongs to."""

    device_id: UUID
    officer_id: UUID
    family_id: UUID
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Turned:
    """A login that goes on, with the token that continues it."""

    family_id: UUID
    officer_id: UUID
    refresh: str


def signing_key(connection: Connection) -> bytes:
    """The key of access tokens."""
    return secret(connection, SIGNING_KEY, lambda: secrets.token_bytes(KEY_BYTES))


def replace_signing_key(connection: Connection, key: bytes) -> None:
    """Put another key of access tokens in force; what the old one sealed is no token any more."""
    connection.execute(
        "INSERT INTO hub.secret (name, value) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value, made_at = now()",
        (SIGNING_KEY, key),
    )


def secret(connection: Connection, name: str, make: Callable[[], bytes]) -> bytes:
    """A secret of the central store, the same for all processes; made by whoever asks first."""
    query = "SELECT value FROM hub.secret WHERE name = %s"
    row = connection.execute(query, (name,)).fetchone()
    if row is None:
        fresh = "INSERT INTO hub.secret (name, value) VALUES (%s, %s) ON CONFLICT DO NOTHING"
        connection.execute(fresh, (name, make()))
        row = connection.execute(query, (name,)).fetchone()
    assert row is not None
    return bytes(row[0])


def issue_access(key: bytes, claim: Claim) -> str:
    """The token of a claim."""
    facts = [claim.device_id.hex, claim.officer_id.hex, claim.family_id.hex, int(claim.ends_at.timestamp())]
    body = urlsafe_b64encode(orjson.dumps(facts)).rstrip(b"=")
    return f"{body.decode()}.{_seal(key, body)}"


def read_access(key: bytes, token: str, now: datetime) -> Claim:
    """The claim of a token. Raises 401 `token` for one not made here and 401 `expired` for one past its time."""
    body, _, seal = token.partition(".")
    if not token.isascii() or not hmac.compare_digest(seal, _seal(key, body.encode())):
        raise Refusal(401, "token")
    device, officer, family, until = orjson.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    ends_at = datetime.fromtimestamp(until, tz=now.tzinfo)
    if ends_at <= now:
        raise Refusal(401, "expired")
    return Claim(UUID(device), UUID(officer), UUID(family), ends_at)


def open_login(connection: Connection, device_id: UUID, officer_id: UUID, now: datetime, days: int) -> Turned:
    """A new login of an officer on a device. Earlier ones of the two end: a PC keeps one."""
    end_logins(connection, now, "replaced", officer_id=officer_id, device_id=device_id)
    family, word = new_id(), secrets.token_urlsafe(32)
    connection.execute(
        "INSERT INTO hub.login (id, device_id, officer_id, current, made_at, turned_at, ends_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (family, device_id, officer_id, _digest(word), now, now, now + timedelta(days=days)),
    )
    return Turned(family, officer_id, f"{family.hex}.{word}")


def turn(connection: Connection, refresh: str, device_id: UUID, now: datetime, days: int) -> Turned | None:
    """Continue the login of a refresh token, or None when it does not go on: the caller commits, then refuses.

    Ends the login when the token was used before.
    """
    family, word = _parts(refresh)
    row = connection.execute(
        "SELECT officer_id, current, previous FROM hub.login"
        " WHERE id = %s AND device_id = %s AND ended_at IS NULL AND ends_at > %s FOR UPDATE",
        (family, device_id, now),
    ).fetchone()
    if family is None or row is None:
        return None
    officer_id, current, previous = row
    digest = _digest(word)
    if digest not in {bytes(current), bytes(previous or b"")}:
        connection.execute("UPDATE hub.login SET ended_at = %s, why = 'reused' WHERE id = %s", (now, family))
        return None
    following = secrets.token_urlsafe(32)
    connection.execute(
        "UPDATE hub.login SET current = %s, previous = %s, turned_at = %s, ends_at = %s WHERE id = %s",
        (_digest(following), digest, now, now + timedelta(days=days), family),
    )
    return Turned(family, officer_id, f"{family.hex}.{following}")


def end_logins(
    connection: Connection, now: datetime, why: str, *, officer_id: UUID | None = None, device_id: UUID | None = None
) -> int:
    """End the standing logins of an officer, of a device, or of the two together; how many there were."""
    if officer_id is None and device_id is None:
        raise ValueError("whose logins?")
    return connection.execute(
        "UPDATE hub.login SET ended_at = %(now)s, why = %(why)s WHERE ended_at IS NULL"
        " AND (%(officer)s::uuid IS NULL OR officer_id = %(officer)s)"
        " AND (%(device)s::uuid IS NULL OR device_id = %(device)s)",
        {"now": now, "why": why, "officer": officer_id, "device": device_id},
    ).rowcount


def end_every_login(connection: Connection, now: datetime, why: str) -> int:
    """End all standing logins; how many there were."""
    return connection.execute(
        "UPDATE hub.login SET ended_at = %s, why = %s WHERE ended_at IS NULL", (now, why)
    ).rowcount


def _parts(refresh: str) -> tuple[UUID | None, str]:
    family, _, word = refresh.partition(".")
    try:
        return UUID(hex=family), word
    except ValueError:
        return None, word


def _digest(word: str) -> bytes:
    """The words are 256 random bits: a plain hash keeps them."""
    return hashlib.sha256(word.encode()).digest()


def _seal(key: bytes, body: bytes) -> str:
    return urlsafe_b64encode(hmac.digest(key, body, "sha256")).rstrip(b"=").decode()
