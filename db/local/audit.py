"""The audit chain: who did what to which record and why, each entry sealed by the hash of the one before.

The head of the chain is kept apart as well, since entries cut off at the end would leave the rest whole. Who holds
the store's key can still make all of it anew; that is found out by the head the server was told.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import sqlite

from db.actor import Actor
from db.models.base import instant_text
from db.models.local import AuditEntry, StoreFact

_TABLE = cast(Table, AuditEntry.__table__)
_FACTS = cast(Table, StoreFact.__table__)
_HEAD = "audit_head"
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditNote:
    """One thing to record. `fields` are column names, never values; `obj` is the record's id, if there is one."""

    action: str
    entity: str = ""
    obj: UUID | None = None
    fields: tuple[str, ...] = ()
    rows: int = 1
    reason: str = ""


def object_ref(secret: bytes, entity: str, obj: UUID | None) -> str:
    """A stable stand-in for a record's id that says nothing to who lacks the store's key."""
    if obj is None:
        return ""
    return hmac.new(secret, entity.encode() + obj.bytes, hashlib.sha256).hexdigest()


def append(
    connection: Connection, secret: bytes, actor: Actor, tx: UUID, at: datetime, notes: Iterable[AuditNote]
) -> None:
    """Add notes to the chain inside the caller's transaction (the only writer, so the head cannot move)."""
    head = connection.execute(select(_TABLE.c.seq, _TABLE.c.hash).order_by(_TABLE.c.seq.desc()).limit(1)).first()
    seq, prev = (head.seq, head.hash) if head else (0, GENESIS)
    for note in notes:
        seq += 1
        row = _row(secret, actor, tx, at, note) | {"seq": seq, "prev": prev}
        prev = row["hash"] = _seal(row)
        connection.execute(insert(_TABLE), row)
    _keep_head(connection, f"{seq}:{prev}")


def first_broken(connection: Connection) -> int | None:
    """The first entry whose seal, order or number does not fit, or None when the chain is whole.

    After entries were cut off at the end it is the first one missing; when the whole chain was sealed anew, the last.
    """
    expected, prev = 1, GENESIS
    for row in _rows(connection):
        if row["seq"] != expected or row["prev"] != prev or row["hash"] != _seal(row):
            return expected
        expected, prev = expected + 1, str(row["hash"])
    length, _, seal = _head(connection).partition(":")
    if int(length) >= expected:
        return expected
    return None if seal == prev else expected - 1


def _head(connection: Connection) -> str:
    kept = connection.execute(select(_FACTS.c.value).where(_FACTS.c.name == _HEAD)).scalar()
    return kept or f"0:{GENESIS}"


def _keep_head(connection: Connection, head: str) -> None:
    row = sqlite.insert(_FACTS).values(name=_HEAD, value=head)
    connection.execute(row.on_conflict_do_update(index_elements=[_FACTS.c.name], set_={"value": head}))


def _rows(connection: Connection) -> Iterator[dict[str, object]]:
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.seq)).mappings():
        yield dict(row)


def _row(secret: bytes, actor: Actor, tx: UUID, at: datetime, note: AuditNote) -> dict[str, object]:
    return {
        "tx": tx,
        "at": at,
        "officer_id": actor.officer_id,
        "role": actor.role.value,
        "office_id": actor.office_id,
        "device_id": actor.device_id,
        "action": note.action,
        "entity": note.entity,
        "object_ref": object_ref(secret, note.entity, note.obj),
        "fields": ",".join(sorted(note.fields)),
        "rows": note.rows,
        "reason": note.reason,
    }


def _seal(row: dict[str, object]) -> str:
    content = {name: _plain(value) for name, value in row.items() if name != "hash"}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant_text(value)
    return value.hex if isinstance(value, UUID) else value
