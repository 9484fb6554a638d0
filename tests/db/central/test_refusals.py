"""What cannot be applied is kept whole and told; the rest of the batch stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from db.central.database import Central
from db.models.base import new_id
from db.sync import wire
from tests.db.central.office import Pc, one, rows


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


BAD_VALUES: list[tuple[str, dict[str, Any]]] = [
    ("person", {"name": 5}),
    ("person", {"name": "样" * 51}),
    ("person", {"name": "a\x00b"}),
    ("person", {"birth_date": "1990-02-30"}),
    ("person", {"birth_date": "1990-1-1"}),
    ("person", {"registered_by": "xyz"}),
    ("person", {"deleted": 2}),
    ("person", {"pay_min": "12"}),
    ("person", {"pay_min": 2**63}),
    ("person", {"pay_min": 1.5}),
    ("person", {"wanted_jobs": "[}"}),
    ("person", {"wanted_jobs": ["a"]}),
    ("person", {"wants_training": True}),
    ("person", {"remarks": {"a": 1}}),
    ("case", {"assigned_at": "2026-11-22"}),
    ("case", {"assigned_at": "2026-13-22T01:30:00.000000Z"}),
]


@pytest.mark.parametrize(("entity", "values"), BAD_VALUES)
def test_a_value_no_column_holds_is_refused_alone(pc: Pc, entity: str, values: dict[str, Any]) -> None:
    """Among many sound values of the same column."""
    person = pc.insert("person")
    sound = [pc.insert("person") for _ in range(3)]
    bad = pc.insert(entity, **({"person_id": person[3]} if entity == "case" else {}) | values)
    assert pc.statuses(person, *sound, bad, pc.insert("person")) == ["ok"] * 4 + ["reject:bad_value", "ok"]


def test_what_must_have_a_value_is_asked_for(pc: Pc) -> None:
    lacking, emptied = pc.insert("person"), pc.insert("person")
    del lacking[6]["name"]
    assert pc.statuses(lacking, emptied) == ["reject:bad_value", "ok"]
    assert pc.statuses(pc.update("person", emptied[3], 1, name=("王样一", None))) == ["reject:bad_value"]


def test_unknown_names_are_refused(pc: Pc) -> None:
    person = pc.new("person")
    strange = pc.insert("person")
    strange[2] = 'person"; --'
    assert pc.statuses(
        strange,
        pc.insert("person", sync_scope="o:x"),
        pc.update("person", person, 1, rev=(1, 9)),
        pc.update("person", person, 1, **{'name" = NULL --': (1, 9)}),
    ) == ["reject:unknown_entity", "reject:unknown_field", "reject:unknown_field", "reject:unknown_field"]


def test_history_is_not_edited(pc: Pc) -> None:
    consent = pc.new("consent", person_id=pc.new("person"))
    assert pc.statuses(pc.update("consent", consent, 1, given=(0, 1))) == ["reject:append_only"]
    assert pc.statuses(pc.update("consent", consent, 1, deleted=(0, 1))) == ["reject:append_only"]


def test_conflicts_are_made_by_the_server_alone(pc: Pc) -> None:
    assert pc.statuses(pc.insert("conflict")) == ["reject:server_only"]


def test_a_transaction_is_taken_whole_or_not_at_all(pc: Pc) -> None:
    tx = new_id().hex
    ops = [pc.insert("person", tx=tx), pc.insert("person", tx=tx, name="样" * 60), pc.insert("household", tx=tx)]
    beside = pc.insert("household")
    assert pc.statuses(*ops, beside) == ["reject:bad_value"] * 3 + ["ok"]
    assert one(pc.central, "SELECT count(*) FROM person") == 0
    query = "SELECT n, tx, entity, row_id, code, op, office, device, batch FROM hub.quarantine ORDER BY n"
    kept = rows(pc.central, query)
    assert [row[:5] for row in kept] == [(op[0], tx, op[2], op[3], "bad_value") for op in ops]
    assert [wire.loads(row[5]) for row in kept] == ops
    assert {row[6:] for row in kept} == {(pc.office, pc.device, 1)}


@pytest.fixture
def strict(central_dsn: str) -> Iterator[Pc]:
    """A PC at a store whose database refuses what nobody foresaw."""
    with psycopg.connect(central_dsn) as connection:
        connection.execute("ALTER TABLE person ADD CONSTRAINT surprise CHECK (grid <> '毒')")
    store = Central(central_dsn)
    yield Pc(store)
    store.close()


def test_one_poison_among_two_thousand_is_found(strict: Pc) -> None:
    """Only the transaction the database refuses is set aside."""
    tx = new_id().hex
    ops = [strict.insert("person") for _ in range(1234)]
    ops += [strict.insert("household", tx=tx), strict.insert("person", tx=tx, grid="毒")]
    ops += [strict.insert("person") for _ in range(wire.MAX_OPS - len(ops))]
    statuses = dict(zip([op[1] for op in ops], strict.statuses(*ops), strict=True))
    assert {name for name, status in statuses.items() if status != "ok"} == {tx}
    assert statuses[tx] == "reject:poison"
    assert one(strict.central, "SELECT count(*) FROM person") == wire.MAX_OPS - 2
    assert one(strict.central, "SELECT count(*) FROM household") == 0
    assert one(strict.central, "SELECT count(*) FROM hub.quarantine") == 2
    assert one(strict.central, "SELECT head FROM hub.scope") == wire.MAX_OPS - 2


def test_edits_around_a_poison_share_one_revision(strict: Pc) -> None:
    """The halves of a batch are applied apart; a row in both rises by one all the same."""
    person = strict.new("person", mobile="1")
    ops = [strict.update("person", person, 1, mobile=(str(n), str(n + 1))) for n in range(1, 5)]
    ops.append(strict.update("person", person, 1, grid=(None, "毒")))
    ops += [strict.update("person", person, 1, mobile=(str(n), str(n + 1))) for n in range(5, 9)]
    results = [result[1:3] for result in strict.push(*ops)["res"]]
    assert results.pop(4)[0] == "reject:poison"
    assert results == [["ok", 2]] * 8
    assert rows(strict.central, "SELECT mobile, rev FROM person") == [("9", 2)]
