"""What an office exchanges with a filled central store: entries up in full batches, the same down, a whole copy."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bench import harness, region
from db.actor import Role
from db.central import counters, pull, push, snapshot
from db.central.database import Central
from db.central.scopes import Caller, caller
from db.models.base import instant_text, new_id
from db.sync import wire

ROUNDS = 5


def measured(store: Central) -> dict[str, object]:
    """Rates per second (medians), milliseconds of a pull that finds nothing, seconds and rows of an office's copy."""
    officer = caller(new_id(), new_id(), Role.OFFICER, region.office_id(0), region.district(0))
    pushed = [_push(store, officer, number) for number in range(1, ROUNDS + 1)]
    scope = next(one for one in _said(counters.hello(store, officer))["scopes"] if one["id"].startswith("o:"))
    rows = min(wire.PAGE_ROWS, ROUNDS * wire.MAX_OPS)
    pulled = [_pull(store, officer, scope, 0) for _ in range(ROUNDS)]
    empty = [_pull(store, officer, scope, scope["head"]) for _ in range(ROUNDS)]
    with harness.timed() as copied:
        manifest = _said(snapshot.manifest(store, officer, scope["id"]))
    return {
        "push_per_s": wire.MAX_OPS / harness.percentile(pushed, 0.5),
        "pull_per_s": rows / harness.percentile(pulled, 0.5),
        "empty_pull_ms": 1000 * harness.percentile(empty, 0.5),
        "snapshot_s": copied.seconds,
        "snapshot_rows": sum(part["rows"] for part in manifest["parts"]),
        "snapshot_mb": sum(part["bytes"] for part in manifest["parts"]) / 2**20,
    }


def _push(store: Central, officer: Caller, number: int) -> float:
    """Seconds of one full batch of new entries, all of which have to be taken."""
    now = instant_text(datetime.now(UTC))
    ops = [_entry(officer, number * wire.MAX_OPS + n, n, now) for n in range(wire.MAX_OPS)]
    body = {"device": officer.device_id.hex, "batch": number, "schema": wire.SCHEMA, "now": now, "ops": ops}
    packed = wire.pack(wire.dumps(body))
    with harness.timed() as watch:
        reply = push.push(store, officer, packed)
    if {result[1] for result in _said(reply)["res"]} != {wire.Status.OK.value}:
        raise RuntimeError("a batch of the bench was not taken whole")
    return watch.seconds


def _pull(store: Central, officer: Caller, scope: dict[str, Any], after: int) -> float:
    with harness.timed() as watch:
        pull.pull(store, officer, scope["id"], scope["epoch"], after, wire.PAGE_ROWS)
    return watch.seconds


def _entry(officer: Caller, number: int, person: int, now: str) -> list[object]:
    """An operation: a visit noted on the case of one of the office's first people."""
    row, who = new_id().hex, person % 100
    values = {
        "office_id": officer.office_id.hex,
        "district_id": officer.district_id,
        "deleted": 0,
        "case_id": region.key(7, who).hex,
        "person_id": region.key(5, who).hex,
        "kind": "visit",
        "outcome": "reached",
        "text": "上门走访，愿意面试，约了下周到街道谈岗位。",
        "occurred_at": now,
        "recorded_at": now,
        "officer_id": officer.officer_id.hex,
    }
    patch = {name: [None, value] for name, value in values.items()}
    return [number, row, "activity", row, 0, "I", patch, officer.officer_id.hex, now]


def _said(body: bytes) -> Any:
    return wire.loads(wire.unpack(body, wire.MAX_REPLY))
