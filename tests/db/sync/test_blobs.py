"""Bytes of attachments between PCs and a real central store: after the records, a chunk at a time, whatever happens."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from db.central import counters
from db.central.database import Central
from db.models import Attachment, CaseTransfer
from db.models.base import new_id
from db.problems import SurroundingsProblem
from db.sync import blobs, status
from db.sync.blobs import BlobExchange, Hooks
from db.sync.carried import Reply
from db.sync.carrier import CarriedLine
from db.sync.client import SyncClient
from db.sync.problems import BadReply, Refused, Unreachable
from tests.db.central.office import one
from tests.db.sync.meetings import Make, meet, register, save
from tests.db.sync.papers import NAME, PLACES, SCAN, attach, on_their_way, paper
from tests.db.sync.pcs import START, Killed, Line, Pc

DAY = timedelta(days=1)


@dataclass
class Watched(Line):
    """A line that notes which chunks pass, and calls `strike` before each answer is heard."""

    passed: list[tuple[str, str, int]] = field(default_factory=list)
    strike: Callable[[int], None] = lambda _n: None

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        answer = super().send_chunk(sha256, number, size, content)
        return self._heard("up", sha256, number, answer)

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        return self._heard("down", sha256, number, super().fetch_chunk(sha256, number))

    def _heard(self, way: str, sha256: str, number: int, answer: bytes) -> bytes:
        self.passed.append((way, sha256, number))
        self.strike(len(self.passed))
        return answer


def watched(pc: Pc, strike: Callable[[int], None] = lambda _n: None) -> Watched:
    """Put such a line in place of the PC's."""
    line = Watched(pc.line.central, pc.line.caller, strike=strike)
    pc.line = line
    return line


