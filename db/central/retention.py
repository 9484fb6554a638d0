"""What the central store lets go of in time (数据留存): its log, old batches, old audit entries, and bytes of
attachments that no row names any more. Run as its owner.

People and cases stay. A PC that was away for longer than the log is kept copies its scopes anew and loses nothing.
Every step is a short transaction: pushes go on meanwhile, and what a killed run left undone the next one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import psycopg
import pyrage
from psycopg.errors import InsufficientPrivilege

from db.central import audit, blobs, counters, record
from db.central.database import Connection
from db.central.settings import Keep
from db.central.snapshot import KEPT_HOURS
from db.problems import SurroundingsProblem
from db.whole_file import write_whole

SLICE = 10_000
"""Rows that one transaction takes out."""

_MARK = (
    "INSERT INTO hub.log_mark (scope, at, seq) SELECT s.id, %(now)s, s.head FROM hub.scope s WHERE s.head >"
    " coalesce((SELECT max(m.seq) FROM hub.log_mark m WHERE m.scope = s.id), 0) ON CONFLICT DO NOTHING"
)
_OLD_LOGS = "SELECT scope, max(seq) FROM hub.log_mark WHERE at <= %s GROUP BY scope ORDER BY scope"
_UNDONE = (
    "SELECT s.id FROM hub.scope s WHERE s.floor > 0 AND EXISTS"
    " (SELECT 1 FROM hub.change_log c WHERE c.scope = s.id AND c.seq <= s.floor) ORDER BY s.id"
)
_BATCHES = (
    "DELETE FROM hub.push_batch WHERE (device, batch) IN (SELECT o.device, o.batch FROM hub.push_batch o"
    " WHERE o.at < %s AND o.batch < (SELECT max(n.batch) FROM hub.push_batch n WHERE n.device = o.device) LIMIT %s)"
)
"""The newest batch of a PC stays: it carries the numbering and is the one that may be sent again."""

_REFUSED = (
    "DELETE FROM hub.quarantine WHERE (device, batch, n) IN"
    " (SELECT device, batch, n FROM hub.quarantine WHERE at < %s LIMIT %s)"
)
_ENTRIES = (
    "SELECT seq, at, device, officer, office, role, action, rows, detail, prev, hash FROM hub.audit_log"
    " WHERE district_id = %(district)s AND seq < coalesce((SELECT min(seq) FROM hub.audit_log"
    " WHERE district_id = %(district)s AND at >= %(before)s), 9223372036854775807) ORDER BY seq LIMIT %(most)s"
)
"""Up to the first that is to stay: clocks were set back now and then, the chain is in order."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Where audit entries go that are cut off: a folder, and the age address (`age1…`) they are encrypted for."""

    folder: Path
    receiver: str


@dataclass(frozen=True, slots=True)
class Pruned:
    """Rows that went, of each kind."""

    log: int
    batches: int
    refused: int
    copies: int
    audit: int
    attachments: int


def prune(dsn: str, keep: Keep, archive: Archive | None, by: str, now: datetime) -> Pruned:
    """Let go of what is older than `keep` says; audit entries only with an `archive`.

    `dsn` is the owner's. Raises `central.not_owner` for the service's own, `central.receiver` for no age address, and
    `central.audit_broken` for a chain that is not whole, of which nothing is cut.
    """
    with _owner(dsn) as connection:
        done = Pruned(
            _prune_log(connection, now, timedelta(days=keep.log_days)),
            _in_slices(connection, _BATCHES, now - timedelta(days=keep.batch_days)),
            _in_slices(connection, _REFUSED, now - timedelta(days=keep.batch_days)),
            _prune_copies(connection, now),
            _cut_audit(connection, archive, now - timedelta(days=keep.audit_days), now) if archive else 0,
            blobs.let_go(connection, now, timedelta(days=keep.attachment_days)),
        )
        _note(connection, done, by, now)
    return done


