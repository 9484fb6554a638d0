"""What is let go of in time: how far each log was on which day, and where an audit chain was cut into an archive."""

from alembic import op

revision = "c0006"
down_revision = "c0005"

_MARKS = """
CREATE TABLE hub.log_mark (
    scope text NOT NULL,
    at timestamptz NOT NULL,
    seq bigint NOT NULL,
    CONSTRAINT pk_log_mark PRIMARY KEY (scope, at)
)
"""
_CUTS = """
CREATE TABLE hub.audit_cut (
    district_id varchar(6) NOT NULL,
    seq bigint NOT NULL,
    hash text NOT NULL,
    archive text NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT pk_audit_cut PRIMARY KEY (district_id, seq)
)
"""
# What was cut off into an archive may go, oldest entries first to the last one that was archived; nothing else ever.
_REFUSE = """
CREATE OR REPLACE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' THEN
        IF EXISTS (SELECT 1 FROM hub.audit_cut c WHERE c.district_id = OLD.district_id AND c.seq >= OLD.seq) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is never changed';
END $$
"""
_REFUSED_ALL = """
CREATE OR REPLACE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$
"""


def upgrade() -> None:
    op.execute(_MARKS)
    op.execute(_CUTS)
    op.execute("GRANT SELECT ON hub.audit_cut TO caseworker_app")
    op.execute(_REFUSE)


def downgrade() -> None:
    op.execute(_REFUSED_ALL)
    op.execute("DROP TABLE hub.audit_cut")
    op.execute("DROP TABLE hub.log_mark")
