"""Bring the central store's database to this version's schema, as its owner and in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from db.central.problems import Refusal

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Engine

_LOCK = 7_306_001
"""Several nodes may start at once: one migrates, the others wait and find it done."""


def upgrade(dsn: str, revision: str = "head") -> None:
    """Run the migrations up to a revision. `dsn` is the owner's."""
    _run(dsn, "upgrade", revision)


def downgrade(dsn: str, revision: str) -> None:
    """Run the migrations down to a revision; for tests of the migrations."""
    _run(dsn, "downgrade", revision)


def version(dsn: str) -> str | None:
    """The revision a database is at; None for an empty one."""
    with psycopg.connect(dsn) as connection:
        if connection.execute("SELECT to_regclass('public.alembic_version')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT version_num FROM public.alembic_version").fetchone()
        return str(row[0]) if row else None


def head() -> str:
    """The newest revision this version knows."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(_config()).get_current_head())


def require_head(dsn: str) -> None:
    """Raise `Refusal` 503 `schema` unless the database is at this version's schema: no node serves an older one."""
    if version(dsn) != head():
        raise Refusal(503, "schema")


def engine(dsn: str) -> Engine:
    """An SQLAlchemy engine on it, without a pool; for migrations and their tests."""
    from sqlalchemy import NullPool, create_engine

    return create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "db.migrations:central")
    return config


def _run(dsn: str, direction: str, revision: str) -> None:
    from alembic import command
    from sqlalchemy import text

    config = _config()
    with engine(dsn).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
        config.attributes["connection"] = connection
        getattr(command, direction)(config, revision)
