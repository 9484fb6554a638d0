"""Three PCs of two offices and a central store on a real PostgreSQL: what their officers do and what befalls them.

A state machine of hypothesis. When a run ends, everybody meets until nobody has anything to say, and then holds what
all the others hold; and of everything that was sent it is looked up what became of it.
"""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db.central import counters, digest
from db.central.database import Central
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, CaseTransfer, Conflict, Person, Task
from db.models.base import new_id
from db.sync import refused, wire
from db.sync.columns import entities
from db.sync.digest import local_digest, same
from db.sync.writing import looking
from tests.db.sync.fates import fates_not_kept
from tests.db.sync.meetings import id_number
from tests.db.sync.pcs import START, Pc, Ticking
from tests.postgres import Contents, contents, put_back

PCS = st.integers(0, 2)
WHICH = st.integers(0, 5)
NUMBERS = tuple(id_number() for _ in range(20))
"""Few enough for two people to have the same now and then."""
FAULTS = st.lists(st.sampled_from(["", "", "", "lost", "unheard", "twice", "killed", "cut"]), max_size=8)
FIELDS = ("name", "community", "school", "mobile")
"""Two that a person decides on, and two the later edit wins; `name` and `mobile` are looked people up by."""
_ROUNDS = 10
"""Meetings of everybody within which everybody has to be done: a hand-over reaches the other office in three."""


@dataclass(frozen=True)
class Edit:
    """Something an officer did and was told had been saved."""

    pc: int
    row: str
    field: str
    value: str


