"""A PC whose power fails in the middle of a meeting: real processes, killed at every step there is.

Afterwards the store opens, meets again, and every edit is at the central store once and no more.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest

from db.central import counters, snapshot
from db.central.database import Central
from db.models.base import new_id
from db.sync import wire
from db.sync.writing import writing
from tests.db.central.office import one, rows
from tests.db.records import activity, case, person
from tests.db.sync import killed
from tests.db.sync.killed import Meetings
from tests.db.sync.meetings import Make, agreed, edit, id_number, meet, people, register, save
from tests.db.sync.papers import SCAN, attach, on_their_way
from tests.db.sync.pcs import Pc

MOST = 60
"""More steps than a meeting has."""
MEETING = (
    "INSERT INTO push_batch", "UPDATE outbox SET", "push sent", "server commits", "push answered",
    "DELETE FROM outbox", "UPDATE push_batch SET", 'UPDATE "person" SET', "page arrived", 'INSERT INTO "person"',
    "UPDATE sync_cursor SET", "COMMIT",
)  # fmt: skip
"""The steps of a meeting: freeze, send, commit there, reply, apply, cursor. What is after one is before the next."""
COPYING = ("COMMIT", "push answered", "part arrived", "page arrived", 'INSERT INTO "person"', 'DELETE FROM "person"')
"""The steps of a copy; a transaction is cut short in its middle once, and before and after it is committed."""

CARRYING = (
    "INSERT INTO blob_transfer", "chunk sent", "chunk answered", "chunk arrived", "UPDATE blob_transfer SET",
    "DELETE FROM blob_transfer",
)  # fmt: skip
"""The steps of bytes on their way."""


@pytest.fixture(scope="module")
def held() -> Iterator[Meetings]:
    """Where meetings are held and killed."""
    with killed.meetings() as found:
        yield found


def walk(held: Meetings, prepare: Callable[[int], Pc], check: Callable[[Pc, int], None], *among: str) -> list[str]:
    """Kill a meeting at its first step, the next one at its second and so on; the steps, when one reached its end."""
    steps: list[str] = []
    for step in range(MOST):
        pc = prepare(step)
        pc.store.close()
        where, status = held.hold(pc, step, among)
        pc.reopen()
        if where == killed.END:
            return steps
        assert status == -signal.SIGKILL, where
        steps.append(where)
        sound(pc)
        assert meet(pc).problem == "", (step, where)
        assert pc.all("SELECT * FROM outbox") == [] == pc.all("SELECT * FROM stuck")
        assert agreed(pc), (step, where)
        check(pc, step)
    raise AssertionError("the meeting has no end")


def sound(pc: Pc) -> None:
    """The file is whole and captures again what is saved."""
    with pc.store.maintenance() as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert pc.all("SELECT capture FROM change_context") == [(1,)]


def sent_twice(central: Central, pc: Pc) -> list[int]:
    """Changes of a PC that are in more than one accepted batch."""
    bodies = rows(central, "SELECT body FROM hub.push_batch WHERE device = %s", pc.line.caller.device_id)
    sent = [wire.loads(wire.unpack(body, wire.MAX_BODY))["ops"] for (body,) in bodies]
    return [n for n, times in Counter(op[0] for ops in sent for op in ops).items() if times > 1]


def test_a_meeting_killed_at_any_step_is_held_again(first: Pc, second: Pc, central: Central, held: Meetings) -> None:
    """Each time there is something to send, something to merge, a conflict and something to read."""
    ids = register(first, MOST)
    meet(first)
    meet(second)
    new: list[UUID] = []

    def prepare(step: int) -> Pc:
        register(second, name=f"乙{step}")
        edit(second, ids[step], name=f"乙{step}", remarks="乙")
        meet(second)
        edit(first, ids[step], name=f"甲{step}", mobile="138")
        seeker = person(id=new_id(), id_no=id_number(), registered_by=first.officer_id)
        opened = case(seeker, id=new_id(), owner_id=first.officer_id)
        save(first, seeker, opened, activity(opened, officer_id=first.officer_id))
        edit(first, seeker.id, mobile="139")
        new.append(seeker.id)
        return first

    def check(pc: Pc, step: int) -> None:
        merged = rows(central, "SELECT name, mobile, remarks, rev FROM person WHERE id = %s", ids[step])
        assert merged == [(f"乙{step}", "138", "乙", 3)]
        assert rows(central, "SELECT mobile, rev FROM person WHERE id = %s", new[-1]) == [("139", 1)]
        clash = "SELECT kept, other FROM conflict WHERE row_id = %s"
        assert rows(central, clash, ids[step]) == [(f'"乙{step}"', f'"甲{step}"')]

    steps = walk(held, prepare, check, *MEETING)
    assert set(MEETING) <= set(steps)
    assert sent_twice(central, first) == []
    assert one(central, "SELECT count(*) FROM activity") == len(new)
    meet(second)
    assert people(first) == people(second)


def test_a_first_copy_killed_at_any_step_goes_on(
    first: Pc, make: Make, held: Meetings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PART_ROWS", 4)
    register(first, 10)
    meet(first)

    def prepare(_step: int) -> Pc:
        return make(first.office_id, first.officer_id)

    def check(pc: Pc, _step: int) -> None:
        assert people(pc) == people(first)
        pc.store.close()

    steps = walk(held, prepare, check, *COPYING)
    assert steps.count("part arrived") == 5, "three parts of people, the office and its officer"


def test_a_copy_made_anew_over_what_is_here_and_waits(first: Pc, second: Pc, central: Central, held: Meetings) -> None:
    """The central store came back from its backup: what it does not know of goes, what waits is sent once."""
    (row_id,) = register(first)
    meet(first)
    meet(second)

    def prepare(step: int) -> Pc:
        edit(second, row_id, mobile=str(step))
        stray(second)
        with psycopg.connect(central.dsn) as connection:
            counters.rotate_epoch(connection)
        return second

    def check(pc: Pc, step: int) -> None:
        assert rows(central, "SELECT id, mobile, rev FROM person") == [(row_id, str(step), step + 2)]
        assert len(people(pc)) == 1

    steps = walk(held, prepare, check, *COPYING)
    assert {"push answered", "part arrived", 'DELETE FROM "person"'} <= set(steps)
    assert sent_twice(central, second) == []


def test_bytes_killed_at_any_step_go_on(first: Pc, second: Pc, held: Meetings) -> None:
    """On their way up from one PC and then down to another; what arrived is not carried again."""
    (person_id,) = register(first)
    meet(first)
    rows_of: list[str] = []

    def send(step: int) -> Pc:
        rows_of.append(attach(first, b"%d" % step + SCAN, person_id).sha256)
        return first

    def sent(pc: Pc, _step: int) -> None:
        assert on_their_way(pc.store) == []

    steps = walk(held, send, sent, *CARRYING)
    assert {step: steps.count(step) for step in set(steps)} == {
        "INSERT INTO blob_transfer": 1, "chunk sent": 3, "chunk answered": 3, "UPDATE blob_transfer SET": 2,
        "DELETE FROM blob_transfer": 1,
    }  # fmt: skip

    def fetch(step: int) -> Pc:
        meet(second)
        send(step + 100)
        meet(first)
        return second

    def fetched(pc: Pc, _step: int) -> None:
        assert pc.store.blobs.get(rows_of[-1]).endswith(SCAN)
        assert on_their_way(pc.store) == []

    steps = walk(held, fetch, fetched, *CARRYING)
    assert steps.count("chunk arrived") == 3


def stray(pc: Pc) -> None:
    """A person here who is not at the central store."""
    with writing(pc.store) as raw:
        names = ", ".join(name for _, name, *_ in raw.execute("PRAGMA table_info(person)") if name != "id")
        raw.execute("UPDATE change_context SET capture = 0")
        raw.execute(f"INSERT INTO person (id, {names}) SELECT ?, {names} FROM person LIMIT 1", (new_id().bytes,))
        raw.execute("UPDATE change_context SET capture = 1")
