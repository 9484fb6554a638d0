"""A batch of a PC becomes part of the store: once, whole, and with an answer for each of its operations.

One transaction holds the check for a repeated batch, the rows, the log, the counters and the kept reply. A batch that
is sent again gets the reply of the first time. The bodies that are kept are the history of every edit.
"""

from __future__ import annotations

import hashlib
from typing import Any

from psycopg.errors import DeadlockDetected, OperationalError, SerializationFailure

from db.central import audit, ops
from db.central.columns import array
from db.central.database import Central, Connection
from db.central.ops import Batch
from db.central.plan import transactions
from db.central.problems import Refusal
from db.central.run import Run
from db.central.scopes import Caller
from db.sync import wire
from db.sync.columns import entities

_TRIES = 4
_BUSY_SECONDS = 5

_ENTER = (
    "SELECT pg_advisory_xact_lock(hashtextextended('device:' || %s, 0)),"
    " pg_advisory_xact_lock_shared(hashtextextended('office:' || %s, 0))"
)
_SEEN = (
    "SELECT max(batch), (SELECT sha256 FROM hub.push_batch WHERE device = %(device)s AND batch = %(batch)s),"
    " (SELECT reply FROM hub.push_batch WHERE device = %(device)s AND batch = %(batch)s),"
    """ to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
    " FROM hub.push_batch WHERE device = %(device)s"
)


def push(central: Central, caller: Caller, body: bytes) -> bytes:
    """Take in a batch; the reply as a zstd body. Raises `Refusal`; then nothing of it was taken."""
    batch = ops.parse(body)
    if batch.device != caller.device_id.hex:
        raise Refusal(403, "not_yours")
    for _ in range(_TRIES):
        try:
            return _push(central, caller, batch, body)
        except (DeadlockDetected, SerializationFailure):
            continue
        except OperationalError as error:  # the disk is full, the server stops
            raise Refusal(503, "database", _BUSY_SECONDS) from error
    raise Refusal(503, "busy", _BUSY_SECONDS)


def _push(central: Central, caller: Caller, batch: Batch, body: bytes) -> bytes:
    digest = hashlib.sha256(body).digest()
    with central.transaction(caller) as connection:
        connection.execute(_ENTER, (batch.device, caller.office_id.hex))
        asked = {"device": batch.device, "batch": batch.number}
        seen = connection.execute(_SEEN, asked).fetchone()
        assert seen is not None
        newest, same_batch, kept_reply, now = seen
        if same_batch is not None:
            if same_batch != digest:
                raise Refusal(409, "batch_reused")
            return bytes(kept_reply)
        if batch.number != (newest or 0) + 1:
            raise Refusal(409, "batch_gap")
        return _take(connection, caller, batch, body, digest, now)


def _take(connection: Connection, caller: Caller, batch: Batch, body: bytes, digest: bytes, now: str) -> bytes:
    run = Run(connection, caller, now, ops.faults(batch.ops))
    run.settle(transactions(batch.ops))
    results = run.results(batch.ops)
    _quarantine(connection, caller, batch, run)
    seqs = run.changes.commit_to(connection)
    own = {scope: seqs[scope] for scope in seqs if scope in caller.scopes}
    said: dict[str, Any] = {"batch": batch.number, "now": now, "res": results, "seqs": own}
    if told := {op.entity for op, result in zip(batch.ops, results, strict=True) if result[3] is not None}:
        said["cols"] = {name: entities()[name].names for name in told}  # the PC may be of an older version
    reply = wire.pack(wire.dumps(said))
    connection.execute(
        "INSERT INTO hub.push_batch (device, batch, sha256, body, reply, ops, officer, office, said_at)"
        " VALUES (%s, %s, %b, %b, %b, %s, %s, %s, %s)",
        (
            *(batch.device, batch.number, digest, body, reply, len(batch.ops)),
            *(caller.officer_id, caller.office_id, batch.said_at),
        ),
    )
    for action, rows, detail in run.audited:
        audit.append_for(connection, caller, action, rows, **detail)
    if batch.ops:
        audit.append_for(connection, caller, "push", len(batch.ops), batch=batch.number, refused=len(run.refused))
    return reply


def _quarantine(connection: Connection, caller: Caller, batch: Batch, run: Run) -> None:
    """Keep what was refused, whole: it may be a bug of ours, and it is somebody's work."""
    if not run.refused:
        return
    rows: list[tuple[Any, ...]] = [
        (op.n, op.tx, op.entity.replace("\x00", ""), op.row_id, code, op.text()) for op, code in run.refused
    ]
    arrays = [array(column) for column in zip(*rows, strict=True)]
    connection.execute(
        "INSERT INTO hub.quarantine (device, batch, n, tx, entity, row_id, code, op, office)"
        f" SELECT %s, %s, u.n::bigint, u.tx, u.entity, u.row_id, u.code, u.op, %s"
        f" FROM unnest({', '.join(sql for sql, _ in arrays)}) u(n, tx, entity, row_id, code, op)",
        (batch.device, batch.number, caller.office_id, *(value for _, value in arrays)),
    )
