"""Carrying out a batch inside its transaction: look up, plan, write; and find what the database refuses, if it does.

What is checked before (`ops.faults`) does not fail here. Should the database refuse all the same, the batch is halved
until the one transaction of the PC is found that it refuses; the others stand.
"""

from __future__ import annotations

import psycopg
from psycopg.errors import OperationalError

from db.central import apply, conflicts, identity, late, rows, transfer
from db.central import ops as faults_of
from db.central.conflicts import Found
from db.central.counters import Changes
from db.central.database import Connection, enter
from db.central.late import writer
from db.central.ops import Op
from db.central.plan import Plan, Planner
from db.central.rows import Known, Name
from db.central.scopes import Caller
from db.models.base import Reach
from db.sync.columns import entities
from db.sync.merge import FIRST_REV
from db.sync.wire import Status

Group = list[Op]
_LOOKED_INTO = frozenset({"conflict", "case_transfer"})


class Run:
    """One push. `changes`, `refused` and `audited` are complete after `settle`."""

    def __init__(self, connection: Connection, caller: Caller, now: str, faults: dict[int, str]) -> None:
        self.changes = Changes()
        self.refused: list[tuple[Op, str]] = []
        self.audited: list[transfer.Audited] = []
        self._connection = connection
        self._caller = caller
        self._now = now
        self._faults = faults
        self._statuses: dict[int, str] = {}
        self._revs: dict[Name, int] = {}
        self._bumped: dict[Name, int] = {}

    def settle(self, groups: list[Group]) -> None:
        """Carry out transactions of the PC: all that can be, in one go if the database lets it."""
        if not groups:
            return
        try:
            self._attempt_until_clear(groups)
        except OperationalError:
            raise
        except psycopg.Error:
            if len(groups) == 1:
                self._faults |= {op.n: faults_of.POISON for op in groups[0]}
                self._attempt_until_clear(groups)
                return
            half = len(groups) // 2
            self.settle(groups[:half])
            self.settle(groups[half:])

    def results(self, sent: list[Op]) -> list[list[object]]:
        """`[n, status, rev, row]` of each operation; the row is told where it is not what the PC made of it."""
        told = {Status.MERGED, Status.CONFLICT}
        names = {(op.entity, op.row_id) for op in sent if self._statuses[op.n] in told}
        current = rows.values(self._connection, self._caller.district_id, names)
        found: list[list[object]] = []
        for op in sent:
            status, name = self._statuses[op.n], (op.entity, op.row_id)
            row = current.get(name) if status in told else None
            values = [row[column] for column in entities()[op.entity].names] if row else None
            found.append([op.n, status, row["rev"] if row else self._revs.get(name, 0), values])
        return found

    def _attempt_until_clear(self, groups: list[Group]) -> None:
        """Attempt, learn which ids are in use or which hand-over is impossible, attempt again."""
        look = False
        taken: set[Name] = set()
        while True:
            try:
                with self._connection.transaction():
                    self._attempt(groups, look=look, taken=taken)
            except apply.TakenError as error:
                taken |= set(error.names) if look else set()
                look = True
            except transfer.RefusedTransferError as error:
                self._faults[error.op.n] = faults_of.TRANSFER_STATE
            else:
                return

    def _attempt(self, groups: list[Group], *, look: bool, taken: set[Name]) -> None:
        enter(self._connection, *self._caller.scopes)
        known = self._look_up([op for group in groups for op in group], look=look)
        faults = dict(self._faults)
        for group in groups:
            hidden = [op.n for op in group if op.op == "I" and (op.entity, op.row_id) in taken]
            faults |= dict.fromkeys(hidden, faults_of.NOT_YOURS)
        planner = Planner(self._caller, known, faults, self._bumped)
        for group in groups:
            planner.take(group)
        bumped, changes = dict(self._bumped), Changes()
        audited = self._write(planner.plan, known, bumped, changes, look=look)
        self._accept(planner.plan, known, bumped, changes)
        self.audited += audited

    def _accept(self, plan: Plan, known: Known, bumped: dict[Name, int], changes: Changes) -> None:
        self._revs |= dict.fromkeys(plan.inserts, FIRST_REV)
        for name in plan.changes:
            head = known.heads[name]
            self._revs[name] = head.rev + (1 if name in bumped and name not in self._bumped else 0)
        self._bumped = bumped
        self._statuses |= plan.statuses
        self.refused += plan.refused
        for scope, entries in changes.scopes.items():
            self.changes.scopes.setdefault(scope, []).extend(entries)

    def _look_up(self, sent: list[Op], *, look: bool) -> Known:
        connection, district = self._connection, self._caller.district_id
        sound = [op for op in sent if op.n not in self._faults]
        made = {(op.entity, op.row_id) for op in sound if op.op == "I"}
        changed = {(op.entity, op.row_id) for op in sound if op.op == "U"} - (set() if look else made)
        known = Known()
        again = made if look else {name for name in made if name[0] == "case_transfer"}
        known.heads = rows.heads(connection, district, changed | again)
        compared = {
            (op.entity, op.row_id)
            for op in sound
            if (head := known.heads.get((op.entity, op.row_id)))
            and (op.base != head.rev or op.op == "I" or op.entity in _LOOKED_INTO)
        }
        known.values = rows.values(connection, district, compared)
        above = {name for op in sound if op.op == "I" for name in _above(op)} - made - known.heads.keys()
        known.here = rows.present(connection, district, above)
        ids = {row_id for _, row_id in (above - known.here) | (changed - known.heads.keys()) | made}
        known.moved = rows.moved(connection, self._caller.office_id, ids)
        return known

    def _write(
        self, plan: Plan, known: Known, bumped: dict[Name, int], changes: Changes, *, look: bool
    ) -> list[transfer.Audited]:
        connection, caller = self._connection, self._caller
        late.reach(connection, plan)
        mirrors = transfer.mirror_offers(connection, plan, caller)
        apply.insert(connection, plan.inserts, changes, look=look)
        transfer.insert_mirrors(connection, mirrors, changes)
        apply.update(connection, plan.changes, known.heads, bumped, changes)
        audited = self._answer(plan, changes)
        found = self._clashes(plan, known) + late.found(connection, plan)
        late.remember(connection, plan, caller.office_id, caller.district_id)
        found += identity.settle(connection, caller, plan)
        conflicts.keep(connection, found, self._now, changes)
        return audited

    def _answer(self, plan: Plan, changes: Changes) -> list[transfer.Audited]:
        names = [(op.entity, op.row_id) for op in plan.answers]
        now = rows.values(self._connection, self._caller.district_id, names)
        return [
            transfer.answer(self._connection, op, now[op.entity, op.row_id], self._caller, changes)
            for op in plan.answers
        ]

    def _clashes(self, plan: Plan, known: Known) -> list[Found]:
        found = []
        for op, clash in plan.clashes:
            name, entity = (op.entity, op.row_id), entities()[op.entity]
            head = known.heads[name]
            arrived, there = (op.actor, op.at), writer(head, head.stamps, clash.field_name)
            kept_by, other_by = (arrived, there) if clash.arrived_kept else (there, arrived)
            office = head.office if entity.reach is Reach.OFFICE else self._caller.office_id.hex
            person = rows.person_of(self._connection, head.district, entity, op.row_id, known.values[name])
            found.append(
                Found(
                    office, head.district, op.entity, op.row_id, clash.field_name, clash.kind, clash.base,
                    clash.kept, clash.other, kept_by, other_by, clash.open, person,
                )
            )  # fmt: skip
        return found


def _above(op: Op) -> list[Name]:
    """The rows an insert must find: what it is part of, or the person it offers."""
    if op.entity == "case_transfer":
        return [("person", str(op.new("person_id")))]
    parent = entities()[op.entity].parent
    above = op.new(parent[0]) if parent else None
    return [(parent[1], above)] if parent and above else []
