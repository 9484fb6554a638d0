"""Three PCs of two offices and a central store on a real PostgreSQL, for thousands of steps of work and bad luck.

Whatever is lost, doubled, cut, killed or restored on the way: in the end all PCs of an office hold the same, which is
what the central store holds, and every edit that was accepted is the value, in the history, in a conflict or kept as
refused.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from db.central import counters, digest
from db.central.database import Central
from db.central.embedded import EmbeddedPostgres
from db.models import Activity, Case, CaseTransfer, Person
from db.models.base import new_id
from db.sync import refused, wire
from db.sync.columns import entities
from db.sync.digest import local_digest, same
from db.sync.writing import looking
from tests.db.sync.pcs import START, Pc, Ticking

FAULTS = st.lists(st.sampled_from(["", "", "", "lost", "unheard", "twice", "killed", "cut"]), max_size=8)
FIELDS = ("name", "community", "school", "mobile")
"""Two that a person decides on, and two the later edit wins; `name` and `mobile` are looked people up by."""
NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Edit:
    """Something an officer did and was told had been saved."""

    pc: int
    entity: str
    row: str
    field: str
    value: str


class Offices(RuleBasedStateMachine):
    """PCs 0 and 1 share an office; PC 2 is another office in another province."""

    server: EmbeddedPostgres
    template: str

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="caseworker-offices-"))
        self.name = f"offices{next(NUMBERS)}"
        self._as_owner(f"CREATE DATABASE {self.name} TEMPLATE {self.template}")
        self.central = Central(self.server.dsn(self.name), pool=2)
        self.clock = Ticking()
        self.edits: list[Edit] = []
        self.copies: dict[int, tuple[bytes, int]] = {}
        self.backup = False
        self.values = itertools.count(1)

    @initialize()
    def open_offices(self) -> None:
        shared, other = new_id(), new_id()
        self.pcs = [
            self._pc(0, shared, "500103", new_id()),
            self._pc(1, shared, "500103", new_id()),
            self._pc(2, other, "510104", new_id()),
        ]
        self.pcs[0].found("甲", self.pcs[1].officer_id)
        self.pcs[2].found("丙")
        self._settle()

    # What officers do.

    @rule(pc=st.integers(0, 2))
    def register(self, pc: int) -> None:
        person, case = new_id(), new_id()
        actor = self.pcs[pc].actor
        with self.pcs[pc].store.write(actor, self.clock.now()) as unit:
            unit.add(_person(person, f"样{next(self.values)}", actor.officer_id))
            unit.add(
                Case(id=case, person_id=person, owner_id=actor.officer_id, state="open",
                     opened_on=date(2026, 11, 22), assigned_at=START)
            )  # fmt: skip
            unit.audit("test.register")
        self._did(pc, "person", person, "id_no", "509999199001010016")

    @rule(pc=st.integers(0, 2), which=st.integers(0), field=st.sampled_from(FIELDS))
    def edit(self, pc: int, which: int, field: str) -> None:
        found = self._held(pc, which)
        if found is None:
            return
        value = f"{field}{next(self.values)}"
        with self.pcs[pc].store.write(self.pcs[pc].actor, self.clock.now()) as unit:
            setattr(unit.session.get_one(Person, found), field, value)
            unit.audit("test.edit")
        self._did(pc, "person", found, field, value)

    @rule(pc=st.integers(0, 2), which=st.integers(0))
    def note(self, pc: int, which: int) -> None:
        found = self._held(pc, which)
        cases = self.pcs[pc].all("SELECT id FROM 'case' WHERE person_id = ?", found.bytes) if found else []
        if found is None or not cases:
            return
        note, value = new_id(), f"note{next(self.values)}"
        with self.pcs[pc].store.write(self.pcs[pc].actor, now := self.clock.now()) as unit:
            unit.add(
                Activity(id=note, case_id=UUID(bytes=cases[0][0]), person_id=found, kind="contact", text=value,
                         occurred_at=now, recorded_at=now, officer_id=self.pcs[pc].officer_id)
            )  # fmt: skip
            unit.audit("test.note")
        self._did(pc, "activity", note, "text", value)

    @rule(pc=st.integers(0, 2), which=st.integers(0))
    def delete(self, pc: int, which: int) -> None:
        found = self._held(pc, which)
        if found is None or which % 4:
            return
        with self.pcs[pc].store.write(self.pcs[pc].actor, self.clock.now()) as unit:
            unit.delete(unit.session.get_one(Person, found))
            unit.audit("test.delete")

    @rule(pc=st.integers(0, 2), which=st.integers(0))
    def offer(self, pc: int, which: int) -> None:
        found = self._held(pc, which)
        if found is None:
            return
        source, target = self.pcs[pc], self.pcs[2 if pc < 2 else 0]
        with source.store.write(source.actor, now := self.clock.now()) as unit:
            unit.add(
                CaseTransfer(person_id=found, person_label="样*", side="out", pair_id=new_id(), state="offered",
                             from_office_id=source.office_id, to_office_id=target.office_id, reason="",
                             offered_by=source.officer_id, offered_at=now)
            )  # fmt: skip
            unit.audit("test.offer")

    @rule(pc=st.integers(0, 2), answer=st.sampled_from(["accepted", "accepted", "refused"]))
    def answer(self, pc: int, answer: str) -> None:
        waiting = self.pcs[pc].all("SELECT id FROM case_transfer WHERE side = 'in' AND state = 'offered'")
        for (row,) in waiting:
            with self.pcs[pc].store.write(self.pcs[pc].actor, self.clock.now()) as unit:
                unit.session.get_one(CaseTransfer, UUID(bytes=row)).state = answer
                unit.audit("test.answer")

    # What happens to them.

    @rule(pc=st.integers(0, 2), faults=FAULTS)
    def meet(self, pc: int, faults: list[str]) -> None:
        self.pcs[pc].meet(*faults)

    @rule(pc=st.integers(0, 2))
    def copy_file(self, pc: int) -> None:
        self.copies[pc] = self.pcs[pc].kept(), len(self.edits)

    @precondition(lambda self: self.copies)
    @rule(pc=st.integers(0, 2), twice=st.booleans())
    def restore_file(self, pc: int, twice: bool) -> None:
        if pc not in self.copies or not twice:
            return
        copy, done = self.copies.pop(pc)
        self.pcs[pc].restore(copy)
        # What was saved after the copy is lost with the file, unless it had gone up; then it may still be lost
        # with a restored server, which nobody could give it again.
        self.edits = [edit for n, edit in enumerate(self.edits) if n < done or edit.pc != pc]

    @rule()
    def back_up_server(self) -> None:
        self.central.close()
        self._as_owner(f"DROP DATABASE IF EXISTS {self.name}_backup")
        self._as_owner(f"CREATE DATABASE {self.name}_backup TEMPLATE {self.name}")
        self.central = Central(self.server.dsn(self.name), pool=2)
        self.backup = True

    @precondition(lambda self: self.backup)
    @rule(really=st.integers(0, 3))
    def restore_server(self, really: int) -> None:
        if really:
            return
        self.central.close()
        self._as_owner(f"DROP DATABASE {self.name} WITH (FORCE)")
        self._as_owner(f"CREATE DATABASE {self.name} TEMPLATE {self.name}_backup")
        with psycopg.connect(self.server.dsn(self.name)) as connection:
            counters.rotate_epoch(connection)
        self.central = Central(self.server.dsn(self.name), pool=2)

    # What has to hold in the end.

    def teardown(self) -> None:
        try:
            if hasattr(self, "pcs"):
                self._settle()
                self._all_hold_the_same()
                self._nothing_is_lost()
        finally:
            for pc in getattr(self, "pcs", []):
                pc.store.close()
            self.central.close()
            for name in (self.name, f"{self.name}_backup"):
                self._as_owner(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            shutil.rmtree(self.root)

    def _settle(self) -> None:
        """Meet in turn until nobody has anything to say to anybody; what was refused is given up by its officers."""
        for _ in range(6):
            reports = [pc.meet() for pc in self.pcs]
            assert all(report is not None and report.problem == "" for report in reports), reports
            if not any(report.pushed or report.pulled for report in reports if report):
                break
        for pc in self.pcs:
            assert pc.all("SELECT n, entity, op, patch FROM outbox") == []
            self._give_up(pc)
        assert all(report is not None and report.problem == "" for report in [pc.meet() for pc in self.pcs])

    def _give_up(self, pc: Pc) -> None:
        for (tx,) in pc.all("SELECT DISTINCT tx FROM stuck"):
            with pc.store.write(pc.actor, self.clock.now()) as unit:
                refused.give_up(unit.session, UUID(bytes=tx))
                unit.audit("test.give_up")

    def _all_hold_the_same(self) -> None:
        for pc in self.pcs:
            for scope in pc.scopes:
                theirs = wire.loads(wire.unpack(digest.digest(self.central, pc.line.caller, scope), wire.MAX_REPLY))
                with looking(pc.store) as raw:
                    assert same(local_digest(raw, scope), theirs["buckets"]), scope
        first, second = (_contents(pc) for pc in self.pcs[:2])
        assert first == second
        for pc in (self.pcs[0], self.pcs[2]):
            fresh = self._pc(next(self.values) + 1000, pc.office_id, pc.district_id, pc.officer_id)
            fresh.meet()
            same_rows = _contents(fresh) == _contents(pc)
            fresh.store.close()
            assert same_rows

    def _nothing_is_lost(self) -> None:
        kept = self._kept()
        lost = [edit for edit in self.edits if (edit.row, edit.field, edit.value) not in kept]
        assert lost == []

    def _kept(self) -> set[tuple[str, str, Any]]:
        """(row, field, value) of the history, the rows, the conflicts and what was refused."""
        with psycopg.connect(self.server.dsn(self.name)) as connection:
            bodies = connection.execute("SELECT body FROM hub.push_batch").fetchall()
        ops = [op for (body,) in bodies for op in wire.loads(wire.unpack(body, wire.MAX_BODY))["ops"]]
        return {(op[3], name, pair[1]) for op in ops for name, pair in op[6].items()}

    def _pc(self, number: int, office: UUID, district: str, officer: UUID) -> Pc:
        return Pc(self.root / str(number), lambda: self.central, office, district, officer, self.clock)

    def _held(self, pc: int, which: int) -> UUID | None:
        """One of the people of a PC's office, as that PC sees it."""
        query = "SELECT id FROM person WHERE office_id = ? AND NOT deleted ORDER BY id"
        found = self.pcs[pc].all(query, self.pcs[pc].office_id.bytes)
        return UUID(bytes=found[which % len(found)][0]) if found else None

    def _did(self, pc: int, entity: str, row: UUID, field: str, value: str) -> None:
        self.edits.append(Edit(pc, entity, row.hex, field, value))

    def _as_owner(self, statement: str) -> None:
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(statement.encode())


