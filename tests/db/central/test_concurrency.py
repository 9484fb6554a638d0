"""Many PCs at once: every batch counts once, counters have no gaps, nobody waits in a circle."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from db.central import digest
from db.central.database import Central
from db.central.push import push
from db.models.base import new_id
from tests.db.central.office import Pc, one, opened, rows
from tests.db.central.test_reading import pulled, scope_of, sums
from tests.db.central.test_transfer import Story

WRITERS = 16


@pytest.fixture
def wide(central: Central) -> Iterator[Central]:
    """The same store through as many connections as there are writers."""
    store = Central(central.dsn, pool=WRITERS)
    yield store
    store.close()


def everywhere(pcs: list[Pc], work: Any) -> list[Any]:
    with ThreadPoolExecutor(len(pcs)) as threads:
        return list(threads.map(work, pcs))


def gapless(central: Central) -> None:
    """Every scope's log runs from one to its head."""
    broken = rows(
        central,
        "SELECT s.id FROM hub.scope s LEFT JOIN hub.change_log l ON l.scope = s.id GROUP BY s.id, s.head"
        " HAVING count(l.seq) <> s.head OR coalesce(max(l.seq), 0) <> s.head",
    )
    assert broken == []


def test_sixteen_writers_leave_no_gap(wide: Central) -> None:
    """They edit the same rows in different orders, and write two scopes each."""
    first = Pc(wide)
    people = [first.new("person") for _ in range(10)]
    employers = [first.new("employer") for _ in range(4)]
    pcs = [Pc(wide, first.office) for _ in range(WRITERS)]

    def work(pc: Pc) -> None:
        order = random.Random(pc.device.int)
        for n in range(4):
            edits = [pc.update("person", row, 1, grid=(None, f"{n}")) for row in order.sample(people, 6)]
            edits += [pc.update("employer", row, 1, size=(None, f"{n}")) for row in order.sample(employers, 2)]
            added = [pc.insert("person") for _ in range(3)]
            assert {status.partition(":")[0] for status in pc.statuses(*edits, *added)} <= {"ok", "merged", "conflict"}

    everywhere(pcs, work)
    gapless(wide)
    assert one(wide, "SELECT count(*) FROM hub.push_batch") == 14 + WRITERS * 4
    assert one(wide, "SELECT count(*) FROM person") == 10 + WRITERS * 4 * 3
    found = pulled(first, scope_of(first))
    assert sums(found) == opened(digest.digest(wide, first.caller, scope_of(first)))["buckets"]


def test_a_batch_that_arrives_many_times_at_once_counts_once(wide: Central) -> None:
    pc = Pc(wide)
    body = pc.body(*(pc.insert("person") for _ in range(50)))
    replies = everywhere([pc] * 8, lambda one_: push(wide, one_.caller, body))
    assert len(set(replies)) == 1
    assert one(wide, "SELECT count(*) FROM person") == 50
    gapless(wide)


def test_one_number_claimed_by_many_at_once_is_always_noticed(wide: Central) -> None:
    offices = [Pc(wide) for _ in range(8)]
    everywhere(offices, lambda pc: pc.new("person", id_no="509999199001010016"))
    shown = rows(wide, "SELECT office_id, count(*) FROM conflict WHERE kind = 'identity' GROUP BY 1")
    assert {row[0] for row in shown} == {pc.office for pc in offices}
    gapless(wide)


def test_a_case_that_moves_while_it_is_written_loses_nothing(wide: Central) -> None:
    """The old office adds to the case at the moment the new one takes it."""
    story = Story(wide, "509999")
    _, other = story.offered()
    writers = [story.old.colleague() for _ in range(6)]
    taker = story.new

    def work(pc: Pc) -> None:
        if pc is taker:
            assert story.answer(pc, other, "accepted") == "ok"
            return
        for _ in range(4):
            note = pc.insert("activity", id=new_id().hex, case_id=story.case, person_id=story.person)
            assert pc.statuses(note)[0] in {"ok", "moved"}

    everywhere([*writers[:3], taker, *writers[3:]], work)
    assert one(wide, "SELECT count(*) FROM activity") == 1 + 6 * 4
    assert rows(wide, "SELECT DISTINCT office_id FROM activity") == [(story.new.office,)]
    gapless(wide)
    for pc in (story.old, story.new):
        assert sums(pulled(pc, scope_of(pc))) == opened(digest.digest(wide, pc.caller, scope_of(pc)))["buckets"]


@pytest.mark.usefixtures("expected_log")
def test_a_push_that_dies_before_its_commit_leaves_nothing(wide: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is cut at the last statement; the same bytes are taken afterwards."""
    pc = Pc(wide)
    body = pc.body(pc.insert("person"))
    execute = psycopg.Connection.execute

    def cut(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        if "INSERT INTO hub.push_batch" in str(query):
            with psycopg.connect(wide.dsn, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (self.info.backend_pid,))
        return execute(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Connection, "execute", cut)
    with pytest.raises(Exception, match="503 database"):
        push(wide, pc.caller, body)
    monkeypatch.undo()
    assert one(wide, "SELECT count(*) FROM person") == 0
    assert opened(push(wide, pc.caller, body))["res"][0][1] == "ok"
    gapless(wide)
