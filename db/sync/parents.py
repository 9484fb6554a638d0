"""Rows that pulled rows refer to and no scope of ours brings, as the vacancy of another district in a moved case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db.changes import ChangeSummary
from db.local.store import Store
from db.models.base import Reach
from db.sync import wire
from db.sync.apply import put, ready
from db.sync.columns import entities
from db.sync.reply import decoded
from db.sync.statements import quoted
from db.sync.transport import Transport
from db.sync.writing import arriving, looking

_AT_ONCE = 500
"""Rows of one request."""
_ROUNDS = 4
"""A referral names a vacancy, that an employer, that nothing: more rounds are never needed."""


def fetch_missing(store: Store, transport: Transport, entity_names: Iterable[str]) -> ChangeSummary:
    """Fetch what rows of these entities refer to and is not here, and what that refers to in turn.

    What the central store does not have either stays loose, and is asked for again when such rows come anew.
    """
    summary, asked = ChangeSummary(), set[str]()
    wanted_by = set(entity_names)
    for _ in range(_ROUNDS):
        with looking(store) as raw:
            wanted = [
                (target, row_id)
                for target, ids in missing_parents(raw, wanted_by).items()
                for row_id in ids
                if row_id not in asked
            ]
        asked |= {row_id for _, row_id in wanted}
        for start in range(0, len(wanted), _AT_ONCE):
            summary |= _take(store, transport, wanted[start : start + _AT_ONCE])
        wanted_by = {target for target, _ in wanted}
        if not wanted:
            break
    return summary


def missing_parents(raw: Any, entity_names: Iterable[str]) -> dict[str, list[str]]:
    """Entity → ids that rows of these entities refer to and that are not here; only what any PC may fetch."""
    missing: dict[str, set[str]] = {}
    for name in entities().keys() & set(entity_names):
        for column in entities()[name].columns:
            target = column.points_at
            if target is None or entities()[target].reach is Reach.OFFICE:
                continue
            field, table = quoted(column.name), quoted(target)
            query = (
                f"SELECT DISTINCT lower(hex({field})) FROM {quoted(name)} WHERE {field} IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = {quoted(name)}.{field})"
            )
            missing.setdefault(target, set()).update(row_id for (row_id,) in raw.execute(query))
    return {target: sorted(ids) for target, ids in missing.items() if ids}


def _take(store: Store, transport: Transport, wanted: list[tuple[str, str]]) -> ChangeSummary:
    asked: dict[str, list[str]] = defaultdict(list)
    for target, row_id in wanted:
        asked[str(target)].append(row_id)  # a name of SQLAlchemy is no plain text to JSON
    said = decoded(transport.rows(wire.pack(wire.dumps(dict(asked)))))
    with looking(store) as raw:
        arrivals = ready(raw, said.get("ent", []))
    if not arrivals:
        return ChangeSummary()
    with arriving(store) as raw:
        put(raw, arrivals)
    return ChangeSummary(frozenset(change for arrival in arrivals for change in arrival.changes))
