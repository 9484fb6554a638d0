"""Sync: what is frozen, refused, read and met; conflicts to settle and cases handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "case_transfer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_label", sa.String(length=80), nullable=False),
        sa.Column("side", sa.String(length=3), nullable=False),
        sa.Column("pair_id", sa.LargeBinary(16), nullable=False),
        sa.Column("from_office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("to_office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("offered_by", sa.LargeBinary(16), nullable=False),
        sa.Column("offered_at", sa.String(length=27), nullable=False),
        sa.Column("answered_by", sa.LargeBinary(16), nullable=True),
        sa.Column("answered_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_transfer")),
    )
    op.create_index(op.f("ix_case_transfer_person_id"), "case_transfer", ["person_id"], unique=False)
    op.create_index("ix_case_transfer_state", "case_transfer", ["state"], unique=False)
    op.create_table(
        "conflict",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.LargeBinary(16), nullable=False),
        sa.Column("other_row_id", sa.LargeBinary(16), nullable=True),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("field_name", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("kept_by", sa.LargeBinary(16), nullable=True),
        sa.Column("kept_at", sa.String(length=27), nullable=True),
        sa.Column("other_by", sa.LargeBinary(16), nullable=True),
        sa.Column("other_at", sa.String(length=27), nullable=True),
        sa.Column("found_at", sa.String(length=27), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("choice", sa.String(length=24), nullable=True),
        sa.Column("settled_by", sa.LargeBinary(16), nullable=True),
        sa.Column("settled_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index("ix_conflict_row", "conflict", ["row_id"], unique=False)
    op.create_index("ix_conflict_state", "conflict", ["state"], unique=False)
    op.create_table(
        "push_batch",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ops", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("answered_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_push_batch")),
    )
    op.create_table(
        "server_login",
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("refresh", sa.String(length=120), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_server_login")),
    )
    op.create_table(
        "stuck",
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tx", sa.LargeBinary(16), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.LargeBinary(16), nullable=False),
        sa.Column("op", sa.String(length=1), nullable=False),
        sa.Column("base_rev", sa.Integer(), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("actor", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_stuck")),
    )
    op.create_index(op.f("ix_stuck_row_id"), "stuck", ["row_id"], unique=False)
    op.create_table(
        "sync_cursor",
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.String(length=64), nullable=True),
        sa.Column("part", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_sync_cursor")),
    )
    op.create_table(
        "sync_run",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("pushed", sa.Integer(), nullable=False),
        sa.Column("pulled", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_run")),
    )
    op.create_index(op.f("ix_sync_run_started_at"), "sync_run", ["started_at"], unique=False)
    op.add_column("outbox", sa.Column("batch", sa.Integer(), nullable=True))
    op.create_index("ix_outbox_batch", "outbox", ["batch"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_outbox_batch", table_name="outbox")
    op.drop_column("outbox", "batch")
    op.drop_index(op.f("ix_sync_run_started_at"), table_name="sync_run")
    op.drop_table("sync_run")
    op.drop_table("sync_cursor")
    op.drop_index(op.f("ix_stuck_row_id"), table_name="stuck")
    op.drop_table("stuck")
    op.drop_table("server_login")
    op.drop_table("push_batch")
    op.drop_index("ix_conflict_state", table_name="conflict")
    op.drop_index("ix_conflict_row", table_name="conflict")
    op.drop_table("conflict")
    op.drop_index("ix_case_transfer_state", table_name="case_transfer")
    op.drop_index(op.f("ix_case_transfer_person_id"), table_name="case_transfer")
    op.drop_table("case_transfer")
