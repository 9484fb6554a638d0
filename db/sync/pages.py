"""Reading a scope's log page by page: each page and the place after it in one transaction.

A page is as large as the store takes in a moment, so that nobody who saves meanwhile notices.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from db.changes import ChangeSummary
from db.local.store import Store
from db.sync import copying, wire
from db.sync.apply import put, ready, remove
from db.sync.problems import BadReply
from db.sync.reply import decoded
from db.sync.transport import Transport
from db.sync.writing import arriving, looking, writing

_FIRST, _FEWEST = 1000, 100
_QUICK, _SLOW = 0.08, 0.25
"""Seconds the writer may be held by one page: below the first pages grow, above the second they shrink."""


class PageReader:
    """Reads scopes on. `rows` and `entities` say what came."""

    def __init__(self, store: Store, transport: Transport, told: Callable[[ChangeSummary], None]) -> None:
        self._store = store
        self._transport = transport
        self._told = told
        self._limit = _FIRST
        self.rows = 0
        self.entities: set[str] = set()

    def must_copy(self, scope: dict[str, Any]) -> bool:
        """Whether the log cannot be read on from where we are, as `hello` describes the scope."""
        place = self._place(scope["id"])
        if place is None:
            return True
        epoch, _, snapshot = place
        return snapshot is not None or epoch != scope["epoch"]

    def read_page(self, scope: str) -> bool:
        """Read one page; whether there is more. Raises 410 when the log cannot be read on."""
        place = self._place(scope)
        assert place is not None
        epoch, seq, _ = place
        page = decoded(self._transport.pull(scope, epoch, seq, self._limit))
        try:
            start, end, head, blocks = page["from"], page["to"], page["head"], page["ent"]
            leaving = [(entity, row_id) for entity, row_id in page["leave"]]
            if page["scope"] != scope or start != seq or end < seq or (end == seq and head > seq):
                raise BadReply
        except (KeyError, TypeError, ValueError) as error:
            raise BadReply from error
        if end > seq:
            self._told(self._write(scope, end, blocks, leaving))
        return bool(end < head)

    def _write(
        self, scope: str, end: int, blocks: list[dict[str, Any]], leaving: list[tuple[str, str]]
    ) -> ChangeSummary:
        with looking(self._store) as raw:
            # Until a copy is swept, what lies here may be of an earlier life of the centre: its revisions say nothing.
            anew = copying.is_under_way(raw, scope)
            arrivals = ready(raw, blocks, forced=anew)
        started = perf_counter()
        with arriving(self._store) as raw:
            put(raw, arrivals, forced=anew)
            gone = remove(raw, leaving)
            copying.note_seen(raw, scope, f"page {end}", [row[0] for block in blocks for row in block["rows"]])
            raw.execute("UPDATE sync_cursor SET seq = ? WHERE scope = ?", (end, scope))
        self._adapt(perf_counter() - started)
        self.rows += sum(len(arrival.rows) for arrival in arrivals) + len(gone)
        self.entities.update(arrival.entity for arrival in arrivals)
        changes = (change for arrival in arrivals for change in arrival.changes)
        return ChangeSummary(frozenset([*changes, *gone]))

    def _adapt(self, seconds: float) -> None:
        if seconds < _QUICK:
            self._limit = min(self._limit * 2, wire.PAGE_ROWS)
        elif seconds > _SLOW:
            self._limit = max(self._limit // 2, _FEWEST)

    def _place(self, scope: str) -> tuple[str, int, str | None] | None:
        query = "SELECT epoch, seq, snapshot FROM sync_cursor WHERE scope = ?"
        with looking(self._store) as raw:
            row = raw.execute(query, (scope,)).fetchone()
        return (row[0], row[1], row[2]) if row else None


def forget_place(store: Store, scope: str) -> None:
    """The log of this scope cannot be read on from where we are: it is copied whole next."""
    with writing(store) as raw:
        raw.execute("UPDATE sync_cursor SET epoch = '', snapshot = NULL, part = NULL WHERE scope = ?", (scope,))
