"""Changes the central store refused: sent again as they were, or given up, which brings the server's value back.

Both happen inside a unit of work but past capture: neither is an edit of the officer's. Everything one transaction
changed goes together, as it would have been accepted together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from db.changes import Change, ChangeKind
from db.models.local import ChangeContext, Outbox, Stuck, SyncCursor
from db.sync.columns import Entity, Holds, entities


def send_again(session: Session, tx: UUID) -> list[Change]:
    """Put what one transaction changed back into the outbox, and its values back into the records."""
    refused = _refused(session, tx)
    session.flush()
    connection = session.connection()
    with _uncaptured(connection):
        for one in refused:
            if one.op == "U":
                _set(connection, one, {name: pair[1] for name, pair in json.loads(one.patch).items()})
    for one in refused:
        values = {
            name: getattr(one, name) for name in ("tx", "entity", "row_id", "op", "base_rev", "patch", "actor", "at")
        }
        connection.execute(insert(Outbox).values(**values))
    connection.execute(delete(Stuck).where(Stuck.tx == tx))
    return [Change(one.entity, one.row_id, ChangeKind.UPDATE) for one in refused]


def give_up(session: Session, tx: UUID) -> list[Change]:
    """Undo what one transaction changed: fields return to what the central store has, new records go again.

    A field that was edited since, here or by what came from the central store, is left alone. What hangs on a new
    record, and was never accepted either, goes with it. A new record that came from the central store meanwhile (it had
    taken it before this PC was brought back from an older copy) is as it is there.
    """
    refused = _refused(session, tx)
    session.flush()
    connection = session.connection()
    changes: list[Change] = []
    with _uncaptured(connection):
        for one in reversed(refused):
            if one.op == "I":
                changes += [] if _is_known(connection, one) else _remove(connection, one.entity, one.row_id)
            else:
                _restore(connection, one)
                changes.append(Change(one.entity, one.row_id, ChangeKind.UPDATE))
    connection.execute(delete(Stuck).where(Stuck.tx == tx))
    if any(one.op == "U" for one in refused):
        # What the central store has may have come meanwhile and say the very same: only a fresh copy tells.
        connection.execute(update(SyncCursor).values(epoch="", snapshot=None, part=None))
    return changes


@contextmanager
def _uncaptured(connection: Connection) -> Iterator[None]:
    connection.execute(update(ChangeContext).values(capture=False))
    yield
    connection.execute(update(ChangeContext).values(capture=True))


def _refused(session: Session, tx: UUID) -> list[Stuck]:
    return list(session.scalars(select(Stuck).where(Stuck.tx == tx).order_by(Stuck.n)))


def _is_known(connection: Connection, one: Stuck) -> bool:
    query = f"SELECT rev FROM {_quoted(one.entity)} WHERE id = ?"
    row = connection.exec_driver_sql(query, (one.row_id.bytes,)).first()
    return row is not None and row[0] > 0


def _restore(connection: Connection, one: Stuck) -> None:
    """Take back the fields that still show the refused value."""
    kind = entities()[one.entity]
    patch = {name: pair for name, pair in json.loads(one.patch).items() if kind.column(name) is not None}
    if not patch:
        return
    later = _pending_fields(connection, one.row_id)
    names = ", ".join(_quoted(name) for name in patch)
    row = connection.exec_driver_sql(f"SELECT {names} FROM {_quoted(kind.name)} WHERE id = ?", (one.row_id.bytes,))
    shown = dict(zip(patch, row.first() or (), strict=False))
    back = {
        name: old
        for name, (old, new) in patch.items()
        if name in shown and name not in later and shown[name] == _stored(kind, name, new)
    }
    _set(connection, one, back)


def _set(connection: Connection, one: Stuck, values: dict[str, Any]) -> None:
    kind = entities()[one.entity]
    known = {name: _stored(kind, name, raw) for name, raw in values.items() if kind.column(name) is not None}
    if known:
        assigned = ", ".join(f"{_quoted(name)} = ?" for name in known)
        statement = f"UPDATE {_quoted(kind.name)} SET {assigned} WHERE id = ?"
        connection.exec_driver_sql(statement, (*known.values(), one.row_id.bytes))


def _remove(connection: Connection, entity: str, row_id: UUID) -> list[Change]:
    """Take away a record the central store never had, with what is part of it. History goes; the rest is marked."""
    changes: list[Change] = []
    for child in entities().values():
        if child.parent is None or child.parent[1] != entity:
            continue
        query = f"SELECT id FROM {_quoted(child.name)} WHERE {_quoted(child.parent[0])} = ? AND rev = 0"
        for (part,) in connection.exec_driver_sql(query, (row_id.bytes,)).all():
            changes += _remove(connection, child.name, UUID(bytes=part))
    table = _quoted(entity)
    if entities()[entity].append_only:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row_id.bytes,))
    else:
        connection.exec_driver_sql(f"UPDATE {table} SET deleted = 1 WHERE id = ?", (row_id.bytes,))
    for waiting in (Outbox, Stuck):
        connection.execute(delete(waiting).where(waiting.row_id == row_id))
    return [*changes, Change(entity, row_id, ChangeKind.DELETE)]


def _pending_fields(connection: Connection, row_id: UUID) -> set[str]:
    patches = connection.execute(select(Outbox.patch).where(Outbox.row_id == row_id)).scalars()
    return {name for patch in patches for name in json.loads(patch)}


def _stored(kind: Entity, name: str, raw: Any) -> Any:
    """A value of the outbox's form as the store holds it: the same, but for keys."""
    column = kind.column(name)
    return bytes.fromhex(raw) if raw is not None and column is not None and column.holds is Holds.KEY else raw


def _quoted(name: str) -> str:
    return f'"{name}"'
