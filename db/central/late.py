"""What an office still writes on a case that has moved to another office (转办后的迟到修改).

Nothing of it is applied to what the new office holds: an edit becomes a conflict in the new office's review. A row that
was added to the case in ignorance goes where the case went, with a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from db.central import rows
from db.central.conflicts import Found
from db.central.database import Connection, widen
from db.central.ops import Op
from db.central.plan import Plan
from db.central.rows import Head, Moved
from db.models.base import HOUSEKEEPING
from db.sync import wire
from db.sync.columns import entities
from db.sync.merge import Kind, Stamp, same

EVERY_FIELD = "*"


def reach(connection: Connection, plan: Plan) -> None:
    """Let this transaction write at the offices the plan's late changes go to."""
    homes = {wire.office(UUID(moved.office)) for _, moved in plan.late}
    if homes:
        widen(connection, *sorted(homes))


def found(connection: Connection, plan: Plan) -> list[Found]:
    """What the new offices are to be shown."""
    kept: list[Found] = []
    for op, moved in plan.late:
        if op.op == "I" and (op.entity, op.row_id) in plan.inserts:
            kept.append(_added(connection, op, moved))
        else:
            kept += _edited(connection, op, moved)
    return kept


def remember(connection: Connection, plan: Plan, office: UUID, district: str) -> None:
    """The PC that sent a row holds it too: its next edit has to find where the row is."""
    added = [
        (office, op.row_id, op.entity, district, moved.office, moved.district)
        for op, moved in plan.late
        if op.op == "I" and (op.entity, op.row_id) in plan.inserts
    ]
    note(connection, added)


def note(connection: Connection, moves: Sequence[tuple[UUID | str, str, str, str, UUID | str, str]]) -> None:
    """Remember (from office, row, entity, from district, to office, to district)."""
    if not moves:
        return
    connection.execute(
        "INSERT INTO hub.moved (from_office, row_id, entity, from_district, to_office, to_district)"
        " SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[])"
        " ON CONFLICT (from_office, row_id) DO UPDATE SET to_office = excluded.to_office,"
        " to_district = excluded.to_district",
        tuple([str(value) for value in column] for column in zip(*moves, strict=True)),
    )


def _added(connection: Connection, op: Op, moved: Moved) -> Found:
    own = {name: pair[1] for name, pair in op.patch.items()}
    person = rows.person_of(connection, moved.district, entities()[op.entity], op.row_id, own)
    return _entry(op, moved, EVERY_FIELD, None, None, None, (None, None), person)


def _edited(connection: Connection, op: Op, moved: Moved) -> list[Found]:
    name = (op.entity, op.row_id)
    current = rows.values(connection, moved.district, [name]).get(name)
    if current is None:
        return []
    head = rows.heads(connection, moved.district, [name])[name]
    entity = entities()[op.entity]
    person = rows.person_of(connection, moved.district, entity, op.row_id, current)
    kept = []
    for field_name, (old, new) in op.patch.items():
        column = entity.column(field_name)
        told = column is None or same(column.holds, current[field_name], new)
        if field_name not in HOUSEKEEPING - {"deleted"} and not told:
            by = writer(head, head.stamps, field_name)
            kept.append(_entry(op, moved, field_name, old, current[field_name], new, by, person))
    return kept


def _entry(
    op: Op,
    moved: Moved,
    field_name: str,
    base: object,
    kept: object,
    other: object,
    kept_by: tuple[str | None, str | None],
    person: str | None,
) -> Found:
    return Found(
        moved.office, moved.district, op.entity, op.row_id, field_name, Kind.LATE, base, kept, other,
        kept_by, (op.actor, op.at), open=True, person_id=person,
    )  # fmt: skip


def writer(head: Head, stamps: dict[str, Stamp], field_name: str) -> tuple[str | None, str | None]:
    """Who wrote the current value of a field, and when."""
    stamp = stamps.get(field_name)
    return (stamp[1], stamp[2]) if stamp else (head.made_by, head.made_at)
