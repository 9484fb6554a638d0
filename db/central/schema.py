"""The tables of the central store: the nouns of the PC from the same column list, and the hub's own in schema `hub`.

Nouns are keyed by district first and refer to one another without foreign keys, rows may arrive in any order and a
district may be moved to a machine of its own (Citus, distributed by `district_id`); so every unique key holds it.
The hub's tables are keyed by scope or device. Alembic's branch `db/migrations/central` makes all this; a test compares.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

from db.models.base import Base, Instant, Key, synced_tables
from db.sync.columns import Entity, entities

PARTITIONED_BY_DISTRICT = frozenset({"activity"})
LOG_PARTITIONS = 16
FOUND_BY = {
    "person": ("registered_on", "valid_to"),
    "group_tag": ("person_id",),
    "case": ("opened_on", "closed_on"),
    "activity": ("occurred_at", "placement_id", "supersedes_id"),
    "task": ("due_on",),
    "placement": ("started_on", "person_id"),
    "referral": ("recommended_at",),
    "referral_event": ("occurred_on",),
    "vacancy": ("valid_to",),
    "loan_application": ("applied_on", "paid_on"),
    "attachment": ("sha256",),
}
"""What the figures of a district are found by: the day or the person of what is counted, behind the district.

And who names the bytes of an attachment.
"""

SERVER_COLUMNS = ("sync_scope", "field_rev", "made_by", "made_at")
"""What a noun's row has here besides the columns of the PC."""

_SCOPES = "(SELECT hub.scopes())"


def metadata() -> sa.MetaData:
    """All tables as the migrations make them; the service's own are added by whoever defines them."""
    made = sa.MetaData(naming_convention=Base.metadata.naming_convention)
    for entity in entities().values():
        _noun(made, entity, synced_tables()[entity.name])
    for table in _hub():
        sa.Table(table[0], made, *table[1:], schema="hub")
    return made


@cache
def policies() -> dict[str, str]:
    """Noun → the statement of its row-level security policy: rows of the transaction's scopes alone, both ways."""
    condition = f"sync_scope = ANY ({_SCOPES}::text[])"
    return {
        name: f'CREATE POLICY scopes ON "{name}" FOR ALL TO PUBLIC USING ({condition}) WITH CHECK ({condition})'
        for name in entities()
    }


def _noun(made: sa.MetaData, entity: Entity, model: sa.Table) -> None:
    columns = [_copied(column) for column in model.columns]
    own: list[sa.schema.SchemaItem] = [
        sa.Column("sync_scope", sa.Text, nullable=False),
        sa.Column("field_rev", pg.JSONB, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("made_by", sa.Uuid, nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), nullable=False),
    ]
    options: dict[str, Any] = (
        {"postgresql_partition_by": "LIST (district_id)"} if entity.name in PARTITIONED_BY_DISTRICT else {}
    )
    indexes: list[sa.schema.SchemaItem] = [sa.Index(f"ix_{entity.name}_sync_scope", "sync_scope", "id")]
    if entity.parent:
        indexes.append(sa.Index(f"ix_{entity.name}_{entity.parent[0]}", entity.parent[0]))
    found_by = FOUND_BY.get(entity.name, ())
    indexes += [sa.Index(f"ix_{entity.name}_district_{column}", "district_id", column) for column in found_by]
    sa.Table(entity.name, made, *columns, *own, sa.PrimaryKeyConstraint("district_id", "id"), *indexes, **options)


def _copied(column: sa.Column[Any]) -> sa.Column[Any]:
    """Names and limits are the PC's; keys, instants and JSON are PostgreSQL's own. JSON keeps the text it came as."""
    kind: Any = column.type
    if isinstance(kind, Key):
        kind = sa.Uuid()
    elif isinstance(kind, Instant):
        kind = sa.TIMESTAMP(timezone=True)
    elif isinstance(kind, sa.Integer):
        kind = sa.BigInteger()
    return sa.Column(column.name, kind, nullable=bool(column.nullable))


