"""Many new rows into a table that holds few: its indexes are built once behind them, not row by row.

In an encrypted store a row's entries in five indexes cost more than the row. It all happens in the one transaction of
the rows: whoever reads meanwhile sees the table as it was, and a crash leaves it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from db.changes import ChangeKind
from db.sync.apply import Arrival
from db.sync.statements import quoted

_FEWEST = 5000
_TIMES = 3
"""An index is built anew for as many rows as arrive, and this many times as many that are here."""

_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX %'"


@contextmanager
def loading(raw: Any, arrivals: Sequence[Arrival]) -> Iterator[None]:
    """A block that writes `arrivals`, all of one noun, inside a transaction."""
    indexes = [index for table in _tables(raw, arrivals) for index in raw.execute(_INDEXES, (table,)).fetchall()]
    for name, _ in indexes:
        raw.execute(f"DROP INDEX {quoted(name)}")
    yield
    for _, statement in indexes:
        raw.execute(statement)


def _tables(raw: Any, arrivals: Sequence[Arrival]) -> tuple[str, ...]:
    """The tables whose indexes are worth building anew; none when rows of theirs are found through them."""
    count = sum(len(arrival.rows) for arrival in arrivals)
    new = all(change.kind is ChangeKind.INSERT for arrival in arrivals for change in arrival.changes)
    if count < _FEWEST or not new:
        return ()
    name = arrivals[0].entity
    held = raw.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0]
    if held > count * _TIMES:
        return ()
    return (name, "person_key") if name == "person" else (name,)
