"""Every way a meeting can fail has its way out, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from db.central import counters
from db.sync import outbox, status, wire
from db.sync.history import failures, meetings
from db.sync.problems import Refused, Unreachable
from tests.db.sync.meetings import Make, agreed, edit, meet, people, register
from tests.db.sync.pcs import Line, Pc


class TestFaults:
    """A line that loses, repeats and cuts."""

    @pytest.mark.parametrize("at", range(6))
    @pytest.mark.parametrize("fault", ["lost", "unheard", "cut", "killed", "twice"])
    def test_one_fault_anywhere_is_made_good_by_the_next_meeting(
        self, first: Pc, second: Pc, fault: str, at: int
    ) -> None:
        (row_id,) = register(first, name="李样二")
        register(second, name="李样五")
        report = first.meet(*[""] * at, fault)
        if fault in {"lost", "unheard"} and report is not None and report.problem:
            assert report.problem == "sync.unreachable"
        if fault == "cut" and report is not None:
            assert report.problem in {"", "sync.bad_reply"}
        edit(first, row_id, mobile="139")
        for pc in (first, second, first):
            assert meet(pc).problem == ""
        assert [name for _, name, *_ in people(first)] == ["李样二", "李样五"]
        assert people(first) == people(second)
        assert agreed(first) and agreed(second)
        assert first.all("SELECT count(*) FROM outbox") == [(0,)]

    @pytest.mark.parametrize("fault", ["lost", "unheard", "cut", "killed"])
    def test_a_copy_broken_off_goes_on_where_it_stopped(
        self, first: Pc, make: Make, monkeypatch: pytest.MonkeyPatch, fault: str
    ) -> None:
        monkeypatch.setattr("db.central.snapshot.PART_ROWS", 4)
        register(first, 30)
        meet(first)
        pc, asked = make(first.office_id, first.officer_id), []
        plain = Line.part

        def part(line: Line, scope: str, snapshot: str, number: int) -> bytes:
            asked.append((scope, number))
            return plain(line, scope, snapshot, number)

        monkeypatch.setattr(Line, "part", part)
        for at in (4, 6, 3):
            pc.meet(*[""] * at, fault)
        assert meet(pc).problem == ""
        assert people(pc) == people(first)
        assert agreed(pc)
        repeated = len(asked) - len(set(asked))
        assert repeated <= 3, "only the part that broke is fetched again"

    def test_failures_are_counted_from_the_history(self, first: Pc) -> None:
        for _ in range(3):
            assert meet(first, "lost").problem == "sync.unreachable"
        assert failures(first.store) == 3
        first.reopen()
        assert failures(first.store) == 3
        assert [found.problem for found in meetings(first.store, 3)] == ["sync.unreachable"] * 3
        meet(first)
        assert failures(first.store) == 0
        assert status.standing(first.store).problem == ""


class TestRefusals:
    """Every status of the contract."""

    @pytest.mark.parametrize(
        ("refusal", "problem", "wait"),
        [
            (Refused(400, "malformed"), "sync.refused", None),
            (Refused(401, "session"), "sync.sign_in_again", None),
            (Refused(403, "revoked"), "sync.revoked", None),
            (Refused(403, "account_closed"), "sync.account_closed", None),
            (Refused(403, "role"), "sync.refused", None),
            (Refused(409, "batch_reused"), "sync.restored", None),
            (Refused(426, "schema"), "sync.upgrade", None),
            (Refused(429, "rate", 30.0), "sync.busy", 30.0),
            (Refused(500, "internal"), "sync.server_error", None),
            (Refused(503, "busy", 5.0), "sync.busy", 5.0),
            (Unreachable(), "sync.unreachable", None),
            (Unreachable("certificate"), "sync.certificate", None),
        ],
    )
    @pytest.mark.parametrize("request_name", ["hello", "push", "pull"])
    def test_a_refusal_ends_the_meeting_and_loses_nothing(
        self, first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch, refusal: Exception, problem: str,
        wait: float | None, request_name: str,
    ) -> None:  # fmt: skip
        register(second)
        meet(second)
        register(first)

        def refuse(*_: object) -> bytes:
            raise refusal

        with monkeypatch.context() as patch:
            patch.setattr(Line, request_name, refuse)
            report = meet(first)
        assert (report.problem, report.retry_after) == (problem, wait)
        assert status.standing(first.store).problem == problem
        assert meet(first).problem == ""
        assert agreed(first)

    def test_a_batch_too_large_is_halved(self, first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
        register(first, 11)
        register(first, 2)
        sizes: list[int] = []
        plain = Line.push

        def small(line: Line, body: bytes) -> bytes:
            ops = wire.loads(wire.unpack(body, wire.MAX_BODY))["ops"]
            sizes.append(len(ops))
            if len(ops) > 4:
                raise Refused(413, "too_large")
            return plain(line, body)

        monkeypatch.setattr(Line, "push", small)
        report = meet(first)
        assert (report.problem, report.pushed) == ("", 13)
        assert sizes[:3] == [13, 6, 3]
        meet(second)
        assert len(people(second)) == 13

    def test_a_change_too_large_even_alone_is_stuck_and_the_rest_goes(
        self, first: Pc, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        register(first, 3)
        (huge,) = register(first, remarks="样" * 5000)
        register(first, 3)
        plain = Line.push

        def small(line: Line, body: bytes) -> bytes:
            if len(wire.unpack(body, wire.MAX_BODY)) > 10_000:
                raise Refused(413, "too_large")
            return plain(line, body)

        monkeypatch.setattr(Line, "push", small)
        assert (meet(first).pushed, outbox.in_flight(first.store)) == (6, None)
        (stuck,) = status.stuck_changes(first.store)
        assert (stuck.entity, stuck.row_id, stuck.code, stuck.op) == ("person", huge, "too_large", "I")

    def test_a_poison_row_is_stuck_alone(self, first: Pc, second: Pc) -> None:
        register(first, 5)
        (bad,) = register(first, name="样" * 51)
        register(first, 5)
        assert meet(first).problem == ""
        (stuck,) = status.stuck_changes(first.store)
        assert (stuck.row_id, stuck.code) == (bad, "bad_value")
        meet(second)
        assert len(people(second)) == 10

    def test_another_schema_stops_before_anything_is_sent(self, first: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
        register(first)
        monkeypatch.setattr(wire, "SCHEMA", 99)
        monkeypatch.setattr(Line, "hello", lambda line: self._hello(line, schema=[1, 98]))
        assert meet(first).problem == "sync.upgrade"
        assert outbox.in_flight(first.store) is None

    @pytest.mark.parametrize(
        "wrong", [{"scopes": [{}]}, {"scopes": None}, {"schema": 1}, {"last_batch": "x"}, {"poll_s": None}]
    )
    def test_a_hello_that_makes_no_sense_is_a_bad_reply(
        self, first: Pc, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
    ) -> None:
        monkeypatch.setattr(Line, "hello", lambda line: self._hello(line, **wrong))
        assert meet(first).problem == "sync.bad_reply"

    def test_a_bomb_is_not_inflated(self, first: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
        bomb = wire.pack(b"[" + b" " * wire.MAX_REPLY)
        monkeypatch.setattr(Line, "pull", lambda *_: bomb)
        assert meet(first).problem == "sync.bad_reply"

    def test_a_page_that_skips_or_stands_still_is_not_taken(
        self, first: Pc, second: Pc, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        register(second)
        meet(second)
        plain = Line.pull
        for wrong in ({"from": 99}, {"to": 0, "from": 0}, {"scope": "o:" + "0" * 32}, {"leave": [1]}):

            def pull(line: Line, *where: Any, wrong: dict[str, Any] = wrong) -> bytes:
                said = wire.loads(wire.unpack(plain(line, *where), wire.MAX_REPLY))
                return wire.pack(wire.dumps(said | wrong))

            with monkeypatch.context() as patch:
                patch.setattr(Line, "pull", pull)
                assert meet(first).problem == "sync.bad_reply"
        assert people(first) == []
        meet(first)
        assert agreed(first)

    def _hello(self, line: Line, **wrong: Any) -> bytes:
        said = wire.loads(wire.unpack(counters.hello(line.central(), line.caller), wire.MAX_REPLY))
        return wire.pack(wire.dumps(said | wrong))
