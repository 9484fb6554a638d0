"""What a district's figures are found by: the day or the person of what is counted, behind the district."""

from alembic import op

revision = "c0003"
down_revision = "c0002"

_FOUND_BY = {
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
}
_SELDOM = ("placement_id", "supersedes_id", "closed_on", "applied_on", "paid_on")
"""Empty in most rows, or until the end: nothing is found by what is not there."""


def upgrade() -> None:
    for table, columns in _FOUND_BY.items():
        for column in columns:
            given = f" WHERE {column} IS NOT NULL" if column in _SELDOM else ""
            op.execute(f'CREATE INDEX ix_{table}_district_{column} ON "{table}" (district_id, {column}){given}')


def downgrade() -> None:
    for table, columns in _FOUND_BY.items():
        for column in columns:
            op.execute(f"DROP INDEX ix_{table}_district_{column}")
