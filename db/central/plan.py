"""What a batch would do, reckoned without writing: each transaction of the PC is taken whole, or left with a reason.

Several changes of one row in a batch become one: the row's revision rises by one, and every operation on it is answered
with that revision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from db.actor import Role
from db.central import ops as faults_of
from db.central.ops import Op
from db.central.rows import Head, Known, Moved, Name
from db.central.scopes import Caller, scope_of
from db.models.base import Merge, Reach
from db.sync.columns import Entity, entities
from db.sync.merge import Clash, Stamp, merge, same
from db.sync.wire import Status

SETTLING = frozenset({"state", "choice", "settled_by", "settled_at"})
ANSWERING = frozenset({"state", "answer", "answered_by", "answered_at"})
_FROM_ABOVE = frozenset({"policy_pack"})
"""What only flows down: published at the centre, written by no PC."""
_RANKED = frozenset({"role", "login", "active"})
_RANKS = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.ADMIN})


@dataclass(slots=True)
class New:
    """A row to insert, in the home of an office."""

    values: dict[str, Any]
    made_by: str
    made_at: str
    office: str
    district: str


@dataclass(slots=True)
class Change:
    """New values of a row that is here, and when each was written."""

    values: dict[str, Any] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All that a batch does."""

    inserts: dict[Name, New] = field(default_factory=dict)
    changes: dict[Name, Change] = field(default_factory=dict)
    clashes: list[tuple[Op, Clash]] = field(default_factory=list)
    late: list[tuple[Op, Moved]] = field(default_factory=list)
    offers: list[Op] = field(default_factory=list)
    answers: list[Op] = field(default_factory=list)
    statuses: dict[int, str] = field(default_factory=dict)
    refused: list[tuple[Op, str]] = field(default_factory=list)


