"""Exchange by stick as the officer asks for it: a sealed file out, the answer in, and words when something is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworker.desk import Desk
from caseworker.problems import Problem
from caseworker.sync import stick
from db.actor import Role
from db.central import accounts, devices, directory
from db.central import carrier as hub
from db.central.database import Central
from db.central.devices import Purpose
from db.sync import carrier_keys, proof
from db.sync.enrolment import Enrolment, keep
from tests.caseworker.vacancies.office import add_person

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def connected(desk: Desk, central: Central) -> Desk:
    """A PC that met its centre once and has had no line since."""
    actor, private = desk.actor, proof.new_private_key()
    with central.transaction(None, directory.SCOPE) as connection:
        accounts.add_account(
            connection, actor.officer_id, actor.office_id, actor.district_id, "zhou", Role.SUPERVISOR, "tests", NOW
        )
        word, _ = devices.issue_code(connection, Purpose.DEVICE, actor.office_id, actor.district_id, "tests", NOW)
        code = devices.code_of(connection, word, Purpose.DEVICE, NOW)
        assert code is not None
        device = devices.add_device(connection, code, actor.office_id, proof.public_key(private), "1", NOW, "-")
        told = hub.centre(connection).model_dump_json().encode()
    keep(desk.store, Enrolment("https://none", "-", device, actor.office_id, private))
    carrier_keys.learn(desk.store, told)
    return desk


def test_out_and_back(connected: Desk, central: Central, tmp_path: Path) -> None:
    add_person(connected)
    out, reply = tmp_path / stick.file_name(connected), tmp_path / f"back{stick.SUFFIX_REPLY}"
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
