"""A district's month out of a region: a real PostgreSQL with N people (a tenth of the region: 500,000) in offices of
5,000, counted for one district as its administrator asks for it.

`month_s` is the offices' figures alone, `answer_s` with the year so far and last year beside them, as the screen shows
them; both medians. `first_s` is the first answer after the database was filled. Pushing, pulling and copying an office
are the store's functions on one connection, to compare sizes of tables; `bench.sync` measures the whole way.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg

from bench import exchange, harness, region
from db.actor import Role
from db.central import migrate, reports
from db.central.database import Central, widen
from db.central.embedded import serving
from db.central.scopes import Caller, caller
from db.central.statements import Statements
from db.indicators import By, Period, Within, figures
from db.models.base import new_id
from db.sync import wire

PEOPLE = 500_000
PEOPLE_AN_OFFICE = 5_000
AGAIN = 5
MEMORY = {"shared_buffers": "1GB", "maintenance_work_mem": "512MB", "max_wal_size": "8GB"}


def main(_arguments: list[str]) -> dict[str, object]:
    """`N` people with six entries each."""
    people = harness.count(PEOPLE)
    offices = max(1, people // PEOPLE_AN_OFFICE)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "pg", MEMORY) as server:
        migrate.upgrade(server.dsn())
        with harness.timed() as filling, psycopg.connect(server.dsn()) as connection:
            region.fill(connection, people, offices)
        harness.tell(f"{people} people filled in {filling.seconds:.0f} s")
        store = Central(server.dsn())
        found = _measured(store, min(offices, region.OFFICES_A_DISTRICT))
        found |= exchange.measured(store)
        store.close()
        with psycopg.connect(server.dsn()) as connection:
            [size] = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
    shape = {"people": people, "activities": people * 6, "offices": offices}
    return found | shape | {"fill_s": filling.seconds, "database_mb": size / 2**20}


def _measured(store: Central, offices: int) -> dict[str, object]:
    manager = caller(new_id(), new_id(), Role.MANAGER, region.office_id(0), region.district(0))
    month = Period(date(2026, 10, 1), date(2026, 10, 31))
    with harness.timed() as first:
        reports.month(store, manager, month)
    answer = _median(lambda: reports.month(store, manager, month))
    alone = _median(lambda: _month_alone(store, manager, month, offices))
    behind = _median(
        lambda: reports.behind(store, manager, month, "activities", region.office_id(0), "measured by a bench")
    )
    return {"first_s": first.seconds, "answer_s": answer, "month_s": alone, "behind_s": behind}


def _month_alone(store: Central, manager: Caller, month: Period, offices: int) -> None:
    with store.transaction(manager) as connection:
        widen(connection, *(wire.office(region.office_id(number)) for number in range(offices)))
        figures(Statements(connection), month, reports.DISTRICT_CODES, within=Within(manager.district_id), by=By.OFFICE)


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(AGAIN):
        with harness.timed() as watch:
            work()
        taken.append(watch.seconds)
    return harness.percentile(taken, 0.5)


if __name__ == "__main__":
    harness.run(main)
