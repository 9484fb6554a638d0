"""What every table shares: ids that sort by time, instants that sort as text, and a fact sheet for each column."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from db.models.base import (
    HOUSEKEEPING,
    SPEC,
    Base,
    FieldSpec,
    Instant,
    Key,
    Merge,
    Sensitivity,
    append_only_tables,
    instant_text,
    new_id,
    spec_of,
    synced_tables,
)


def test_ids_are_uuid7_and_sort_by_making() -> None:
    made = [new_id() for _ in range(1000)]
    assert {one.version for one in made} == {7} and len(set(made)) == 1000
    assert [one.bytes for one in made] == sorted(one.bytes for one in made)


def test_instants_are_fixed_width_and_sort_as_text() -> None:
    china = timezone(timedelta(hours=8))
    instants = [
        datetime(2026, 1, 2, 7, tzinfo=china),
        datetime(2026, 1, 2, tzinfo=UTC),
        datetime(2026, 1, 2, 9, tzinfo=china),
    ]
    texts = [instant_text(instant) for instant in instants]
    assert texts == sorted(texts) and {len(text) for text in texts} == {27}
    assert texts[0] == "2026-01-01T23:00:00.000000Z"
    for instant, text in zip(instants, texts, strict=True):
        assert Instant().process_result_value(text, sqlite.dialect()) == instant


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2026, 1, 1))  # noqa: DTZ001  (that is the fault)


def test_ids_are_sixteen_bytes_here_and_uuids_in_postgresql() -> None:
    one = new_id()
    assert Key().process_bind_param(one, sqlite.dialect()) == one.bytes
    assert Key().process_result_value(memoryview(one.bytes), sqlite.dialect()) == one
    assert Key().process_bind_param(one, postgresql.dialect()) is one  # type: ignore[no-untyped-call]
    assert Key().process_bind_param(None, sqlite.dialect()) is None
    assert isinstance(one, UUID)


def test_every_column_of_a_synced_table_has_its_fact_sheet() -> None:
    for table in synced_tables().values():
        assert {column.name for column in table.columns} >= HOUSEKEEPING
        for column in table.columns:
            assert isinstance(column.info.get(SPEC), FieldSpec) or column.name in HOUSEKEEPING, column
            assert not column.info.get(SPEC) or spec_of(table, column.name) is column.info[SPEC]


def test_history_is_written_once() -> None:
    assert set(append_only_tables()) < set(synced_tables())
    for table in append_only_tables().values():
        for column in table.columns:
            assert spec_of(table, column.name).merge is Merge.NEVER, column


@pytest.mark.parametrize(
    ("ending", "sensitivity"),
    [
        ("id_no", Sensitivity.IDENTITY),
        ("phone", Sensitivity.PHONE),
        ("mobile", Sensitivity.PHONE),
        ("account_no", Sensitivity.BANK),
    ],
)
def test_columns_that_name_a_person_are_never_open(ending: str, sensitivity: Sensitivity) -> None:
    found = [
        spec_of(table, column.name).sensitivity
        for table in synced_tables().values()
        for column in table.columns
        if column.name.endswith(ending)
    ]
    assert found and set(found) == {sensitivity}


def test_free_text_about_a_person_is_special() -> None:
    """Anything may be written there: an illness, a debt, a quarrel at home."""
    for table, column in (("person", "remarks"), ("activity", "text"), ("group_tag", "basis")):
        assert spec_of(Base.metadata.tables[table], column).sensitivity is Sensitivity.SPECIAL
