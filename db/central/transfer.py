"""A case handed to another office (转办), in its district or another: offered, then accepted, refused or withdrawn.

Each office holds its own row of the hand-over; the server writes the other office's side and, when it is accepted,
moves the person and everything that is part of them, with every conflict about them, settled or not: the values in it
are the person's. A household goes along unless somebody else of it is registered at the old office. The old office's
PCs drop the rows, the new office's receive them.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from db.central import apply, blobs, late, rows
from db.central.columns import quoted
from db.central.counters import Changes
from db.central.database import Connection, widen
from db.central.ops import TRANSFER_STATE, Op
from db.central.plan import New, Plan
from db.central.schema import SERVER_COLUMNS
from db.central.scopes import Caller
from db.sync import wire
from db.sync.columns import Entity, entities, parts_of

Audited = tuple[str, int, dict[str, str]]
"""What the audit log is told: action, rows, detail."""

_OWNED = {"case": "closed_on IS NULL", "task": "done_at IS NULL"}
"""Rows that get a new owner: the open case and what is promised in it."""


class RefusedTransferError(Exception):
    """A hand-over that cannot be done as things stand; its transaction is refused as a whole."""

    def __init__(self, op: Op) -> None:
        super().__init__(TRANSFER_STATE)
        self.op = op


@dataclass(frozen=True, slots=True)
class Home:
    """Where rows live."""

    office: str
    district: str

    @property
    def scope(self) -> str:
        """The scope of the office."""
        return wire.office(UUID(self.office))


def mirror_offers(connection: Connection, plan: Plan, caller: Caller) -> list[tuple[Op, rows.Name, New]]:
    """The receiving offices' rows of the plan's offers."""
    made: list[tuple[Op, rows.Name, New]] = []
    for op in plan.offers:
        own = plan.inserts[op.entity, op.row_id].values
        target = _home(connection, op, own["to_office_id"])
        widen(connection, target.scope)
        if own["state"] != "offered" or _offered(connection, caller, own["person_id"]):
            raise RefusedTransferError(op)
        values = own | {"side": "in", "pair_id": op.row_id, "office_id": target.office, "district_id": target.district}
        new = New(values, op.actor, op.at, target.office, target.district)
        made.append((op, ("case_transfer", own["pair_id"]), new))
    return made


def insert_mirrors(connection: Connection, mirrors: list[tuple[Op, rows.Name, New]], changes: Changes) -> None:
    """Write them; an id that is in use refuses the offer."""
    for op, name, new in mirrors:
        try:
            apply.insert(connection, {name: new}, changes, look=True)
        except apply.TakenError as error:
            raise RefusedTransferError(op) from error


def answer(connection: Connection, op: Op, row: dict[str, str], caller: Caller, changes: Changes) -> Audited:
    """Carry an answer (in `row`, the answering office's side as it is now) to the other side, and out."""
    here = Home(caller.office_id.hex, caller.district_id)
    there = _home(connection, op, row["from_office_id"] if row["side"] == "in" else row["to_office_id"])
    widen(connection, there.scope)
    if row["state"] == "accepted":
        _lock_office(connection, there)
    paired = connection.execute(
        "UPDATE case_transfer SET state = %s, answer = %s, answered_by = %s, answered_at = %s, rev = rev + 1"
        " WHERE district_id = %s AND id = %s AND state = 'offered' RETURNING rev",
        (
            *(row[name] for name in ("state", "answer", "answered_by", "answered_at")),
            *(there.district, row["pair_id"]),
        ),
    ).fetchone()
    if paired is None:
        raise RefusedTransferError(op)
    changes.add(there.scope, "case_transfer", there.district, row["pair_id"], "U", paired[0])
    moved = move(connection, row["person_id"], there, here, op, changes) if row["state"] == "accepted" else 0
    if row["state"] == "accepted" and not moved:
        raise RefusedTransferError(op)
    named = {"person": row["person_id"], "from": row["from_office_id"], "to": row["to_office_id"]}
    return f"transfer.{row['state']}", moved, named


def move(connection: Connection, person: str, old: Home, new: Home, op: Op, changes: Changes) -> int:
    """Move a person and all that is part of them to another office; rows moved. Both scopes are open already."""
    reached: dict[str, list[str]] = {"person": [person], "household": _households(connection, person, old)}
    moves: list[tuple[UUID | str, str, str, str, UUID | str, str]] = []
    for name in ("person", *parts_of("person"), "household", *parts_of("household"), "conflict"):
        entity = entities()[name]
        condition, ids = _members(entity, reached)
        if not ids:
            continue
        done = _move_rows(connection, entity, condition, ids, old, new, op)
        reached[name] = [*reached.get(name, []), *(row_id for row_id, _ in done)]
        for row_id, rev in done:
            changes.add(old.scope, name, old.district, row_id, "L", rev)
            changes.add(new.scope, name, new.district, row_id, "E", rev)
            moves.append((old.office, row_id, name, old.district, new.office, new.district))
    _remember(connection, moves, new)
    if attached := reached.get("attachment"):
        blobs.carry_along(connection, old.scope, new.scope, new.district, attached)
    connection.execute(
        "UPDATE hub.identity_claim SET district_id = %s, office_id = %s WHERE person_id = %s",
        (new.district, new.office, person),
    )
    return len(moves)


def _members(entity: Entity, reached: dict[str, list[str]]) -> tuple[str, list[str]]:
    """The condition that finds a table's rows of the person, and its ids."""
    if entity.name in {"person", "household"}:
        return "id = ANY(%s::uuid[])", reached[entity.name]
    if entity.name == "conflict":
        return "person_id = ANY(%s::uuid[])", reached["person"]
    assert entity.parent is not None
    column, table = entity.parent
    return f'"{column}" = ANY(%s::uuid[])', reached.get(table, [])


def _households(connection: Connection, person: str, old: Home) -> list[str]:
    """The person's households that nobody else who stays at the old office belongs to."""
    found = connection.execute(
        "SELECT DISTINCT encode(uuid_send(m.household_id), 'hex') FROM household_member m"
        " WHERE m.district_id = %(district)s AND m.sync_scope = %(scope)s AND m.person_id = %(person)s::uuid"
        " AND NOT EXISTS (SELECT 1 FROM household_member o JOIN person p ON p.district_id = o.district_id"
        " AND p.id = o.person_id WHERE o.district_id = %(district)s AND o.sync_scope = %(scope)s"
        " AND o.household_id = m.household_id AND NOT o.deleted AND p.id <> m.person_id AND NOT p.deleted"
        " AND p.sync_scope = %(scope)s) ORDER BY 1",
        {"district": old.district, "scope": old.scope, "person": person},
    )
    return [row[0] for row in found]


def _move_rows(
    connection: Connection, entity: Entity, condition: str, ids: list[str], old: Home, new: Home, op: Op
) -> list[tuple[str, int]]:
    """Set the home, raise the revision, hand over what is open. (id, revision) of each row."""
    where = f"WHERE district_id = %s AND sync_scope = %s AND {condition}"
    owned = ""
    parameters: list[object] = [new.office, new.scope]
    if entity.name in _OWNED:
        owned = (
            f", owner_id = CASE WHEN {_OWNED[entity.name]} THEN %s::uuid ELSE owner_id END,"
            f" field_rev = CASE WHEN {_OWNED[entity.name]} THEN field_rev || jsonb_build_object('owner_id',"
            " jsonb_build_array(rev + 1, %s::text, %s::text)) ELSE field_rev END"
        )
        parameters += [op.actor, op.actor, op.at]
    found = connection.execute(
        f'UPDATE "{entity.name}" SET office_id = %s, sync_scope = %s, rev = rev + 1{owned} {where}'
        " RETURNING encode(uuid_send(id), 'hex'), rev",
        (*parameters, old.district, old.scope, ids),
    ).fetchall()
    if found and old.district != new.district:
        _change_district(connection, entity, [row_id for row_id, _ in found], old, new)
    return sorted(found)


def _change_district(connection: Connection, entity: Entity, ids: list[str], old: Home, new: Home) -> None:
    """A row cannot change the column it is distributed by: it is written anew in the other district."""
    kept = [name for name in ("id", "rev", *entity.names, *SERVER_COLUMNS) if name != "district_id"]
    parameters = (old.district, ids)
    connection.execute(
        f'INSERT INTO "{entity.name}" (district_id, {quoted(kept)}) SELECT %s, {quoted(kept)} FROM "{entity.name}"'
        " WHERE district_id = %s AND id = ANY(%s::uuid[])",
        (new.district, *parameters),
    )
    connection.execute(f'DELETE FROM "{entity.name}" WHERE district_id = %s AND id = ANY(%s::uuid[])', parameters)


def _remember(
    connection: Connection, moves: list[tuple[UUID | str, str, str, str, UUID | str, str]], new: Home
) -> None:
    """Every office that once held a row finds where it is now; the one that holds it again needs no such note."""
    ids = [row_id for _, row_id, *_ in moves]
    connection.execute(
        "UPDATE hub.moved SET to_office = %s, to_district = %s WHERE row_id = ANY(%s::uuid[])",
        (new.office, new.district, ids),
    )
    connection.execute("DELETE FROM hub.moved WHERE from_office = %s AND row_id = ANY(%s::uuid[])", (new.office, ids))
    late.note(connection, moves)


def _offered(connection: Connection, caller: Caller, person: str) -> bool:
    """Whether the person is on offer already."""
    row = connection.execute(
        "SELECT 1 FROM case_transfer WHERE district_id = %s AND person_id = %s AND side = 'out' AND state = 'offered'"
        " AND office_id = %s AND NOT deleted",
        (caller.district_id, person, caller.office_id),
    ).fetchone()
    return row is not None


def _home(connection: Connection, op: Op, office: str) -> Home:
    """The office's own line in the directory, which is one table for all districts."""
    row = connection.execute("SELECT district_id FROM office WHERE id = %s AND NOT deleted", (office,)).fetchone()
    if row is None:
        raise RefusedTransferError(op)
    return Home(office, str(row[0]))


def _lock_office(connection: Connection, home: Home) -> None:
    """Nobody adds to a case while it moves away: pushes of that office hold this lock together."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('office:' || %s, 0))", (home.office,))