def _hub() -> list[tuple[Any, ...]]:
    return [*_counters(), *_pushes(), *_homes(), *_snapshots(), *_blobs(), *_audit()]


def _counters() -> list[tuple[Any, ...]]:
    scope = (
        "scope",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("head", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("floor", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("epoch", sa.Uuid, nullable=False, server_default=sa.func.gen_random_uuid()),
    )
    log = (
        "change_log",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("district_id", sa.String(6), nullable=False),
        sa.Column("row_id", sa.Uuid, nullable=False),
        sa.Column("op", pg.CHAR(1), nullable=False),
        sa.Column("rev", sa.BigInteger, nullable=False),
    )
    mark = (
        "log_mark",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    return [scope, log, mark]


def _pushes() -> list[tuple[Any, ...]]:
    batch = (
        "push_batch",
        sa.Column("device", sa.Uuid, primary_key=True),
        sa.Column("batch", sa.BigInteger, primary_key=True),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("reply", sa.LargeBinary, nullable=False),
        sa.Column("ops", sa.Integer, nullable=False),
        sa.Column("officer", sa.Uuid, nullable=False),
        sa.Column("office", sa.Uuid, nullable=False),
        sa.Column("said_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    quarantine = (
        "quarantine",
        sa.Column("device", sa.Uuid, primary_key=True),
        sa.Column("batch", sa.BigInteger, primary_key=True),
        sa.Column("n", sa.BigInteger, primary_key=True),
        sa.Column("tx", sa.Text, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("row_id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("op", sa.Text, nullable=False),
        sa.Column("office", sa.Uuid, nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    return [batch, quarantine]


def _homes() -> list[tuple[Any, ...]]:
    claim = (
        "identity_claim",
        sa.Column("person_id", sa.Uuid, primary_key=True),
        sa.Column("idno_hmac", sa.LargeBinary, nullable=False, index=True),
        sa.Column("district_id", sa.String(6), nullable=False),
        sa.Column("office_id", sa.Uuid, nullable=False),
    )
    moved = (
        "moved",
        sa.Column("from_office", sa.Uuid, primary_key=True),
        sa.Column("row_id", sa.Uuid, primary_key=True, index=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("from_district", sa.String(6), nullable=False),
        sa.Column("to_office", sa.Uuid, nullable=False, index=True),
        sa.Column("to_district", sa.String(6), nullable=False),
    )
    setting = (
        "setting",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    return [claim, moved, setting]


def _snapshots() -> list[tuple[Any, ...]]:
    snapshot = (
        "snapshot",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("scope", sa.Text, nullable=False, index=True),
        sa.Column("epoch", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    part = (
        "snapshot_part",
        sa.Column("snapshot", sa.Uuid, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    return [snapshot, part]


def _blobs() -> list[tuple[Any, ...]]:
    blob = (
        "blob",
        sa.Column("sync_scope", sa.Text, primary_key=True),
        sa.Column("sha256", sa.LargeBinary, primary_key=True),
        sa.Column("district_id", sa.String(6), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.Uuid, nullable=False, index=True, server_default=sa.func.gen_random_uuid()),
        sa.Column("whole", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("unnamed_since", sa.TIMESTAMP(timezone=True)),
    )
    chunk = (
        "blob_chunk",
        sa.Column("content", sa.Uuid, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    return [blob, chunk]


def _audit() -> list[tuple[Any, ...]]:
    chain = (
        "audit_chain",
        sa.Column("district_id", sa.String(6), primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    log = (
        "audit_log",
        sa.Column("district_id", sa.String(6), primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("device", sa.Uuid),
        sa.Column("officer", sa.Uuid),
        sa.Column("office", sa.Uuid),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("prev", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    cut = (
        "audit_cut",
        sa.Column("district_id", sa.String(6), primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("archive", sa.Text, nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
    )
    return [chain, log, cut]
