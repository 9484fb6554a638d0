"""People."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "household",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    op.create_table(
        "person_key",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("key", "person_id", name=op.f("pk_person_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_key_person_id", "person_key", ["person_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("id_type", sa.String(length=24), nullable=False),
        sa.Column("id_no", sa.String(length=30), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("ethnic", sa.String(length=24), nullable=True),
        sa.Column("political", sa.String(length=24), nullable=True),
        sa.Column("marital", sa.String(length=24), nullable=True),
        sa.Column("hukou_type", sa.String(length=24), nullable=True),
        sa.Column("hukou_region", sa.String(length=6), nullable=True),
        sa.Column("hukou_address", sa.String(length=200), nullable=True),
        sa.Column("live_region", sa.String(length=9), nullable=True),
        sa.Column("community", sa.String(length=60), nullable=True),
        sa.Column("grid", sa.String(length=40), nullable=True),
        sa.Column("live_address", sa.String(length=200), nullable=True),
        sa.Column("mobile", sa.String(length=30), nullable=True),
        sa.Column("other_contact", sa.String(length=50), nullable=True),
        sa.Column("other_phone", sa.String(length=30), nullable=True),
        sa.Column("education", sa.String(length=24), nullable=True),
        sa.Column("school", sa.String(length=80), nullable=True),
        sa.Column("major", sa.String(length=60), nullable=True),
        sa.Column("graduated_on", sa.Date(), nullable=True),
        sa.Column("study_mode", sa.String(length=24), nullable=True),
        sa.Column("skill_level", sa.String(length=24), nullable=True),
        sa.Column("title_level", sa.String(length=24), nullable=True),
        sa.Column("certificates", sa.JSON(), nullable=False),
        sa.Column("extra_skills", sa.String(length=200), nullable=True),
        sa.Column("health", sa.String(length=24), nullable=True),
        sa.Column("disability_kind", sa.String(length=24), nullable=True),
        sa.Column("disability_grade", sa.String(length=24), nullable=True),
        sa.Column("seeker_type", sa.String(length=24), nullable=True),
        sa.Column("employment_status", sa.String(length=24), nullable=True),
        sa.Column("wanted_jobs", sa.JSON(), nullable=False),
        sa.Column("pay_min", sa.Integer(), nullable=True),
        sa.Column("pay_max", sa.Integer(), nullable=True),
        sa.Column("wanted_regions", sa.JSON(), nullable=False),
        sa.Column("wanted_form", sa.String(length=24), nullable=True),
        sa.Column("preferences", sa.JSON(), nullable=False),
        sa.Column("wants_training", sa.Boolean(), nullable=True),
        sa.Column("training_topic", sa.String(length=60), nullable=True),
        sa.Column("wants_startup", sa.Boolean(), nullable=True),
        sa.Column("barriers", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("registered_by", sa.LargeBinary(16), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["person.id"],
            name=op.f("fk_person_merged_into"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["registered_by"],
            ["officer.id"],
            name=op.f("fk_person_registered_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_id_no", "person", ["id_no"], unique=False)
    op.create_index(op.f("ix_person_merged_into"), "person", ["merged_into"], unique=False)
    op.create_index("ix_person_registered_on", "person", ["registered_on"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("evidence", sa.String(length=80), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_consent_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_consent_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_person_id"), "consent", ["person_id"], unique=False)
    op.create_table(
        "document_issue",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("officer_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officer.id"],
            name=op.f("fk_document_issue_officer_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_document_issue_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_issue")),
    )
    op.create_index(op.f("ix_document_issue_person_id"), "document_issue", ["person_id"], unique=False)
    op.create_table(
        "group_tag",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.LargeBinary(16), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_group_tag_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"],
            ["officer.id"],
            name=op.f("fk_group_tag_verified_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_tag")),
    )
    op.create_index(op.f("ix_group_tag_person_id"), "group_tag", ["person_id"], unique=False)
    op.create_table(
        "household_member",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("household_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=True),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("relation", sa.String(length=24), nullable=False),
        sa.Column("situation", sa.String(length=80), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_member_household_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_household_member_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(op.f("ix_household_member_household_id"), "household_member", ["household_id"], unique=False)
    op.create_index(op.f("ix_household_member_person_id"), "household_member", ["person_id"], unique=False)
    op.create_table(
        "work_experience",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("office_id", sa.LargeBinary(16), nullable=False),
        sa.Column("district_id", sa.String(length=6), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("employer", sa.String(length=80), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("industry", sa.String(length=60), nullable=False),
        sa.Column("leave_reason", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_work_experience_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_experience")),
    )
    op.create_index(op.f("ix_work_experience_person_id"), "work_experience", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("work_experience")
    op.drop_table("household_member")
    op.drop_table("group_tag")
    op.drop_table("document_issue")
    op.drop_table("consent")
    op.drop_table("person")
    op.drop_table("person_key")
    op.drop_table("household")
