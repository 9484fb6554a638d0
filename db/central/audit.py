"""The central audit log (审计日志): who did what, chained by hash per district, refused by triggers to be changed.

It holds no values and no names of people: ids, counts and codes. Append last in a transaction: a district's chain is
locked until the commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from db.central.database import Connection
from db.central.scopes import Caller
from db.models.base import instant_text

_APPEND = "SELECT hub.append_audit(%s, coalesce(%s, clock_timestamp()), %s, %s, %s, %s, %s, %s, %s)"
_READ = (
    "SELECT seq, at, device, officer, office, role, action, rows, detail, prev, hash FROM hub.audit_log"
    " WHERE district_id = %s AND seq > %s ORDER BY seq"
)
_CUT = "SELECT seq, hash FROM hub.audit_cut WHERE district_id = %s ORDER BY seq DESC LIMIT 1"


def append(
    connection: Connection,
    action: str,
    *,
    district_id: str,
    role: str,
    device_id: UUID | None = None,
    officer_id: UUID | None = None,
    office_id: UUID | None = None,
    rows: int = 1,
    detail: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Add a link to the district's chain. `action` is a dotted code; `at` is the server's clock when not given."""
    said = orjson.dumps(detail or {}, option=orjson.OPT_SORT_KEYS).decode()
    values = (district_id, at, device_id, officer_id, office_id, role, action, rows, said)
    connection.execute(_APPEND, values)


def append_for(connection: Connection, caller: Caller, action: str, rows: int = 1, **detail: Any) -> None:
    """Add what a caller did."""
    append(
        connection,
        action,
        district_id=caller.district_id,
        role=caller.role.value,
        device_id=caller.device_id,
        officer_id=caller.officer_id,
        office_id=caller.office_id,
        rows=rows,
        detail=detail,
    )


def first_broken(connection: Connection, district_id: str) -> int | None:
    """Number of the first link that is missing or was changed; None when the district's chain is whole.

    A chain whose beginning lies in an archive is whole from there on.
    """
    cut, before = connection.execute(_CUT, (district_id,)).fetchone() or (0, "")
    expected: int = cut + 1
    for seq, at, device, officer, office, role, action, rows, detail, prev, found in connection.execute(
        _READ, (district_id, cut)
    ):
        said = (device, officer, office, role, action, rows, detail)
        if seq != expected or prev != before or found != _link(before, district_id, seq, at, said):
            return expected
        before, expected = found, expected + 1
    end = connection.execute("SELECT seq, hash FROM hub.audit_chain WHERE district_id = %s", (district_id,)).fetchone()
    return None if end in {None, (expected - 1, before)} else expected


def _link(before: str, district_id: str, seq: int, at: datetime, said: tuple[Any, ...]) -> str:
    """As `hub.append_audit` reckons it: what is absent leaves no gap (concat_ws)."""
    parts = (before, district_id, seq, instant_text(at.astimezone(UTC)), *said)
    text = "\x1f".join(str(part) for part in parts if part is not None)
    return hashlib.sha256(text.encode()).hexdigest()
