"""Exchange by stick as the officer asks for it: a sealed file out, the answer in, and words when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.desk import Desk
from caseworker.problems import Problem
from caseworker.sync import stick
from db.central import carrier as hub
from db.central.database import Central
from tests.caseworker.sync.sticks import NOW, known_at
from tests.caseworker.vacancies.office import add_person


@pytest.fixture
def connected(desk: Desk, central: Central) -> Desk:
    """A PC that met its centre once and has had no line since."""
    known_at(desk, central)
    return desk


def test_out_and_back(connected: Desk, central: Central, tmp_path: Path) -> None:
    add_person(connected)
    out, reply = tmp_path / f"out{stick.SUFFIX_OUT}", tmp_path / f"back{stick.SUFFIX_REPLY}"
    packed = stick.pack(connected, out).value
    assert packed > 0
    hub.answer_file(central, out, reply, NOW)
    assert stick.take_in(connected, reply).value.taken == packed
    assert stick.pack(connected, out).value == 0


def test_a_full_or_missing_stick_loses_nothing(connected: Desk, tmp_path: Path) -> None:
    add_person(connected)
    with pytest.raises(Problem) as caught:
        stick.pack(connected, tmp_path / "no-stick" / "file.cwout")
    assert caught.value.code == "files.cannot_write"
    assert stick.pack(connected, tmp_path / "file.cwout").value > 0


def test_the_wrong_file_is_said_to_be_wrong(connected: Desk, tmp_path: Path) -> None:
    wrong = tmp_path / "photo.jpg"
    wrong.write_bytes(b"\xff\xd8\xff" + bytes(2000))
    with pytest.raises(Problem) as caught:
        stick.take_in(connected, wrong)
    assert caught.value.code == "sealed.not_sealed"


def test_a_pc_that_stands_alone_is_told_what_to_do_first(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        stick.pack(desk, tmp_path / "file.cwout")
    assert caught.value.code == "carrier.not_ready"
