"""Two people, one row: what the server keeps of each, who has to decide, and what settles itself."""

from __future__ import annotations

from typing import Any

import pytest

from db.central.database import Central
from db.sync.columns import entities
from tests.db.central.office import DISTRICT, OTHER_DISTRICT, Pc, one, rows


@pytest.fixture
def pc(central: Central) -> Pc:
    return Pc(central)


def kept(central: Central, *columns: str) -> list[tuple[Any, ...]]:
    return rows(central, f"SELECT {', '.join(columns)} FROM conflict ORDER BY id")


VALUES = ("entity", "field_name", "kind", "base", "kept", "other", "state")


def test_edits_of_different_fields_are_both_taken(pc: Pc) -> None:
    person = pc.new("person")
    other = pc.colleague()
    assert pc.statuses(pc.update("person", person, 1, grid=(None, "一"))) == ["ok"]
    [result] = other.push(other.update("person", person, 1, mobile=(None, "139")))["res"]
    assert result[1:3] == ["merged", 3]
    told = dict(zip(entities()["person"].names, result[3], strict=True))
    assert (told["grid"], told["mobile"]) == ("一", "139")
    assert rows(pc.central, "SELECT grid, mobile, rev FROM person") == [("一", "139", 3)]
    assert kept(pc.central, "state") == []


def test_the_later_of_two_low_risk_edits_shows_and_the_other_is_kept(pc: Pc) -> None:
    person = pc.new("person", grid="零")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, grid=("零", "一")))
    assert other.push(other.update("person", person, 1, grid=("零", "二")))["res"][0][1:3] == ["conflict", 3]
    assert one(pc.central, "SELECT grid FROM person") == "二"
    assert kept(pc.central, *VALUES) == [("person", "grid", "edit", '"零"', '"二"', '"一"', "rule")]
    assert kept(pc.central, "kept_by", "other_by", "office_id") == [(other.officer, pc.officer, pc.office)]


def test_a_field_a_person_decides_keeps_what_was_there(pc: Pc) -> None:
    person = pc.new("person", name="王样一")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, name=("王样一", "王样二")))
    [result] = other.push(other.update("person", person, 1, name=("王样一", "王样三"), grid=(None, "三")))["res"]
    assert result[1:3] == ["conflict", 3]
    assert rows(pc.central, "SELECT name, grid FROM person") == [("王样二", "三")]
    assert kept(pc.central, *VALUES) == [("person", "name", "edit", '"王样一"', '"王样二"', '"王样三"', "open")]
    [who] = kept(pc.central, "kept_by", "other_by", "person_id", "row_id", "sync_scope", "rev")
    assert who == (pc.officer, other.officer, *[one(pc.central, "SELECT id FROM person")] * 2, f"o:{pc.office.hex}", 1)


def test_the_same_edit_twice_is_no_conflict(pc: Pc) -> None:
    person = pc.new("person", certificates='["a", "b"]')
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, name=("王样一", "王样二"), certificates=('["a", "b"]', '["c"]')))
    late = other.update("person", person, 1, name=("王样一", "王样二"), certificates=('["a","b"]', '[ "c" ]'))
    assert other.statuses(late) == ["merged"]
    assert kept(pc.central, "state") == []


def test_a_second_try_of_the_same_officer_renews_the_open_conflict(pc: Pc) -> None:
    person = pc.new("person", name="王样一")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, name=("王样一", "王样二")))
    for name in ("王样三", "王样四"):
        other.push(other.update("person", person, 1, name=("王样一", name)))
    assert kept(pc.central, "other", "rev", "state") == [('"王样四"', 2, "open")]
    third = pc.colleague()
    third.push(third.update("person", person, 1, name=("王样一", "王样五")))
    assert len(kept(pc.central, "id")) == 2


def test_a_conflict_is_settled_by_a_person(pc: Pc) -> None:
    person = pc.new("person", name="王样一")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, name=("王样一", "王样二")))
    other.push(other.update("person", person, 1, name=("王样一", "王样三")))
    conflict = one(pc.central, "SELECT id FROM conflict").hex
    assert pc.statuses(
        pc.update("conflict", conflict, 1, state=("open", "settled"), choice=(None, "other")),
        pc.update("conflict", conflict, 1, kept=('"王样二"', '"x"')),
    ) == ["ok", "reject:server_only"]
    assert other.statuses(other.update("conflict", conflict, 1, choice=(None, "kept"))) == ["merged"]
    assert kept(pc.central, "state", "choice", "rev") == [("settled", "kept", 3)]


def test_a_deleted_row_that_was_edited_comes_back(pc: Pc) -> None:
    person = pc.new("person")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, deleted=(0, 1)))
    assert other.statuses(other.update("person", person, 1, grid=(None, "一"))) == ["conflict"]
    assert rows(pc.central, "SELECT deleted, grid FROM person") == [(False, "一")]
    assert kept(pc.central, *VALUES) == [("person", "deleted", "delete", "0", "0", "1", "open")]
    assert kept(pc.central, "kept_by", "other_by") == [(other.officer, pc.officer)]


def test_an_edited_row_is_not_deleted_unseen(pc: Pc) -> None:
    person = pc.new("person")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, grid=(None, "一")))
    assert other.statuses(other.update("person", person, 1, deleted=(0, 1))) == ["conflict"]
    assert rows(pc.central, "SELECT deleted, grid FROM person") == [(False, "一")]
    assert kept(pc.central, *VALUES) == [("person", "deleted", "delete", "0", "0", "1", "open")]


