"""Bring a store to this version's schema: backup before, all or nothing, and never touch a newer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from db.local import capture
from db.local.failures import problem_for
from db.problems import SurroundingsProblem
from db.version import VERSION

HEAD = "0013"
"""Newest local revision; a test holds it equal to Alembic's, so that opening a store need not import Alembic."""

_WRITER = "app_version"


def version(connection: Connection) -> str | None:
    """The revision a store is at; None for an empty file."""
    if not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).scalar():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def prepare(engine: Engine, back_up: Callable[[], object]) -> None:
    """Make the store fit this version. `back_up` is called before a filled store is changed.

    Raises `store.newer` and leaves the store untouched when a newer version has written it.
    """
    with engine.connect() as connection, connection.begin():
        found = version(connection)
        if found is not None:
            refuse_newer(connection, found)
        if found == HEAD:
            capture.install(connection)
            return
    if found is not None:
        back_up()
    upgrade(engine)


def refuse_newer(connection: Connection, found: str) -> None:
    """Raise `store.newer`, naming the version it needs, when `found` is past what this version knows."""
    if found > HEAD:
        needed = connection.execute(text("SELECT value FROM store_fact WHERE name = :n"), {"n": _WRITER}).scalar()
        raise SurroundingsProblem("store.newer", needed=needed or "?", have=VERSION)


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Run the migrations up to a revision in one transaction, then put the triggers back."""
    _run(engine, "upgrade", revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations down to a revision; for tests of the migrations."""
    _run(engine, "downgrade", revision)


def _run(engine: Engine, direction: str, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "db.migrations:local")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        # Batch migrations rebuild tables; with keys enforced SQLite would delete what points at them.
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _in_transaction(connection, config, getattr(command, direction), revision)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _in_transaction(connection: Connection, config: object, run: Callable[..., None], revision: str) -> None:
    capture.remove(connection)
    before = _loose(connection)
    config.attributes["connection"] = connection  # type: ignore[attr-defined]
    try:
        run(config, revision)
    except DBAPIError as error:
        raise problem_for(error) or SurroundingsProblem("store.migration_failed", tables=revision) from error
    broken = _loose(connection) - before
    if broken:
        raise SurroundingsProblem("store.migration_failed", tables=", ".join(sorted({table for table, _ in broken})))
    if version(connection) == HEAD:
        capture.install(connection)
        connection.execute(
            text("INSERT INTO store_fact VALUES (:n, :v) ON CONFLICT (name) DO UPDATE SET value = :v"),
            {"n": _WRITER, "v": VERSION},
        )


def _loose(connection: Connection) -> Counter[tuple[str, str]]:
    """(table, table it refers to) → references to rows that are not here.

    Rows that sync brings may refer to rows of another office or district, which this store never holds.
    """
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return Counter((row[0], row[2]) for row in found)
