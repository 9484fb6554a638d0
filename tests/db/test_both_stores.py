"""What the store of a PC and the central store have in common holds the same in both: SQLCipher and PostgreSQL.

Each check writes at one PC, passes through the central store to another PC and looks at all three, noun by noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.central.database import Central
from db.central.push import push
from db.models.base import HOUSEKEEPING, Base, Merge, Synced, new_id, synced_tables
from db.sync import outbox, wire
from db.sync.columns import Entity, Holds, WireColumn, entities
from tests.db.records import person
from tests.db.sync.meetings import DISTRICT, agreed, id_number, meet, save
from tests.db.sync.pcs import Pc, Ticking

MODELS: dict[str, Any] = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
VARIANTS = 7
EMPTY = 1
"""The variant in which nothing is named that need not be."""
TEXTS = (
    "样𠮷𡃁😀" * 2,
    "",
    "'\"\\/%s%(x)s{}\\n\\u0000",
    "\x01\b\t\n\r\x1e\x1f\x7f",
    "\u00a0\u2028\u2029\ufeff\uffff\U0010ffff",
    "NULL",
    "㐀𪛖" * 20_000,
)
WHOLE: dict[Holds, tuple[Any, ...]] = {
    Holds.FLAG: (True, False, True),
    Holds.NUMBER: (0, -1, 2**63 - 1, -(2**63), 7),
    Holds.DATE: (date(2026, 11, 22), date.min, date(2024, 2, 29), date.max),
    Holds.INSTANT: (
        datetime(2026, 11, 22, 1, 30, 0, 123456, UTC),
        datetime(1900, 1, 1, 0, 0, 0, 1, UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999999, UTC),
        datetime(2026, 11, 22, 16, 0, tzinfo=UTC),
    ),
    Holds.JSON: (
        [],
        ["𠮷😀", None, True, 1.5, -(2**53), {"样": {"b": [[]]}}],
        ["\\u0000", '"', "\\", "\x1e\x1f\n\u2028"],
        [["code", 12, {"n": "样" * 5000}]],
    ),
}

Ids = dict[str, list[UUID]]
Written = dict[str, dict[UUID, dict[str, Any]]]


@pytest.fixture
def pcs(tmp_path: Path, central: Central) -> Iterator[tuple[Pc, Pc, Pc]]:
    """Two PCs of one office, and one of another."""
    office, officer = new_id(), new_id()
    places = [(office, officer), (office, officer), (new_id(), new_id())]
    made = [
        Pc(tmp_path / str(n), lambda: central, office, DISTRICT, officer, Ticking())
        for n, (office, officer) in enumerate(places)
    ]
    made[0].found("甲")
    made[2].found("丙")
    for pc in (made[0], made[2], made[1], made[0]):
        assert meet(pc).problem == ""
    yield made[0], made[1], made[2]
    for pc in made:
        pc.store.close()


def sample(entity: Entity, n: int, ids: Ids) -> dict[str, Any]:
    """Values of all columns of the `n`-th row of a noun; together the rows have every kind of value in every column."""
    columns = [column for column in entity.columns if column.name not in HOUSEKEEPING]
    return {column.name: _value(entity.name, column, n, place, ids) for place, column in enumerate(columns)}


def _value(entity: str, column: WireColumn, n: int, place: int, ids: Ids) -> Any:
    if n == EMPTY and column.nullable:
        return None
    if column.points_at is not None:
        return ids[column.points_at][n if column.points_at != entity else n - 1]
    if column.holds is Holds.KEY:
        return new_id()
    if column.holds is Holds.TEXT:
        length = getattr(synced_tables()[entity].columns[column.name].type, "length", None)
        return TEXTS[(n + place) % len(TEXTS)][:length]
    return WHOLE[column.holds][(n + place) % len(WHOLE[column.holds])]


MADE_ABOVE = {"conflict", "policy_pack"}
"""Nouns the central store alone writes; that their rows come down whole is seen in `tests/db/sync`."""


def fill(pc: Pc, to: Pc) -> Written:
    """Write rows of every noun, each in one transaction; what was written.

    There is one office; what is made by the central store alone is left out.
    """
    ids: Ids = {name: [new_id() for _ in range(VARIANTS)] for name in entities()}
    written: Written = {}
    names = [name for name in entities() if name not in {"office", "case_transfer"} | MADE_ABOVE]
    for name in [*names, "case_transfer"]:  # people are offered when they are known
        rows = {ids[name][n]: sample(entities()[name], n, ids) for n in range(VARIANTS)}
        if name == "case_transfer":
            offer = {"side": "out", "state": "offered", "from_office_id": pc.office_id, "to_office_id": to.office_id}
            rows = {
                row_id: row | offer | {"person_id": ids["person"][n]} for n, (row_id, row) in enumerate(rows.items())
            }
        save(pc, *[MODELS[name](id=row_id, **row) for row_id, row in rows.items()])
        written[name] = rows
    return written


def held(session: Session, entity: str, names: set[str]) -> dict[UUID, dict[str, Any]]:
    """Rows of a noun as a store holds them."""
    return {row.id: {name: getattr(row, name) for name in names} for row in session.scalars(select(MODELS[entity]))}


def everywhere(entity: str, names: set[str], *stores: Pc) -> list[dict[UUID, dict[str, Any]]]:
    """Rows of a noun at the central store and at each of these PCs."""
    dsn = stores[0].central().dsn
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn))
    with Session(engine) as session:
        rows = held(session, entity, names | {"office_id"})
    engine.dispose()
    home = stores[0].office_id
    found = [{row_id: row for row_id, row in rows.items() if row.pop("office_id") == home}]
    for pc in stores:
        with pc.store.read() as session:
            found.append(held(session, entity, names))
    return found


def exchange(*pcs: Pc) -> None:
    """Meet in turn; nothing is left over or refused."""
    for pc in pcs:
        assert meet(pc).problem == ""
        assert (
            pc.all("SELECT entity, code, count(*) FROM stuck GROUP BY 1,2") == [] == pc.all("SELECT entity FROM outbox")
        )


def assert_same(written: Written, *pcs: Pc) -> None:
    """All stores hold exactly what was written."""
    for entity, rows in written.items():
        names = set(next(iter(rows.values())))
        for found in everywhere(entity, names, *pcs):
            assert {row_id: found.get(row_id) for row_id in rows} == rows, entity
    assert all(agreed(pc) for pc in pcs)


def editable(entity: Entity) -> list[WireColumn]:
    """Columns an officer may change in a row that is here."""
    parent = entity.parent[0] if entity.parent else None
    return [c for c in entity.columns if c.name not in HOUSEKEEPING | {parent} and c.points_at != entity.name]


def changeable() -> list[Entity]:
    """Nouns whose rows officers change freely."""
    return [e for e in entities().values() if not e.append_only and e.name not in {"case_transfer"} | MADE_ABOVE]


def edit_all(pc: Pc, rows: dict[str, UUID], n: int, ids: Ids) -> Written:
    """Give a row of each noun the values of the `n`-th sample; what it holds then."""
    done: Written = {}
    for entity in changeable():
        values = sample(entity, n, ids)
        with pc.store.write(pc.actor, pc.clock.now()) as unit:
            found = unit.session.get_one(MODELS[entity.name], rows[entity.name])
            for column in editable(entity):
                setattr(found, column.name, values[column.name])
            unit.audit("test.edit")
        done[entity.name] = {rows[entity.name]: {column.name: values[column.name] for column in editable(entity)}}
    return done


def rows_and_ids(pc: Pc, written: Written) -> tuple[dict[str, UUID], Ids]:
    """The first row of each noun, and the ids of all."""
    ids = {name: list(rows) for name, rows in written.items()} | {"office": [pc.office_id] * VARIANTS}
    return {name: found[0] for name, found in ids.items()}, ids


def test_every_column_of_every_noun_comes_back_as_it_was(pcs: tuple[Pc, Pc, Pc]) -> None:
    first, second, other = pcs
    written = fill(first, other)
    assert written.keys() == entities().keys() - {"office"} - MADE_ABOVE
    exchange(first, second)
    assert_same(written, first, second)


def test_every_column_changes_and_empties_alike(pcs: tuple[Pc, Pc, Pc]) -> None:
    first, second, other = pcs
    rows, ids = rows_and_ids(first, fill(first, other))
    for n in (2, EMPTY, 6):
        edited = edit_all(first, rows, n, ids)
        exchange(first, second)
        assert_same(edited, first, second)
        first, second = second, first


def test_a_row_is_deleted_everywhere_and_nowhere_gone(pcs: tuple[Pc, Pc, Pc]) -> None:
    first, second, other = pcs
    rows, _ = rows_and_ids(first, fill(first, other))
    kept = [entity.name for entity in changeable() if entity.name not in {"office", "officer"}]
    with first.store.write(first.actor, first.clock.now()) as unit:
        for name in kept:
            unit.delete(unit.session.get_one(MODELS[name], rows[name]))
        unit.audit("test.delete")
    exchange(first, second)
    assert_same({name: {rows[name]: {"deleted": True}} for name in kept}, first, second)


def test_two_edits_of_one_field_end_the_same_everywhere(pcs: tuple[Pc, Pc, Pc]) -> None:
    """The rule of the column decides, whatever it holds; both values are kept where they clash."""
    first, second, other = pcs
    rows, ids = rows_and_ids(first, fill(first, other))
    old = edit_all(first, rows, 0, ids)
    exchange(first, second)
    ours, theirs = edit_all(first, rows, 2, ids), edit_all(second, rows, 3, ids)
    exchange(first, second, first)
    merged: Written = {}
    clashes: dict[tuple[str, UUID, str], str] = {}
    for entity in changeable():
        row_id = rows[entity.name]
        merged[entity.name] = {row_id: {}}
        for column in editable(entity):
            was, one, two = (said[entity.name][row_id][column.name] for said in (old, ours, theirs))
            clash = was != one != two != was
            keeps_first = clash and column.merge is not Merge.LATEST
            merged[entity.name][row_id][column.name] = one if keeps_first or two == was else two
            if clash:
                clashes[entity.name, row_id, column.name] = "open" if keeps_first else "rule"
    assert_same(merged, first, second)
    names = {"entity", "row_id", "field_name", "kind", "kept", "other", "state"}
    found = everywhere("conflict", names, first, second)
    assert found[0] == found[1] == found[2]
    kept = {(row["entity"], row["row_id"], row["field_name"]): row["state"] for row in found[0].values()}
    assert kept == clashes
    assert set(clashes.values()) == {"open", "rule"}


@pytest.mark.parametrize("entity", [name for name, entity in entities().items() if entity.append_only])
def test_history_is_refused_a_change_by_both(entity: str, filled: tuple[Pc, Written]) -> None:
    pc, written = filled
    row_id = next(iter(written[entity]))
    column = next(c for c in editable(entities()[entity]) if c.holds in {Holds.TEXT, Holds.INSTANT})
    with pytest.raises(IntegrityError, match="append-only"), pc.store.write(pc.actor, pc.clock.now()) as unit:
        row: Synced = unit.session.get_one(MODELS[entity], row_id)
        setattr(row, column.name, "样" if column.holds is Holds.TEXT else pc.clock.now())
        unit.audit("test.edit")
    assert pushed_edit(pc, entity, row_id, column.name) == "reject:append_only"


@pytest.fixture
def filled(pcs: tuple[Pc, Pc, Pc]) -> tuple[Pc, Written]:
    """A PC that has handed in rows of every noun."""
    written = fill(pcs[0], pcs[2])
    exchange(pcs[0])
    return pcs[0], written


def pushed_edit(pc: Pc, entity: str, row_id: UUID, field: str) -> str:
    """What the central store answers to an edit that no store of ours would let through."""
    number = outbox.numbers(pc.store)[0] + 1
    at = "2026-11-22T01:30:00.000000Z"
    device = pc.line.caller.device_id.hex
    op = [10**6, new_id().hex, entity, row_id.hex, 1, "U", {field: ["样", "样本"]}, pc.officer_id.hex, at]
    said = {"device": device, "batch": number, "schema": wire.SCHEMA, "now": at, "ops": [op]}
    reply = push(pc.central(), pc.line.caller, wire.pack(wire.dumps(said)))
    return str(wire.loads(wire.unpack(reply, wire.MAX_REPLY))["res"][0][1])


@pytest.mark.parametrize(
    "values", [{"name": "王样\x00一"}, {"remarks": "\x00"}, {"wanted_jobs": [{"title": "样\x00"}]}]
)
def test_what_postgresql_cannot_hold_is_kept_here_and_says_why(pcs: tuple[Pc, Pc, Pc], values: dict[str, Any]) -> None:
    """A NUL in a text: the change is not lost, and nothing else waits behind it."""
    first, second, _ = pcs
    poor, good = (person(id_no=id_number(), registered_by=first.officer_id) for _ in range(2))
    for name, value in values.items():
        setattr(poor, name, value)
    save(first, poor)
    save(first, good)
    assert meet(first).problem == ""
    assert first.all("SELECT row_id, code FROM stuck") == [(poor.id.bytes, "bad_value")]
    assert meet(second).problem == ""
    assert second.all("SELECT id FROM person") == [(good.id.bytes,)]
