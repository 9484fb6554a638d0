"""The answer to a batch: what was taken leaves the outbox, what was refused is put where a person sees it.

All of it happens in the transaction that marks the batch answered, so that an answer counts once or not at all.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from db.changes import Change, ChangeKind, ChangeSummary
from db.local.store import Store
from db.models.base import Reach
from db.sync import newer, wire
from db.sync.apply import Arrival, Row, find_anew, pending_fields, put, rebase, remove
from db.sync.columns import entities
from db.sync.copying import is_under_way
from db.sync.outbox import KEEP_ANSWERED, Frozen, HeldBack, Ready, keep, move_to_stuck, prepare
from db.sync.problems import BadReply
from db.sync.statements import quoted, wire_rows
from db.sync.writing import arriving, looking, stamp

REFUSED = "reject:"
PARENT_MISSING = "parent_missing"
"""Of what waited for as long as any PC keeps what it sent: nobody will send its parent any more."""
_CODE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """One operation of the batch, as the answer needs it; `fields` of the patch are read when they matter."""

    n: int
    entity: str
    row: str


@dataclass(slots=True)
class Answer:
    """An answer sorted by what has to be done. Keys are (entity, row id)."""

    revs: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[int, Row]] = field(default_factory=dict)
    ours: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    gone: list[tuple[str, str]] = field(default_factory=list)
    deferred: list[Sent] = field(default_factory=list)
    refused: list[tuple[str, int]] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether everything was taken as it was sent."""
        return not (self.rows or self.gone or self.deferred or self.refused)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was done while the answer was awaited: the batch's operations looked up, the next batch made."""

    sent: list[Sent]
    following: Ready | None


def work_ahead(store: Store, frozen: Frozen, device: UUID, now: datetime, limit: int) -> Ahead:
    """Do what needs no answer, reading only. `limit` operations of the next batch at most."""
    return Ahead(_sent(store, frozen), prepare(store, device, now, frozen, limit))


def apply_reply(
    store: Store, frozen: Frozen, body: bytes, now: datetime, held: HeldBack, ahead: Ahead | None = None
) -> ChangeSummary:
    """Take in the answer to a batch. Deferred changes stay in the outbox and are noted in `held`.

    The batch made `ahead` is frozen in the same commit, if everything was taken as it was sent.
    Raises `BadReply`, having changed nothing, for an answer that is not whole or not to this batch.
    """
    said = decoded(body)
    sent = ahead.sent if ahead else _sent(store, frozen)
    answer = _sorted(said, frozen, sent)
    with arriving(store) as raw:
        _give_up_waiting(raw, answer, now)
        _settle_outbox(raw, frozen, answer, now)
        changes = _settle_rows(raw, answer, frozen)
        if answer.plain:
            _skip_echo(raw, said.get("seqs", {}), sent)
            if ahead and ahead.following:
                keep(raw, ahead.following)
    for op in answer.deferred:
        held.add(op.n, bytes.fromhex(op.row))
    return ChangeSummary(frozenset(changes))


def decoded(body: bytes) -> dict[str, Any]:
    """A reply's JSON, inflated within bounds. Raises `BadReply`."""
    try:
        said = wire.loads(wire.unpack(body, wire.MAX_REPLY))
    except ValueError as error:
        raise BadReply from error
    if not isinstance(said, dict):
        raise BadReply
    return said


def operations(frozen: Frozen) -> list[list[Any]]:
    """The operations of a batch as they were sent: `[n, tx, entity, row, base, op, patch, actor, at]`."""
    found: list[list[Any]] = wire.loads(wire.unpack(frozen.body, 2 * wire.MAX_BODY))["ops"]
    return found


def _sent(store: Store, frozen: Frozen) -> list[Sent]:
    """What the batch holds, from the outbox, or from its bytes when it was answered before."""
    query = "SELECT n, entity, lower(hex(row_id)) FROM outbox WHERE batch = ?"
    with looking(store) as raw:
        found = raw.execute(query, (frozen.number,)).fetchall()
    if len(found) == frozen.ops:
        return [Sent(*row) for row in found]
    return [Sent(op[0], op[2], op[3]) for op in operations(frozen)]


def _sorted(said: dict[str, Any], frozen: Frozen, sent: list[Sent]) -> Answer:
    try:
        results = {result[0]: result for result in said["res"]}
        if said["batch"] != frozen.number or len(said["res"]) != len(sent):
            raise BadReply
        answer = Answer(columns=dict(said.get("cols", {})))
        for op in sent:
            _, status, rev, row = results[op.n]
            _sort(answer, op, status, rev, row)
    except (KeyError, TypeError, ValueError) as error:
        raise BadReply from error
    return answer


def _sort(answer: Answer, op: Sent, status: str, rev: int | None, row: list[Any] | None) -> None:
    key = (op.entity, op.row)
    if status.startswith(REFUSED):
        answer.refused.append((status.removeprefix(REFUSED)[:_CODE_LENGTH], op.n))
    elif status == wire.Status.DEFERRED:
        answer.deferred.append(op)
    elif row is not None:
        if rev is None:
            raise BadReply
        if rev >= answer.rows.get(key, (0, []))[0]:
            answer.rows[key] = (rev, [op.row, rev, *row])
            answer.ours.pop(key, None)
    elif status == wire.Status.MOVED:
        answer.gone.append(key)
    elif rev is not None:
        answer.revs[key] = max(rev, answer.revs.get(key, 0))
        if key in answer.rows:
            answer.ours[key].append(op.n)


