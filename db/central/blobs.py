"""The bytes of attachments at the central store: taken in chunk by chunk, given to those whose rows name them.

An entry is one hash in one office's scope, its content lies in chunks beside it; what moves with a case to another
office is named there too and lies once. Nothing tells an office what another one holds: bytes it has no row for are
refused, and bytes it has not sent itself nor received with a case are not here for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from db.central import audit
from db.central.database import Central, Connection, widen
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.models.file import MOST_BYTES, chunk_count, chunk_length
from db.sync import wire

MOST_ASKED = 1000
"""Hashes of one question."""

_OWN = (
    "SELECT DISTINCT ON (sha256) sha256, sync_scope, district_id, encode(uuid_send(id), 'hex') FROM attachment"
    " WHERE district_id = %s AND sha256 = ANY(%s) AND NOT deleted ORDER BY sha256, sync_scope, id"
)
_GONE_TO = (
    "SELECT array_agg(DISTINCT to_district), array_agg(DISTINCT encode(uuid_send(to_office), 'hex')) FROM hub.moved"
    " WHERE from_office = %s AND entity = 'attachment'"
)
_GONE = (
    "SELECT DISTINCT ON (a.sha256) a.sha256, a.sync_scope, a.district_id, encode(uuid_send(a.id), 'hex')"
    " FROM attachment a JOIN hub.moved m ON m.row_id = a.id AND m.from_office = %s AND m.entity = 'attachment'"
    " WHERE a.district_id = ANY(%s) AND a.sha256 = ANY(%s) AND NOT a.deleted ORDER BY a.sha256, a.sync_scope, a.id"
)
_BEGIN = (
    "INSERT INTO hub.blob (sync_scope, sha256, district_id, size) VALUES (%s, %b, %s, %s)"
    " ON CONFLICT (sync_scope, sha256) DO NOTHING"
)
_KEEP = (
    "INSERT INTO hub.blob_chunk AS c (content, n, body) VALUES (%s, %s, %b)"
    " ON CONFLICT (content, n) DO UPDATE SET body = excluded.body WHERE c.body <> excluded.body"
)
_NEXT = (
    "SELECT min(g.n) FROM generate_series(0, %s - 1) g(n)"
    " WHERE NOT EXISTS (SELECT FROM hub.blob_chunk c WHERE c.content = %s AND c.n = g.n)"
)
_MOVED = (
    "SELECT decode(a.sha256, 'hex') FROM attachment a"
    " WHERE a.district_id = %(district)s::text AND a.id = ANY(%(ids)s::uuid[])"
)
_BEGUN_THERE = (
    "DELETE FROM hub.blob_chunk c USING hub.blob b WHERE b.sync_scope = %(new)s AND NOT b.whole"
    f" AND b.content = c.content AND b.sha256 IN ({_MOVED})"
)
_CARRY = (
    "INSERT INTO hub.blob AS b (sync_scope, sha256, district_id, size, content, whole)"
    " SELECT %(new)s::text, o.sha256, %(district)s::text, o.size, o.content, true FROM hub.blob o"
    f" WHERE o.sync_scope = %(old)s AND o.whole AND o.sha256 IN ({_MOVED}) FOR KEY SHARE OF o"
    " ON CONFLICT (sync_scope, sha256) DO UPDATE SET content = excluded.content, size = excluded.size, whole = true"
    " WHERE NOT b.whole"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A row that names bytes: its home, and its id for the audit log."""

    scope: str
    district: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How far bytes have come: whether all are here, and the first chunk that is not."""

    whole: bool
    next: int


@dataclass(frozen=True, slots=True)
class Found:
    """Of the bytes that rows of the caller's name: the sizes of those that are here, and those that are not."""

    here: dict[str, int]
    lacking: list[str]


def find(central: Central, caller: Caller, hashes: Sequence[str]) -> Found:
    """Which bytes are here. What no row of the caller's names is passed over; `not_yours` when that is all of it."""
    with central.transaction(caller) as connection:
        named = _named(connection, caller, hashes, also_gone=True)
        if hashes and not named:
            raise Refusal(403, "not_yours")
        query = "SELECT encode(sha256, 'hex'), sync_scope, size FROM hub.blob WHERE sha256 = ANY(%s::bytea[]) AND whole"
        raw = [bytes.fromhex(sha256) for sha256 in named]
        here = {(sha256, scope): size for sha256, scope, size in connection.execute(query, (raw,))}
    sizes = {sha256: here.get((sha256, row.scope)) for sha256, row in named.items()}
    return Found(
        {sha256: size for sha256, size in sizes.items() if size is not None},
        [sha256 for sha256, size in sizes.items() if size is None],
    )


def take(central: Central, caller: Caller, sha256: str, number: int, size: int, body: bytes) -> Taken:
    """Take in a chunk of `size` bytes in all; a chunk may come again, and bytes that are whole are not taken twice.

    Bytes whose row has moved to another office meanwhile go there. Raises `Refusal` 403 `not_yours`, 400 `malformed`
    for a chunk of another length, 409 `wrong_bytes` when all are here and are not what their hash says: they go.
    """
    if size > MOST_BYTES:
        raise Refusal(413, "too_large")
    if not 0 <= number < chunk_count(size) or len(body) != chunk_length(size, number):
        raise Refusal(400, "malformed")
    with central.transaction(caller) as connection:
        row = _named(connection, caller, [sha256], also_gone=True).get(sha256)
        if row is None:
            raise Refusal(403, "not_yours")
        content, whole = _begun(connection, row, sha256, size)
        if whole:
            return Taken(True, chunk_count(size))
        connection.execute(_KEEP, (content, number, body))
        (missing,) = connection.execute(_NEXT, (chunk_count(size), content)).fetchone() or (None,)
        if missing is not None:
            return Taken(False, int(missing))
        right = _finish(connection, caller, row, sha256, content)
    if not right:
        raise Refusal(409, "wrong_bytes")
    return Taken(True, chunk_count(size))