def _person(row: UUID, name: str, officer: UUID) -> Person:
    return Person(
        id=row,
        name=name,
        id_no="509999199001010016",
        sex="1",
        birth_date=date(1990, 1, 1),
        registered_on=date(2026, 11, 22),
        valid_to=date(2027, 11, 22),
        registered_by=officer,
    )


def _contents(pc: Pc) -> dict[str, list[Any]]:
    """Every row of a PC that the central store took."""
    return {name: sorted(pc.all(f'SELECT * FROM "{name}" WHERE rev > 0'), key=repr) for name in entities()}


@pytest.fixture
def offices(postgres: EmbeddedPostgres, _migrated: str) -> type[Offices]:
    """The machine, on this session's PostgreSQL."""
    return type("RunningOffices", (Offices,), {"server": postgres, "template": _migrated})


def test_offices_converge(offices: type[Offices]) -> None:
    _run(offices, examples=6, steps=40)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_offices_converge_after_thousands_of_steps(offices: type[Offices]) -> None:
    _run(offices, examples=10, steps=100)


def _run(offices: type[Offices], examples: int, steps: int) -> None:
    checks = list(HealthCheck)
    run_state_machine_as_test(
        offices,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks,
            derandomize=True, print_blob=True, phases=[Phase.explicit, Phase.generate],
        ),
    )  # fmt: skip
