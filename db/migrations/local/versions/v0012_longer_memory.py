"""What a store remembers past a new connection and its own version: earlier batches, values it has no column for."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "earlier_batch",
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("device", "number", name=op.f("pk_earlier_batch")),
    )
    op.create_table(
        "newer_row",
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.LargeBinary(16), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "row_id", name=op.f("pk_newer_row")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_newer_row_scope"), "newer_row", ["scope"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_newer_row_scope"), table_name="newer_row")
    op.drop_table("newer_row")
    op.drop_table("earlier_batch")
