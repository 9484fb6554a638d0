"""Sums over all rows of a scope, for a PC to hold its own against: a lost or foreign row shows in its bucket.

The hash of a row is the MD5 of its id and revision (as hex, with a colon between); its first byte names the bucket,
its first eight bytes are joined by exclusive or.
"""

from __future__ import annotations

from db.central.counters import own_head
from db.central.database import Central, Connection
from db.central.rows import districts_of
from db.central.scopes import Caller, entities_in
from db.sync import wire

BUCKETS = 256


def digest(central: Central, caller: Caller, scope: str) -> bytes:
    """`{"scope", "seq", "buckets": [[count, xor as 16 hex], …]}`, deleted rows included. Raises `Refusal` 403."""
    with central.transaction(caller) as connection:
        own_head(connection, caller, scope)
    with central.transaction(caller, frozen=True) as connection:
        head = own_head(connection, caller, scope)
        buckets = sums(connection, scope, districts_of(connection, caller, scope))
    return wire.pack(wire.dumps({"scope": scope, "seq": head.head, "buckets": buckets}))


def sums(connection: Connection, scope: str, districts: list[str]) -> list[list[object]]:
    """Count and exclusive or of each bucket."""
    tables = [entity.name for entity in entities_in(scope)]
    hashes = " UNION ALL ".join(
        f"SELECT md5(encode(uuid_send(id), 'hex') || ':' || rev) AS h FROM \"{name}\""
        " WHERE district_id = ANY(%(districts)s) AND sync_scope = %(scope)s"
        for name in tables
    )
    found = connection.execute(
        "SELECT ('x' || left(h, 2))::bit(8)::int, count(*), to_hex(bit_xor(('x' || left(h, 16))::bit(64)::bigint))"
        f" FROM ({hashes}) hashed GROUP BY 1",
        {"districts": districts, "scope": scope},
    )
    buckets: list[list[object]] = [[0, "0" * 16] for _ in range(BUCKETS)]
    for place, count, joined in found:
        buckets[place] = [count, joined.rjust(16, "0")]
    return buckets
