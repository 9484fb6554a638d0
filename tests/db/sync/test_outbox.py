"""Frozen batches: whole transactions, within bounds, the same bytes until they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from db.models import Person
from db.models.base import new_id
from db.problems import SurroundingsProblem
from db.sync import outbox, wire
from db.sync.outbox import Frozen, HeldBack
from db.sync.writing import looking, writing
from tests.db.records import NOW, OFFICER_ID, StoreDesk, person

DEVICE = new_id()


def freeze(desk: StoreDesk, *, held: HeldBack | None = None, limit: int = wire.MAX_OPS) -> Frozen | None:
    return outbox.freeze(desk.store, DEVICE, NOW, held or HeldBack(), limit)


def said(frozen: Frozen) -> dict[str, Any]:
    body: dict[str, Any] = wire.loads(wire.unpack(frozen.body, wire.MAX_BODY))
    return body


def answered(desk: StoreDesk, frozen: Frozen, at: str = "2026-11-22T01:30:00.000000Z") -> None:
    with writing(desk.store) as raw:
        raw.execute("DELETE FROM outbox WHERE batch = ?", (frozen.number,))
        raw.execute("UPDATE push_batch SET answered_at = ? WHERE number = ?", (at, frozen.number))


def rows(desk: StoreDesk, sql: str) -> Sequence[Any]:
    with looking(desk.store) as raw:
        found: list[Any] = raw.execute(sql).fetchall()
        return found


def test_a_body_says_what_the_outbox_holds(desk: StoreDesk) -> None:
    someone = person(name='李样"二\\', mobile=None, remarks="一\n二")
    desk.save(someone)
    frozen = freeze(desk)
    assert frozen is not None
    body = said(frozen)
    assert {name: body[name] for name in ("device", "batch", "schema", "now")} == {
        "device": DEVICE.hex,
        "batch": 1,
        "schema": wire.SCHEMA,
        "now": "2026-11-22T01:30:00.000000Z",
    }
    last = body["ops"][-1]
    assert len(body["ops"]) == frozen.ops == desk.count("outbox")
    assert last[2:6] == ["person", someone.id.hex, 0, "I"]
    assert last[6]["name"] == [None, '李样"二\\'] and last[6]["remarks"] == [None, "一\n二"]
    assert "mobile" not in last[6]
    assert last[7:] == [OFFICER_ID.hex, "2026-11-22T01:30:00.000000Z"]
    assert [op[0] for op in body["ops"]] == sorted(op[0] for op in body["ops"])


def test_a_frozen_batch_keeps_its_bytes_whatever_is_written_later(desk: StoreDesk) -> None:
    frozen = freeze(desk)
    desk.save(person())
    assert outbox.in_flight(desk.store) == frozen
    assert frozen is not None
    answered(desk, frozen)
    assert outbox.in_flight(desk.store) is None
    following = freeze(desk)
    assert following is not None
    assert (following.number, following.ops) == (2, 1)
    assert outbox.numbers(desk.store) == (2, 1)


def test_an_empty_outbox_freezes_nothing(desk: StoreDesk) -> None:
    frozen = freeze(desk)
    assert frozen is not None
    assert freeze(desk) is None


def test_a_transaction_is_never_split(desk: StoreDesk) -> None:
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    for size in (3, 3, 3):
        desk.save(*(person() for _ in range(size)))
    taken = [freeze(desk, limit=7), freeze(desk, limit=7)]
    assert [frozen and frozen.ops for frozen in taken] == [6, 3]
    assert freeze(desk, limit=7) is None


def test_a_transaction_larger_than_a_batch_is_split_alone(desk: StoreDesk) -> None:
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    desk.save(person())
    desk.save(*(person() for _ in range(9)))
    desk.save(person())
    sizes = []
    while frozen := freeze(desk, limit=4):
        sizes.append(frozen.ops)
        answered(desk, frozen)
    assert sizes == [1, 4, 4, 2]


def test_a_batch_stays_within_its_bytes(desk: StoreDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_BODY", 60_000)
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    for _ in range(5):
        desk.save(person(remarks="样" * 6000))  # 18 kB each in UTF-8
    sizes = []
    while frozen := freeze(desk):
        assert len(wire.unpack(frozen.body, 10**6)) <= 60_000
        sizes.append(frozen.ops)
        answered(desk, frozen)
    assert sizes == [3, 2]


def test_one_change_too_large_for_any_batch_is_stuck_and_the_rest_goes(
    desk: StoreDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_BODY", 60_000)
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    huge = person(remarks="样" * 30_000)
    desk.save(huge)
    desk.save(person())
    frozen = freeze(desk)
    assert frozen is not None and frozen.ops == 1
    assert rows(desk, "SELECT entity, row_id, code FROM stuck") == [("person", huge.id.bytes, "too_large")]


def test_what_waits_for_a_parent_is_held_back_with_all_that_hangs_on_it(desk: StoreDesk) -> None:
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    waits, free = person(), person()
    desk.save(waits)
    desk.save(free)
    with desk.write() as unit:
        unit.session.get_one(Person, waits.id).mobile = "13800000000"
        other = person()
        unit.session.add(other)
        unit.audit("test.both")
    with desk.write() as unit:
        unit.session.get_one(Person, other.id).mobile = "13800000001"
        unit.audit("test.other")
    held = HeldBack()
    number = rows(desk, "SELECT min(n) FROM outbox")[0][0]
    held.add(number, waits.id.bytes)
    frozen = freeze(desk, held=held)
    assert frozen is not None
    assert [op[3] for op in said(frozen)["ops"]] == [free.id.hex]
    assert freeze(desk, held=held) is None
    assert len(held.numbers) == 4
    answered(desk, frozen)
    later = freeze(desk)
    assert later is not None and later.ops == 4


def test_held_changes_do_not_hide_what_lies_behind_them(desk: StoreDesk) -> None:
    first = freeze(desk)
    assert first is not None
    answered(desk, first)
    waiting = [person() for _ in range(6)]
    for one in waiting:
        desk.save(one)
    free = person()
    desk.save(free)
    held = HeldBack(rows={one.id.bytes for one in waiting})
    frozen = freeze(desk, held=held, limit=2)
    assert frozen is not None
    assert [op[3] for op in said(frozen)["ops"]] == [free.id.hex]


def test_a_batch_taken_back_frees_its_number(desk: StoreDesk) -> None:
    desk.save(person())
    frozen = freeze(desk)
    assert frozen is not None
    outbox.unfreeze(desk.store, frozen.number)
    again = freeze(desk, limit=2)
    assert again is not None
    assert (again.number, again.ops) == (1, 2)


def test_answered_bodies_are_kept_a_month_and_the_numbering_for_ever(desk: StoreDesk) -> None:
    numbers = []
    for days in (40, 35, 3):
        desk.save(person())
        frozen = freeze(desk)
        assert frozen is not None
        answered(desk, frozen, (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
        numbers.append(frozen.number)
    assert [frozen.number for frozen in outbox.sent_bodies(desk.store, 1)] == [2, 3]
    outbox.prune(desk.store, NOW)
    assert [frozen.number for frozen in outbox.sent_bodies(desk.store, 0)] == [3]
    outbox.prune(desk.store, NOW + timedelta(days=100))
    assert outbox.numbers(desk.store) == (3, 3)


def test_a_store_on_a_read_only_disk_freezes_nothing(desk: StoreDesk) -> None:
    desk.save(person())
    desk.store.frozen = True
    with pytest.raises(SurroundingsProblem, match=r"store\.read_only"):
        freeze(desk)
    desk.store.frozen = False
    assert outbox.in_flight(desk.store) is None
