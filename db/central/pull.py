"""Reading a scope: the rows that changed after a place in its log, as they are now.

The log holds ids alone; a row that changed often is sent once. PostgreSQL writes the JSON. Rows that left the scope are
named, so that a PC can let them go.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from db.central.columns import row_json
from db.central.counters import Head, own_head
from db.central.database import Central, Connection, widen
from db.central.problems import Refusal
from db.central.rows import districts_of
from db.central.scopes import Caller
from db.models.base import Reach
from db.sync import wire
from db.sync.columns import Entity, entities

REACHES = {Reach.OFFICE: "o", Reach.DISTRICT: "d", Reach.REGION: "r"}
"""A PC of an older version may not know the noun at all; how far it reaches says which digest it counts in."""
_MOST_ROWS = 500
_CHANGED = "FROM hub.change_log WHERE scope = %s AND seq > %s AND seq <= %s"


def pull(central: Central, caller: Caller, scope: str, epoch: str, after: int, limit: int = wire.PAGE_ROWS) -> bytes:
    """A page: what `limit` entries of the log after `after` concern. Raises `Refusal` 403, 410 `epoch` or `floor`."""
    with central.transaction(caller) as connection:
        head = own_head(connection, caller, scope)
        check_place(head, epoch, after)
        to = min(after + max(1, min(limit, wire.PAGE_ROWS)), head.head)
        found, leave = _changed(connection, scope, after, to) if to > after else ([], "")
        check_place(own_head(connection, caller, scope), epoch, after)  # the log may have been cut while it was read
    return wire.pack(page(head, after, to, found, leave))


def check_place(head: Head, epoch: str, after: int) -> None:
    """Refuse a reader of another history, or one whose place in the log is dropped."""
    if epoch != head.epoch or after > head.head:
        raise Refusal(410, "epoch")
    if after < head.floor:
        raise Refusal(410, "floor")


def page(head: Head, after: int, to: int, found: Iterable[bytes], leave: str) -> bytes:
    """The JSON of a page from what PostgreSQL wrote."""
    place = wire.dumps({"scope": head.scope, "epoch": head.epoch, "from": after, "to": to, "head": head.head})
    return place[:-1] + b',"ent":[' + b",".join(found) + b'],"leave":[' + leave.encode() + b"]}"


def entity_json(entity: Entity, rows: str) -> bytes:
    """`{"e", "reach", "cols", "rows"}` of one table's rows, given as comma-separated JSON arrays."""
    said = wire.dumps({"e": entity.name, "reach": REACHES[entity.reach], "cols": ["id", "rev", *entity.names]})
    return said[:-1] + b',"rows":[' + rows.encode() + b"]}"


def _changed(connection: Connection, scope: str, after: int, to: int) -> tuple[list[bytes], str]:
    """Rows per entity, and what left."""
    place = (scope, after, to)
    query = f"SELECT entity, array_agg(DISTINCT district_id) {_CHANGED} GROUP BY entity"
    districts: dict[str, list[str]] = dict(connection.execute(query, place).fetchall())
    found, left = [], []
    for entity in (entity for name, entity in entities().items() if name in districts):
        parameters = (*place, entity.name, districts[entity.name], scope, f'["{entity.name}","')
        rows, gone = connection.execute(_page_query(entity), parameters).fetchone() or (None, None)
        if rows:
            found.append(entity_json(entity, rows))
        if gone:
            left.append(gone)
    return found, ",".join(left)


@cache
def _page_query(entity: Entity) -> str:
    """Rows are looked up one by one: a join with the log is planned badly while a table has no statistics."""
    return (
        f"WITH changed AS MATERIALIZED (SELECT DISTINCT row_id {_CHANGED} AND entity = %s),"
        " here AS MATERIALIZED (SELECT changed.row_id AS id, found.written FROM changed CROSS JOIN LATERAL"
        f' (SELECT {row_json(entity)}::text AS written FROM "{entity.name}" t WHERE t.district_id = ANY(%s)'
        " AND t.id = changed.row_id AND t.sync_scope = %s OFFSET 0) found)"
        " SELECT (SELECT string_agg(written, ',') FROM here),"
        """ (SELECT string_agg(%s || encode(uuid_send(row_id), 'hex') || '"]', ',')"""
        " FROM (SELECT row_id FROM changed EXCEPT SELECT id FROM here) gone)"
    )


def rows(central: Central, caller: Caller, body: bytes) -> bytes:
    """Rows by id of what is shared: `{entity: [ids]}` → `{"ent": [...]}`. For what a case that moved in refers to."""
    asked = _asked(body)
    with central.transaction(caller) as connection:
        districts = [caller.district_id, *_origins(connection, caller)]
        widen(connection, *(wire.district(district) for district in districts))
        found = []
        for name, ids in asked.items():
            entity = entities()[name]
            query = (
                f"SELECT string_agg({row_json(entity)}::text, ',') FROM \"{name}\" t"
                " WHERE t.district_id = ANY(%s) AND t.id = ANY(%s::uuid[])"
            )
            every = districts if entity.reach is Reach.DISTRICT else districts_of(connection, caller, wire.region())
            row = connection.execute(query, (every, ids)).fetchone()
            if row and row[0]:
                found.append(entity_json(entity, row[0]))
    return wire.pack(b'{"ent":[' + b",".join(found) + b"]}")


def _asked(body: bytes) -> dict[str, list[str]]:
    try:
        said: Any = wire.loads(wire.unpack(body, wire.MAX_BODY))
        asked = {str(name): [UUID(row_id).hex for row_id in ids] for name, ids in said.items()}
    except wire.TooLargeError as error:
        raise Refusal(413, "too_large") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise Refusal(400, "malformed") from error
    if any(name not in entities() or entities()[name].reach is Reach.OFFICE for name in asked):
        raise Refusal(403, "not_yours")
    if sum(map(len, asked.values())) > _MOST_ROWS:
        raise Refusal(413, "too_large")
    return asked


def _origins(connection: Connection, caller: Caller) -> list[str]:
    """Districts from which cases came to the caller's office."""
    query = "SELECT DISTINCT from_district FROM hub.moved WHERE to_office = %s AND from_district <> %s"
    return [row[0] for row in connection.execute(query, (caller.office_id, caller.district_id))]
