"""Offices, officers and the tables that never leave the PC."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("device_id", sa.LargeBinary(16), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("object_ref", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_object_ref"), "audit_entry", ["object_ref"], unique=False)
    op.create_index(op.f("ix_audit_entry_tx"), "audit_entry", ["tx"], unique=False)
    op.create_table(
        "change_context",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("capture", sa.Boolean(), nullable=False),
        sa.Column("tx", sa.LargeBinary(16), nullable=True),
        sa.Column("actor", sa.LargeBinary(16), nullable=True),
        sa.Column("at", sa.String(27), nullable=True),
        sa.CheckConstraint("one = 1", name=op.f("ck_change_context_single")),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_change_context")),
    )
    op.create_table(
        "draft",
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "kind", "key", name=op.f("pk_draft")),
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("undone_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "import_change",
        sa.Column("batch_id", sa.LargeBinary(16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.LargeBinary(16), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "n", name=op.f("pk_import_change")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("district_name", sa.String(length=40), nullable=False),
        sa.Column("street_code", sa.String(length=9), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("login", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    op.create_table(
        "outbox",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("tx", sa.LargeBinary(16), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.LargeBinary(16), nullable=False),
        sa.Column("op", sa.String(length=1), nullable=False),
        sa.Column("base_rev", sa.Integer(), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("actor", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_row_id"), "outbox", ["row_id"], unique=False)
    op.create_index(op.f("ix_outbox_tx"), "outbox", ["tx"], unique=False)
    op.create_table(
        "store_fact",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_fact")),
    )


def downgrade() -> None:
    op.drop_table("store_fact")
    op.drop_table("outbox")
    op.drop_table("officer")
    op.drop_table("office")
    op.drop_table("import_change")
    op.drop_table("import_batch")
    op.drop_table("draft")
    op.drop_table("change_context")
    op.drop_table("audit_entry")
