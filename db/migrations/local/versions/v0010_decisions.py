"""Approvals, moved dates, cover during leave; how long a case pauses."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "officer_cover",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("absent_id", sa.LargeBinary(16), nullable=False),
        sa.Column("cover_id", sa.LargeBinary(16), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"],
            ["officer.id"],
            name=op.f("fk_officer_cover_absent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["cover_id"], ["officer.id"], name=op.f("fk_officer_cover_cover_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer_cover")),
    )
    op.create_index("ix_officer_cover_cover", "officer_cover", ["cover_id", "to_on"], unique=False)
    op.create_table(
        "approval",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.LargeBinary(16), nullable=False),
        sa.Column("asked_by", sa.LargeBinary(16), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("asked_note", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("form", sa.String(length=24), nullable=True),
        sa.Column("signer", sa.String(length=50), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", sa.LargeBinary(16), nullable=True),
        sa.Column("answered_by", sa.LargeBinary(16), nullable=True),
        sa.Column("answered_at", sa.String(length=27), nullable=True),
        sa.Column("answer_note", sa.String(length=200), nullable=False),
        sa.Column("rechecked_by", sa.LargeBinary(16), nullable=True),
        sa.Column("rechecked_at", sa.String(length=27), nullable=True),
        sa.Column("recheck_note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["officer.id"], name=op.f("fk_approval_asked_by"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_approval_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_case_id"), "approval", ["case_id"], unique=False)
    op.create_index("ix_approval_state", "approval", ["state"], unique=False)
    op.create_table(
        "due_change",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.LargeBinary(16), nullable=False),
        sa.Column("subject", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.LargeBinary(16), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("to_owner_id", sa.LargeBinary(16), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_due_change_case_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_due_change_officer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_change")),
    )
    op.create_index(op.f("ix_due_change_case_id"), "due_change", ["case_id"], unique=False)
    op.create_index(op.f("ix_due_change_subject_id"), "due_change", ["subject_id"], unique=False)
    op.add_column("case", sa.Column("paused_until", sa.Date(), nullable=True))
    op.add_column("case_transition", sa.Column("until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("case_transition", "until")
    op.drop_column("case", "paused_until")
    op.drop_index(op.f("ix_due_change_subject_id"), table_name="due_change")
    op.drop_index(op.f("ix_due_change_case_id"), table_name="due_change")
    op.drop_table("due_change")
    op.drop_index("ix_approval_state", table_name="approval")
    op.drop_index(op.f("ix_approval_case_id"), table_name="approval")
    op.drop_table("approval")
    op.drop_index("ix_officer_cover_cover", table_name="officer_cover")
    op.drop_table("officer_cover")
