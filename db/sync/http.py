"""Protocol v1 over HTTPS, in the name of a signed-in officer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from db.local.store import Store
from db.sync import wire
from db.sync.enrolment import Enrolment
from db.sync.link import Link
from db.sync.problems import BadReply, Refused
from db.sync.session import Session

_PLAIN = "application/octet-stream"
_STALE = frozenset({"expired", "token", "session"})
"""`session`: that login ended, but the officer may have signed in again, or changed the password, since it began."""


class HttpTransport:
    """A `Transport` to the central store this PC is enrolled at."""

    def __init__(self, store: Store, place: Enrolment, officer_id: UUID, now: Callable[[], datetime]) -> None:
        self._link = Link(place.address, place.authority)
        self._session = Session(store, self._link, officer_id, place.device_id, place.private, now)

    def close(self) -> None:
        """Hang up; the login stands."""
        self._link.close()

    def hello(self) -> bytes:
        return self._ask("GET", "/v1/hello")

    def newest_batch(self, device: UUID) -> int:
        try:
            return int(wire.loads(self._ask("GET", "/v1/batches", {"device": device.hex}))["last_batch"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadReply from error

    def push(self, body: bytes) -> bytes:
        return self._ask("POST", "/v1/push", body=body)

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        return self._ask("GET", "/v1/pull", {"scope": scope, "epoch": epoch, "after": after, "limit": limit})

    def manifest(self, scope: str) -> bytes:
        return self._ask("GET", f"/v1/snapshot/{scope}")

    def part(self, scope: str, snapshot: str, number: int) -> bytes:
        return self._ask("GET", f"/v1/snapshot/{scope}/{snapshot}/{number}")

    def digest(self, scope: str) -> bytes:
        return self._ask("GET", "/v1/digest", {"scope": scope})

    def rows(self, body: bytes) -> bytes:
        return self._ask("POST", "/v1/rows", body=body)

    def find_blobs(self, hashes: list[str]) -> bytes:
        return self.ask("POST", "/v1/blobs", {"sha256": hashes})

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        return self._ask("PUT", f"/v1/blob/{sha256}/{number}", {"size": size}, body=content, kind=_PLAIN)

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        return self._ask("GET", f"/v1/blob/{sha256}/{number}")

    def carrier(self) -> bytes:
        return self._ask("GET", "/v1/carrier")

    def ask(self, method: str, path: str, value: object = None) -> bytes:
        """A request of another kind (accounts, codes, reports): JSON in, JSON out."""
        return self._ask(method, path, body=b"" if value is None else wire.dumps(value))

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str | int] | None = None,
        *,
        body: bytes = b"",
        kind: str | None = None,
    ) -> bytes:
        """Asked once more with a new access token when the old one is not taken any longer."""
        try:
            return self._link.ask(method, path, query=query, body=body, headers=self._headers(body, kind))
        except Refused as refusal:
            if refusal.status != 401 or refusal.code not in _STALE:
                raise
            self._session.forget_access()
            return self._link.ask(method, path, query=query, body=body, headers=self._headers(body, kind))

    def _headers(self, body: bytes, kind: str | None) -> dict[str, str]:
        kind = kind or ("application/zstd" if body[:4] == b"\x28\xb5\x2f\xfd" else "application/json")
        return self._session.headers() | ({"content-type": kind} if body else {})
