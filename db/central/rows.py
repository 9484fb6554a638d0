"""What the central store holds of the rows a batch names: their revisions, their values, where moved ones went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from db.central.columns import row_json
from db.central.database import Connection
from db.central.scopes import Caller
from db.sync import wire
from db.sync.columns import Entity, entities
from db.sync.merge import Stamp

Name = tuple[str, str]
"""A row: entity and id (32 hex)."""


@dataclass(slots=True)
class Head:
    """A row that is here, locked: its revision, its home, and when which field was changed."""

    rev: int
    office: str
    district: str
    scope: str
    stamps: dict[str, Stamp]
    made_by: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a row is that this office once held."""

    entity: str
    office: str
    district: str


@dataclass(slots=True)
class Known:
    """What a batch needs to know of the database."""

    heads: dict[Name, Head] = field(default_factory=dict)
    values: dict[Name, dict[str, Any]] = field(default_factory=dict)
    here: set[Name] = field(default_factory=set)
    moved: dict[str, Moved] = field(default_factory=dict)


def heads(connection: Connection, district: str, names: Iterable[Name]) -> dict[Name, Head]:
    """The rows of these names that the transaction's scopes show, locked in one order for everybody."""
    found: dict[Name, Head] = {}
    for entity, ids in by_entity(names).items():
        query = (
            "SELECT encode(uuid_send(id), 'hex'), rev, encode(uuid_send(office_id), 'hex'), district_id, sync_scope,"
            " field_rev, encode(uuid_send(made_by), 'hex'),"
            """ to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
            f' FROM "{entity}" WHERE district_id = %s AND id = ANY(%s::uuid[]) ORDER BY id FOR UPDATE'
        )
        for row_id, *head in connection.execute(query, (district, sorted(ids))):
            found[entity, row_id] = Head(*head)
    return found


def values(connection: Connection, district: str, names: Iterable[Name]) -> dict[Name, dict[str, Any]]:
    """Current values of rows by column, in the wire's form, with `rev`."""
    found: dict[Name, dict[str, Any]] = {}
    for name, ids in by_entity(names).items():
        entity = entities()[name]
        columns = ("id", "rev", *entity.names)
        query = f'SELECT {row_json(entity)} FROM "{name}" t WHERE t.district_id = %s AND t.id = ANY(%s::uuid[])'
        for (row,) in connection.execute(query, (district, sorted(ids))):
            found[name, row[0]] = dict(zip(columns, row, strict=True))
    return found


def present(connection: Connection, district: str, names: Iterable[Name]) -> set[Name]:
    """Which of these rows are here, in the transaction's scopes."""
    found: set[Name] = set()
    for entity, ids in by_entity(names).items():
        query = f"SELECT encode(uuid_send(id), 'hex') FROM \"{entity}\" WHERE district_id = %s AND id = ANY(%s::uuid[])"
        found |= {(entity, row[0]) for row in connection.execute(query, (district, sorted(ids)))}
    return found


def moved(connection: Connection, office: UUID, ids: Iterable[str]) -> dict[str, Moved]:
    """Where those of these rows are that the office once held."""
    query = (
        "SELECT encode(uuid_send(row_id), 'hex'), entity, encode(uuid_send(to_office), 'hex'), to_district"
        " FROM hub.moved WHERE from_office = %s AND row_id = ANY(%s::uuid[])"
    )
    some = connection.execute("SELECT 1 FROM hub.moved WHERE from_office = %s LIMIT 1", (office,)).fetchone()
    return {row[0]: Moved(*row[1:]) for row in connection.execute(query, (office, list(ids)))} if some else {}


def person_of(connection: Connection, district: str, entity: Entity, row_id: str, row: Mapping[str, Any]) -> str | None:
    """The person a row is about, through what it is part of; None for vacancies and the like."""
    while True:
        if entity.name == "person":
            return row_id
        if entity.column("person_id") is not None:
            return row.get("person_id")
        if entity.parent is None or not row.get(entity.parent[0]):
            return None
        column, table = entity.parent
        row_id = row[column]
        above = values(connection, district, [(table, row_id)])
        if not above:
            return None
        entity, row = entities()[table], above[table, row_id]


def by_entity(names: Iterable[Name]) -> dict[str, list[str]]:
    """Ids of each entity, entities in one order for everybody (locks are taken in it)."""
    grouped: dict[str, list[str]] = {}
    for entity, row_id in sorted(names):
        grouped.setdefault(entity, []).append(row_id)
    return grouped


def districts_of(connection: Connection, caller: Caller, scope: str) -> list[str]:
    """The districts whose rows a scope of the caller's holds: their own; the directory is one table for all."""
    if scope != wire.region():
        return [caller.district_id]
    query = "SELECT district_id FROM office UNION SELECT district_id FROM officer"
    return sorted(row[0] for row in connection.execute(query))
