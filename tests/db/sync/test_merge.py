"""The merge rule: nothing of either side is lost, and order of arrival decides only what shows."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.models.base import Merge
from db.sync.columns import Holds, entities
from db.sync.merge import Kind, Merged, merge, same

PERSON = entities()["person"]
TEXTS = ("name", "grid", "mobile", "id_no")
WORDS = st.sampled_from(["甲", "乙", "丙", None])
PATCHES = st.dictionaries(st.sampled_from(TEXTS), st.tuples(WORDS, WORDS).map(list), max_size=4)
ROWS = st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS) | {"deleted": st.sampled_from([0, 1])})
STAMPS = st.dictionaries(
    st.sampled_from((*TEXTS, "deleted")), st.tuples(st.integers(2, 9), st.just("0" * 32), st.just("x")), max_size=5
)
DELETES = st.sampled_from([{}, {"deleted": [0, 1]}, {"deleted": [1, 0]}])


def after(row: dict[str, Any], merged: Merged) -> dict[str, Any]:
    return row | merged.values


@given(PATCHES, DELETES, st.integers(0, 9), ROWS, STAMPS)
def test_every_arriving_value_shows_or_is_kept(
    fields: dict[str, Any], delete: dict[str, Any], base: int, row: dict[str, Any], stamps: dict[str, Any]
) -> None:
    merged = merge(PERSON, fields | delete, base, row, stamps)
    now = after(row, merged)
    for name, (_, new) in (fields | delete).items():
        kept = {clash.other for clash in merged.clashes if clash.field_name == name}
        assert now[name] == new or new in kept, name


@given(PATCHES, DELETES, st.integers(0, 9), ROWS, STAMPS)
def test_every_value_the_sender_had_not_seen_shows_or_is_kept(
    fields: dict[str, Any], delete: dict[str, Any], base: int, row: dict[str, Any], stamps: dict[str, Any]
) -> None:
    merged = merge(PERSON, fields | delete, base, row, stamps)
    now = after(row, merged)
    for name, value in row.items():
        unseen = stamps.get(name, (1,))[0] > base
        agreed = (fields | delete).get(name, [None])[0] == value and name in fields | delete
        undone = name == "deleted" and delete.get("deleted", [0, 1])[1] == 0
        kept = {clash.other for clash in merged.clashes if clash.field_name == name}
        assert now[name] == value or not unseen or agreed or undone or value in kept, name


@given(PATCHES, st.integers(0, 9), ROWS, STAMPS)
def test_kept_is_what_shows(fields: dict[str, Any], base: int, row: dict[str, Any], stamps: dict[str, Any]) -> None:
    merged = merge(PERSON, fields, base, row, stamps)
    now = after(row, merged)
    for clash in merged.clashes:
        assert clash.kept == now[clash.field_name]
        assert clash.kept != clash.other
        column = PERSON.column(clash.field_name)
        assert column is not None
        if clash.kind is Kind.EDIT:
            assert clash.open == (column.merge is not Merge.LATEST)
            assert clash.arrived_kept == (column.merge is Merge.LATEST)


@given(PATCHES, DELETES, ROWS)
def test_on_the_newest_state_nothing_clashes(
    fields: dict[str, Any], delete: dict[str, Any], row: dict[str, Any]
) -> None:
    merged = merge(PERSON, fields | delete, 9, row, {})
    assert merged.clashes == []
    assert after(row, merged) == row | {name: new for name, (_, new) in (fields | delete).items()}


@given(PATCHES, DELETES, st.integers(0, 9), ROWS, STAMPS)
def test_a_second_arrival_changes_nothing(
    fields: dict[str, Any], delete: dict[str, Any], base: int, row: dict[str, Any], stamps: dict[str, Any]
) -> None:
    first = merge(PERSON, fields, base, row, stamps)
    now = after(row, first)
    shown = {clash.field_name for clash in first.clashes if not clash.arrived_kept}
    newer = stamps | dict.fromkeys(first.values, (10, "0" * 32, "x"))
    again = merge(PERSON, fields, base, now, newer)
    assert again.values == {}
    assert {clash.field_name for clash in again.clashes} == shown


def test_json_is_compared_by_what_it_says() -> None:
    assert same(Holds.JSON, '["a", {"b": 1}]', '["a",{"b":1}]')
    assert not same(Holds.JSON, '["a"]', '["b"]')
    assert not same(Holds.JSON, None, "[]")
    assert not same(Holds.TEXT, '["a"]', '[ "a"]')
