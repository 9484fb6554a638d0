"""Offices of PCs copied whole into a central store, as if everything of them had been pushed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from caseworker.desk import Desk
from db.central import migrate, schema
from db.central.scopes import scope_of
from db.models.base import Base, synced_tables
from db.sync.columns import entities


def copy_offices(dsn: str, desks: Iterable[Desk]) -> None:
    """Write every synced row of the offices to the central store behind the owner's `dsn`."""
    tables = schema.metadata().tables
    with migrate.engine(dsn).begin() as connection:
        for desk in desks:
            for name in synced_tables():
                if rows := _rows(desk, name):
                    connection.execute(sa.insert(tables[name]), rows)


def _rows(desk: Desk, name: str) -> list[dict[str, Any]]:
    reach = entities()[name].reach
    with desk.read() as session:
        found = session.execute(sa.select(Base.metadata.tables[name])).mappings().all()
    return [
        {
            **row,
            "sync_scope": scope_of(reach, row["office_id"], row["district_id"]),
            "made_by": desk.actor.officer_id,
            "made_at": desk.now,
        }
        for row in found
    ]
