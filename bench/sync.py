"""Sync: small records up and down between encrypted stores and a real central store, against what the databases can do.

`make bench BENCH=sync [N=20000]`. The limits are measured in between, in the same run: bare `executemany` into an
encrypted store of the same tables, and `unnest` and `COPY` into PostgreSQL tables made LIKE the service's (its columns
and indexes, no row-level security), with the same rows, as many to a commit as a batch holds, in the same server at
its durable settings. They grow from round to round as the service's does. `pg_unnest_bare_per_s` is a table with the
key alone, for comparison. Making tables and connecting is not measured. Bytes are of bodies (TLS and headers apart), a
push's reply counted in.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import insert, update

from bench import harness
from bench.centre import DISTRICT, Centre, Pc, centre, new_pc
from bench.harness import Figures, tell, timed
from caseworker.clock import china_instant
from caseworker.sample.people import people
from db.models import Activity, Case, Person, Task
from db.models.base import new_id
from db.sync import outbox, wire
from db.sync.columns import entities
from db.sync.outbox import HeldBack
from db.sync.reply import operations
from db.sync.writing import arriving, looking, writing

TODAY = date(2026, 11, 20)
NOW = china_instant(TODAY, 9, 30)
BATCH = 2000
ROUNDS = 3
CLIENTS, PUSHES = 64, 12
TITLES = ("电话回访，了解近况", "推荐岗位后跟进", "催交材料", "约面谈", "核对社保缴费", "上门走访")


def main(_arguments: list[str]) -> Figures:
    count = harness.count(20_000)
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="caseworker-pcs-") as name, centre(workers=2) as place:
        folder, office, officer = Path(name), new_id(), new_id()
        first = new_pc(place, folder, office, officer, founds=True)
        second = new_pc(place, folder, office, officer)
        first.meet()
        case = _one_case(first)
        for pc in (first, second, first):
            pc.meet()
        figures |= _small_records(place, first, second, case, count)
        figures |= _edits(first, second)
        figures |= _many_clients(place, folder)
        figures |= _first_sync(place, folder, count)
        for pc in (first, second):
            pc.close()
    return figures


def _small_records(place: Centre, first: Pc, second: Pc, case: Case, count: int) -> dict[str, object]:
    """Rounds of push, pull and the bare limits, one after the other, so that a busy machine slows all alike."""
    rates: dict[str, list[float]] = {}
    share = count // ROUNDS
    sent, received = first.counted.sent, second.counted.received
    for number in range(ROUNDS):
        rows = list(_tasks(first, case, share, number))
        _write(first, Task, rows)
        wired = _wire_rows(first)
        _note(rates, "push_per_s", share, first.meet)
        _note(rates, "pull_per_s", share, second.meet)
        _note(rates, "sqlite_executemany_per_s", share, lambda rows=wired: _executemany(second, rows))
        _bare_limits(place, rates, wired)
        tell(f"round {number + 1}: " + ", ".join(f"{name} {found[-1]:.0f}" for name, found in rates.items()))
    figures: dict[str, object] = {name: median(found) for name, found in rates.items()}
    figures["push_ratio"] = median(rates["push_per_s"]) / median(rates["pg_unnest_per_s"])
    figures["pull_ratio"] = median(rates["pull_per_s"]) / median(rates["sqlite_executemany_per_s"])
    figures["push_bytes"] = (first.counted.sent - sent) / (share * ROUNDS)
    figures["pull_bytes"] = (second.counted.received - received) / (share * ROUNDS)
    return figures


def _note(rates: dict[str, list[float]], name: str, count: int, work: Any) -> None:
    with timed() as watch:
        work()
    rates.setdefault(name, []).append(count / watch.seconds)


def _edits(first: Pc, second: Pc) -> dict[str, object]:
    """A thousand records edited here and read there."""
    with first.store.read() as session:
        ids = [row.id for row in session.query(Task.id).order_by(Task.id).limit(1000)]
    with first.store.write(first.actor, NOW) as unit:
        unit.session.execute(update(Task).where(Task.id.in_(ids)).values(done_note="已联系", done_at=NOW))
        unit.audit("bench.edit")
    rates: dict[str, list[float]] = {}
    _note(rates, "edits1k_push_per_s", len(ids), first.meet)
    _note(rates, "edits1k_pull_per_s", len(ids), second.meet)
    return {name: found[0] for name, found in rates.items()}


def _first_sync(place: Centre, folder: Path, count: int) -> dict[str, object]:
    """A PC joins an office of `count` people and six times as many records of what was done with them."""
    office, officer = new_id(), new_id()
    full = new_pc(place, folder, office, officer, founds=True)
    full.meet()
    _fill(full, count)
    tell(f"pushing {7 * count} records of the first sync")
    full.meet()
    new = new_pc(place, folder, office, officer)
    before = process_time()
    with timed() as watch:
        report = new.meet()
    spent = process_time() - before
    with looking(new.store) as raw:
        held = raw.execute("SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM activity)").fetchone()[0]
    if held != 7 * count:
        raise RuntimeError(f"{held} of {7 * count} records arrived ({report.pulled})")
    for pc in (full, new):
        pc.close()
    return {
        "first_sync_mb": new.counted.received / 2**20,
        "first_sync_cpu_s": spent,
        "first_sync_s": watch.seconds,
    }


def _many_clients(place: Centre, folder: Path) -> dict[str, object]:
    """As many PCs of one office as a district has windows, all pushing at once: nothing lost, doubled or skipped."""
    office, officer = new_id(), new_id()
    pcs = [new_pc(place, folder, office, officer, founds=number == 0) for number in range(CLIENTS)]
    pcs[0].meet()
    case = _one_case(pcs[0])
    pcs[0].meet()
    tell(f"{CLIENTS} clients")
    with ThreadPoolExecutor(CLIENTS) as pool:
        sent = list(pool.map(lambda pc: _busy(pc, case), pcs))
    wanted = {row_id for ids in sent for row_id in ids}
    with psycopg.connect(place.dsn) as connection:
        rows = connection.execute("SELECT id FROM task WHERE office_id = %s", (office,)).fetchall()
        log = connection.execute(
            "SELECT row_id, seq FROM hub.change_log WHERE scope = %s ORDER BY seq", (wire.office(office),)
        ).fetchall()
    entries = [row_id for row_id, _ in log if row_id in wanted]
    numbers = [seq for _, seq in log]
    for pc in pcs:
        pc.close()
    return {
        "clients64_lost": len(wanted - {row_id for (row_id,) in rows}) + len(wanted - set(entries)),
        "clients64_dup": len(entries) - len(set(entries)),
        "clients64_gaps": sum(after - before != 1 for before, after in pairwise(numbers)),
    }


def _busy(pc: Pc, case: Case) -> list[UUID]:
    """Small batches straight to the service, each sent twice now and then, as after a lost reply."""
    with pc.store.maintenance() as raw:  # the case is at the first PC alone
        raw.execute("PRAGMA foreign_keys=OFF")
    ids = []
    for number in range(PUSHES):
        rows = list(_tasks(pc, case, 5, number))
        _write(pc, Task, rows)
        frozen = outbox.freeze(pc.store, pc.place.device_id, NOW, HeldBack())
        if frozen is None:
            raise RuntimeError("nothing to send")
        answers = {pc.line.push(frozen.body) for _ in range(1 + (number % 3 == 0))}
        if len(answers) != 1:
            raise RuntimeError("one batch, two answers")
        ids += [UUID(op[3]) for op in operations(frozen)]
        with writing(pc.store) as raw:
            raw.execute("DELETE FROM outbox WHERE batch = ?", (frozen.number,))
    return ids


def _executemany(pc: Pc, rows: list[list[Any]]) -> None:
    """The bare limit: the same rows into the same tables, and nothing else."""
    entity = entities()["task"]
    keys = [2 + at for at, column in enumerate(entity.columns) if column.holds == "key"]
    plain = [[bytes.fromhex(v) if (at == 0 or at in keys) and v else v for at, v in enumerate(row)] for row in rows]
    for row in plain:
        row[0] = new_id().bytes
    names = ", ".join(f'"{name}"' for name in ("id", "rev", *entity.names))
    statement = f"INSERT INTO task ({names}) VALUES ({', '.join('?' * (2 + len(entity.names)))})"
    for start in range(0, len(plain), BATCH):
        with arriving(pc.store) as raw:
            raw.executemany(statement, plain[start : start + BATCH])


def _bare_limits(place: Centre, rates: dict[str, list[float]], rows: list[list[Any]]) -> None:
    """The bare limits of PostgreSQL: the same rows in batches of the same size, a durable commit after each."""
    with psycopg.connect(place.dsn) as connection:
        for table in ("unnest", "copy", "unnest_bare"):
            like = "INCLUDING DEFAULTS" + ("" if table == "unnest_bare" else " INCLUDING INDEXES")
            connection.execute(f"CREATE TABLE IF NOT EXISTS bench_{table} (LIKE task {like})".encode())
        connection.execute("CREATE UNIQUE INDEX IF NOT EXISTS bench_key ON bench_unnest_bare (district_id, id)")
        connection.commit()
        rows = _whole(rows)
        _note(rates, "pg_unnest_per_s", len(rows), lambda: _batches(connection, rows, "unnest", _unnest))
        _note(rates, "pg_copy_per_s", len(rows), lambda: _batches(connection, rows, "copy", _copy))
        _note(rates, "pg_unnest_bare_per_s", len(rows), lambda: _batches(connection, rows, "unnest_bare", _unnest))


def _whole(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows with what the server adds to them; flags as PostgreSQL's own."""
    columns = entities()["task"].columns
    flags = [2 + at for at, column in enumerate(columns) if column.holds == "flag"]
    office = rows[0][2 + entities()["task"].names.index("office_id")]
    whole = [[*row, wire.office(UUID(office)), office, NOW] for row in rows]
    for row in whole:
        for at in flags:
            row[at] = bool(row[at])
    return whole


