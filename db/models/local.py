"""Tables that never leave the PC: change capture, audit chain, drafts, import batches, look-up keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Key


class StoreFact(Base):
    """A fact about this store itself: device id, hash of the triggers, last backup."""

    __tablename__ = "store_fact"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class ChangeContext(Base):
    """One row that tells the capture triggers who writes, when, in which transaction.

    Without a transaction named here a write to a synced table is refused, so no code can forget the outbox.
    """

    __tablename__ = "change_context"
    one: Mapped[int] = mapped_column(primary_key=True)
    capture: Mapped[bool] = mapped_column()
    tx: Mapped[UUID | None] = mapped_column(Key)
    actor: Mapped[UUID | None] = mapped_column(Key)
    at: Mapped[datetime | None] = mapped_column()
    __table_args__ = (CheckConstraint("one = 1", name="single"),)


class Outbox(Base):
    """A change that waits to be sent. `patch` is `{field: [old, new]}`; `n` orders and names it."""

    __tablename__ = "outbox"
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    tx: Mapped[UUID] = mapped_column(Key, index=True)
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[UUID] = mapped_column(Key, index=True)
    op: Mapped[str] = mapped_column(String(1))
    base_rev: Mapped[int] = mapped_column()
    patch: Mapped[str] = mapped_column(Text)
    actor: Mapped[UUID] = mapped_column(Key)
    at: Mapped[datetime] = mapped_column()
    batch: Mapped[int | None] = mapped_column()
    __table_args__ = (Index("ix_outbox_batch", "batch"), {"sqlite_autoincrement": True})


class PushBatch(Base):
    """A frozen batch of the outbox (上报批次): its bytes as they are sent, again and again, until they are answered.

    Kept 30 days after that, so that a central store restored from its backup can be given it once more.
    """

    __tablename__ = "push_batch"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    ops: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()


class EarlierBatch(Base):
    """An answered batch of this store's earlier life as another device, before it was connected anew.

    Kept as long as it would have been: a central store from an older backup may lack it and not know that device.
    """

    __tablename__ = "earlier_batch"
    device: Mapped[UUID] = mapped_column(Key, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime] = mapped_column()


class NewerRow(Base):
    """What a central store of a newer version says of a row and this version has no column for, by name (JSON).

    Of a noun that is not known here at all, that is the whole row. Taken in when this PC is brought to that version.
    """

    __tablename__ = "newer_row"
    entity: Mapped[str] = mapped_column(String(40), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    scope: Mapped[str] = mapped_column(String(40), index=True)
    rev: Mapped[int] = mapped_column()
    fields: Mapped[str] = mapped_column(Text)
    __table_args__ = ({"sqlite_with_rowid": False},)


class SyncCursor(Base):
    """How far a scope has been read. `epoch` names the life of the server's counter; `part` resumes a first sync."""

    __tablename__ = "sync_cursor"
    scope: Mapped[str] = mapped_column(String(40), primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column()
    snapshot: Mapped[str | None] = mapped_column(String(64))
    part: Mapped[int | None] = mapped_column()


class Stuck(Base):
    """A change the central store refused (未被接收): kept whole, shown, and sent again or given up by a person."""

    __tablename__ = "stuck"
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tx: Mapped[UUID] = mapped_column(Key)
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[UUID] = mapped_column(Key, index=True)
    op: Mapped[str] = mapped_column(String(1))
    base_rev: Mapped[int] = mapped_column()
    patch: Mapped[str] = mapped_column(Text)
    actor: Mapped[UUID] = mapped_column(Key)
    at: Mapped[datetime] = mapped_column()
    code: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime] = mapped_column()


class SyncRun(Base):
    """One meeting with the central store (同步记录): what went up and down, or why it failed."""

    __tablename__ = "sync_run"
    id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None] = mapped_column()
    pushed: Mapped[int] = mapped_column(default=0)
    pulled: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(60), default="")


class ServerLogin(Base):
    """An officer's standing login at the central store: a refresh token bound to this PC. Never leaves the store."""

    __tablename__ = "server_login"
    officer_id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    refresh: Mapped[str] = mapped_column(String(120))
    since: Mapped[datetime] = mapped_column()


class AuditEntry(Base):
    """One link of the audit chain. `object_ref` is an HMAC of the id; values are never written here."""

    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tx: Mapped[UUID] = mapped_column(Key, index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    officer_id: Mapped[UUID] = mapped_column(Key)
    role: Mapped[str] = mapped_column(String(16))
    office_id: Mapped[UUID] = mapped_column(Key)
    device_id: Mapped[UUID] = mapped_column(Key)
    action: Mapped[str] = mapped_column(String(40))
    entity: Mapped[str] = mapped_column(String(40))
    object_ref: Mapped[str] = mapped_column(String(64), index=True)
    fields: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(String(200))
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Draft(Base):
    """Unfinished typing of one officer (草稿). Survives closing, locking, crashes; never synced."""

    __tablename__ = "draft"
    officer_id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column()


class ImportBatch(Base):
    """One confirmed import, undone as a whole."""

    __tablename__ = "import_batch"
    id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    noun: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(200))
    officer_id: Mapped[UUID] = mapped_column(Key)
    at: Mapped[datetime] = mapped_column()
    undone_at: Mapped[datetime | None] = mapped_column()


class ImportChange(Base):
    """A row an import made or changed, with what it was before (`before` is empty for a new row)."""

    __tablename__ = "import_change"
    batch_id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[UUID] = mapped_column(Key)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class BlobTransfer(Base):
    """The bytes of an attachment on their way to the centre (`up`) or from it (`down`), by their hash.

    `chunks_done` counts what has arrived, so that a broken line goes on where it stopped; the row goes when all is
    there. The bytes themselves lie encrypted beside the store (`db/local/blobs.py`).
    """

    __tablename__ = "blob_transfer"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column()
    way: Mapped[str] = mapped_column(String(4))
    chunks_done: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column()


class PersonKey(Base):
    """What a person can be found by: name and its endings, pinyin, initials, last four digits, phone. Rebuildable."""

    __tablename__ = "person_key"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(Key, primary_key=True)
    __table_args__ = (Index("ix_person_key_person_id", "person_id"), {"sqlite_with_rowid": False})


class PostKey(Base):
    """What a post can be found by: a letter for the kind, then an ending of its title or of its employer's name.

    `text` is the whole title or `name_key`, so that posts of one title share their keys. Kept by triggers
    (`db/search/post_keys.py`). Rebuildable.
    """

    __tablename__ = "post_key"
    key: Mapped[str] = mapped_column(String(25), primary_key=True)
    text: Mapped[str] = mapped_column(String(120), primary_key=True)
    __table_args__ = ({"sqlite_with_rowid": False},)
