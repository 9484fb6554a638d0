"""Rows, pages and replies as the central store would send them, for the tests of what a PC makes of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from db.sync import wire
from db.sync.apply import put, ready, remove
from db.sync.columns import Holds, entities
from db.sync.writing import arriving, looking
from tests.db.records import OFFICE_ID, OFFICER_ID, StoreDesk

_USUAL = {
    Holds.KEY: OFFICER_ID.hex,
    Holds.FLAG: 0,
    Holds.NUMBER: 1,
    Holds.DATE: "2026-11-22",
    Holds.INSTANT: "2026-11-22T01:30:00.000000Z",
    Holds.JSON: "[]",
    Holds.TEXT: "样",
}


def row(entity: str, row_id: UUID, rev: int, **values: Any) -> list[Any]:
    """A whole row of the sample office: what may be empty is, the rest has the usual value of its kind."""
    house = {"office_id": OFFICE_ID.hex, "district_id": "509999", "deleted": 0}
    given = house | values
    columns = entities()[entity].columns
    return [
        row_id.hex,
        rev,
        *(given.get(column.name, None if column.nullable else _USUAL[column.holds]) for column in columns),
    ]


def block(entity: str, *rows: list[Any]) -> dict[str, Any]:
    """Rows of one entity as `ent` of a page holds them."""
    return {"e": entity, "cols": ["id", "rev", *entities()[entity].names], "rows": list(rows)}


def take(desk: StoreDesk, *blocks: dict[str, Any], leave: list[tuple[str, str]] | None = None) -> set[tuple[str, str]]:
    """Write blocks as a page does; (entity, kind) of what screens are told."""
    with looking(desk.store) as raw:
        found = ready(raw, blocks)
    with arriving(desk.store) as raw:
        put(raw, found)
        gone = remove(raw, leave or [])
    changes = [change for one in found for change in one.changes] + gone
    return {(change.entity, change.kind.value) for change in changes}


def reply(number: int, *results: list[Any], seqs: dict[str, list[int]] | None = None) -> bytes:
    """The answer to a batch: `[n, status, rev, row]` each."""
    said = {"batch": number, "now": "2026-11-22T01:30:00.000000Z", "res": list(results), "seqs": seqs or {}}
    return wire.pack(wire.dumps(said))