def test_two_deletes_are_one(pc: Pc) -> None:
    person = pc.new("person")
    other = pc.colleague()
    pc.push(pc.update("person", person, 1, deleted=(0, 1)))
    assert other.statuses(other.update("person", person, 1, deleted=(0, 1))) == ["merged"]
    assert one(pc.central, "SELECT deleted FROM person")
    assert kept(pc.central, "id") == []


def test_the_person_behind_a_part_is_named(pc: Pc) -> None:
    person = pc.new("person")
    loan = pc.new("loan_application", person_id=person)
    paper = pc.new("loan_material", application_id=loan, note="一")
    other = pc.colleague()
    pc.push(pc.update("loan_material", paper, 1, note=("一", "二")))
    other.push(other.update("loan_material", paper, 1, note=("一", "三")))
    assert [row[0].hex for row in kept(pc.central, "person_id")] == [person]


def test_a_neighbours_conflict_on_a_vacancy_is_shown_to_the_neighbour(pc: Pc, central: Central) -> None:
    employer = pc.new("employer", uscc="1")
    neighbour = Pc(central)
    pc.push(pc.update("employer", employer, 1, uscc=("1", "2")))
    assert neighbour.statuses(neighbour.update("employer", employer, 1, uscc=("1", "3"))) == ["conflict"]
    assert kept(central, "office_id", "kept") == [(neighbour.office, '"2"')]


def identities(central: Central) -> list[tuple[Any, ...]]:
    return rows(
        central,
        "SELECT office_id, district_id, row_id, other_row_id, kept, other, state FROM conflict WHERE kind = 'identity'"
        " ORDER BY district_id, office_id",
    )


def test_one_number_in_two_districts_is_shown_to_both_offices_and_masked(central: Central) -> None:
    here, there = Pc(central).settle_in("甲街道"), Pc(central, district=OTHER_DISTRICT).settle_in("乙街道")
    one_, two = here.insert("person", id_no="50999919900101001x"), there.insert("person", id_no=" 50999919900101001X")
    assert here.statuses(one_) == ["ok"] and identities(central) == []
    assert there.statuses(two) == ["ok"]
    found = identities(central)
    assert [(row[0], row[1], row[2].hex, row[3], row[5]) for row in found] == [
        (here.office, DISTRICT, one_[3], None, '{"office":"乙街道"}'),
        (there.office, OTHER_DISTRICT, two[3], None, '{"office":"甲街道"}'),
    ]
    assert {(row[4], row[6]) for row in found} == {("null", "open")}
    assert one(central, "SELECT head FROM hub.scope WHERE id = %s", f"o:{here.office.hex}") == 2


def test_one_number_twice_in_an_office_is_shown_once_with_both(pc: Pc) -> None:
    first, second = pc.insert("person", id_no="1"), pc.insert("person", id_no="1")
    assert pc.statuses(first, second) == ["ok", "ok"]
    [found] = identities(pc.central)
    assert {found[2].hex, found[3].hex} == {first[3], second[3]}
    pc.push(pc.update("person", second[3], 1, id_no=("1", "2")))
    pc.push(pc.update("person", second[3], 2, id_no=("2", "1")))
    assert {row[2].hex for row in identities(pc.central)} == {second[3]}, "and again when it is written again"


def test_many_under_one_number_are_a_question_each_and_no_more(central: Central) -> None:
    """Each newcomer is held against the first of all and the first of their own office."""
    first, second = Pc(central).settle_in("甲街道"), Pc(central).settle_in("乙街道")
    people = [first.insert("person", id_no="1") for _ in range(12)]
    assert set(first.statuses(*people[:6])) | set(first.statuses(*people[6:])) == {"ok"}
    pairs = [(row[2].hex, row[3].hex) for row in identities(central)]
    assert sorted(pairs) == sorted((person[3], people[0][3]) for person in people[1:])
    others = [second.insert("person", id_no="1") for _ in range(2)]
    for one_more in others:
        assert second.statuses(one_more) == ["ok"]
    shown = [row for row in identities(central) if row[0] == second.office]
    assert [(row[2].hex, row[3] and row[3].hex) for row in shown if row[3]] == [(others[1][3], others[0][3])]
    assert sorted(row[2].hex for row in shown if not row[3]) == sorted(person[3] for person in others)
    Pc(central).settle_in("丙街道").new("person", id_no="1")
    at_first = [row for row in identities(central) if row[0] == first.office and not row[3]]
    assert {row[2].hex for row in at_first} == {people[0][3]}, "the first of all is asked"
    assert sorted(row[5] for row in at_first) == ['{"office":"丙街道"}', '{"office":"乙街道"}'], "once for each office"


def test_a_person_gone_claims_no_number(pc: Pc) -> None:
    first, second = pc.new("person", id_no="1"), pc.new("person", id_no="2")
    pc.push(pc.update("person", first, 1, deleted=(0, 1)))
    pc.push(pc.update("person", second, 1, merged_into=(None, first)))
    pc.push(pc.insert("person", id_no="1"), pc.insert("person", id_no="2"))
    assert identities(pc.central) == []
    pc.push(pc.update("person", first, 2, deleted=(1, 0)))
    assert len(identities(pc.central)) == 1


def test_a_corrected_number_claims_anew(pc: Pc) -> None:
    first = pc.new("person", id_no="1")
    second = pc.new("person", id_no="2")
    pc.push(pc.update("person", second, 1, id_no=("2", "1")))
    [found] = identities(pc.central)
    assert {found[2].hex, found[3].hex} == {first, second}
