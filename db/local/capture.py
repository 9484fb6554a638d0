"""Change capture: triggers made from the models write the outbox, so that no code can forget it.

They are SQL alone (Python functions are refused under `trusted_schema=OFF`), read who writes and when from the one
row of `change_context`, and are made again at start when the models changed. Migrations run without them.
"""

from __future__ import annotations

import hashlib
from functools import cache

from sqlalchemy import Column, Connection, Table, text
from sqlalchemy.dialects import sqlite

from db.models.base import Key, append_only_tables, synced_tables
from db.search import post_keys

_FACT = "capture_hash"
_LOCAL_COLUMNS = frozenset({"rev"})
"""Columns the server sets; a change of them alone is no change of ours."""
_QUOTES = sqlite.dialect().identifier_preparer


@cache
def trigger_statements() -> tuple[str, ...]:
    """All triggers, in a fixed order. Kept: they follow from the models alone, and every opening compares them."""
    captured = [make(table) for table in _sorted(synced_tables()) for make in (_insert, _update, _delete, _fixed)]
    frozen = [_frozen(table) for table in _sorted(append_only_tables())]
    return (*captured, *frozen, *_audit_guards(), *post_keys.trigger_statements())


def install(connection: Connection) -> bool:
    """Make the triggers fit the models; True when they had to be made anew. Call inside a transaction."""
    statements = trigger_statements()
    digest = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    installed = connection.execute(text("SELECT value FROM store_fact WHERE name = :n"), {"n": _FACT}).scalar()
    if installed == digest:
        return False
    remove(connection)
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.execute(text("INSERT OR IGNORE INTO change_context (one, capture) VALUES (1, 1)"))
    connection.execute(
        text("INSERT INTO store_fact VALUES (:n, :v) ON CONFLICT (name) DO UPDATE SET value = :v"),
        {"n": _FACT, "v": digest},
    )
    return True


def remove(connection: Connection) -> None:
    """Drop every trigger of the store, as before a migration."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    if connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'store_fact'")).scalar():
        connection.execute(text("DELETE FROM store_fact WHERE name = :n"), {"n": _FACT})


def _sorted(tables: dict[str, Table]) -> list[Table]:
    return [tables[name] for name in sorted(tables)]


def _quoted(name: str) -> str:
    return _QUOTES.quote(name)


def _captured(table: Table) -> list[Column[object]]:
    return [column for column in table.columns if column.name not in {"id", *_LOCAL_COLUMNS}]


def _value(row: str, column: Column[object]) -> str:
    """A column as JSON can hold it: bytes go as hex."""
    name = f"{row}.{_quoted(column.name)}"
    if isinstance(column.type, Key):
        return f"CASE WHEN {name} IS NULL THEN NULL ELSE lower(hex({name})) END"
    return name


def _record(table: Table, row: str, op: str, patch: str, timing: str, condition: str) -> str:
    name = _quoted(table.name)
    return (
        f"CREATE TRIGGER capture_{op.lower()}_{table.name} AFTER {timing} ON {name}"
        f" WHEN (SELECT capture FROM change_context){condition} BEGIN"
        " INSERT INTO outbox (tx, entity, row_id, op, base_rev, patch, actor, at)"
        f" SELECT c.tx, '{table.name}', {row}.id, '{op}', {row}.rev, {patch}, c.actor, c.at FROM change_context c; END"
    )


def _insert(table: Table) -> str:
    pairs = " UNION ALL ".join(
        f"SELECT '{column.name}' AS k, {_value('NEW', column)} AS v" for column in _captured(table)
    )
    patch = f"(SELECT json_group_object(k, json_array(NULL, v)) FROM ({pairs}) WHERE v IS NOT NULL)"
    return _record(table, "NEW", "I", patch, "INSERT", "")


def _update(table: Table) -> str:
    columns = _captured(table)
    pairs = " UNION ALL ".join(
        f"SELECT '{column.name}' AS k, {_value('OLD', column)} AS o, {_value('NEW', column)} AS n" for column in columns
    )
    patch = f"(SELECT json_group_object(k, json_array(o, n)) FROM ({pairs}) WHERE o IS NOT n)"
    changed = " OR ".join(f"OLD.{_quoted(c.name)} IS NOT NEW.{_quoted(c.name)}" for c in columns)
    return _record(table, "NEW", "U", patch, "UPDATE", f" AND ({changed})")


def _delete(table: Table) -> str:
    """Rows are marked deleted, never removed; only sync may remove, with capture off."""
    return (
        f"CREATE TRIGGER keep_{table.name} BEFORE DELETE ON {_quoted(table.name)}"
        " WHEN (SELECT capture FROM change_context) BEGIN SELECT RAISE(ABORT, 'rows are marked deleted'); END"
    )


def _fixed(table: Table) -> str:
    """Everything else names a row by its id, here and on the server."""
    return (
        f"CREATE TRIGGER fixed_{table.name} BEFORE UPDATE OF id ON {_quoted(table.name)}"
        " WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'ids never change'); END"
    )


def _frozen(table: Table) -> str:
    columns = ", ".join(_quoted(c.name) for c in table.columns if c.name not in {"rev", "office_id", "district_id"})
    return (
        f"CREATE TRIGGER frozen_{table.name} BEFORE UPDATE OF {columns} ON {_quoted(table.name)}"
        " BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    )


def _audit_guards() -> list[str]:
    return [
        f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit_entry"
        " BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]
