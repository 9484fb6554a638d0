"""What comes down: rows of the central store written into this one, whole pages at a time.

All that can be worked out beforehand is (`ready`), so that the writer is held for the writing alone (`put`). A field
with a change of ours that still waits to be sent keeps our value; the row then keeps its old revision as well, so that
our next edits say what they were based on.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from db.changes import Change, ChangeKind
from db.search.person_keys import person_keys
from db.sync import newer
from db.sync.columns import entities
from db.sync.problems import BadReply
from db.sync.statements import add_if_missing, change, changeable, quoted, upsert, wire_rows

Row = list[Any]
"""`[id, rev, *values]`, in wire form and in the order of `entities()`."""

Pending = dict[str, set[str]]
"""Row id (hex) → fields with a change that waits in the outbox."""

_ID_DIGITS = 32

_PENDING = (
    "SELECT lower(hex(o.row_id)), j.key FROM outbox o, json_each(o.patch) j"
    " WHERE o.entity = ? AND o.row_id IN (SELECT unhex(value) FROM json_each(?))"
)


@dataclass(slots=True)
class Arrival:
    """Rows of one entity, ready to be written; `keys` are the look-up keys of people, `changes` what screens hear,
    `newer` what a newer version says of them."""

    entity: str
    rows: list[Row]
    changes: list[Change]
    keys: list[tuple[str, str]] = field(default_factory=list)
    newer: list[newer.Kept] = field(default_factory=list)


def ready(raw: Any, blocks: Iterable[dict[str, Any]], *, forced: bool = False) -> list[Arrival]:
    """Rows of `ent` that are news here, from a reader's connection. Revisions change through sync alone.

    Raises `BadReply` for what are no rows.
    """
    try:
        arrivals = [_arrival(raw, block, forced=forced) for block in blocks]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise BadReply from error
    return [arrival for arrival in arrivals if arrival.rows or arrival.newer]


def put(raw: Any, arrivals: Iterable[Arrival], *, forced: bool = False) -> None:
    """Write what is ready, in the caller's transaction (`arriving`)."""
    for arrival in arrivals:
        if arrival.newer:
            newer.keep(raw, arrival.newer)
        if not arrival.rows:
            continue
        pending = pending_fields(raw, arrival.entity, [row[0] for row in arrival.rows])
        free = [row for row in arrival.rows if row[0] not in pending] if pending else arrival.rows
        raw.executemany(upsert(arrival.entity, forced=forced), free)
        for row in arrival.rows if pending else ():
            if row[0] in pending:
                rebase(raw, arrival.entity, row, pending[row[0]])
        if arrival.entity == "person":
            _put_keys(raw, arrival, pending)


def rebase(raw: Any, entity: str, row: Row, kept: set[str]) -> None:
    """Take over what a row says but for the fields `kept`, and not its revision."""
    raw.execute(add_if_missing(entity), row)
    names = [name for name in changeable(entity) if name not in kept]
    if names:
        values = dict(zip(entities()[entity].names, row[2:], strict=True))
        raw.execute(change(entity, names), [*(values[name] for name in names), row[0]])


def remove(raw: Any, leaving: Sequence[tuple[str, str]]) -> list[Change]:
    """Take out rows (entity, id) that belong to another office now; those with changes of ours stay until answered."""
    newer.drop(raw, leaving)
    gone: dict[str, list[str]] = defaultdict(list)
    for entity, row_id in leaving:
        if entity in entities():
            gone[entity].append(row_id)
    changes: list[Change] = []
    for entity, ids in gone.items():
        pending = pending_fields(raw, entity, ids)
        free = [row_id for row_id in ids if row_id not in pending]
        raw.executemany(f"DELETE FROM {quoted(entity)} WHERE id = unhex(?)", [(row_id,) for row_id in free])
        if entity == "person":
            _drop_keys(raw, free)
        changes += [Change(entity, UUID(row_id), ChangeKind.DELETE) for row_id in free]
    return changes


def pending_fields(raw: Any, entity: str, ids: list[str]) -> Pending:
    """Fields of these rows that wait to be sent."""
    if raw.execute("SELECT 1 FROM outbox LIMIT 1").fetchone() is None:
        return {}
    found: Pending = defaultdict(set)
    for row_id, name in raw.execute(_PENDING, (entity, json.dumps(ids))):
        found[row_id].add(name)
    return dict(found)


def _arrival(raw: Any, block: dict[str, Any], *, forced: bool) -> Arrival:
    entity = block["e"]
    if entity not in entities():
        return Arrival(entity, [], [], newer=newer.unknown(block))
    rows = wire_rows(entity, block["cols"], block["rows"])
    known = _known(raw, entity, rows)
    if known and not forced:
        rows = [row for row in rows if row[1] > known.get(row[0], -1)]
    deleted = 2 + entities()[entity].names.index("deleted")
    kinds = (ChangeKind.INSERT, ChangeKind.UPDATE, ChangeKind.DELETE)
    changes = [Change(entity, _id(row[0]), kinds[2 if row[deleted] else row[0] in known]) for row in rows]
    return Arrival(entity, rows, changes, _keys(rows) if entity == "person" else [], newer.unknown(block))


def _id(text: str) -> UUID:
    """An id of 32 hex digits: taken for a number it is made in half the time. Raises ValueError."""
    if len(text) != _ID_DIGITS:
        raise ValueError("not an id")
    return UUID(int=int(text, 16))


def _known(raw: Any, entity: str, rows: list[Row]) -> dict[str, int]:
    """Row id → revision held here, of those of `rows` that are here."""
    if raw.execute(f"SELECT 1 FROM {quoted(entity)} LIMIT 1").fetchone() is None:
        return {}
    query = f"SELECT lower(hex(id)), rev FROM {quoted(entity)} WHERE id IN (SELECT unhex(value) FROM json_each(?))"
    return dict(raw.execute(query, (json.dumps([row[0] for row in rows]),)).fetchall())


def _keys(rows: list[Row]) -> list[tuple[str, str]]:
    """Look-up keys (key, id) of people as they arrive, in the order in which the store keeps them."""
    names = ("name", "id_no", "mobile", "merged_into", "deleted")
    name, id_no, mobile, merged, deleted = (2 + entities()["person"].names.index(column) for column in names)
    return sorted(
        (key, row[0])
        for row in rows
        if not row[deleted] and row[merged] is None
        for key in person_keys(row[name], row[id_no], row[mobile])
    )


def _put_keys(raw: Any, arrival: Arrival, pending: Pending) -> None:
    here_before = {change.id.hex for change in arrival.changes if change.kind is not ChangeKind.INSERT}
    _drop_keys(raw, here_before)
    keys = [pair for pair in arrival.keys if pair[1] not in pending] if pending else arrival.keys
    raw.executemany("INSERT OR IGNORE INTO person_key (key, person_id) VALUES (?, unhex(?))", keys)
    for person in pending:
        find_anew(raw, person)


def find_anew(raw: Any, person: str) -> None:
    """Make the look-up keys of one person from what the store says now."""
    _drop_keys(raw, [person])
    query = "SELECT name, id_no, mobile FROM person WHERE id = unhex(?) AND NOT deleted AND merged_into IS NULL"
    row = raw.execute(query, (person,)).fetchone()
    if row:
        keys = [(key, person) for key in person_keys(*row)]
        raw.executemany("INSERT OR IGNORE INTO person_key (key, person_id) VALUES (?, unhex(?))", keys)


def _drop_keys(raw: Any, people: Iterable[str]) -> None:
    raw.executemany("DELETE FROM person_key WHERE person_id = unhex(?)", [(person,) for person in people])
