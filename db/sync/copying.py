"""Marks of a scope that is being copied whole: which rows the central store has shown since the copy began.

Kept as facts of the store from the first part to the sweep, so that a copy cut short anywhere goes on.
"""

from __future__ import annotations

from typing import Any

from db.sync.writing import drop_facts, fact, keep_fact

_ID = 32
_NAME = "seen {scope} {mark}"


def start(raw: Any, scope: str, *, held: bool) -> None:
    """A copy begins. Rows are noted only when some were `held` here before: else there is nothing to sweep."""
    drop_facts(raw, *(name for name, _ in _marks(raw, scope)))
    if held:
        keep_fact(raw, _NAME.format(scope=scope, mark="start"), "")


def note_seen(raw: Any, scope: str, mark: str, ids: list[str]) -> None:
    """Write down rows the central store has shown, by part or page, in the transaction that writes them."""
    if fact(raw, _NAME.format(scope=scope, mark="start")) is not None:
        keep_fact(raw, _NAME.format(scope=scope, mark=mark), "".join(ids))


def seen(raw: Any, scope: str) -> set[str] | None:
    """Ids shown since the copy began, or None when nothing is to be swept."""
    marks = _marks(raw, scope)
    if not marks:
        return None
    return {text[at : at + _ID] for _, text in marks for at in range(0, len(text), _ID)}


def end(raw: Any, scope: str) -> None:
    """The copy is swept."""
    drop_facts(raw, *(name for name, _ in _marks(raw, scope)))


def is_under_way(raw: Any, scope: str) -> bool:
    """Whether a copy of this scope is not finished, or not swept yet."""
    row = raw.execute("SELECT 1 FROM sync_cursor WHERE scope = ? AND snapshot IS NOT NULL", (scope,)).fetchone()
    return row is not None or fact(raw, _NAME.format(scope=scope, mark="start")) is not None


def _marks(raw: Any, scope: str) -> list[tuple[str, str]]:
    prefix = _NAME.format(scope=scope, mark="")
    query = "SELECT name, value FROM store_fact WHERE substr(name, 1, ?) = ?"
    found: list[tuple[str, str]] = raw.execute(query, (len(prefix), prefix)).fetchall()
    return found
