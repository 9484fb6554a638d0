"""Guarantee loans."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "loan_application",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("case_id", sa.LargeBinary(16), nullable=True),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("stage", sa.String(length=24), nullable=False),
        sa.Column("intention_on", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("contract_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("pack_version", sa.String(length=24), nullable=True),
        sa.Column("group_code", sa.String(length=24), nullable=True),
        sa.Column("group_proof", sa.String(length=120), nullable=True),
        sa.Column("certificate_no", sa.String(length=30), nullable=True),
        sa.Column("prior_count", sa.Integer(), nullable=True),
        sa.Column("prior_amount", sa.Integer(), nullable=True),
        sa.Column("prior_settled_on", sa.Date(), nullable=True),
        sa.Column("marital", sa.String(length=24), nullable=True),
        sa.Column("spouse_name", sa.String(length=50), nullable=True),
        sa.Column("spouse_id_no", sa.String(length=30), nullable=True),
        sa.Column("spouse_employer", sa.String(length=120), nullable=True),
        sa.Column("spouse_phone", sa.String(length=30), nullable=True),
        sa.Column("entity_name", sa.String(length=120), nullable=True),
        sa.Column("entity_no", sa.String(length=30), nullable=True),
        sa.Column("entity_kind", sa.String(length=24), nullable=True),
        sa.Column("entity_on", sa.Date(), nullable=True),
        sa.Column("entity_region", sa.String(length=6), nullable=True),
        sa.Column("entity_address", sa.String(length=200), nullable=True),
        sa.Column("industry", sa.String(length=5), nullable=True),
        sa.Column("scope", sa.String(length=400), nullable=True),
        sa.Column("spouse_entity", sa.Boolean(), nullable=True),
        sa.Column("premises", sa.String(length=24), nullable=True),
        sa.Column("lease_to", sa.Date(), nullable=True),
        sa.Column("own_funds", sa.Integer(), nullable=True),
        sa.Column("turnover", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("staff_key_group", sa.Integer(), nullable=True),
        sa.Column("staff_planned", sa.Integer(), nullable=True),
        sa.Column("shop_name", sa.String(length=120), nullable=True),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=200), nullable=True),
        sa.Column("bank", sa.String(length=80), nullable=True),
        sa.Column("method", sa.String(length=24), nullable=True),
        sa.Column("repay_source", sa.String(length=200), nullable=True),
        sa.Column("guarantee", sa.String(length=24), nullable=True),
        sa.Column("guarantors", sa.JSON(), nullable=False),
        sa.Column("account_no", sa.String(length=30), nullable=True),
        sa.Column("existing_loans", sa.JSON(), nullable=False),
        sa.Column("no_other_loans", sa.Boolean(), nullable=True),
        sa.Column("rate_spread_bp", sa.Integer(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_loan_application_case_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_loan_application_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_loan_application_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_application")),
    )
    op.create_index(op.f("ix_loan_application_case_id"), "loan_application", ["case_id"], unique=False)
    op.create_index("ix_loan_application_number", "loan_application", ["number"], unique=False)
    op.create_index(op.f("ix_loan_application_person_id"), "loan_application", ["person_id"], unique=False)
    op.create_index("ix_loan_application_stage", "loan_application", ["stage"], unique=False)
    op.create_table(
        "loan_event",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("from_stage", sa.String(length=24), nullable=False),
        sa.Column("to_stage", sa.String(length=24), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_application.id"],
            name=op.f("fk_loan_event_application_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_loan_event_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_event")),
    )
    op.create_index(op.f("ix_loan_event_application_id"), "loan_event", ["application_id"], unique=False)
    op.create_table(
        "loan_material",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("application_id", sa.LargeBinary(16), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["loan_application.id"],
            name=op.f("fk_loan_material_application_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_material")),
    )
    op.create_index(op.f("ix_loan_material_application_id"), "loan_material", ["application_id"], unique=False)


def downgrade() -> None:
    op.drop_table("loan_material")
    op.drop_table("loan_event")
    op.drop_table("loan_application")