def breaking(at: int, error: BaseException) -> Callable[[int], None]:
    """The n-th chunk's answer is not heard any more, once."""
    left = [at]

    def strike(_n: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise error

    return strike


def exchange(pc: Pc, seconds: float = blobs.SECONDS, **more: Any) -> bool:
    """The bytes of a meeting alone."""
    hooks = Hooks(pc.clock.now, lambda: None, lambda _changes: None, **more)
    return BlobExchange(pc.store, pc.line, hooks, seconds).hold()


def test_a_paper_kept_here_can_be_looked_at_there(first: Pc, second: Pc) -> None:
    row = attach(first)
    assert meet(first).problem == ""
    assert on_their_way(first.store) == []
    report = meet(second)
    assert report.problem == "" and second.store.blobs.get(NAME) == SCAN
    assert ("attachment", row.id) in {(change.entity, change.id) for change in report.changes.changes}
    assert on_their_way(second.store) == []


def test_records_go_first(first: Pc) -> None:
    """A line that breaks with the first chunk has carried every record."""
    attach(first)
    watched(first, breaking(1, Unreachable()))
    assert meet(first).problem == "sync.unreachable"
    assert first.all("SELECT * FROM outbox") == []
    standing = status.standing(first.store)
    assert (standing.files_up, standing.files_down, standing.waiting) == (1, 0, 0)


@pytest.mark.parametrize("error", [Unreachable(), Killed()], ids=["line breaks", "killed"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_bytes_go_on_with_the_chunk_they_stopped_at(first: Pc, second: Pc, at: int, error: BaseException) -> None:
    attach(first)
    line = watched(first, breaking(at, error))
    first.meet()
    line = watched(first)
    assert meet(first).problem == ""
    again = [number for way, _, number in line.passed]
    assert again == list(range(at - 1, 3)) or (at == 3 and again == [])  # all was there, only its answer was lost
    line = watched(second, breaking(at, error))
    second.meet()
    line = watched(second)
    assert meet(second).problem == ""
    assert [number for _, _, number in line.passed] == list(range(at - 1, 3))
    assert second.store.blobs.get(NAME) == SCAN and on_their_way(second.store) == on_their_way(first.store) == []


def test_what_the_centre_has_is_not_sent_again(first: Pc, second: Pc) -> None:
    attach(first)
    meet(first)
    meet(second)
    attach(second)
    line = watched(second)
    assert meet(second).problem == "" and line.passed == []
    assert on_their_way(second.store) == []


def test_a_meeting_gives_bytes_their_time_and_the_next_comes_soon(first: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    attach(first)
    monkeypatch.setattr(blobs, "SECONDS", 0.0)
    monkeypatch.setattr(BlobExchange.__init__, "__defaults__", (0.0,))
    report = meet(first)
    assert report.problem == "" and report.poll == 5.0
    assert status.standing(first.store).files_up == 1
    monkeypatch.undo()
    assert meet(first).poll == 60.0 and status.standing(first.store).files_up == 0


def test_what_somebody_waits_for_comes_next(first: Pc, second: Pc) -> None:
    """Also when another file is half way; the last asked for first."""
    names = [attach(first, bytes([n]) + SCAN).sha256 for n in range(3)]
    meet(first)
    attach(second, b"to be sent")
    wanted = max(names)

    def strike(n: int) -> None:
        if n == 2:
            second.store.blobs.ask_first(wanted)

    line = watched(second, strike)
    assert meet(second).problem == ""
    assert [sha256 for _, sha256, _ in line.passed[2:5]] == [wanted] * 3
    assert line.passed[0][0] == "up" and second.store.blobs.asked() == []
    assert all(second.store.blobs.has(name) for name in names)


def test_wrong_bytes_are_not_kept_and_hold_up_no_other(first: Pc, second: Pc, central: Central) -> None:
    """The centre's disk turned a bit; it says so nowhere, but the hash does."""
    attach(first)
    other = attach(first, b"another").sha256
    meet(first)
    with psycopg.connect(central.dsn) as connection:
        connection.execute("UPDATE hub.blob_chunk SET body = overlay(body placing '\\x00' from 9) WHERE n = 1")
    for _ in range(2):
        assert meet(second).problem == "sync.bad_reply"
        assert not second.store.blobs.has(NAME) and second.store.blobs.get(other) == b"another"
        assert on_their_way(second.store) == [("down", 0)]
    with psycopg.connect(central.dsn) as connection:
        turned = SCAN[len(PLACES[0]) + 8 : len(PLACES[0]) + 9]
        connection.execute("UPDATE hub.blob_chunk SET body = overlay(body placing %b from 9) WHERE n = 1", (turned,))
    assert meet(second).problem == "" and second.store.blobs.get(NAME) == SCAN


@pytest.mark.parametrize("answer", [b"", b"x" * 1000])
def test_a_chunk_of_another_length_is_not_kept(first: Pc, second: Pc, answer: bytes) -> None:
    attach(first)
    meet(first)
    second.line.fetch_chunk = lambda _sha256, _number: answer  # type: ignore[method-assign]
    assert meet(second).problem == "sync.bad_reply"
    assert not second.store.blobs.has(NAME)


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"whole": 1, "next": 0}', b'{"whole": false, "next": 9}'])
def test_an_answer_that_is_none_loses_nothing(first: Pc, answer: bytes) -> None:
    attach(first)
    line, first.line.send_chunk = first.line, lambda *_chunk: answer  # type: ignore[method-assign]
    assert meet(first).problem == "sync.bad_reply"
    assert on_their_way(first.store) == [("up", 0)]
    del line.send_chunk  # type: ignore[method-assign]
    assert meet(first).problem == "" and on_their_way(first.store) == []


def test_a_centre_that_keeps_nothing_is_given_up_for_this_meeting(first: Pc) -> None:
    attach(first)
    first.line.send_chunk = lambda *_chunk: b'{"whole": false, "next": 0}'  # type: ignore[method-assign]
    assert meet(first).problem == "sync.bad_reply"


def test_rates_are_waited_for_and_other_refusals_end_the_meeting(first: Pc) -> None:
    attach(first)
    meet_records(first)
    waited: list[float] = []
    watched(first, breaking(1, Refused(429, "too_many", 1.0)))
    assert not exchange(first, wait=waited.append) and waited == [1.0]
    attach(first, SCAN + b"more")
    meet_records(first)
    watched(first, breaking(1, Refused(403, "revoked")))
    with pytest.raises(Refused, match="revoked"):
        exchange(first)
    watched(first, breaking(1, Refused(409, "wrong_bytes")))
    assert not exchange(first) and on_their_way(first.store) == [("up", 0)]


def meet_records(pc: Pc) -> None:
    """A meeting whose line breaks with the first chunk."""
    line = pc.line
    watched(pc, breaking(1, Unreachable()))
    assert meet(pc).problem == "sync.unreachable"
    pc.line = line


def test_a_full_disk_is_told_and_the_records_are_safe(first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    attach(first)
    meet(first)
    full = SurroundingsProblem("store.disk_full")
    monkeypatch.setattr(second.store.blobs, "add_chunk", lambda *_chunk: (_ for _ in ()).throw(full))
    assert meet(second).problem == "store.disk_full"
    assert second.all("SELECT count(*) FROM attachment") == [(1,)]
    monkeypatch.undo()
    assert meet(second).problem == "" and second.store.blobs.has(NAME)


def test_bytes_damaged_here_before_they_went_up_hold_up_nothing(first: Pc) -> None:
    attach(first)
    other = attach(first, b"another").sha256
    path = first.store.blobs.path(NAME)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert meet(first).problem == ""
    assert on_their_way(first.store) == [("up", 2)]
    first.store.blobs.put(SCAN)
    assert meet(first).problem == "" and on_their_way(first.store) == []
    assert first.store.blobs.has(other)


def test_bytes_damaged_here_are_fetched_anew(first: Pc) -> None:
    attach(first)
    meet(first)
    path = first.store.blobs.path(NAME)
    path.write_bytes(b"ruined")
    with pytest.raises(SurroundingsProblem, match=r"blobs\.damaged"):
        first.store.blobs.get(NAME)
    assert meet(first).problem == "" and first.store.blobs.get(NAME) == SCAN


def test_a_paper_nobody_has_yet_is_waited_for(first: Pc, second: Pc) -> None:
    attach(first)
    meet_records(first)
    line = watched(second)
    assert meet(second).problem == "" and line.passed == []
    assert status.standing(second.store).files_down == 1
    meet(first)
    assert meet(second).problem == "" and second.store.blobs.has(NAME)


def test_a_paper_taken_back_is_neither_sent_nor_fetched(first: Pc, second: Pc) -> None:
    row = attach(first)
    meet_records(first)
    meet(second)
    with first.saving("delete") as unit:
        unit.delete(unit.session.get_one(Attachment, row.id))
    for pc in (first, second):
        line = watched(pc)
        assert meet(pc).problem == "" and line.passed == []
        assert on_their_way(pc.store) == []


def test_a_refused_row_waits_with_its_bytes(first: Pc) -> None:
    """The centre lets nobody send what no row names there; nothing is forgotten here."""
    first.store.blobs.put(SCAN)
    row = paper(register(first)[0], first.officer_id, SCAN)
    row.kind = "x" * 25
    save(first, row)
    line = watched(first)
    assert meet(first).problem == "" and line.passed == []
    assert first.all("SELECT count(*) FROM stuck") == [(1,)]
    assert on_their_way(first.store) == [("up", 0)] and first.store.blobs.has(NAME)


def test_a_centre_brought_back_from_its_backup_is_given_the_bytes_once_more(first: Pc, central: Central) -> None:
    attach(first)
    meet(first)
    with psycopg.connect(central.dsn) as connection:
        connection.execute("DELETE FROM hub.blob_chunk")
        connection.execute("DELETE FROM hub.blob")
        counters.rotate_epoch(connection)
    assert meet(first).problem == ""
    assert one(central, "SELECT count(*) FROM hub.blob_chunk") == 3


def test_what_the_centre_lost_is_noticed_within_a_day(first: Pc, central: Central) -> None:
    attach(first)
    meet(first)
    with psycopg.connect(central.dsn) as connection:
        connection.execute("DELETE FROM hub.blob_chunk")
        connection.execute("DELETE FROM hub.blob")
    first.clock.at += DAY
    assert meet(first).problem == ""
    assert one(central, "SELECT count(*) FROM hub.blob_chunk") == 3


def test_the_papers_of_a_case_arrive_at_its_new_office(first: Pc, make: Make) -> None:
    """Those that were there already, and those whose bytes are still at the old office when the case has left it."""
    other = make(new_id(), district="510104")
    other.found("乙")
    meet(other)
    meet(first)
    (person,) = register(first)
    attach(first, b"sent", person)
    meet(first)
    attach(first, SCAN, person)
    meet_records(first)
    hand_over(first, other, person)
    assert other.store.blobs.get(hashlib.sha256(b"sent").hexdigest()) == b"sent"
    assert status.standing(other.store).files_down == 1
    assert meet(first).problem == "" and on_their_way(first.store) == []
    assert first.all("SELECT * FROM attachment") == []
    assert meet(other).problem == "" and other.store.blobs.get(NAME) == SCAN


def hand_over(source: Pc, target: Pc, person: Any) -> None:
    save(
        source,
        CaseTransfer(person_id=person, person_label="样*", side="out", pair_id=new_id(), state="offered",
                     from_office_id=source.office_id, to_office_id=target.office_id, reason="",
                     offered_by=source.officer_id, offered_at=START),
    )  # fmt: skip
    line = source.line
    watched(source, breaking(1, Unreachable()))
    source.meet()
    source.line = line
    meet(target)
    (found,) = target.all("SELECT id FROM case_transfer WHERE side = 'in'")
    with target.saving("accept") as unit:
        unit.session.get_one(CaseTransfer, UUID(bytes=found[0])).state = "accepted"
    assert meet(target).problem == ""
    assert meet(target).problem == ""


def test_a_carried_answer_takes_no_bytes(first: Pc) -> None:
    """They wait for the line."""
    attach(first)
    meet_records(first)
    hello = first.line.hello()
    reply = Reply(device=first.line.caller.device_id, made_at=START, hello=hello, answers={}, scopes={})
    SyncClient(first.store, CarriedLine(reply), first.clock).run(fresh=False)
    assert on_their_way(first.store) == [("up", 0)]


def test_an_office_without_papers_asks_nothing(first: Pc) -> None:
    asked: list[object] = []
    first.line.find_blobs = lambda hashes: asked.append(hashes) or b""  # type: ignore[method-assign, func-returns-value]
    first.clock.at += DAY
    assert meet(first).problem == "" and asked == []


def test_bytes_of_many_papers_are_asked_for_together(first: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "_AT_ONCE", 2)
    asked: list[int] = []
    plain = first.line.find_blobs
    first.line.find_blobs = lambda hashes: (asked.append(len(hashes)), plain(hashes))[1]  # type: ignore[method-assign]
    (person,) = register(first)
    for n in range(5):
        attach(first, b"paper %d" % n, person)
    assert meet(first).problem == ""
    assert asked[:3] == [2, 2, 1] and on_their_way(first.store) == []


def test_papers_nobody_has_sent_stand_in_nobodys_way(first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though they are the newest, and asked after first."""
    monkeypatch.setattr(blobs, "_AT_ONCE", 2)
    (person,) = register(first)
    names = [attach(first, b"paper %d" % n, person).sha256 for n in range(3)]
    for n in range(3):
        absent = paper(person, first.officer_id, b"at no PC %d" % n)
        absent.added_at = START + DAY
        save(first, absent)
    assert meet(first).problem == meet(second).problem == ""
    assert all(second.store.blobs.has(name) for name in names)
    assert status.standing(second.store).files_down == 3


def test_a_server_that_says_nonsense_is_not_believed(first: Pc) -> None:
    attach(first)
    meet_records(first)
    for answer in (b"", b"[]", b'{"here": [], "lacking": []}', b'{"here": {"x": -1}, "lacking": []}', b"{}"):
        first.line.find_blobs = lambda _hashes, answer=answer: answer  # type: ignore[method-assign, misc]
        with pytest.raises(BadReply):
            exchange(first)
