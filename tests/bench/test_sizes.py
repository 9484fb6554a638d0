"""Each bench runs whole on a small office and reports the figures it is compared by."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from bench import harness, packet, search, today
from bench.office import office
from caseworker.people.find import find_people
from caseworker.sample.people import REGION

Bench = Callable[[list[str]], dict[str, object]]


def figures(bench: Bench, size: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv("N", str(size))
    return bench([])


def test_packets_have_at_least_eight_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(packet.main, 2, monkeypatch)
    assert {"first_s", "p50_ms", "p95_ms", "rss_growth_mb"} <= found.keys()
    assert isinstance(found["pages"], int) and found["pages"] >= 8


def test_no_two_packets_are_of_one_person() -> None:
    several = packet.several()
    people = [next(several).applicant for _ in range(50)]
    assert len({person.name for person in people}) == len({person.id_number for person in people}) == 50
    assert all(person.id_number.startswith(REGION) and person.name[-1] in packet.RARE for person in people)


@pytest.mark.slow
def test_a_small_office_has_the_figures_of_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(today.main, 60, monkeypatch)
    assert found["cases"] == 60 and isinstance(found["activities"], int) and found["activities"] >= 360
    assert {"today_p95_ms", "open_case_p95_ms", "save_note_p95_ms"} <= found.keys()


@pytest.mark.slow
def test_every_key_gets_its_answer(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(search.main, 200, monkeypatch)
    assert {"key_p50_ms", "key_p95_ms", "gui_block_p95_ms", "gui_block_max_ms"} <= found.keys()
    assert found["queries"] == 200 and found["empty"] == 40


def test_what_is_typed_finds_somebody_unless_it_is_meant_to_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with office() as (desk, _):
        known = search.fill_register(desk, 300)
        typed = list(search.queries(known, 25, harness.dice("test")))
        assert [bool(find_people(desk, text)) for text in typed] == [number % 5 != 4 for number in range(25)]
