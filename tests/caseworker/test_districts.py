"""Places are read as people write them, named in full, and followed through mergers."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker import codes, districts


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("500103", "500103"),
        ("渝中区", "500103"),
        ("渝中", "500103"),
        ("重庆-渝中区", "500103"),
        ("重庆市　渝中区", "500103"),
        ("石柱", "500240"),
        ("重庆", "500000"),
        ("成都", "510100"),
        ("四川省成都市武侯区", "510107"),
        ("内江市中区", "511002"),
        ("两江新区", "500157"),
        ("合川", "500117"),
        ("开县", "500234"),
        ("朝阳区", None),
        ("市中区", None),
        ("", None),
    ],
)
def test_a_written_place_is_read(written: str, code: str | None) -> None:
    assert districts.read_district(written) == code


def test_other_provinces_are_read_when_asked_for() -> None:
    assert districts.read_district("东莞", ("44",)) == "441900"
    assert districts.read_district("江北区", ("33",)) == "330205"


def test_a_place_is_named_from_the_province_down() -> None:
    assert districts.full_name("510802") == "四川省 广元市 利州区"
    assert districts.full_name("500103") == "重庆市 渝中区"
    assert districts.full_name("429004") == "湖北省 仙桃市"
    assert districts.full_name("509999") == ""


def test_a_place_that_was_merged_is_followed() -> None:
    assert districts.in_use("500112", date(2026, 11, 22)) == "500157"
    assert districts.in_use("500112", date(2025, 6, 1)) == "500112"
    assert districts.in_use("500382", date(2026, 11, 22)) == "500117"
    assert districts.in_use("509999", date(2026, 11, 22)) == "509999"


def test_neighbours_are_mutual_and_every_district_has_one() -> None:
    table = codes.table("district")
    chongqing = [entry.code for entry in table.current(date(2026, 11, 22)) if entry.parent == "500000"]
    for code in chongqing:
        assert districts.neighbours(code), code
        for other in districts.neighbours(code):
            assert code != other
            assert code in districts.neighbours(other), (code, other)
    assert districts.neighbours("500103") >= {"500106", "500107", "500108", "500157"}
    assert districts.neighbours("510104") == frozenset()
