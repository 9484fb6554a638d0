"""What a central store of a newer version says of rows and this version has no column, or no table, for.

It is kept as it came (sync would not bring it a second time), counts in digests, goes when its row goes, and is taken
in when this PC is brought to a version that knows it. What this PC sends never names it, so nothing is lost there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from db.local.store import Store
from db.models.base import Reach
from db.sync.columns import entities
from db.sync.statements import change, upsert, wire_rows
from db.sync.writing import arriving, fact, keep_fact, looking

Kept = tuple[str, str, str, int, str]
"""Entity, row id (hex), scope, revision, JSON of what is not known here."""

KNOWN = "columns_known"
"""Fact of the store: the columns that were known when what was kept was last looked through."""

_KEEP = (
    "INSERT INTO newer_row (entity, row_id, scope, rev, fields) VALUES (?, unhex(?), ?, ?, ?)"
    " ON CONFLICT (entity, row_id) DO UPDATE SET scope = excluded.scope, rev = excluded.rev, fields = excluded.fields"
    " WHERE excluded.rev >= newer_row.rev"
)
_LETTERS = {Reach.OFFICE: "o", Reach.DISTRICT: "d", Reach.REGION: "r"}


def unknown(block: dict[str, Any]) -> list[Kept]:
    """What of a block of rows (`{"e", "reach", "cols", "rows"}`) is not known here."""
    name, columns = block["e"], block["cols"]
    kind = entities().get(name)
    if kind is not None and tuple(columns) == ("id", "rev", *kind.names):
        return []
    new = [at for at, column in enumerate(columns) if at > 1 and (kind is None or kind.column(column) is None)]
    if not new:
        return []
    letter = _LETTERS[kind.reach] if kind else block.get("reach", "o")
    place = columns.index({"o": "office_id", "d": "district_id"}.get(letter, "id"))
    return [
        (name, row[0], letter if letter == "r" else f"{letter}:{row[place]}", row[1], _text(columns, row, new))
        for row in block["rows"]
    ]


def keep(raw: Any, rows: Iterable[Kept]) -> None:
    """Keep it, in the caller's transaction."""
    raw.executemany(_KEEP, rows)


def drop(raw: Any, leaving: Iterable[Sequence[str]]) -> None:
    """Let go of what belongs to rows (entity, id) that left."""
    raw.executemany("DELETE FROM newer_row WHERE entity = ? AND row_id = unhex(?)", [tuple(pair) for pair in leaving])


def sweep(raw: Any, scope: str, seen: set[str]) -> None:
    """Let go of what the central store has not shown any more when a scope was copied."""
    rows = raw.execute("SELECT entity, lower(hex(row_id)) FROM newer_row WHERE scope = ?", (scope,)).fetchall()
    drop(raw, [row for row in rows if row[1] not in seen])


def rows_of(raw: Any, scope: str) -> list[str]:
    """`id:revision` of rows of nouns that are not known here."""
    query = (
        "SELECT lower(hex(row_id)) || ':' || rev FROM newer_row WHERE scope = ?"
        " AND entity NOT IN (SELECT value FROM json_each(?))"
    )
    return [text for (text,) in raw.execute(query, (scope, json.dumps([*map(str, entities())])))]


def take_in(store: Store) -> None:
    """After this PC was brought to another version: give rows what this one knows of what was kept."""
    known = hashlib.sha256(repr({name: kind.names for name, kind in entities().items()}).encode()).hexdigest()
    with looking(store) as raw:
        if fact(raw, KNOWN) == known:
            return
        kept = raw.execute("SELECT entity, lower(hex(row_id)), rev, fields FROM newer_row ORDER BY entity").fetchall()
    if not kept:
        return
    with arriving(store) as raw:
        for entity, row_id, rev, fields in kept:
            if entity in entities():
                _give(raw, entity, row_id, rev, json.loads(fields))
        keep_fact(raw, KNOWN, known)


def _give(raw: Any, entity: str, row_id: str, rev: int, fields: dict[str, Any]) -> None:
    kind = entities()[entity]
    known = {name: value for name, value in fields.items() if kind.column(name) is not None}
    if "office_id" in known:  # the whole row: the noun was not known
        (row,) = wire_rows(entity, ("id", "rev", *known), [[row_id, rev, *known.values()]])
        raw.execute(upsert(entity, forced=False), row)
    elif known:
        names = [name for name in kind.names if name in known and not _waits(raw, row_id, name)]
        if names:
            raw.execute(change(entity, names), [*(known[name] for name in names), row_id])
    rest = {name: value for name, value in fields.items() if name not in known}
    raw.execute(
        "UPDATE newer_row SET fields = ? WHERE entity = ? AND row_id = unhex(?)", (json.dumps(rest), entity, row_id)
    )
    raw.execute("DELETE FROM newer_row WHERE fields = '{}'")


def _waits(raw: Any, row_id: str, name: str) -> bool:
    query = "SELECT 1 FROM outbox o, json_each(o.patch) j WHERE o.row_id = unhex(?) AND j.key = ?"
    return raw.execute(query, (row_id, name)).fetchone() is not None


def _text(columns: Sequence[str], row: list[Any], new: list[int]) -> str:
    return json.dumps({columns[at]: row[at] for at in new}, ensure_ascii=False)