def give(central: Central, caller: Caller, sha256: str, number: int) -> bytes:
    """A chunk of bytes that a row of the caller's names. 403 `not_yours`, 404 `absent` while they are not all here."""
    with central.transaction(caller) as connection:
        row = _named(connection, caller, [sha256], also_gone=False).get(sha256)
        if row is None:
            raise Refusal(403, "not_yours")
        query = (
            "SELECT c.body, b.size FROM hub.blob b JOIN hub.blob_chunk c ON c.content = b.content AND c.n = %s"
            " WHERE b.sync_scope = %s AND b.sha256 = %b AND b.whole"
        )
        found = connection.execute(query, (number, row.scope, bytes.fromhex(sha256))).fetchone()
        if found is None:
            raise Refusal(404, "absent")
        if number == 0:
            audit.append_for(connection, caller, "attachment.sent", attachment=row.row_id, bytes=found[1])
        return bytes(found[0])


def carry_along(connection: Connection, old: str, new: str, district: str, ids: Sequence[str]) -> None:
    """Attachments of these ids have moved from one scope to another: what is here of them is named there as well.

    Both scopes are open. What is not here yet the old office sends to the new one's scope (`take`).
    """
    values = {"old": old, "new": new, "district": district, "ids": list(ids)}
    connection.execute(_BEGUN_THERE, values)
    connection.execute(_CARRY, values)


def _named(connection: Connection, caller: Caller, hashes: Sequence[str], *, also_gone: bool) -> dict[str, Named]:
    """The rows that let the caller at these bytes; `also_gone`: or let them send what went to another office."""
    found = {row[0]: Named(*row[1:]) for row in connection.execute(_OWN, (caller.district_id, list(hashes)))}
    left = [sha256 for sha256 in hashes if sha256 not in found]
    if not left or not also_gone:
        return found
    districts, offices = connection.execute(_GONE_TO, (caller.office_id,)).fetchone() or (None, None)
    if districts:
        widen(connection, *(wire.office(UUID(office)) for office in offices))
        gone = connection.execute(_GONE, (caller.office_id, districts, left))
        found |= {row[0]: Named(*row[1:]) for row in gone}
    return found


def _begun(connection: Connection, row: Named, sha256: str, size: int) -> tuple[UUID, bool]:
    """The content of an entry, locked, and whether it is whole; one begun with another size is begun anew."""
    name = (row.scope, bytes.fromhex(sha256))
    connection.execute(_BEGIN, (*name, row.district, size))
    found = connection.execute(
        "SELECT content, size, whole FROM hub.blob WHERE sync_scope = %s AND sha256 = %b FOR UPDATE", name
    ).fetchone()
    assert found is not None
    content, known, whole = found
    if known != size and not whole:
        connection.execute("DELETE FROM hub.blob_chunk WHERE content = %s", (content,))
        connection.execute("UPDATE hub.blob SET size = %s WHERE sync_scope = %s AND sha256 = %b", (size, *name))
    return content, bool(whole)


def _finish(connection: Connection, caller: Caller, row: Named, sha256: str, content: UUID) -> bool:
    """Hold the bytes against their hash; wrong ones are dropped."""
    whole = hashlib.sha256()
    for (body,) in connection.execute("SELECT body FROM hub.blob_chunk WHERE content = %s ORDER BY n", (content,)):
        whole.update(body)
    if whole.hexdigest() != sha256:
        connection.execute("DELETE FROM hub.blob_chunk WHERE content = %s", (content,))
        return False
    connection.execute(
        "UPDATE hub.blob SET whole = true, at = clock_timestamp() WHERE sync_scope = %s AND sha256 = %b",
        (row.scope, bytes.fromhex(sha256)),
    )
    audit.append_for(connection, caller, "attachment.kept", attachment=row.row_id)
    return True


_MARK = (
    "WITH now_named AS (SELECT b.sha256, EXISTS (SELECT FROM attachment a WHERE a.district_id = b.district_id"
    " AND a.sha256 = encode(b.sha256, 'hex') AND a.sync_scope = b.sync_scope AND NOT a.deleted) AS named"
    " FROM hub.blob b WHERE b.sync_scope = %(scope)s)"
    " UPDATE hub.blob b SET unnamed_since = CASE WHEN n.named THEN NULL ELSE %(now)s END FROM now_named n"
    " WHERE b.sync_scope = %(scope)s AND b.sha256 = n.sha256 AND n.named = (b.unnamed_since IS NOT NULL)"
)
_DROP = "DELETE FROM hub.blob WHERE sync_scope = %s AND unnamed_since <= %s RETURNING content"
_DROP_CHUNKS = (
    "DELETE FROM hub.blob_chunk c WHERE c.content = ANY(%s)"
    " AND NOT EXISTS (SELECT FROM hub.blob b WHERE b.content = c.content)"
)


def let_go(connection: Connection, now: datetime, kept: timedelta) -> int:
    """Drop entries no row has named for so long, and content nobody names any more; entries that went. As the owner."""
    gone = 0
    for (scope,) in connection.execute("SELECT DISTINCT sync_scope FROM hub.blob ORDER BY 1").fetchall():
        with connection.transaction():
            connection.execute("SELECT set_config('caseworker.scopes', %s, true)", (scope,))
            connection.execute(_MARK, {"scope": scope, "now": now})
            contents = [row[0] for row in connection.execute(_DROP, (scope, now - kept))]
            connection.execute(_DROP_CHUNKS, (contents,))
        gone += len(contents)
    return gone