def _batches(connection: psycopg.Connection[Any], rows: list[list[Any]], table: str, write: Any) -> None:
    for start in range(0, len(rows), BATCH):
        write(connection, table, rows[start : start + BATCH])
        connection.commit()


def _unnest(connection: psycopg.Connection[Any], table: str, rows: list[list[Any]]) -> None:
    casts = ", ".join(f"%s::{kind}[]" for kind in _pg_types())
    statement = f"INSERT INTO bench_{table} ({_pg_columns()}) SELECT * FROM unnest({casts})"
    connection.execute(statement.encode(), [list(column) for column in zip(*rows, strict=True)])


def _copy(connection: psycopg.Connection[Any], table: str, rows: list[list[Any]]) -> None:
    with connection.cursor().copy(f"COPY bench_{table} ({_pg_columns()}) FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _pg_columns() -> str:
    names = ("id", "rev", *entities()["task"].names, "sync_scope", "made_by", "made_at")
    return ", ".join(f'"{name}"' for name in names)


def _pg_types() -> list[str]:
    kinds = {"key": "uuid", "flag": "boolean", "number": "bigint", "date": "date", "instant": "timestamptz"}
    columns = [kinds.get(column.holds, "text") for column in entities()["task"].columns]
    return ["uuid", "bigint", *columns, "text", "uuid", "timestamptz"]


def _wire_rows(pc: Pc) -> list[list[Any]]:
    """What waits in the outbox, as whole rows."""
    names = entities()["task"].names
    with looking(pc.store) as raw:
        found = raw.execute("SELECT lower(hex(row_id)), patch FROM outbox WHERE entity = 'task' ORDER BY n").fetchall()
    patches = [(row_id, wire.loads(patch)) for row_id, patch in found]
    return [[row_id, 1, *(patch.get(name, [None, None])[1] for name in names)] for row_id, patch in patches]


def _one_case(pc: Pc) -> Case:
    row = next(people(1, TODAY, pc.actor.officer_id, harness.dice("one"))).row
    case = Case(person_id=row["id"], owner_id=pc.actor.officer_id, state="helping", opened_on=TODAY, assigned_at=NOW)
    with pc.store.write(pc.actor, NOW) as unit:
        unit.session.execute(insert(Person), [_home(pc) | row])
        unit.session.add(case)
        unit.audit("bench.case")
    return case


def _tasks(pc: Pc, case: Case, count: int, salt: int) -> Any:
    dice = harness.dice("tasks", salt, pc.place.device_id)
    for number in range(count):
        yield _home(pc) | {
            "id": new_id(),
            "case_id": case.id,
            "person_id": case.person_id,
            "owner_id": pc.actor.officer_id,
            "title": f"{dice.choice(TITLES)}{number}",
            "due_on": TODAY + timedelta(days=dice.randrange(60)),
        }


def _fill(pc: Pc, count: int) -> None:
    dice = harness.dice("first sync")
    everyone = [one.row for one in people(count, TODAY, pc.actor.officer_id, dice)]
    _write(pc, Person, [_home(pc) | row for row in everyone])
    cases = [
        _home(pc) | {"id": new_id(), "person_id": row["id"], "owner_id": pc.actor.officer_id, "state": "helping",
                     "opened_on": TODAY, "assigned_at": NOW}
        for row in everyone[: count // 4]
    ]  # fmt: skip
    _write(pc, Case, cases)
    for number in range(6):
        _write(pc, Activity, [_activity(pc, cases[at % len(cases)], number, at) for at in range(count)])


def _activity(pc: Pc, case: dict[str, Any], number: int, at: int) -> dict[str, Any]:
    when = NOW - timedelta(minutes=7 * at + number)
    return _home(pc) | {
        "id": new_id(), "case_id": case["id"], "person_id": case["person_id"], "kind": "follow_up",
        "channel": "phone", "outcome": "reached", "text": f"电话联系，了解近况，约定第{at % 97}天再联系。",
        "occurred_at": when, "recorded_at": when, "officer_id": pc.actor.officer_id,
    }  # fmt: skip


def _write(pc: Pc, model: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), BATCH):
        with pc.store.write(pc.actor, NOW) as unit:
            unit.session.execute(insert(model), rows[start : start + BATCH])
            unit.audit("bench.write")


def _home(pc: Pc) -> dict[str, Any]:
    return {"office_id": pc.actor.office_id, "district_id": DISTRICT, "rev": 0, "deleted": False}


if __name__ == "__main__":
    harness.run(main)
