"""Indexes are built behind many new rows, and stand afterwards as they stood before, whatever happens."""

from __future__ import annotations

import pytest

from db.models.base import new_id
from db.sync import loading
from db.sync.apply import put, ready
from db.sync.problems import BadReply
from db.sync.writing import arriving, looking
from tests.db.records import StoreDesk
from tests.db.sync.arriving import block, row

COUNT = 12


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_FEWEST", COUNT)


def schema(desk: StoreDesk) -> set[tuple[object, ...]]:
    return {tuple(found) for found in desk.rows("SELECT type, name, tbl_name, sql FROM sqlite_master")}


def load(desk: StoreDesk, entity: str, *rows: list[object]) -> set[str]:
    """Write rows as parts of a copy; the names of the indexes that were away meanwhile."""
    with looking(desk.store) as raw:
        arrivals = ready(raw, [block(entity, *rows)], forced=True)
    named = "SELECT name FROM sqlite_master WHERE type = 'index'"
    with arriving(desk.store) as raw:
        before = {name for (name,) in raw.execute(named)}
        with loading.loading(raw, arrivals):
            away = before - {name for (name,) in raw.execute(named)}
            put(raw, arrivals, forced=True)
    return away


@pytest.mark.parametrize("entity", ["person", "activity", "vacancy"])
def test_many_new_rows_are_written_before_their_indexes(desk: StoreDesk, entity: str) -> None:
    before = schema(desk)
    away = load(desk, entity, *(row(entity, new_id(), 1) for _ in range(COUNT)))
    assert away >= {name for kind, name, table, sql in before if kind == "index" and table == entity and sql}
    assert ("ix_person_key_person_id" in away) == (entity == "person")
    assert schema(desk) == before
    assert desk.rows("PRAGMA integrity_check")[0][0] == "ok"
    assert desk.rows(f"SELECT count(*) FROM {entity}")[0][0] == COUNT


def test_few_rows_rows_that_are_here_and_full_tables_keep_their_indexes(desk: StoreDesk) -> None:
    rows = [row("activity", new_id(), 1) for _ in range(COUNT)]
    assert load(desk, "activity", *rows[1:]) == set()
    assert load(desk, "activity", *rows) == set()
    for _ in range(3):
        assert load(desk, "activity", *(row("activity", new_id(), 1) for _ in range(COUNT))) != set()
    assert load(desk, "activity", *(row("activity", new_id(), 1) for _ in range(COUNT))) == set()


def test_rows_that_cannot_be_held_leave_the_indexes_as_they_were(desk: StoreDesk) -> None:
    before = schema(desk)
    bad = [row("activity", new_id(), 1) for _ in range(COUNT)]
    bad[-1][bad[-1].index("样")] = None
    with pytest.raises(BadReply):
        load(desk, "activity", *bad)
    assert schema(desk) == before
    assert desk.rows("SELECT count(*) FROM activity")[0][0] == 0