class Offices(RuleBasedStateMachine):
    """PCs 0 and 1 share an office; PC 2 is another office in another province."""

    central: Central
    """Of the whole run; `empty` is what it holds at the beginning of each example."""
    empty: Contents
    steps = 0
    """Done so far, in all examples of the class."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="caseworker-offices-"))
        put_back(self.central.dsn, self.empty)
        self.edits: list[Edit] = []
        self.copies: dict[int, tuple[bytes, int]] = {}
        self.backup: Contents | None = None
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
        self.settle()
        for place, pc in enumerate((0, 0, 1, 2)):
            self.register(pc, NUMBERS[place], place)
        self.settle()

    # What officers do.

    @rule(pc=PCS, number=st.sampled_from(NUMBERS), more=st.integers(0, 3))
    def register(self, pc: int, number: str, more: int) -> None:
        """A person with a case; `more` tasks in the same transaction make it more than a batch holds."""
        person, case = new_id(), new_id()
        with self._saving(pc, "register") as unit:
            unit.add(_person(person, number, f"样{next(self.values)}", self.pcs[pc].officer_id))
            unit.add(
                Case(id=case, person_id=person, owner_id=self.pcs[pc].officer_id, state="open",
                     opened_on=date(2026, 11, 22), assigned_at=START)
            )  # fmt: skip
            for _ in range(more):
                unit.add(self._task(case, person, pc))
        self._did(pc, person, "id_no", number)

    @rule(pc=PCS, which=WHICH, fields=st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4))
    def edit(self, pc: int, which: int, fields: list[str]) -> None:
        """One person, field after field: several edits of one row are on their way together."""
        person, _ = self._cared_for(pc, which)
        for field in fields if person else ():
            self._set(pc, person, field, f"{field}{next(self.values)}")

    @rule(which=WHICH, field=st.sampled_from(FIELDS), met=st.booleans())
    def edit_at_once(self, which: int, field: str, met: bool) -> None:
        """Two officers of one office on the same field, perhaps of a person whom both know as they are now."""
        for pc in (0, 1) if met else ():
            self.pcs[pc].meet()
        person, _ = self._cared_for(0, which)
        here = person and self.pcs[1].all("SELECT 1 FROM person WHERE id = ? AND NOT deleted", person.bytes)
        for pc in (0, 1) if here else ():
            self._set(pc, person, field, f"{field}{next(self.values)}")

    @rule(pc=PCS, which=WHICH, task=st.booleans())
    def note(self, pc: int, which: int, task: bool) -> None:
        """History of a case, and perhaps a task of it."""
        person, case = self._cared_for(pc, which)
        if person is None or case is None:
            return
        note, value = new_id(), f"note{next(self.values)}"
        with self._saving(pc, "note") as unit:
            unit.add(
                Activity(id=note, case_id=case, person_id=person, kind="contact", text=value, occurred_at=START,
                         recorded_at=START, officer_id=self.pcs[pc].officer_id)
            )  # fmt: skip
            if task:
                unit.add(self._task(case, person, pc))
        self._did(pc, note, "text", value)

    @rule(pc=PCS, which=WHICH, state=st.booleans())
    def edit_case(self, pc: int, which: int, state: bool) -> None:
        """Fields a person has to decide on."""
        _, case = self._cared_for(pc, which)
        if case is not None:
            with self._saving(pc, "case") as unit:
                found = unit.session.get_one(Case, case)
                if state:
                    found.state = f"s{next(self.values)}"
                else:
                    found.owner_id = self.pcs[pc].officer_id

    @rule(pc=PCS, which=WHICH)
    def do_task(self, pc: int, which: int) -> None:
        pc, waiting = self._whoever_has(pc, "SELECT id FROM task WHERE NOT deleted AND done_at IS NULL ORDER BY id")
        if waiting:
            with self._saving(pc, "task") as unit:
                unit.session.get_one(Task, UUID(bytes=waiting[which % len(waiting)][0])).done_at = START

    @rule(pc=PCS, which=WHICH)
    def delete(self, pc: int, which: int) -> None:
        person, _ = self._cared_for(pc, which)
        if person is not None and which % 2:
            with self._saving(pc, "delete") as unit:
                unit.delete(unit.session.get_one(Person, person))

    @rule(pc=PCS, which=WHICH)
    def offer(self, pc: int, which: int) -> None:
        """Offer a person to the other office."""
        person, _ = self._cared_for(pc, which)
        if person is None:
            return
        source, target = self.pcs[pc], self.pcs[2 if pc < 2 else 0]
        with self._saving(pc, "offer") as unit:
            unit.add(
                CaseTransfer(person_id=person, person_label="样*", side="out", pair_id=new_id(), state="offered",
                             from_office_id=source.office_id, to_office_id=target.office_id, reason="",
                             offered_by=source.officer_id, offered_at=START)
            )  # fmt: skip

    @rule(pc=PCS, which=WHICH, late=PCS, fields=st.lists(st.sampled_from(FIELDS), max_size=3))
    def hand_over(self, pc: int, which: int, late: int, fields: list[str]) -> None:
        """A person goes over, and a PC that has not heard of it works on."""
        target = 2 if pc < 2 else 0
        self.offer(pc, which)
        for one in (pc, target):
            self.pcs[one].meet()
        self.answer(target, "accepted")
        self.pcs[target].meet()
        self.edit(late, which, fields)
        self.note(late, which, task=len(fields) > 1)

    @rule(pc=PCS, answer=st.sampled_from(["accepted", "accepted", "accepted", "refused", "withdrawn"]))
    def answer(self, pc: int, answer: str) -> None:
        side = "out" if answer == "withdrawn" else "in"
        query = f"SELECT id FROM case_transfer WHERE side = '{side}' AND state = 'offered'"
        pc, waiting = self._whoever_has(pc, query)
        for (row,) in waiting:
            with self._saving(pc, "answer") as unit:
                unit.session.get_one(CaseTransfer, UUID(bytes=row)).state = answer

    @rule(pc=PCS, which=WHICH, other=st.booleans())
    def decide(self, pc: int, which: int, other: bool) -> None:
        """A conflict is settled by its officer; the chosen value is an edit like any other."""
        pc, found = self._whoever_has(
            pc,
            "SELECT id, row_id, field_name, other FROM conflict WHERE state = 'open' AND NOT deleted"
            " AND entity = 'person' AND field_name IN ('name', 'community', 'school', 'mobile') ORDER BY id",
        )
        if not found:
            return
        conflict, row, field, value = found[which % len(found)]
        here = self.pcs[pc].all("SELECT id FROM person WHERE id = ?", row)
        with self._saving(pc, "decide") as unit:
            settled = unit.session.get_one(Conflict, UUID(bytes=conflict))
            settled.state, settled.choice = "settled", "other" if other else "kept"
            if other and here and value:
                setattr(unit.session.get_one(Person, UUID(bytes=row)), field, json.loads(value))

    @rule(pc=PCS, again=st.booleans())
    def look_at_stuck(self, pc: int, again: bool) -> None:
        pc, _ = self._whoever_has(pc, "SELECT 1 FROM stuck")
        self._decide_on_stuck(self.pcs[pc], again=again)

    # What happens to them.

    @rule(pc=PCS, faults=FAULTS)
    def meet(self, pc: int, faults: list[str]) -> None:
        self.pcs[pc].meet(*faults)

    @rule(pc=PCS)
    def meet_in_peace(self, pc: int) -> None:
        report = self.pcs[pc].meet()
        assert report is not None and report.problem == "", report

    @rule(pc=PCS, hours=st.sampled_from([-48, -1, 1, 25]))
    def set_clock(self, pc: int, hours: int) -> None:
        self.pcs[pc].clock.at += timedelta(hours=hours)

    @rule(pc=PCS)
    def copy_file(self, pc: int) -> None:
        self.copies[pc] = self.pcs[pc].kept(), len(self.edits)

    @precondition(lambda self: self.copies)
    @rule(which=st.integers(0))
    def restore_file(self, which: int) -> None:
        pc = sorted(self.copies)[which % len(self.copies)]
        copy, done = self.copies.pop(pc)
        self.pcs[pc].restore(copy)
        # What was saved after the copy is lost with the file, unless it had gone up; then it may still be lost
        # with a restored server, which nobody could give it again.
        self.edits = [edit for n, edit in enumerate(self.edits) if n < done or edit.pc != pc]

    @rule()
    def back_up_server(self) -> None:
        self.backup = contents(self.central.dsn)

    @precondition(lambda self: self.backup)
    @rule(really=st.integers(0, 3))
    def restore_server(self, really: int) -> None:
        if really or self.backup is None:
            return
        put_back(self.central.dsn, self.backup)
        with psycopg.connect(self.central.dsn) as connection:
            counters.rotate_epoch(connection)

    @rule(pc=PCS, keep=st.integers(0, 5))
    def forget_log(self, pc: int, keep: int) -> None:
        """The centre lets go of its old log; who is behind reads a copy."""
        with psycopg.connect(self.central.dsn) as connection:
            for head in counters.heads(connection, self.pcs[pc].scopes):
                counters.forget_before(connection, head.scope, head.head - keep)

    # What has to hold in the end.

    @invariant()
    def counted(self) -> None:
        type(self).steps += 1

    def teardown(self) -> None:
        try:
            if hasattr(self, "pcs"):
                self.settle()
                self.all_hold_the_same()
                self.nothing_is_lost()
        finally:
            for pc in getattr(self, "pcs", []):
                pc.store.close()
            shutil.rmtree(self.root)

    def settle(self) -> None:
        """Meet in turn until nobody has anything to say to anybody; what was refused is given up by its officers."""
        for round_ in range(_ROUNDS):
            reports = [pc.meet() for pc in self.pcs]
            assert all(report is not None and report.problem == "" for report in reports), reports
            stuck = sum([self._decide_on_stuck(pc, again=False) for pc in self.pcs])
            waiting = any(pc.all("SELECT 1 FROM outbox") for pc in self.pcs)
            if not (stuck or waiting or any(report.pushed or report.pulled for report in reports if report)):
                break
            if round_ == _ROUNDS // 2:  # what belongs to something that is lost is refused in the end
                for pc in self.pcs:
                    pc.clock.at += timedelta(days=31)
        else:
            raise AssertionError("they never come to an end")
        for pc in self.pcs:
            assert pc.all("SELECT n, entity, op, patch FROM outbox") == []
            assert pc.all("SELECT n FROM stuck") == []

    def all_hold_the_same(self) -> None:
        for pc in self.pcs:
            for scope in pc.scopes:
                theirs = wire.loads(wire.unpack(digest.digest(self.central, pc.line.caller, scope), wire.MAX_REPLY))
                with looking(pc.store) as raw:
                    assert same(local_digest(raw, scope), theirs["buckets"]), scope
        first, second = (_contents(pc) for pc in self.pcs[:2])
        assert first == second
        for number in (0, 2):
            pc = self.pcs[number]
            fresh = self._pc(1000 + number, pc.office_id, pc.district_id, pc.officer_id)
            fresh.meet()
            held, kept = _contents(fresh), _contents(pc)
            fresh.store.close()
            assert held == kept

    def nothing_is_lost(self) -> None:
        """Whatever an officer saved was sent; and of what was sent, each operation's fate is on record."""
        with psycopg.connect(self.central.dsn) as connection:
            bodies = connection.execute("SELECT body FROM hub.push_batch").fetchall()
            ops = [op for (body,) in bodies for op in wire.loads(wire.unpack(body, wire.MAX_BODY))["ops"]]
            sent = {(op[3], name, pair[1]) for op in ops for name, pair in op[6].items()}
            assert [edit for edit in self.edits if (edit.row, edit.field, edit.value) not in sent] == []
            assert fates_not_kept(connection) == []

    def _decide_on_stuck(self, pc: Pc, *, again: bool) -> int:
        found = pc.all("SELECT DISTINCT tx FROM stuck")
        for (tx,) in found:
            with pc.store.write(pc.actor, pc.clock.now()) as unit:
                (refused.send_again if again else refused.give_up)(unit.session, UUID(bytes=tx))
                unit.audit("test.stuck")
        return len(found)

    def _pc(self, number: int, office: UUID, district: str, officer: UUID) -> Pc:
        return Pc(self.root / str(number), lambda: self.central, office, district, officer, Ticking())

    def _saving(self, pc: int, action: str) -> AbstractContextManager[UnitOfWork]:
        return self.pcs[pc].saving(f"test.{action}")

    def _whoever_has(self, pc: int, query: str) -> tuple[int, list[Any]]:
        """The PC meant, or the next one of which a query finds something, and what it finds."""
        found = {one % 3: self.pcs[one % 3].all(query) for one in range(pc, pc + 3)}
        return next(((one, rows) for one, rows in found.items() if rows), (pc, []))

    def _cared_for(self, pc: int, which: int) -> tuple[UUID | None, UUID | None]:
        """One of the people of a PC's office, as that PC sees it, and their case."""
        own = "SELECT id FROM person WHERE office_id = ? AND NOT deleted ORDER BY id"
        people = self.pcs[pc].all(own, self.pcs[pc].office_id.bytes)
        if not people:
            return None, None
        person = people[which % len(people)][0]
        cases = self.pcs[pc].all("SELECT id FROM 'case' WHERE person_id = ?", person)
        return UUID(bytes=person), UUID(bytes=cases[0][0]) if cases else None

    def _task(self, case: UUID, person: UUID, pc: int) -> Task:
        return Task(
            case_id=case, person_id=person, title=f"task{next(self.values)}", due_on=date(2026, 12, 1),
            owner_id=self.pcs[pc].officer_id,
        )  # fmt: skip

    def _set(self, pc: int, person: UUID, field: str, value: str) -> None:
        with self._saving(pc, "edit") as unit:
            setattr(unit.session.get_one(Person, person), field, value)
        self._did(pc, person, field, value)

    def _did(self, pc: int, row: UUID, field: str, value: str) -> None:
        self.edits.append(Edit(pc, row.hex, field, value))


def _person(row: UUID, number: str, name: str, officer: UUID) -> Person:
    return Person(
        id=row,
        name=name,
        id_no=number,
        sex="1",
        birth_date=date(1990, 1, 1),
        registered_on=date(2026, 11, 22),
        valid_to=date(2027, 11, 22),
        registered_by=officer,
    )


def _contents(pc: Pc) -> dict[str, list[Any]]:
    """Every row of a PC that the central store took."""
    return {name: sorted(pc.all(f'SELECT * FROM "{name}" WHERE rev > 0'), key=repr) for name in entities()}