def _give_up_waiting(raw: Any, answer: Answer, now: datetime) -> None:
    """What a change belongs to was lost with whoever made it: a person decides, instead of asking for ever."""
    numbers = json.dumps([op.n for op in answer.deferred])
    query = "SELECT n FROM outbox WHERE at < ? AND n IN (SELECT value FROM json_each(?))"
    overdue = {n for (n,) in raw.execute(query, (stamp(now - KEEP_ANSWERED), numbers))} if answer.deferred else set()
    answer.refused += [(PARENT_MISSING, n) for n in sorted(overdue)]
    answer.deferred = [op for op in answer.deferred if op.n not in overdue]


def _settle_outbox(raw: Any, frozen: Frozen, answer: Answer, now: datetime) -> None:
    if answer.refused or answer.deferred:
        _restore_outbox(raw, frozen, {n for _, n in answer.refused} | {op.n for op in answer.deferred})
    move_to_stuck(raw, [(code, stamp(now), n) for code, n in answer.refused])
    raw.executemany("UPDATE outbox SET batch = NULL WHERE n = ?", [(op.n,) for op in answer.deferred])
    raw.execute("DELETE FROM outbox WHERE batch = ?", (frozen.number,))
    answered = "UPDATE push_batch SET answered_at = ? WHERE number = ?"
    raw.execute(answered, (stamp(now), frozen.number))


def _restore_outbox(raw: Any, frozen: Frozen, numbers: set[int]) -> None:
    """Bring back changes whose batch was answered before and is now answered otherwise, by a restored store."""
    if raw.execute("SELECT 1 FROM outbox WHERE batch = ? LIMIT 1", (frozen.number,)).fetchone():
        return
    put_back(raw, [op for op in operations(frozen) if op[0] in numbers], frozen.number)


def put_back(raw: Any, ops: Iterable[list[Any]], batch: int | None) -> None:
    """Put operations of an answered batch back into the outbox, under their old numbers."""
    raw.executemany(
        "INSERT OR IGNORE INTO outbox (n, tx, entity, row_id, base_rev, op, patch, actor, at, batch)"
        " VALUES (?, unhex(?), ?, unhex(?), ?, ?, ?, unhex(?), ?, ?)",
        [
            (n, tx, entity, row, base, op, wire.dumps(patch).decode(), actor, at, batch)
            for n, tx, entity, row, base, op, patch, actor, at in ops
        ],
    )


def _settle_rows(raw: Any, answer: Answer, frozen: Frozen) -> list[Change]:
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (entity, row), rev in answer.revs.items():
        alike[entity, rev].append(row)
    for (entity, rev), rows in alike.items():
        chosen = "id IN (SELECT unhex(value) FROM json_each(?))"
        raw.execute(f"UPDATE {quoted(entity)} SET rev = ? WHERE {chosen} AND rev < ?", (rev, json.dumps(rows), rev))
    changes = [_take_row(raw, key, row, answer, frozen) for key, (_, row) in answer.rows.items()]
    return changes + remove(raw, answer.gone)


def _take_row(raw: Any, key: tuple[str, str], row: Row, answer: Answer, frozen: Frozen) -> Change:
    """A row that came back otherwise than we sent it, but for what a later operation of the same batch changed."""
    entity, row_id = key
    columns = ["id", "rev", *answer.columns.get(entity, entities()[entity].names)]
    if len(row) != len(columns):
        raise BadReply
    newer.keep(raw, newer.unknown({"e": entity, "cols": columns, "rows": [row]}))
    row = wire_rows(entity, columns, [row])[0]
    change = Change(entity, UUID(row_id), ChangeKind.UPDATE)
    if later := set(answer.ours.get(key, ())):
        kept = {name for op in operations(frozen) if op[0] in later for name in op[6]}
        kept |= pending_fields(raw, entity, [row_id]).get(row_id, set())
        rebase(raw, entity, row, kept)
    else:
        put(raw, [Arrival(entity, [row], [change])], forced=True)
    if entity == "person":
        find_anew(raw, row_id)
    return change


def _skip_echo(raw: Any, seqs: dict[str, list[int]], sent: Iterable[Sent]) -> None:
    """Do not read back what we just wrote, where nobody else wrote in between: `[from, to]` joins on to our cursor.

    The rows of a scope are counted against the distance: a row the server made of its own accord is never skipped.
    """
    letters = {Reach.OFFICE: "o", Reach.DISTRICT: "d", Reach.REGION: "r"}
    rows = {(op.entity, op.row) for op in sent}
    counted: dict[str, int] = defaultdict(int)
    for entity, _ in rows:
        counted[letters[entities()[entity].reach]] += 1
    for scope, (start, end) in seqs.items():
        if end - start == counted[scope[0]] and not is_under_way(raw, scope):
            raw.execute("UPDATE sync_cursor SET seq = ? WHERE scope = ? AND seq = ?", (end, scope, start))
