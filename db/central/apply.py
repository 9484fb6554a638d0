"""Writing a plan: rows go in and change by the column, many at a time, in one order for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from db.central.columns import array, column_type, quoted, source
from db.central.counters import Changes
from db.central.database import Connection
from db.central.plan import Change, New
from db.central.rows import Head, Name, by_entity
from db.central.scopes import scope_of
from db.sync.columns import Entity, entities
from db.sync.merge import FIRST_REV


class TakenError(Exception):
    """Rows to insert have ids that are in use; nothing was kept of the attempt."""

    def __init__(self, entity: str, ids: Sequence[str]) -> None:
        super().__init__(entity)
        self.names = [(entity, row_id) for row_id in ids]


def insert(connection: Connection, rows: Mapping[Name, New], changes: Changes, *, look: bool) -> None:
    """Insert rows, by entity and home. Raises `TakenError`; with `look` it names exactly those that are taken."""
    homes: dict[tuple[str, str, str], dict[str, New]] = {}
    for (entity, row_id), new in rows.items():
        homes.setdefault((entity, new.district, new.office), {})[row_id] = new
    order = {name: place for place, name in enumerate(entities())}
    for name, district, office in sorted(homes, key=lambda home: (order[home[0]], *home)):
        found = homes[name, district, office]
        group = {row_id: found[row_id] for row_id in sorted(found)}
        scope = scope_of(entities()[name].reach, UUID(office), district)
        _insert_group(connection, entities()[name], scope, group, look=look)
        for row_id in group:
            changes.add(scope, name, district, row_id, "I", FIRST_REV)


def _insert_group(connection: Connection, entity: Entity, scope: str, rows: dict[str, New], *, look: bool) -> None:
    news = list(rows.values())
    names = list(dict.fromkeys(name for new in news for name in new.values))
    columns: list[tuple[str, str, list[Any]]] = [("id", "uuid", list(rows))]
    columns += [(name, column_type(entity, name), [new.values.get(name) for new in news]) for name in names]
    columns.append(("made_by", "uuid", [new.made_by for new in news]))
    columns.append(("made_at", "timestamptz", [new.made_at for new in news]))
    chosen, constants, rows_of, sent = source(columns)
    statement = (
        f'INSERT INTO "{entity.name}" ({quoted([name for name, _, _ in columns])}, rev, sync_scope)'
        f" SELECT {', '.join(chosen)}, {FIRST_REV}, %s FROM {rows_of} ON CONFLICT (district_id, id) DO NOTHING"
    )
    parameters = [*constants, scope, *sent]
    if not look:
        if connection.execute(statement, parameters).rowcount != len(rows):
            raise TakenError(entity.name, list(rows))
        return
    done = connection.execute(statement + " RETURNING encode(uuid_send(id), 'hex')", parameters).fetchall()
    if len(done) != len(rows):
        raise TakenError(entity.name, sorted(rows.keys() - {row[0] for row in done}))


def update(
    connection: Connection,
    rows: Mapping[Name, Change],
    heads: Mapping[Name, Head],
    bumped: dict[Name, int],
    changes: Changes,
) -> None:
    """Write new values of rows that are here and locked. `bumped` remembers the revision each had before the push."""
    written = {name: change for name, change in rows.items() if change.values}
    for entity, ids in by_entity(written).items():
        groups: dict[tuple[str, ...], list[str]] = {}
        for row_id in ids:
            groups.setdefault(tuple(sorted(written[entity, row_id].values)), []).append(row_id)
        for names, members in groups.items():
            chosen = {row_id: written[entity, row_id] for row_id in members}
            _update_group(connection, entities()[entity], names, chosen, heads, bumped, changes)


def _update_group(
    connection: Connection,
    entity: Entity,
    names: tuple[str, ...],
    rows: dict[str, Change],
    heads: Mapping[Name, Head],
    bumped: dict[Name, int],
    changes: Changes,
) -> None:
    own = [heads[entity.name, row_id] for row_id in rows]
    revs = [head.rev + (0 if (entity.name, row_id) in bumped else 1) for row_id, head in zip(rows, own, strict=True)]
    columns: list[list[Any]] = [list(rows), revs, [orjson.dumps(change.stamps).decode() for change in rows.values()]]
    columns += [[change.values[name] for change in rows.values()] for name in names]
    arrays = [array(column) for column in columns]
    assigned = "".join(f', "{name}" = u.c{n}::{column_type(entity, name)}' for n, name in enumerate(names))
    done = connection.execute(
        f'UPDATE "{entity.name}" t SET rev = u.rev::bigint, field_rev = t.field_rev || u.stamps::jsonb{assigned}'
        f" FROM unnest({', '.join(sql for sql, _ in arrays)})"
        f" u({', '.join(['id', 'rev', 'stamps', *(f'c{n}' for n in range(len(names)))])})"
        " WHERE t.district_id = %s AND t.id = u.id::uuid",
        (*(value for _, value in arrays), own[0].district),
    )
    assert done.rowcount == len(rows), (entity.name, done.rowcount, len(rows))
    for row_id, head, rev in zip(rows, own, revs, strict=True):
        bumped.setdefault((entity.name, row_id), head.rev)
        changes.add(head.scope, entity.name, head.district, row_id, "U", rev)
