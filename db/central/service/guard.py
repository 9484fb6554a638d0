"""Who is asking, and may they: proofs of devices, access tokens, roles and rates, checked before a route begins.

Every route but the open ones takes `allowed(...)` or `proved`; a test walks the app's routes and finds one that does
not. What a role may see and write within a route is decided again by its scopes, and once more by PostgreSQL.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from db.actor import Role
from db.central import devices, tokens
from db.central.database import Central
from db.central.devices import Device, State
from db.central.limits import Buckets
from db.central.problems import Refusal
from db.central.scopes import Caller, caller
from db.central.service.metrics import Metrics
from db.central.settings import Settings
from db.central.tokens import Claim
from db.models.base import instant_text
from db.sync import proof

_KEY_SECONDS = 1.0


def utc_now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


@dataclass
class Service:
    """What every route works with. Its buckets and counters may be lost at any moment without harm."""

    central: Central
    settings: Settings
    now: Callable[[], datetime] = utc_now
    metrics: Metrics = field(default_factory=Metrics)
    buckets: Buckets = field(default_factory=Buckets)

    @cached_property
    def keyring(self) -> Keyring:
        """The key of access tokens, the same in every process."""
        return Keyring(self.central)

    @cached_property
    def hashing(self) -> threading.BoundedSemaphore:
        """As many secrets are looked at side by side: each takes tens of megabytes."""
        return threading.BoundedSemaphore(self.settings.sign_ins_at_once)

    @cached_property
    def heavy(self) -> threading.BoundedSemaphore:
        """As many whole scopes are read side by side."""
        return threading.BoundedSemaphore(self.settings.snapshots_at_once)


class Keyring:
    """The key of access tokens as this process knows it; it may be replaced in the database at any moment."""

    def __init__(self, central: Central) -> None:
        self._central = central
        self._known = b""
        self._read_at = 0.0

    @property
    def key(self) -> bytes:
        """The key in force now, to seal with."""
        with self._central.transaction(None) as connection:
            self._known = tokens.signing_key(connection)
        self._read_at = time.monotonic()
        return self._known

    def claim(self, token: str, now: datetime) -> tuple[Claim, bytes]:
        """The claim of a token and the key it was read with. The database is asked once a second at most."""
        known = self._known or self.key
        try:
            return tokens.read_access(known, token, now), known
        except Refusal as refusal:
            if refusal.code != "token" or time.monotonic() - self._read_at < _KEY_SECONDS:
                raise
        key = self.key
        return tokens.read_access(key, token, now), key


class ClockRefusal(Refusal):
    """The PC's clock is off; the reply says what time it is, and the PC signs again with that."""

    def __init__(self, now: datetime) -> None:
        super().__init__(401, "clock")
        self.facts = {"now": instant_text(now)}


def service(request: Request) -> Service:
    """The service of the app that was asked."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found


def address(request: Request) -> str:
    """The network address the request came from; behind a trusted proxy, the one the proxy names."""
    return request.client.host if request.client else "unknown"


async def whole_body(request: Request) -> bytes:
    """The body as it travelled (bounded by `BoundedBodies`)."""
    return await request.body()


Served = Annotated[Service, Depends(service)]
Body = Annotated[bytes, Depends(whole_body)]
Address = Annotated[str, Depends(address)]


def proved(request: Request, served: Served, body: Body, came_from: Address) -> Device:
    """The active device whose key signed this request, just now and for the first time."""
    served.buckets.take(f"address:{came_from}", served.settings.rates.address, time.monotonic())
    now = served.now()
    with served.central.transaction(None) as connection:
        known = devices.device(connection, _device_named(request))
        if known is None:
            raise Refusal(401, "device")
        check_proof(request, known.key, body, now)
        if not devices.spend_nonce(connection, known.id, request.headers[proof.NONCE], now, 3 * proof.TOLERANCE):
            raise Refusal(401, "replayed")
    if known.state != State.ACTIVE:
        raise Refusal(403, "revoked")
    request.state.device = known.id.hex
    return known


def check_proof(request: Request, key: str, body: bytes, now: datetime) -> None:
    """Raise 401 `device` when the key did not sign this request, and `clock` when it did so at another time."""
    headers = dict(request.headers)
    if not proof.is_signed(key, headers, request.method, request.url.path, body) or len(headers[proof.NONCE]) > 64:
        raise Refusal(401, "device")
    try:
        signed_at = datetime.fromisoformat(headers[proof.TIME])
        off = abs(signed_at - now)
    except (ValueError, TypeError):
        raise Refusal(401, "device") from None
    if off > proof.TOLERANCE:
        raise ClockRefusal(now)


_bearer = HTTPBearer(auto_error=False, description="The access token of a session")

_STANDING = """
SELECT a.role, a.office_id, a.district_id, a.active, d.state, d.office_id, l.ended_at IS NULL AND l.ends_at > %(now)s,
    (SELECT value FROM hub.secret WHERE name = %(key)s) = %(used)b
FROM hub.login l JOIN hub.device d ON d.id = l.device_id JOIN hub.account a ON a.officer_id = l.officer_id
WHERE l.id = %(login)s AND l.device_id = %(device)s AND l.officer_id = %(officer)s
"""


def signed_in(
    request: Request, served: Served, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """The caller of an access token whose login, device and account stand at this moment."""
    if given is None:
        raise Refusal(401, "token")
    now = served.now()
    claim, used = served.keyring.claim(given.credentials, now)
    request.state.device = claim.device_id.hex
    _hold_back(served, f"device:{claim.device_id.hex}", served.settings.rates.device)
    _hold_back(served, f"account:{claim.officer_id.hex}", served.settings.rates.account)
    values = {
        "now": now,
        "key": tokens.SIGNING_KEY,
        "used": used,
        "login": claim.family_id,
        "device": claim.device_id,
        "officer": claim.officer_id,
    }
    with served.central.transaction(None) as connection:
        row = connection.execute(_STANDING, values).fetchone()
    if row is None:
        raise Refusal(401, "session")
    role, office, district, active, state, device_office, open_, in_force = row
    if not in_force:  # the key was replaced since this process read it
        raise Refusal(401, "token")
    if state != State.ACTIVE:
        raise Refusal(403, "revoked")
    if not active or office != device_office:
        raise Refusal(403, "account_closed")
    if not open_:
        raise Refusal(401, "session")
    _hold_back(served, f"office:{office.hex}", served.settings.rates.office)
    return caller(claim.device_id, claim.officer_id, Role(role), office, district)


def allowed(*roles: Role) -> Callable[..., Caller]:
    """A dependency: the caller, if in one of the roles; 403 `role` otherwise."""

    def check(asking: Annotated[Caller, Depends(signed_in)]) -> Caller:
        if asking.role not in roles:
            raise Refusal(403, "role")
        return asking

    check.roles = frozenset(roles)  # type: ignore[attr-defined]  # read by the test that walks the routes
    return check


Proved = Annotated[Device, Depends(proved)]


def _hold_back(served: Service, name: str, per_minute: int) -> None:
    served.buckets.take(name, per_minute, time.monotonic())


def _device_named(request: Request) -> UUID:
    try:
        return UUID(hex=request.headers.get(proof.DEVICE, ""))
    except ValueError:
        raise Refusal(401, "device") from None
