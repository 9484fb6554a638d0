"""A scope copied whole: at first, after a long absence, or when the central store began a new life of its log.

The copy comes in parts, each checked against its hash. Some of one noun are written together, in one transaction with
the number of the next, so that a copy goes on where it stopped; what has come is written when the line breaks, too.
What was held here before and is in no part goes, unless it has changes of ours that still wait; it goes only when the
log has been read to its end, so that nothing new is taken for something old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from db.changes import ChangeSummary
from db.local.store import Store
from db.sync import copying, newer
from db.sync.apply import put, ready, remove
from db.sync.digest import rows_of, scope_entities
from db.sync.loading import loading
from db.sync.problems import BadReply
from db.sync.reply import decoded
from db.sync.transport import Transport
from db.sync.writing import arriving, looking, writing

MOST_ROWS = 50_000
"""Rows written together: each transaction writes the pages of an index anew, so many small ones cost far more."""

Part = dict[str, Any]
"""A line of the manifest: `{"n", "e", "rows", "bytes", "sha256"}`."""


def begin(store: Store, transport: Transport, scope: str) -> list[Part]:
    """The parts still to fetch. Starts anew unless the copy that was under way is still offered."""
    manifest = decoded(transport.manifest(scope))
    with looking(store) as raw:
        row = raw.execute("SELECT snapshot, part FROM sync_cursor WHERE scope = ?", (scope,)).fetchone()
        held = any(rows_of(raw, scope, entity, most=1) for entity in scope_entities(scope))
    if row is None or row[0] != manifest["id"]:
        _start(store, scope, manifest, held=held)
        return list(manifest["parts"])
    return [part for part in manifest["parts"] if part["n"] >= row[1]]


def together(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts of one noun, as many as are written together."""
    for _, alike in groupby(parts, key=lambda part: part["e"]):
        group: list[Part] = []
        for part in alike:
            if group and sum(one["rows"] for one in group) + part["rows"] > MOST_ROWS:
                yield group
                group = []
            group.append(part)
        yield group


def fetch(store: Store, transport: Transport, scope: str, part: Part) -> bytes:
    """Fetch one part and check it. Raises `BadReply` when it is not what the manifest said."""
    with looking(store) as raw:
        snapshot = raw.execute("SELECT snapshot FROM sync_cursor WHERE scope = ?", (scope,)).fetchone()[0]
    body = transport.part(scope, snapshot, part["n"])
    if hashlib.sha256(body).hexdigest() != part["sha256"]:
        raise BadReply
    return body


def write(store: Store, scope: str, fetched: list[tuple[Part, bytes]]) -> ChangeSummary:
    """Write parts that were fetched one after the other, all of one noun."""
    blocks = [(part, decoded(body)) for part, body in fetched]
    with looking(store) as raw:
        arrivals = ready(raw, [block for _, block in blocks], forced=True)
    with arriving(store) as raw, loading(raw, arrivals):
        put(raw, arrivals, forced=True)
        for part, block in blocks:
            copying.note_seen(raw, scope, f"part {part['n']}", [row[0] for row in block["rows"]])
        raw.execute("UPDATE sync_cursor SET part = ? WHERE scope = ?", (fetched[-1][0]["n"] + 1, scope))
    return ChangeSummary(frozenset([change for arrival in arrivals for change in arrival.changes]))


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
