"""A scope copied whole: at first, after a long absence, or when the central store began a new life of its log.

The copy comes in parts. Each is checked against its hash and written in one transaction with the number of the next,
so that a copy goes on where it stopped. What was held here before and is in no part goes, unless it has changes of ours
that still wait; it goes only when the log has been read to its end, so that nothing new is taken for something old.
"""

from __future__ import annotations

import hashlib
from typing import Any

from db.changes import ChangeSummary
from db.local.store import Store
from db.sync import copying, newer
from db.sync.apply import put, ready, remove
from db.sync.digest import rows_of, scope_entities
from db.sync.problems import BadReply
from db.sync.reply import decoded
from db.sync.transport import Transport
from db.sync.writing import arriving, looking, writing


def begin(store: Store, transport: Transport, scope: str) -> list[dict[str, Any]]:
    """The parts still to fetch. Starts anew unless the copy that was under way is still offered."""
    manifest = decoded(transport.manifest(scope))
    with looking(store) as raw:
        row = raw.execute("SELECT snapshot, part FROM sync_cursor WHERE scope = ?", (scope,)).fetchone()
        held = any(rows_of(raw, scope, entity, most=1) for entity in scope_entities(scope))
    if row is None or row[0] != manifest["id"]:
        _start(store, scope, manifest, held=held)
        return list(manifest["parts"])
    return [part for part in manifest["parts"] if part["n"] >= row[1]]


def fetch(store: Store, transport: Transport, scope: str, part: dict[str, Any]) -> ChangeSummary:
    """Fetch one part, check it and write it. Raises `BadReply` when it is not what the manifest said."""
    with looking(store) as raw:
        snapshot = raw.execute("SELECT snapshot FROM sync_cursor WHERE scope = ?", (scope,)).fetchone()[0]
    body = transport.part(scope, snapshot, part["n"])
    if hashlib.sha256(body).hexdigest() != part["sha256"]:
        raise BadReply
    block = decoded(body)
    with looking(store) as raw:
        arrivals = ready(raw, [block], forced=True)
    with arriving(store) as raw:
        put(raw, arrivals, forced=True)
        copying.note_seen(raw, scope, f"part {part['n']}", [row[0] for row in block["rows"]])
        raw.execute("UPDATE sync_cursor SET part = ? WHERE scope = ?", (part["n"] + 1, scope))
    return ChangeSummary(frozenset(change for arrival in arrivals for change in arrival.changes))


def finish(store: Store, scope: str) -> None:
    """All parts are here: from now on the log is read."""
    with writing(store) as raw:
        raw.execute("UPDATE sync_cursor SET snapshot = NULL, part = NULL WHERE scope = ?", (scope,))


def sweep(store: Store, scope: str) -> ChangeSummary:
    """Take out what was here before the copy and is not at the central store; call when the log is read to its end."""
    with looking(store) as raw:
        seen = copying.seen(raw, scope)
        if seen is None:
            return ChangeSummary()
        stale = [
            (entity.name, row_id)
            for entity in scope_entities(scope)
            for row_id in rows_of(raw, scope, entity)
            if row_id not in seen
        ]
    with arriving(store) as raw:
        changes = remove(raw, stale)
        newer.sweep(raw, scope, seen)
        copying.end(raw, scope)
    return ChangeSummary(frozenset(changes))


def _start(store: Store, scope: str, manifest: dict[str, Any], *, held: bool) -> None:
    with writing(store) as raw:
        copying.start(raw, scope, held=held)
        raw.execute(
            "INSERT INTO sync_cursor (scope, epoch, seq, snapshot, part) VALUES (?, ?, ?, ?, 0)"
            " ON CONFLICT (scope) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq,"
            " snapshot = excluded.snapshot, part = 0",
            (scope, manifest["epoch"], manifest["seq"], manifest["id"]),
        )
