"""Who did not answer lately, and whose registration runs out: Today asks both of thousands of cases."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_index("ix_activity_outcome_occurred", "activity", ["outcome", "occurred_at"], unique=False)
    op.create_index("ix_person_valid_to", "person", ["valid_to", "deleted", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_person_valid_to", table_name="person")
    op.drop_index("ix_activity_outcome_occurred", table_name="activity")
