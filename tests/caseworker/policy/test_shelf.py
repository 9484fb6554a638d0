"""Which packs stand together: what ships, what a supervisor put in force, and what older applications name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest

from caseworker.policy import choose, shipped
from caseworker.policy.shelf import Shelved, edition, read_text, shelve, ships
from caseworker.problems import OfficerProblem

LOAN, REGION = "personal_guarantee_loan", "500000"
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
V2025 = (files("resources") / "policies" / REGION / LOAN / "V-2025.toml").read_text("utf-8")
CORRECTED = V2025.replace("value = 500000\n", "value = 400000\n", 1)
NEXT = V2025.replace('version = "V-2025"', 'version = "V-2026"').replace("2025-06-01", "2026-12-01")


def sum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def offered(text: str, hours: int | None = None) -> Shelved:
    """A text from the centre, put in force so many hours ago."""
    since = None if hours is None else NOW - timedelta(hours=hours)
    return read_text(text, sum_of(text), since)


def standing(packs: Iterable[Shelved], on: date = date(2026, 11, 22)) -> tuple[str, int]:
    """Version and cap that count on a day."""
    pack = choose(REGION, LOAN, on, shelve(packs).in_force).require()
    return pack.version, pack.fen("personal_cap") // 1_000_000


def test_without_any_the_shipped_ones_stand() -> None:
    assert shelve([]) == shipped()
    assert standing([]) == ("V-2025", 50)


def test_what_nobody_put_in_force_changes_nothing() -> None:
    assert shelve([offered(CORRECTED), offered(NEXT)]).in_force == shipped().in_force


def test_another_text_of_a_shipped_version_takes_its_place_under_a_name_of_its_own() -> None:
    shelf = shelve([offered(CORRECTED, 1)])
    assert standing([offered(CORRECTED, 1)]) == (edition("V-2025", sum_of(CORRECTED)), 40)
    assert shelf.by_version("500104", LOAN, "V-2025").fen("personal_cap") == 50_000_000, "as old applications name it"
    assert [pack.effective_from.year for pack in shelf.in_force] == [2021, 2022, 2024, 2025]


def test_a_new_version_counts_from_its_day() -> None:
    packs = [offered(NEXT, 1)]
    assert standing(packs)[0] == "V-2025"
    assert standing(packs, date(2027, 1, 4))[0] == edition("V-2026", sum_of(NEXT))


def test_of_two_for_the_same_day_the_one_put_in_force_later_stands() -> None:
    renamed = CORRECTED.replace('version = "V-2025"', 'version = "V-2025.1"')
    assert standing([offered(CORRECTED, 1), offered(renamed, 2)])[0] == edition("V-2025", sum_of(CORRECTED))
    assert standing([offered(CORRECTED, 2), offered(renamed, 1)])[0] == edition("V-2025.1", sum_of(renamed))


def test_what_was_taken_out_is_still_known_to_what_was_made_under_it() -> None:
    shelf = shelve([offered(CORRECTED)])
    named = edition("V-2025", sum_of(CORRECTED))
    assert shelf.by_version(REGION, LOAN, named).fen("personal_cap") == 40_000_000
    with pytest.raises(OfficerProblem, match=r"policy\.no_version"):
        shelf.by_version(REGION, LOAN, edition("V-2025", sum_of("another")))


def test_a_district_text_that_ships_later_is_found_under_its_old_name() -> None:
    assert ships(sum_of(V2025)) and not ships(sum_of(CORRECTED))
    assert shipped().by_version(REGION, LOAN, edition("V-2025", sum_of(V2025))).version == "V-2025"


@pytest.mark.parametrize(
    ("text", "code"), [("no toml", "syntax"), (CORRECTED.replace('unit = "months"', 'unit = "years"', 1), "needed")]
)
def test_a_pack_that_does_not_hold_together_stands_nowhere(text: str, code: str) -> None:
    found = offered(text, 1)
    assert found.pack is None and found.faults[0].code == f"policy.fault.{code}"
    assert shelve([found]) == shipped()


def test_a_text_that_is_not_what_its_checksum_says_is_not_worked_by() -> None:
    found = read_text(CORRECTED, sum_of(V2025), NOW)
    assert (found.pack, found.faults[0].code) == (None, "policy.fault.checksum")
