"""Employers and vacancies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "employer",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("industry", sa.String(length=5), nullable=True),
        sa.Column("size", sa.String(length=24), nullable=True),
        sa.Column("region", sa.String(length=6), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("contact_name", sa.String(length=50), nullable=True),
        sa.Column("contact_phone", sa.String(length=60), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
    )
    op.create_index(op.f("ix_employer_name_key"), "employer", ["name_key"], unique=False)
    op.create_index(op.f("ix_employer_uscc"), "employer", ["uscc"], unique=False)
    op.create_table(
        "vacancy",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("employer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("occupation", sa.String(length=12), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("education", sa.String(length=24), nullable=True),
        sa.Column("experience_years", sa.Integer(), nullable=True),
        sa.Column("skill_level", sa.String(length=24), nullable=True),
        sa.Column("age_text", sa.String(length=40), nullable=True),
        sa.Column("pay_min", sa.Integer(), nullable=True),
        sa.Column("pay_max", sa.Integer(), nullable=True),
        sa.Column("pay_unit", sa.String(length=24), nullable=True),
        sa.Column("pay_months", sa.Integer(), nullable=True),
        sa.Column("pay_text", sa.String(length=60), nullable=True),
        sa.Column("hours", sa.String(length=80), nullable=True),
        sa.Column("insurance", sa.String(length=80), nullable=True),
        sa.Column("board", sa.String(length=80), nullable=True),
        sa.Column("region", sa.String(length=6), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("form", sa.String(length=24), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("advert_flags", sa.JSON(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("verified_by", sa.LargeBinary(16), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_vacancy_employer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"],
            ["officer.id"],
            name=op.f("fk_vacancy_verified_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
    )
    op.create_index(op.f("ix_vacancy_employer_id"), "vacancy", ["employer_id"], unique=False)
    op.create_index(op.f("ix_vacancy_occupation"), "vacancy", ["occupation"], unique=False)
    op.create_index(op.f("ix_vacancy_region"), "vacancy", ["region"], unique=False)
    op.create_index("ix_vacancy_status_valid", "vacancy", ["status", "valid_to"], unique=False)


def downgrade() -> None:
    op.drop_table("vacancy")
    op.drop_table("employer")
