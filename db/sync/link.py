"""The line to the central store: TLS 1.3 to a server whose certificate the district's own authority signed, or nothing.

There is no way to talk to another server, in plain text, through a proxy of the environment, or past a wrong
certificate.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from db.problems import OfficerProblem
from db.sync import proof, wire
from db.sync.problems import BadReply, Refused, Unreachable

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 90.0
_CLOCK = "clock"


class Link:
    """Requests to one central store. Usable from any thread. `address` is `https://name[:port]`."""

    def __init__(self, address: str, authority: str) -> None:
        """Raises `sync.address` and `sync.authority` for what cannot be an address and a PEM certificate."""
        import httpx

        if not address.startswith("https://") or not httpx.URL(address).host:
            raise OfficerProblem("sync.address")
        self.address = address.rstrip("/")
        self._offset = timedelta()
        self._client = httpx.Client(
            base_url=self.address,
            verify=_pinned(authority),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            headers={"accept": "application/json"},
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        most: int = wire.MAX_REPLY,
    ) -> bytes:
        """The body of a good answer, of `most` bytes. Raises `Refused`, `Unreachable`, or `BadReply` past the bound."""
        import httpx

        try:
            with self._client.stream(method, path, params=query, content=body, headers=headers) as reply:
                found = _read(reply, most)
        except httpx.TransportError as error:
            raise Unreachable("certificate" if "CERTIFICATE" in str(error) else "unreachable") from error
        except httpx.HTTPError as error:
            raise BadReply from error
        if reply.status_code != httpx.codes.OK:
            raise _refusal(reply, found)
        return found

    def ask_signed(
        self, path: str, value: dict[str, Any], private: bytes, device: UUID | None, now: datetime
    ) -> dict[str, Any]:
        """POST a JSON request with this PC's proof. When its clock is off, it is made anew by the server's."""
        body = wire.dumps(value)
        for last in (False, True):
            headers = proof.sign(private, device, "POST", path, body, now + self._offset)
            try:
                found = self.ask("POST", path, body=body, headers={**headers, "content-type": "application/json"})
                return _object(found)
            except Refused as refusal:
                if last or refusal.code != _CLOCK or refusal.now is None:
                    raise
                self._offset = refusal.now - now
        raise AssertionError


def _pinned(authority: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks certificate and host name
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=authority)
    except (ssl.SSLError, ValueError) as error:
        raise OfficerProblem("sync.authority") from error
    return context


def _read(reply: httpx.Response, most: int) -> bytes:
    found = bytearray()
    for piece in reply.iter_raw():
        found += piece
        if len(found) > most:
            raise BadReply
    return bytes(found)


def _refusal(reply: httpx.Response, body: bytes) -> Refused:
    try:
        said = _object(body)
    except BadReply:
        said = {}
    code = said.get("error") or f"http_{reply.status_code}"
    waits = reply.headers.get("retry-after", "")
    now = said.get("now")
    return Refused(
        reply.status_code,
        str(code),
        float(waits) if waits.isdigit() else None,
        datetime.fromisoformat(now) if isinstance(now, str) else None,
    )


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = wire.loads(body)
    except ValueError as error:
        raise BadReply from error
    if not isinstance(said, dict):
        raise BadReply
    return said