@contextmanager
def _owner(dsn: str) -> Iterator[Connection]:
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            yield connection
    except InsufficientPrivilege as error:
        raise SurroundingsProblem("central.not_owner") from error


def _prune_log(connection: Connection, now: datetime, kept: timedelta) -> int:
    """Raise the floors to where the logs were then. The rows go afterwards: nobody who pushes waits for that."""
    connection.execute(_MARK, {"now": now})
    for scope, seq in connection.execute(_OLD_LOGS, (now - kept,)).fetchall():
        counters.raise_floor(connection, scope, seq)
    connection.execute("DELETE FROM hub.log_mark m USING hub.scope s WHERE s.id = m.scope AND m.seq < s.floor")
    gone = 0
    for (scope,) in connection.execute(_UNDONE).fetchall():
        while done := counters.drop_log(connection, scope, SLICE):
            gone += done
    return gone


def _in_slices(connection: Connection, statement: str, before: datetime) -> int:
    gone = 0
    while done := connection.execute(statement, (before, SLICE)).rowcount:
        gone += done
    return gone


def _prune_copies(connection: Connection, now: datetime) -> int:
    """Copies nobody is handed any more, of scopes that nobody copied anew since."""
    with connection.transaction():
        old = "SELECT id FROM hub.snapshot WHERE at < %s"
        before = (now - timedelta(hours=KEPT_HOURS),)
        connection.execute(f"DELETE FROM hub.snapshot_part WHERE snapshot IN ({old})", before)
        return connection.execute(f"DELETE FROM hub.snapshot WHERE id IN ({old})", before).rowcount


def _cut_audit(connection: Connection, archive: Archive, before: datetime, now: datetime) -> int:
    districts = connection.execute("SELECT district_id FROM hub.audit_chain ORDER BY 1").fetchall()
    return sum([_cut_chain(connection, archive, district, before, now) for (district,) in districts])


def _cut_chain(connection: Connection, archive: Archive, district: str, before: datetime, now: datetime) -> int:
    """Write a district's old entries into the archive, then cut them off where the archive ends."""
    if audit.first_broken(connection, district) is not None:
        raise SurroundingsProblem("central.audit_broken", district=district)
    gone, asked = 0, {"district": district, "before": before, "most": 10 * SLICE}
    while entries := connection.execute(_ENTRIES, asked).fetchall():
        first, last, last_hash = entries[0][0], entries[-1][0], entries[-1][-1]
        name = f"audit-{district}-{first}-{last}.jsonl.age"
        _write(archive, name, b"".join([orjson.dumps([district, *entry], default=str) + b"\n" for entry in entries]))
        with connection.transaction():
            cut = (district, last, last_hash, name, now)
            connection.execute("INSERT INTO hub.audit_cut VALUES (%s, %s, %s, %s, %s)", cut)
            connection.execute("DELETE FROM hub.audit_log WHERE district_id = %s AND seq <= %s", (district, last))
        gone += len(entries)
    return gone


def _write(archive: Archive, name: str, text: bytes) -> None:
    """The file has its name only when it is whole and on the disk."""
    try:
        address = pyrage.x25519.Recipient.from_str(archive.receiver)
    except pyrage.RecipientError as error:
        raise SurroundingsProblem("central.receiver") from error
    archive.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(archive.folder / name, pyrage.encrypt(text, [address]))


def _note(connection: Connection, done: Pruned, by: str, now: datetime) -> None:
    """Put on record in every district what went; nothing when nothing did."""
    counted = {name: getattr(done, name) for name in ("log", "batches", "refused", "audit", "attachments")}
    if not any(counted.values()):
        return
    said = {name: str(count) for name, count in counted.items()}
    for (district,) in connection.execute("SELECT district_id FROM hub.audit_chain ORDER BY 1").fetchall():
        record.of_server(connection, district, None, "pruned", now.astimezone(UTC), by=by, **said)
