"""Who reaches the central store: accounts, devices, codes, logins, failed tries, and the key of access tokens."""

from alembic import op

revision = "c0002"
down_revision = "c0001"

_TABLES = (
    """
    CREATE TABLE hub.secret (
        name text PRIMARY KEY,
        value bytea NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
    )
    """,
    """
    CREATE TABLE hub.account (
        officer_id uuid PRIMARY KEY,
        office_id uuid NOT NULL,
        district_id text NOT NULL,
        login text NOT NULL,
        role text NOT NULL CHECK (role IN ('officer', 'supervisor', 'manager', 'auditor', 'admin')),
        active boolean NOT NULL DEFAULT true,
        secret text,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        UNIQUE (office_id, login)
    )
    """,
    """
    CREATE TABLE hub.code (
        id uuid PRIMARY KEY,
        hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('device', 'password')),
        office_id uuid,
        district_id text NOT NULL,
        officer_id uuid,
        founding jsonb,
        approved_by text NOT NULL,
        approved_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        device_id uuid
    )
    """,
    """
    CREATE TABLE hub.device (
        id uuid PRIMARY KEY,
        office_id uuid NOT NULL,
        district_id text NOT NULL,
        key text NOT NULL UNIQUE,
        name text NOT NULL,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired', 'revoked')),
        code_id uuid NOT NULL REFERENCES hub.code (id),
        approved_by text NOT NULL,
        enrolled_at timestamptz NOT NULL,
        enrolled_from text NOT NULL,
        seen_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_by text,
        closed_reason text NOT NULL DEFAULT ''
    )
    """,
    "CREATE INDEX ix_device_office ON hub.device (office_id, enrolled_at)",
    """
    CREATE TABLE hub.login (
        id uuid PRIMARY KEY,
        device_id uuid NOT NULL REFERENCES hub.device (id),
        officer_id uuid NOT NULL REFERENCES hub.account (officer_id),
        current bytea NOT NULL,
        previous bytea,
        made_at timestamptz NOT NULL,
        turned_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        why text
    )
    """,
    "CREATE INDEX ix_login_device ON hub.login (device_id) WHERE ended_at IS NULL",
    "CREATE INDEX ix_login_officer ON hub.login (officer_id) WHERE ended_at IS NULL",
    """
    CREATE TABLE hub.attempt (
        subject text PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        locked_until timestamptz
    )
    """,
    """
    CREATE TABLE hub.nonce (
        device_id uuid NOT NULL,
        nonce text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (device_id, nonce)
    )
    """,
)

_NAMES = ("secret", "account", "code", "device", "login", "attempt", "nonce")


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for name in _NAMES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON hub.{name} TO caseworker_app")
    for name in ("attempt", "nonce"):
        op.execute(f"GRANT DELETE ON hub.{name} TO caseworker_app")
    op.execute("GRANT SELECT ON public.alembic_version TO caseworker_app")  # no node serves another schema


def downgrade() -> None:
    op.execute("REVOKE SELECT ON public.alembic_version FROM caseworker_app")
    for name in ("nonce", "attempt", "login", "device", "code", "account", "secret"):
        op.execute(f"DROP TABLE hub.{name}")
