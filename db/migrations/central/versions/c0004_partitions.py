"""A district gets a partition for its activities when its first office is let in."""

from alembic import op

revision = "c0004"
down_revision = "c0003"

# The service owns nothing, so the function does this for it, and nothing else: the name is made here. Rows that came
# before, into the default partition, stay there and keep the district there.
_MAKE = """
CREATE FUNCTION hub.make_partition(district text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF district !~ '^[0-9]{6}$' THEN
        RAISE EXCEPTION 'not a district: %', district;
    END IF;
    IF to_regclass('public.activity_' || district) IS NULL
       AND NOT EXISTS (SELECT 1 FROM public.activity_default WHERE district_id = district) THEN
        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.activity FOR VALUES IN (%L)',
                       'activity_' || district, district);
    END IF;
EXCEPTION WHEN duplicate_table THEN NULL;  -- another process was first
END
$$
"""


def upgrade() -> None:
    op.execute(_MAKE)
    op.execute("REVOKE ALL ON FUNCTION hub.make_partition(text) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION hub.make_partition(text) TO caseworker_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION hub.make_partition(text)")
