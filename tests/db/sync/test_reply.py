"""The answer to a batch counts once: what was taken leaves the outbox, what was refused is kept where it is seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from db.models import Person
from db.models.base import new_id
from db.sync import outbox, wire
from db.sync.outbox import Frozen, HeldBack
from db.sync.problems import BadReply
from db.sync.reply import apply_reply, operations, work_ahead
from db.sync.writing import keep_fact, writing
from tests.db.records import NOW, OFFICE_ID, StoreDesk, person
from tests.db.sync.arriving import reply, row

DEVICE = new_id()
SCOPE = wire.office(OFFICE_ID)


@pytest.fixture
def settled(desk: StoreDesk) -> StoreDesk:
    """A store whose office is known to the central store."""
    answer(desk, lambda op: [op[0], "ok", 1, None])
    return desk


def frozen_batch(desk: StoreDesk) -> Frozen:
    found = outbox.freeze(desk.store, DEVICE, NOW, HeldBack())
    assert found is not None
    return found


def answer(desk: StoreDesk, result: Callable[[list[Any]], list[Any]], **more: Any) -> HeldBack:
    """Freeze what waits and have each operation answered by `result`."""
    held, frozen = HeldBack(), frozen_batch(desk)
    said = reply(frozen.number, *(result(op) for op in operations(frozen)), **more)
    apply_reply(desk.store, frozen, said, NOW, held)
    assert outbox.in_flight(desk.store) is None
    return held


def edit(desk: StoreDesk, row_id: UUID, **values: object) -> None:
    with desk.write() as unit:
        found = unit.session.get_one(Person, row_id)
        for name, value in values.items():
            setattr(found, name, value)
        unit.audit("test.edit", found)


def shown(desk: StoreDesk) -> list[tuple[Any, ...]]:
    return [tuple(found) for found in desk.rows("SELECT name, mobile, rev FROM person")]


def waiting(desk: StoreDesk) -> int:
    return desk.count("outbox")


def test_what_was_taken_leaves_the_outbox_and_has_its_revision(settled: StoreDesk) -> None:
    desk = settled
    desk.save(person(name="李样二", mobile="138"))
    answer(desk, lambda op: [op[0], "ok", 1, None])
    assert (shown(desk), waiting(desk)) == ([("李样二", "138", 1)], 0)
    assert outbox.numbers(desk.store) == (2, 2)


def test_an_edit_made_meanwhile_still_waits(settled: StoreDesk) -> None:
    desk = settled
    someone = person(name="李样二", mobile="138")
    desk.save(someone)
    frozen = frozen_batch(desk)
    edit(desk, someone.id, mobile="139")
    said = reply(frozen.number, *([op[0], "ok", 1, None] for op in operations(frozen)))
    apply_reply(desk.store, frozen, said, NOW, HeldBack())
    assert (shown(desk), waiting(desk)) == ([("李样二", "139", 1)], 1)


def test_a_row_that_comes_back_otherwise_is_shown_as_the_server_has_it(settled: StoreDesk) -> None:
    desk = settled
    someone = person(name="李样二", mobile="138")
    desk.save(someone)
    there = row("person", someone.id, 7, name="李样三", mobile="137", id_no="509999199001010016")
    held = answer(desk, lambda op: [op[0], "conflict", 7, there[2:]])
    assert (shown(desk), waiting(desk), held.numbers) == ([("李样三", "137", 7)], 0, set())
    assert {key for (key,) in desk.rows("SELECT key FROM person_key")} >= {"n李样三", "p137"}


def test_a_row_that_comes_back_does_not_undo_what_was_edited_meanwhile(settled: StoreDesk) -> None:
    desk = settled
    someone = person(name="李样二", mobile="138")
    desk.save(someone)
    frozen = frozen_batch(desk)
    edit(desk, someone.id, mobile="139")
    there = row("person", someone.id, 7, name="李样三", mobile="137")
    said = reply(frozen.number, *([op[0], "merged", 7, there[2:]] for op in operations(frozen)))
    apply_reply(desk.store, frozen, said, NOW, HeldBack())
    assert shown(desk) == [("李样三", "139", 0)]


def test_a_later_change_of_the_same_batch_is_not_undone_by_the_row_of_an_earlier_one(settled: StoreDesk) -> None:
    desk = settled
    someone = person(name="李样二", mobile="138")
    desk.save(someone)
    edit(desk, someone.id, mobile="139")
    there = row("person", someone.id, 7, name="李样三", mobile="137")
    results = {"I": ["merged", 7, there[2:]], "U": ["ok", 8, None]}
    answer(desk, lambda op: [op[0], *results[op[5]]])
    assert shown(desk) == [("李样三", "139", 8)]


def test_a_case_that_moved_is_gone_here(settled: StoreDesk) -> None:
    desk = settled
    someone = person()
    desk.save(someone)
    answer(desk, lambda op: [op[0], "ok", 1, None])
    edit(desk, someone.id, mobile="139")
    answer(desk, lambda op: [op[0], "moved", None, None])
    assert (shown(desk), waiting(desk), desk.count("person_key")) == ([], 0, 0)


def test_what_was_refused_is_kept_whole(settled: StoreDesk) -> None:
    desk = settled
    someone = person(name="李样二")
    desk.save(someone)
    answer(desk, lambda op: [op[0], "reject:bad_value", None, None])
    assert waiting(desk) == 0
    stuck = desk.rows("SELECT entity, row_id, op, code, since, json_extract(patch, '$.name[1]') FROM stuck")
    assert stuck == [("person", someone.id.bytes, "I", "bad_value", "2026-11-22T01:30:00.000000Z", "李样二")]
    assert desk.count("person") == 1


def test_what_waits_for_its_parent_stays_and_is_held_back(settled: StoreDesk) -> None:
    desk = settled
    someone = person()
    desk.save(someone)
    held = answer(desk, lambda op: [op[0], "deferred", None, None])
    assert (waiting(desk), len(held.numbers), held.rows) == (1, 1, {someone.id.bytes})
    assert desk.rows("SELECT batch FROM outbox") == [(None,)]


def test_what_waited_for_a_month_is_shown_to_a_person(settled: StoreDesk) -> None:
    desk = settled
    someone = person()
    desk.save(someone)
    for days, left in ((30, (1, [])), (31, (0, [("parent_missing",)]))):
        frozen = frozen_batch(desk)
        said = reply(frozen.number, *([op[0], "deferred", None, None] for op in operations(frozen)))
        apply_reply(desk.store, frozen, said, NOW + timedelta(days=days), HeldBack())
        assert (waiting(desk), desk.rows("SELECT code FROM stuck")) == left


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said | {"batch": 99},
        lambda said: said | {"res": said["res"][:-1]},
        lambda said: said | {"res": [*said["res"][:-1], said["res"][0]]},
        lambda said: said | {"res": [[n, "merged", None, ["short"]] for n, *_ in said["res"]]},
        lambda said: said | {"res": [[n, "merged", 3, ["short"]] for n, *_ in said["res"]]},
        lambda said: said | {"res": [None for _ in said["res"]]},
        lambda said: {"error": "none of it"},
        lambda said: ["a list"],
    ],
)
def test_an_answer_that_is_not_whole_changes_nothing(desk: StoreDesk, spoil: Callable[[Any], Any]) -> None:
    frozen = frozen_batch(desk)
    said = wire.loads(
        wire.unpack(reply(frozen.number, *([op[0], "ok", 1, None] for op in operations(frozen))), wire.MAX_REPLY)
    )
    before = desk.rows("SELECT * FROM outbox")
    with pytest.raises(BadReply):
        apply_reply(desk.store, frozen, wire.pack(wire.dumps(spoil(said))), NOW, HeldBack())
    assert desk.rows("SELECT * FROM outbox") == before
    assert outbox.in_flight(desk.store) == frozen


def test_an_answer_cut_short_or_without_end_changes_nothing(desk: StoreDesk) -> None:
    frozen = frozen_batch(desk)
    whole = reply(frozen.number, *([op[0], "ok", 1, None] for op in operations(frozen)))
    bomb = wire.pack(b" " * (wire.MAX_REPLY + 1))
    for wrong in (whole[:-3], whole[:9], b"", b"<html>", bomb):
        with pytest.raises(BadReply):
            apply_reply(desk.store, frozen, wrong, NOW, HeldBack())
    assert outbox.in_flight(desk.store) == frozen


def test_the_same_answer_twice_is_one_answer(settled: StoreDesk) -> None:
    desk = settled
    someone = person(mobile="138")
    desk.save(someone)
    frozen = frozen_batch(desk)
    said = reply(frozen.number, *([op[0], "ok", 1, None] for op in operations(frozen)))
    apply_reply(desk.store, frozen, said, NOW, HeldBack())
    edit(desk, someone.id, mobile="139")
    apply_reply(desk.store, frozen, said, NOW, HeldBack())
    assert (shown(desk), waiting(desk)) == ([("李样二", "139", 1)], 1)


def test_a_restored_server_that_refuses_what_it_took_before_gives_it_back(settled: StoreDesk) -> None:
    desk = settled
    desk.save(person(name="李样二"))
    desk.save(person(name="李样三"))
    frozen = frozen_batch(desk)
    first, second = operations(frozen)
    apply_reply(
        desk.store, frozen, reply(frozen.number, *([op[0], "ok", 1, None] for op in (first, second))), NOW, HeldBack()
    )
    held = HeldBack()
    said = reply(frozen.number, [first[0], "reject:poison", None, None], [second[0], "deferred", None, None])
    apply_reply(desk.store, frozen, said, NOW, held)
    assert desk.rows("SELECT n, code, json_extract(patch, '$.name[1]') FROM stuck") == [(first[0], "poison", "李样二")]
    assert desk.rows("SELECT n, batch, json_extract(patch, '$.name[1]') FROM outbox") == [(second[0], None, "李样三")]
    assert held.numbers == {second[0]}


class TestEcho:
    """What we wrote ourselves is not read back, if nobody else can have written in between."""

    def place(self, desk: StoreDesk) -> int:
        return int(desk.rows("SELECT seq FROM sync_cursor WHERE scope = :s", s=SCOPE)[0][0])

    @pytest.fixture
    def reading(self, settled: StoreDesk) -> StoreDesk:
        with writing(settled.store) as raw:
            raw.execute("INSERT INTO sync_cursor (scope, epoch, seq) VALUES (?, 'e', 10)", (SCOPE,))
        settled.save(person(), person())
        return settled

    def test_skipped_when_it_joins_on(self, reading: StoreDesk) -> None:
        answer(reading, lambda op: [op[0], "ok", 1, None], seqs={SCOPE: [10, 12]})
        assert self.place(reading) == 12

    @pytest.mark.parametrize("seqs", [[9, 11], [10, 13], [11, 13]])
    def test_not_skipped_when_others_wrote(self, reading: StoreDesk, seqs: list[int]) -> None:
        answer(reading, lambda op: [op[0], "ok", 1, None], seqs={SCOPE: seqs})
        assert self.place(reading) == 10

    def test_not_skipped_when_something_came_of_it(self, reading: StoreDesk) -> None:
        """A refusal or a conflict leaves rows of the server's own making in the log."""
        number = reading.rows("SELECT max(n) FROM outbox")[0][0]
        answer(
            reading,
            lambda op: [op[0], "reject:poison" if op[0] == number else "ok", 1, None],
            seqs={SCOPE: [10, 12]},
        )
        assert self.place(reading) == 10

    def test_not_skipped_while_the_scope_is_being_copied(self, reading: StoreDesk) -> None:
        with writing(reading.store) as raw:
            keep_fact(raw, f"seen {SCOPE} start", "")
        answer(reading, lambda op: [op[0], "ok", 1, None], seqs={SCOPE: [10, 12]})
        assert self.place(reading) == 10


