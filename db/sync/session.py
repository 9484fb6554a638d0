"""An officer's standing login at the central store: a short access token in memory, a refresh token in the store.

The refresh token turns each time it is used. The new one is written down before the access token is: a PC that dies in
between shows the old one again, which the server still takes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from uuid import UUID

from db.local.store import Store
from db.sync.link import Link
from db.sync.problems import BadReply, Refused
from db.sync.writing import looking, stamp, writing

_SPARE = timedelta(seconds=60)


class Session:
    """What keeps an officer signed in. Safe from several threads."""

    def __init__(
        self, store: Store, link: Link, officer_id: UUID, device_id: UUID, private: bytes, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._link = link
        self._officer = officer_id
        self._device = device_id
        self._private = private
        self._now = now
        self._guard = Lock()
        self._access = ""
        self._until: datetime | None = None

    def headers(self) -> dict[str, str]:
        """The header that says who asks. Raises 401 `signed_out` when nobody is signed in."""
        with self._guard:
            if self._until is None or self._now() >= self._until:
                self._renew()
            return {"authorization": f"Bearer {self._access}"}

    def forget_access(self) -> None:
        """The access token was not taken: get another before the next request."""
        with self._guard:
            self._until = None

    def _renew(self) -> None:
        refresh = kept_login(self._store, self._officer)
        if refresh is None:
            raise Refused(401, "signed_out")
        said = self._link.ask_signed("/v1/refresh", {"refresh": refresh}, self._private, self._device, self._now())
        self._take(said)

    def _take(self, said: dict[str, Any]) -> None:
        try:
            access, refresh, seconds = str(said["access"]), str(said["refresh"]), float(said["expires_in"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadReply from error
        keep_login(self._store, self._officer, refresh, self._now())
        self._access = access
        self._until = self._now() + max(timedelta(seconds=seconds) - _SPARE, timedelta(seconds=seconds / 2))


def kept_login(store: Store, officer_id: UUID) -> str | None:
    """The refresh token of an officer, or None when they have to sign in."""
    with looking(store) as raw:
        row = raw.execute("SELECT refresh FROM server_login WHERE officer_id = ?", (officer_id.bytes,)).fetchone()
    return str(row[0]) if row else None


def keep_login(store: Store, officer_id: UUID, refresh: str, now: datetime) -> None:
    """Write the refresh token down."""
    with writing(store) as raw:
        raw.execute(
            "INSERT INTO server_login (officer_id, refresh, since) VALUES (?, ?, ?)"
            " ON CONFLICT (officer_id) DO UPDATE SET refresh = excluded.refresh",
            (officer_id.bytes, refresh, stamp(now)),
        )