class Planner:
    """Takes the transactions of a batch one after the other."""

    def __init__(self, caller: Caller, known: Known, faults: dict[int, str], bumped: dict[Name, int]) -> None:
        self.plan = Plan()
        self._caller = caller
        self._office = caller.office_id.hex
        self._known = known
        self._faults = faults
        self._bumped = bumped
        self._deferred: set[str] = set()
        self._siblings: set[Name] = set()
        reached = {reach: scope_of(reach, caller.office_id, caller.district_id) in caller.scopes for reach in Reach}
        self._written = {name: reached[entity.reach] for name, entity in entities().items()}

    def take(self, group: list[Op]) -> None:
        """Plan one transaction, or none of it."""
        mine: set[Name] = set()
        waits = False
        # Within a transaction a child may stand before its parent.
        self._siblings = {(op.entity, op.row_id) for op in group if op.op == "I"}
        for op in group:
            fault = self._faults.get(op.n) or self._fault(op, mine)
            if fault == Status.DEFERRED:
                waits = True
            elif fault:
                self._refuse(group, fault)
                return
            if op.op == "I":
                mine.add((op.entity, op.row_id))
        if waits:
            self._deferred.update(row_id for _, row_id in mine)
            self.plan.statuses.update((op.n, Status.DEFERRED) for op in group)
            return
        for op in group:
            self._apply(op)

    def _refuse(self, group: list[Op], fault: str) -> None:
        self.plan.refused += [(op, fault) for op in group]
        self.plan.statuses.update((op.n, f"reject:{fault}") for op in group)

    def _fault(self, op: Op, mine: set[Name]) -> str | None:
        if self._caller.role is Role.AUDITOR:
            return faults_of.NOT_YOURS
        if op.entity in _FROM_ABOVE:
            return faults_of.SERVER_ONLY
        entity = entities()[op.entity]
        return self._insert_fault(entity, op, mine) if op.op == "I" else self._update_fault(entity, op, mine)

    def _insert_fault(self, entity: Entity, op: Op, mine: set[Name]) -> str | None:
        name = (op.entity, op.row_id)
        if not self._at_home(entity, op):
            return faults_of.NOT_YOURS
        if op.entity == "conflict":
            return faults_of.SERVER_ONLY
        if name in self.plan.inserts or name in mine:
            return faults_of.BAD_VALUE
        if name in self._known.heads:
            return self._again_fault(entity, op)
        if op.row_id in self._known.moved:
            return None
        return self._offer_fault(op) if op.entity == "case_transfer" else self._parent_fault(entity, op, mine)

    def _at_home(self, entity: Entity, op: Op) -> bool:
        """Whether a new row is the caller's office's own, in a scope they write."""
        caller = self._caller
        own = op.new("office_id") == self._office and op.new("district_id") == caller.district_id
        return own and self._written[entity.name] and (op.entity != "office" or op.row_id == self._office)

    def _parent_fault(self, entity: Entity, op: Op, mine: set[Name]) -> str | None:
        if entity.parent is None:
            return None
        column, table = entity.parent
        above = (table, op.new(column))
        known = self._known
        here = above in self.plan.inserts or above in self._siblings or above in known.here or above in known.heads
        return None if above[1] is None or here or above[1] in known.moved else Status.DEFERRED

    def _again_fault(self, entity: Entity, op: Op) -> str | None:
        """A row that is here already: fine for what may change, and for history that says the same."""
        if op.entity == "case_transfer":
            return None if self._said_before(op) else faults_of.TRANSFER_STATE
        if not entity.append_only:
            return None
        now = self._known.values[op.entity, op.row_id]
        told = all(same(column.holds, now[column.name], op.new(column.name)) for column in entity.columns)
        return None if told else faults_of.APPEND_ONLY

    def _said_before(self, op: Op) -> bool:
        """Whether an offer or answer is here already: the PC came back from an older copy and says it again."""
        now = self._known.values.get((op.entity, op.row_id)) if op.entity == "case_transfer" else None
        if now is None:
            return False
        entity = entities()[op.entity]
        told = {column.name for column in entity.columns if op.op == "U" or column.merge is Merge.NEVER}
        columns = [column for column in entity.columns if column.name in told & op.patch.keys()]
        return all(same(column.holds, now[column.name], op.new(column.name)) for column in columns)

    def _offer_fault(self, op: Op) -> str | None:
        said = {name: op.new(name) for name in ("side", "state", "from_office_id", "to_office_id")}
        right = said["side"] == "out" and said["state"] == "offered" and said["from_office_id"] == self._office
        name = ("person", op.new("person_id"))
        here = name in self._known.here or name in self.plan.inserts or name in self._siblings
        return None if right and here and said["to_office_id"] != self._office else faults_of.TRANSFER_STATE

    def _update_fault(self, entity: Entity, op: Op, mine: set[Name]) -> str | None:
        name = (op.entity, op.row_id)
        if name in self.plan.inserts or name in mine:
            return faults_of.TRANSFER_STATE if op.entity == "case_transfer" else None
        if (head := self._known.heads.get(name)) is not None:
            return self._rule_fault(entity, op, head)
        if op.row_id in self._known.moved:
            return None
        return Status.DEFERRED if op.row_id in self._deferred else faults_of.NOT_YOURS

    def _rule_fault(self, entity: Entity, op: Op, head: Head) -> str | None:
        if op.entity == "conflict":
            return None if op.patch.keys() <= SETTLING else faults_of.SERVER_ONLY
        if op.entity == "case_transfer":
            return self._answer_fault(op)
        if entity.reach is Reach.REGION:
            ranked = op.entity != "officer" or not _RANKED & op.patch.keys() or self._caller.role in _RANKS
            return None if head.office == self._office and ranked else faults_of.NOT_YOURS
        return None

    def _answer_fault(self, op: Op) -> str | None:
        if self._said_before(op):
            return None
        row = self._known.values[op.entity, op.row_id]
        answers = {"out": {"withdrawn"}, "in": {"accepted", "refused"}}[row["side"]]
        asked = op.new("state")
        first = (op.entity, op.row_id) not in self.plan.changes
        open_ = row["state"] == "offered" and first
        allowed = op.patch.keys() <= ANSWERING and asked in answers and open_
        return None if allowed else faults_of.TRANSFER_STATE

    def _apply(self, op: Op) -> None:
        name = (op.entity, op.row_id)
        if op.op == "I" and name not in self._known.heads and op.row_id not in self._known.moved:
            self._insert(op, name)
        elif (new := self.plan.inserts.get(name)) is not None:
            new.values.update((field_name, pair[1]) for field_name, pair in op.patch.items())
            self.plan.statuses[op.n] = Status.OK
        elif self._said_before(op):
            self.plan.statuses[op.n] = Status.MERGED
        elif (head := self._known.heads.get(name)) is not None:
            self._change(op, name, head)
        else:
            self.plan.late.append((op, self._known.moved[op.row_id]))
            self.plan.statuses[op.n] = Status.MOVED

    def _insert(self, op: Op, name: Name) -> None:
        entity = entities()[op.entity]
        values = {field_name: pair[1] for field_name, pair in op.patch.items()}
        home = self._late_home(entity, op)
        status = Status.OK
        office, district = self._office, self._caller.district_id
        if home is not None:
            office, district = home.office, home.district
            self._known.moved[op.row_id] = Moved(op.entity, office, district)
            values |= {"office_id": office, "district_id": district}
            self.plan.late.append((op, home))
            status = Status.MOVED
        if op.entity == "case_transfer":
            self.plan.offers.append(op)
        self.plan.inserts[name] = New(values, op.actor, op.at, office, district)
        self.plan.statuses[op.n] = status

    def _late_home(self, entity: Entity, op: Op) -> Moved | None:
        """Where what this row is part of has gone, if it has."""
        if entity.parent is None:
            return None
        column, table = entity.parent
        above = op.new(column)
        new = self.plan.inserts.get((table, above))
        if new is not None:
            return None if new.office == self._office else Moved(table, new.office, new.district)
        if (table, above) in self._known.here or (table, above) in self._known.heads:
            return None
        return self._known.moved.get(above) if above else None

    def _change(self, op: Op, name: Name, head: Head) -> None:
        change = self.plan.changes.setdefault(name, Change())
        rev = head.rev if name in self._bumped else head.rev + 1
        chained = op.base == head.rev or (name in self._bumped and op.base >= self._bumped[name])
        if chained and op.op == "U":
            taken = {field_name: pair[1] for field_name, pair in op.patch.items()}
            status = Status.OK
        else:
            taken, status = self._merge(op, name, head, change)
        change.values.update(taken)
        change.stamps.update((field_name, (rev, op.actor, op.at)) for field_name in taken)
        self.plan.statuses[op.n] = status
        if op.entity == "case_transfer":
            self.plan.answers.append(op)

    def _merge(self, op: Op, name: Name, head: Head, change: Change) -> tuple[dict[str, Any], Status]:
        current = self._known.values[name] | change.values
        merged = merge(entities()[op.entity], op.patch, op.base, current, head.stamps | change.stamps)
        if op.entity != "conflict":
            self.plan.clashes += [(op, clash) for clash in merged.clashes]
        if op.op == "I" and not merged.values and not merged.clashes:
            return {}, Status.OK  # sent once more after a restore: all of it is here
        return merged.values, Status.CONFLICT if merged.clashes and op.entity != "conflict" else Status.MERGED


def transactions(ops: Iterable[Op]) -> list[list[Op]]:
    """The operations of each transaction of the PC, in the order in which they began."""
    groups: dict[str, list[Op]] = {}
    for op in ops:
        groups.setdefault(op.tx, []).append(op)
    return list(groups.values())
