"""Posts found by any part of their title or their employer's name, however many there are.

Every ending of a text is a key, so that what stands within it is looked up as the beginning of a key. Triggers keep
them, so that posts typed, imported, undone or brought by sync are all found. SQL alone, as the capture of changes is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, select

from db.models.local import PostKey

KEPT = 24
"""Characters of an ending that are kept; what is typed beyond them is compared with the whole text."""
LONGEST = 120
_AFTER_ALL = "\U0010ffff"
_PLACES = ", ".join(f"({place})" for place in range(1, LONGEST + 1))


@dataclass(frozen=True, slots=True)
class _Source:
    """A column whose texts are looked up, and the letter of its keys."""

    kind: str
    table: str
    column: str


_TITLES = _Source("v", "vacancy", "title")
_FIRMS = _Source("e", "employer", "name_key")


def titles_with(text: ColumnElement[str]) -> Select[str]:
    """Titles of vacancies that hold the text; letters of the Latin alphabet in either case."""
    return _holding(_TITLES, text)


def firms_with(text: ColumnElement[str]) -> Select[str]:
    """The `name_key` of employers that hold the text, itself a `name_key`."""
    return _holding(_FIRMS, text)


def trigger_statements() -> list[str]:
    """The triggers that keep the keys, in a fixed order."""
    return [make(source) for source in (_FIRMS, _TITLES) for make in (_added, _changed, _removed)]


def _holding(source: _Source, text: ColumnElement[str]) -> Select[str]:
    wanted = func.lower(text)
    start = literal(source.kind) + func.substr(wanted, 1, KEPT)
    within = func.instr(func.lower(PostKey.text), wanted) > 0
    return select(PostKey.text).where(PostKey.key >= start, PostKey.key < start + _AFTER_ALL, within)


def _added(source: _Source) -> str:
    """Of a text that is known by its first key all keys are there: most posts of an import repeat a title."""
    text = f"NEW.{source.column}"
    known = f"SELECT 1 FROM post_key WHERE key = '{source.kind}' || substr(lower({text}), 1, {KEPT}) AND text = {text}"
    return (
        f"CREATE TRIGGER keys_i_{source.table} AFTER INSERT ON {source.table} WHEN NOT EXISTS ({known})"
        f" BEGIN {_remembered(source)}; END"
    )


def _changed(source: _Source) -> str:
    return (
        f"CREATE TRIGGER keys_u_{source.table} AFTER UPDATE OF {source.column} ON {source.table}"
        f" WHEN OLD.{source.column} IS NOT NEW.{source.column}"
        f" BEGIN {_remembered(source)}; {_forgotten(source)}; END"
    )


def _removed(source: _Source) -> str:
    return f"CREATE TRIGGER keys_d_{source.table} AFTER DELETE ON {source.table} BEGIN {_forgotten(source)}; END"


def _remembered(source: _Source) -> str:
    """Not INSERT OR IGNORE: inside a trigger the outer statement's own conflict rule would take its place."""
    return f"INSERT INTO post_key (key, text) {_endings(source, 'NEW')} ON CONFLICT DO NOTHING"


def _forgotten(source: _Source) -> str:
    """A text that no row has any more is found no more."""
    used = f"SELECT 1 FROM {source.table} WHERE {source.column} = OLD.{source.column}"
    return f"DELETE FROM post_key WHERE NOT EXISTS ({used}) AND (key, text) IN ({_endings(source, 'OLD')})"


def _endings(source: _Source, row: str) -> str:
    text = f"{row}.{source.column}"
    return (
        f"SELECT '{source.kind}' || substr(lower({text}), place, {KEPT}), {text}"
        f" FROM (SELECT column1 AS place FROM (VALUES {_PLACES})) WHERE place <= length({text})"
    )
