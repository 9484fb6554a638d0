"""Registrations of unemployment, difficulty and employment; former ID numbers; people merged into one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "difficulty_recognition",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("insurance", sa.String(length=24), nullable=True),
        sa.Column("aid_from", sa.Date(), nullable=True),
        sa.Column("aid_to", sa.Date(), nullable=True),
        sa.Column("aid_item", sa.String(length=80), nullable=True),
        sa.Column("certificate_no", sa.String(length=30), nullable=True),
        sa.Column("lost_on", sa.Date(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=True),
        sa.Column("recognised_by", sa.String(length=80), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_difficulty_recognition_household_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_difficulty_recognition_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_difficulty_recognition_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulty_recognition")),
    )
    op.create_index(
        op.f("ix_difficulty_recognition_household_id"), "difficulty_recognition", ["household_id"], unique=False
    )
    op.create_index(op.f("ix_difficulty_recognition_person_id"), "difficulty_recognition", ["person_id"], unique=False)
    op.create_index("ix_difficulty_recognition_state", "difficulty_recognition", ["state", "valid_to"], unique=False)
    op.create_table(
        "id_history",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("id_type", sa.String(length=24), nullable=False),
        sa.Column("id_no", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_id_history_officer_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_id_history_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_id_history")),
    )
    op.create_index(op.f("ix_id_history_id_no"), "id_history", ["id_no"], unique=False)
    op.create_index(op.f("ix_id_history_person_id"), "id_history", ["person_id"], unique=False)
    op.create_table(
        "not_same_person",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("other_id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_not_same_person_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_not_same_person_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same_person")),
    )
    op.create_index(op.f("ix_not_same_person_other_id"), "not_same_person", ["other_id"], unique=False)
    op.create_index(op.f("ix_not_same_person_person_id"), "not_same_person", ["person_id"], unique=False)
    op.create_table(
        "person_merge",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("merged_id", sa.LargeBinary(16), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("undone_at", sa.String(length=27), nullable=True),
        sa.Column("undone_by", sa.LargeBinary(16), nullable=True),
        sa.Column("undo_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_person_merge_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_merge_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
    )
    op.create_index(op.f("ix_person_merge_merged_id"), "person_merge", ["merged_id"], unique=False)
    op.create_index(op.f("ix_person_merge_person_id"), "person_merge", ["person_id"], unique=False)
    op.create_table(
        "unemployment_registration",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("lost_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=False),
        sa.Column("pay_band", sa.String(length=24), nullable=True),
        sa.Column("last_employer", sa.String(length=120), nullable=False),
        sa.Column("place_kind", sa.String(length=24), nullable=False),
        sa.Column("certificate_no", sa.String(length=30), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=24), nullable=True),
        sa.Column("ended_by", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_unemployment_registration_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_unemployment_registration_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unemployment_registration")),
    )
    op.create_index(
        "ix_unemployment_registration_open", "unemployment_registration", ["ended_on", "registered_on"], unique=False
    )
    op.create_index(
        op.f("ix_unemployment_registration_person_id"), "unemployment_registration", ["person_id"], unique=False
    )
    op.create_table(
        "employment_registration",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("placement_id", sa.LargeBinary(16), nullable=True),
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=True),
        sa.Column("employer_name", sa.String(length=120), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("employer_kind", sa.String(length=24), nullable=True),
        sa.Column("industry", sa.String(length=5), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("region", sa.String(length=9), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("occupation", sa.String(length=12), nullable=True),
        sa.Column("post", sa.String(length=80), nullable=False),
        sa.Column("contract_from", sa.Date(), nullable=True),
        sa.Column("contract_to", sa.Date(), nullable=True),
        sa.Column("pay_fen", sa.Integer(), nullable=True),
        sa.Column("work_text", sa.String(length=200), nullable=True),
        sa.Column("witness", sa.String(length=80), nullable=True),
        sa.Column("witness_phone", sa.String(length=30), nullable=True),
        sa.Column("subsidy_filed", sa.Boolean(), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_employment_registration_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_employment_registration_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["placement_id"],
            ["placement.id"],
            name=op.f("fk_employment_registration_placement_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment_registration")),
    )
    op.create_index(
        op.f("ix_employment_registration_person_id"), "employment_registration", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_employment_registration_placement_id"), "employment_registration", ["placement_id"], unique=False
    )
    op.create_index("ix_employment_registration_started", "employment_registration", ["started_on"], unique=False)
    op.add_column("person", sa.Column("retirement_track", sa.String(length=24), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "retirement_track")
    op.drop_index("ix_employment_registration_started", table_name="employment_registration")
    op.drop_index(op.f("ix_employment_registration_placement_id"), table_name="employment_registration")
    op.drop_index(op.f("ix_employment_registration_person_id"), table_name="employment_registration")
    op.drop_table("employment_registration")
    op.drop_index(op.f("ix_unemployment_registration_person_id"), table_name="unemployment_registration")
    op.drop_index("ix_unemployment_registration_open", table_name="unemployment_registration")
    op.drop_table("unemployment_registration")
    op.drop_index(op.f("ix_person_merge_person_id"), table_name="person_merge")
    op.drop_index(op.f("ix_person_merge_merged_id"), table_name="person_merge")
    op.drop_table("person_merge")
    op.drop_index(op.f("ix_not_same_person_person_id"), table_name="not_same_person")
    op.drop_index(op.f("ix_not_same_person_other_id"), table_name="not_same_person")
    op.drop_table("not_same_person")
    op.drop_index(op.f("ix_id_history_person_id"), table_name="id_history")
    op.drop_index(op.f("ix_id_history_id_no"), table_name="id_history")
    op.drop_table("id_history")
    op.drop_index("ix_difficulty_recognition_state", table_name="difficulty_recognition")
    op.drop_index(op.f("ix_difficulty_recognition_person_id"), table_name="difficulty_recognition")
    op.drop_index(op.f("ix_difficulty_recognition_household_id"), table_name="difficulty_recognition")
    op.drop_table("difficulty_recognition")
