"""The bytes of attachments: an entry per office scope and hash, its content in chunks beside it, behind row policy."""

from alembic import op

revision = "c0007"
down_revision = "c0006"

_PARTITIONS = 16
_BLOB = """
CREATE TABLE hub.blob (
    sync_scope text NOT NULL,
    sha256 bytea NOT NULL CONSTRAINT ck_blob_sha256 CHECK (octet_length(sha256) = 32),
    district_id varchar(6) NOT NULL,
    size integer NOT NULL CONSTRAINT ck_blob_size CHECK (size BETWEEN 0 AND 20971520),
    content uuid NOT NULL DEFAULT gen_random_uuid(),
    whole boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT now(),
    unnamed_since timestamptz,
    CONSTRAINT pk_blob PRIMARY KEY (sync_scope, sha256)
)
"""
_CHUNK = """
CREATE TABLE hub.blob_chunk (
    content uuid NOT NULL,
    n integer NOT NULL,
    body bytea NOT NULL CONSTRAINT ck_blob_chunk_body CHECK (octet_length(body) <= 262144),
    CONSTRAINT pk_blob_chunk PRIMARY KEY (content, n)
) PARTITION BY HASH (content)
"""
_MINE = "sync_scope = ANY ((SELECT hub.scopes())::text[])"
# What a transaction sees of `blob` is behind the policy of that table, also here.
_OF_MINE = "EXISTS (SELECT FROM hub.blob b WHERE b.content = blob_chunk.content)"


def upgrade() -> None:
    op.execute(_BLOB)
    op.execute("CREATE INDEX ix_blob_content ON hub.blob (content)")
    op.execute(_CHUNK)
    # Pictures and PDFs are compressed already.
    op.execute("ALTER TABLE hub.blob_chunk ALTER COLUMN body SET STORAGE EXTERNAL")
    for n in range(_PARTITIONS):
        op.execute(
            f"CREATE TABLE hub.blob_chunk_{n} PARTITION OF hub.blob_chunk"
            f" FOR VALUES WITH (MODULUS {_PARTITIONS}, REMAINDER {n})"
        )
    for table, condition in (("blob", _MINE), ("blob_chunk", _OF_MINE)):
        op.execute(f"ALTER TABLE hub.{table} ENABLE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY scopes ON hub.{table} FOR ALL TO PUBLIC USING ({condition}) WITH CHECK ({condition})"
        )
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON hub.{table} TO caseworker_app")
    op.execute("CREATE INDEX ix_attachment_district_sha256 ON attachment (district_id, sha256)")


def downgrade() -> None:
    op.execute("DROP INDEX ix_attachment_district_sha256")
    op.execute("DROP TABLE hub.blob_chunk")
    op.execute("DROP TABLE hub.blob")
