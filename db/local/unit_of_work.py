"""One thing an officer does = one transaction: the records, their outbox rows and their audit entries, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, event, select, update
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from db.actor import Actor
from db.changes import Change, ChangeKind, ChangeSummary
from db.local.audit import AuditNote, append
from db.models.base import HOUSEKEEPING, Synced, new_id
from db.models.local import ChangeContext, Outbox

_Record = TypeVar("_Record", bound=Synced)


class UnauditedWriteError(RuntimeError):
    """A service changed records without saying what it did; a bug."""


class UnitOfWork:
    """What a service writes through. Use `session` for records and say what was done with `audit`."""

    def __init__(self, session: Session, actor: Actor, now: datetime, audit_secret: bytes) -> None:
        self.session = session
        self.actor = actor
        self.now = now
        self.tx = new_id()
        self._secret = audit_secret
        self._notes: list[AuditNote] = []
        self._changes: dict[tuple[str, UUID], Change] = {}
        self._fields: dict[UUID, set[str]] = {}
        event.listen(session, "before_flush", self._before_flush)
        self._open_context()

    @property
    def summary(self) -> ChangeSummary:
        """What this unit changed; complete after it was committed."""
        return ChangeSummary(frozenset(self._changes.values()))

    def add(self, record: _Record) -> _Record:
        """Add a new record to this office."""
        self.session.add(record)
        return record

    def delete(self, record: Synced) -> None:
        """Mark a record deleted; nothing is ever removed."""
        record.deleted = True

    def audit(
        self,
        action: str,
        record: Synced | None = None,
        *,
        fields: Iterable[str] = (),
        rows: int = 1,
        reason: str = "",
    ) -> None:
        """Say what was done. Field names of a changed `record` are added by themselves."""
        entity = record.__tablename__ if record is not None else ""
        obj = record.id if record is not None else None
        self._notes.append(AuditNote(action, str(entity), obj, tuple(fields), rows, reason))

    def touched(self, entity: str, ids: Iterable[UUID], kind: ChangeKind) -> None:
        """Tell of rows written in bulk, which the session does not see one by one."""
        self._changes |= {(entity, row_id): Change(entity, row_id, kind) for row_id in ids}

    def finish(self) -> None:
        """Write the audit entries and close the capture context; the store commits right after."""
        self.session.flush()
        if not self._notes and (written := self._written()):
            raise UnauditedWriteError(", ".join(written))
        append(self._connection, self._secret, self.actor, self.tx, self.now, map(self._complete, self._notes))
        self._set_context(tx=None, actor=None, at=None)

    def _written(self) -> list[str]:
        """Entities this transaction wrote, however it wrote them."""
        ours = select(Outbox.entity).where(Outbox.tx == self.tx).distinct().order_by(Outbox.entity)
        return list(self._connection.execute(ours).scalars())

    @property
    def _connection(self) -> Connection:
        return self.session.connection()

    def _open_context(self) -> None:
        self._set_context(tx=self.tx, actor=self.actor.officer_id, at=self.now)

    def _set_context(self, **values: object) -> None:
        self._connection.execute(update(ChangeContext.__table__).values(**values))  # type: ignore[arg-type]

    def _complete(self, note: AuditNote) -> AuditNote:
        changed = self._fields.get(note.obj, set()) if note.obj else set()
        fields = tuple({*note.fields, *changed})
        return AuditNote(note.action, note.entity, note.obj, fields, note.rows, note.reason)

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for record in session.new:
            if isinstance(record, Synced):
                self._home(record)
                self._note_change(record, ChangeKind.INSERT)
        for record in session.dirty:
            if isinstance(record, Synced) and session.is_modified(record):
                self._note_change(record, ChangeKind.DELETE if record.deleted else ChangeKind.UPDATE)

    def _home(self, record: Synced) -> None:
        values = cast(Any, record)
        values.office_id = values.office_id or self.actor.office_id
        values.district_id = values.district_id or self.actor.district_id

    def _note_change(self, record: Synced, kind: ChangeKind) -> None:
        entity = str(record.__tablename__)
        known = self._changes.get((entity, record.id))
        if known is None or known.kind is not ChangeKind.INSERT:
            self._changes[entity, record.id] = Change(entity, record.id, kind)
        names = {column.key for column in record.__table__.columns} - HOUSEKEEPING  # type: ignore[attr-defined]
        changed = {name for name in names if get_history(record, name).has_changes()}
        self._fields.setdefault(record.id, set()).update(changed)
