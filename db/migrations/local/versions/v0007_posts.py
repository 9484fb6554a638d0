"""Posts found by any part of their title or their employer's name."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ENDINGS = """
    WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 120)
    INSERT OR IGNORE INTO post_key (key, text)
    SELECT '{kind}' || substr(lower({column}), n, 24), {column} FROM {table} JOIN place ON n <= length({column})
"""


def upgrade() -> None:
    op.create_index(op.f("ix_vacancy_title"), "vacancy", ["title"], unique=False)
    op.create_table(
        "post_key",
        sa.Column("key", sa.String(length=25), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("key", "text", name=op.f("pk_post_key")),
        sqlite_with_rowid=False,
    )
    op.execute(ENDINGS.format(kind="v", column="title", table="vacancy"))
    op.execute(ENDINGS.format(kind="e", column="name_key", table="employer"))


def downgrade() -> None:
    op.drop_table("post_key")
    op.drop_index(op.f("ix_vacancy_title"), table_name="vacancy")
