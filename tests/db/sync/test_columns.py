"""What both ends know of the synced tables."""

from __future__ import annotations

from db.models.base import Reach, synced_tables
from db.sync.columns import Holds, entities, parts_of


def test_every_synced_table_travels_whole() -> None:
    assert set(entities()) == set(synced_tables())
    for name, table in synced_tables().items():
        assert {"id", "rev", *entities()[name].names} == set(table.columns.keys())


def test_parents_come_before_their_parts() -> None:
    order = list(entities())
    for name, entity in entities().items():
        assert entity.parent is None or order.index(entity.parent[1]) < order.index(name)


def test_a_part_travels_no_further_than_what_it_is_part_of() -> None:
    for entity in entities().values():
        assert entity.parent is None or entities()[entity.parent[1]].reach is entity.reach


def test_all_that_is_about_a_person_moves_with_the_person() -> None:
    about = {
        name
        for name, entity in entities().items()
        if entity.reach is Reach.OFFICE and any(c.points_at in {"person", "case"} for c in entity.columns)
    }
    assert about - set(parts_of("person")) == {"person", "household_member"}, "a household stays where it lives"


def test_kinds_of_columns() -> None:
    person = entities()["person"]
    wanted = {"office_id": Holds.KEY, "deleted": Holds.FLAG, "pay_min": Holds.NUMBER, "birth_date": Holds.DATE}
    wanted |= {"wanted_jobs": Holds.JSON, "name": Holds.TEXT}
    assert {name: person.column(name).holds for name in wanted if person.column(name)} == wanted  # type: ignore[union-attr]
    assert entities()["activity"].column("occurred_at").holds is Holds.INSTANT  # type: ignore[union-attr]
    assert person.column("id") is None
