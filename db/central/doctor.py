"""Is the central store sound: what `caseworker-central doctor` looks at, one finding a line.

It looks past row security, so it is run as the database's owner, not as the service.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psycopg import OperationalError, connect

from db.central import audit, certificates, migrate
from db.central.database import APP_ROLE, Connection
from db.sync.columns import entities

OLDEST_POSTGRES = 15
_BYTES = ("blob", "blob_chunk")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `check` names its sentence, `detail` is what was found."""

    check: str
    sound: bool
    detail: str = ""


def examine(dsn: str, certificate: Path | None, now: datetime) -> Iterator[Finding]:
    """Look at everything; stops after what makes the rest pointless."""
    try:
        connection = connect(dsn, autocommit=True)
    except OperationalError:
        yield Finding("connection", False)
        return
    with connection:
        version = connection.info.server_version // 10000
        yield Finding("connection", version >= OLDEST_POSTGRES, str(version))
        found, head = migrate.version(dsn), migrate.head()
        yield Finding("schema", found == head, f"{found or '—'} / {head}")
        if found != head:
            return
        yield Finding("row_security", not (open_tables := _open_tables(connection)), ", ".join(open_tables))
        yield Finding("app_role", not (powers := _powers(connection)), ", ".join(powers))
        yield Finding("counters", not (gaps := _gaps(connection)), ", ".join(gaps))
        yield Finding("audit", not (broken := _broken_chains(connection)), ", ".join(broken))
    if certificate is not None:
        ends = certificates.ends_at(certificate)
        yield Finding("certificate", ends - now > certificates.RENEW_BEFORE, f"{ends:%Y-%m-%d}")


def _open_tables(connection: Connection) -> list[str]:
    """Tables of nouns that row security does not close, or closes only to who does not own them.

    The bytes of attachments are closed to who does not own them: the owner lets go of them, and never serves.
    """
    rows = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE ((n.nspname = 'public' AND c.relname = ANY(%s) AND c.relforcerowsecurity)"
        " OR (n.nspname = 'hub' AND c.relname = ANY(%s)))"
        " AND c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)",
        (list(entities()), list(_BYTES)),
    ).fetchall()
    return sorted({*entities(), *_BYTES} - {row[0] for row in rows})


def _powers(connection: Connection) -> list[str]:
    """What the app role may do and should not; `missing` when there is no such role."""
    row = connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,"
        " EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid) FROM pg_roles WHERE rolname = %s",
        (APP_ROLE,),
    ).fetchone()
    if row is None:
        return ["missing"]
    names = ("superuser", "bypassrls", "createrole", "login", "owner")
    return [name for name, has in zip(names, row, strict=True) if has]


def _gaps(connection: Connection) -> list[str]:
    """Scopes whose log does not lead from floor to head without a gap; what is below the floor counts for nothing."""
    rows = connection.execute(
        "SELECT s.id FROM hub.scope s LEFT JOIN (SELECT c.scope, count(*) AS n, min(c.seq) AS low, max(c.seq) AS high"
        " FROM hub.change_log c JOIN hub.scope f ON f.id = c.scope AND c.seq > f.floor GROUP BY c.scope) l"
        " ON l.scope = s.id"
        " WHERE coalesce(l.n, 0) <> s.head - s.floor OR (l.n > 0 AND (l.low <> s.floor + 1 OR l.high <> s.head))"
        " ORDER BY s.id"
    ).fetchall()
    return [row[0] for row in rows]


def _broken_chains(connection: Connection) -> list[str]:
    """Districts whose audit chain was changed or cut, with the first entry that does not fit."""
    districts = connection.execute(
        "SELECT district_id FROM hub.audit_chain UNION SELECT district_id FROM hub.audit_log ORDER BY 1"
    ).fetchall()
    found = [(row[0], audit.first_broken(connection, row[0])) for row in districts]
    return [f"{district}:{entry}" for district, entry in found if entry is not None]