def answer_ahead(desk: StoreDesk, first: Frozen, result: Callable[[list[Any]], list[Any]]) -> Frozen | None:
    """Answer a batch after the next one was made; what is then on its way."""
    ahead = work_ahead(desk.store, first, DEVICE, NOW, wire.MAX_OPS)
    assert outbox.numbers(desk.store)[0] == first.number, "made, not frozen"
    assert ahead.following is not None
    said = reply(first.number, *(result(op) for op in operations(first)))
    apply_reply(desk.store, first, said, NOW, HeldBack(), ahead)
    return outbox.in_flight(desk.store)


def test_the_batch_made_meanwhile_is_frozen_with_the_answer(settled: StoreDesk) -> None:
    desk = settled
    desk.save(person(name="李样二"))
    first = frozen_batch(desk)
    later = person(name="张样三")
    desk.save(later)
    following = answer_ahead(desk, first, lambda op: [op[0], "ok", 1, None])
    assert following is not None and following.number == first.number + 1
    assert [op[3] for op in operations(following)] == [later.id.hex]
    assert desk.count("outbox") == following.ops
    assert outbox.freeze(desk.store, DEVICE, NOW, HeldBack()) is None


def test_a_refusal_drops_the_batch_made_meanwhile(settled: StoreDesk) -> None:
    desk = settled
    desk.save(person(name="李样二"))
    first = frozen_batch(desk)
    desk.save(person(name="张样三"))
    assert answer_ahead(desk, first, lambda op: [op[0], "reject:poison", 0, None]) is None
    assert waiting(desk) == 1


def test_a_batch_made_from_what_has_left_the_outbox_is_dropped(settled: StoreDesk) -> None:
    desk = settled
    desk.save(person(name="李样二"))
    first = frozen_batch(desk)
    desk.save(person(name="张样三"))
    desk.save(person(name="周样四"))
    ahead = work_ahead(desk.store, first, DEVICE, NOW, wire.MAX_OPS)
    assert ahead.following is not None
    outbox.stick(desk.store, [ahead.following.ops[0].n], outbox.TOO_LARGE, NOW)
    said = reply(first.number, *([op[0], "ok", 1, None] for op in operations(first)))
    apply_reply(desk.store, first, said, NOW, HeldBack(), ahead)
    assert outbox.in_flight(desk.store) is None and waiting(desk) == 1
