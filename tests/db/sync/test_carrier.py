"""Meeting by USB stick: packed at the PC, answered at the centre, taken in again; files lost, repeated, overtaken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db import sealed
from db.actor import Role
from db.central import accounts, devices, directory
from db.central import carrier as hub
from db.central.database import Central
from db.central.devices import Purpose, State
from db.central.scopes import caller
from db.models import Person
from db.models.base import new_id
from db.problems import OfficerProblem, SurroundingsProblem
from db.sync import carrier, carrier_keys, outbox, proof
from db.sync.enrolment import Enrolment, keep
from tests.db.records import person
from tests.db.sync.pcs import Line, Pc, Ticking

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


class Stick:
    """A PC with a stick, and the centre it is carried to."""

    def __init__(self, folder: Path, central: Central, office: UUID, officer: UUID) -> None:
        self.central = central
        self.folder = folder
        self.pc = Pc(folder / "pc", lambda: central, office, "509999", officer, Ticking())
        private = proof.new_private_key()
        with central.transaction(None, directory.SCOPE) as connection:
            if accounts.account(connection, officer) is None:
                accounts.add_account(connection, officer, office, "509999", "zhou", Role.SUPERVISOR, "tests", NOW)
            word, _ = devices.issue_code(connection, Purpose.DEVICE, office, "509999", "tests", NOW)
            code = devices.code_of(connection, word, Purpose.DEVICE, NOW)
            assert code is not None
            self.device = devices.add_device(
                connection, code, office, proof.public_key(private), folder.name, NOW, "127.0.0.1"
            )
            told = hub.centre(connection).model_dump_json().encode()
        keep(self.pc.store, Enrolment("https://none", "-", self.device, office, private))
        self.pc.line = Line(lambda: central, caller(self.device, officer, Role.SUPERVISOR, office, "509999"))
        carrier_keys.learn(self.pc.store, told)

    def pack(self) -> bytes:
        return carrier.pack(self.pc.store, self.pc.officer_id, self.pc.clock)[0]

    def answered(self, file: bytes) -> Path:
        path = self.folder / f"{new_id().hex}.reply"
        path.write_bytes(hub.answer(self.central, file, NOW).file)
        return path

    def take(self, path: Path) -> str:
        return carrier.take_in(self.pc.store, path, self.pc.clock).problem

    def trip(self) -> None:
        """There and back."""
        assert self.take(self.answered(self.pack())) == ""

    def register(self, name: str) -> None:
        with self.pc.store.write(self.pc.actor, self.pc.clock.now()) as unit:
            unit.add(person(name=name, registered_by=self.pc.officer_id))
            unit.audit("test.register")

    def people(self) -> list[str]:
        return sorted(name for (name,) in self.pc.all("SELECT name FROM person WHERE NOT deleted"))

    def close(self) -> None:
        self.pc.store.close()


@pytest.fixture
def sticks(tmp_path: Path, central: Central) -> Iterator[tuple[Stick, Stick]]:
    """Two PCs of one office; the first has been at the centre, both ways by stick."""
    office, officer = new_id(), new_id()
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (Stick(folder, central, office, officer) for folder in folders)
    first.pc.found("甲")
    first.trip()
    second.trip()
    yield first, second
    first.close()
    second.close()


def test_what_one_pc_sends_by_stick_the_other_receives_by_stick(sticks: tuple[Stick, Stick]) -> None:
    one, other = sticks
    one.register("李样二")
    one.trip()
    other.trip()
    assert one.people() == other.people() == ["李样二"]
    assert one.pc.all("SELECT 1 FROM outbox") == other.pc.all("SELECT 1 FROM outbox") == []


def test_a_new_pc_gets_its_office_whole(sticks: tuple[Stick, Stick], tmp_path: Path) -> None:
    one, _ = sticks
    for number in range(30):
        one.register(f"李样{number}")
    one.trip()
    (tmp_path / "three").mkdir()
    third = Stick(tmp_path / "three", one.central, one.pc.office_id, one.pc.officer_id)
    third.trip()
    assert third.people() == one.people()
    third.close()


def test_nothing_leaves_the_outbox_before_the_answer_is_here(sticks: tuple[Stick, Stick]) -> None:
    one, _ = sticks
    one.register("李样二")
    lost = one.pack()
    one.register("李样三")
    again = one.pack()
    assert len(outbox.unanswered(one.pc.store)) == 2
    assert one.take(one.answered(again)) == ""
    assert outbox.unanswered(one.pc.store) == []
    assert hub.answer(one.central, lost, NOW).refused == ()


def test_what_is_written_while_the_stick_is_away_waits_for_the_next(sticks: tuple[Stick, Stick]) -> None:
    one, other = sticks
    one.register("李样二")
    away = one.pack()
    one.register("李样三")
    assert one.take(one.answered(away)) == ""
    assert len(one.pc.all("SELECT 1 FROM outbox WHERE entity = 'person'")) == 1
    one.trip()
    other.trip()
    assert other.people() == ["李样三", "李样二"]


def test_a_file_before_it_is_missing(sticks: tuple[Stick, Stick]) -> None:
    """The first of two files is lost for good: the second brings both, since nothing was answered."""
    one, other = sticks
    one.register("李样二")
    one.pack()
    one.register("李样三")
    one.trip()
    other.trip()
    assert other.people() == ["李样三", "李样二"]


def test_the_same_answer_twice_and_one_the_line_has_overtaken(sticks: tuple[Stick, Stick]) -> None:
    one, _ = sticks
    one.register("李样二")
    answer = one.answered(one.pack())
    assert one.take(answer) == ""
    assert one.take(answer) == ""
    one.register("李样三")
    report = one.pc.meet()
    assert report is not None
    assert report.problem == ""
    with pytest.raises(OfficerProblem, match=r"carrier\.overtaken"):
        one.take(answer)
    assert one.people() == ["李样三", "李样二"]


def test_stick_and_line_take_turns(sticks: tuple[Stick, Stick]) -> None:
    one, other = sticks
    one.register("李样二")
    one.pack()
    one.pc.meet()
    one.register("李样三")
    one.trip()
    one.register("李样四")
    one.pc.meet()
    other.pc.meet()
    assert other.people() == one.people() == ["李样三", "李样二", "李样四"]


def test_both_edit_and_both_values_are_kept(sticks: tuple[Stick, Stick]) -> None:
    one, other = sticks
    one.register("李样二")
    one.trip()
    other.trip()
    for stick, name in ((one, "李样五"), (other, "李样六")):
        with stick.pc.store.write(stick.pc.actor, stick.pc.clock.now()) as unit:
            unit.session.query(Person).one().name = name
            unit.audit("test.rename")
    one.trip()
    other.trip()
    assert other.people() == ["李样五"]
    assert other.pc.all("SELECT kept, other, state FROM conflict") == [('"李样五"', '"李样六"', "open")]


@pytest.mark.parametrize("closed", ["pc", "officer"])
def test_who_is_out_of_service_is_not_answered(sticks: tuple[Stick, Stick], closed: str) -> None:
    one, _ = sticks
    one.register("李样二")
    file = one.pack()
    with one.central.transaction(None) as connection:
        if closed == "pc":
            devices.close(connection, one.device, State.REVOKED, "tests", "", NOW)
        else:
            accounts.set_active(connection, one.pc.officer_id, False, NOW)
    with pytest.raises(OfficerProblem, match=r"carrier\.revoked"):
        hub.answer(one.central, file, NOW)
    assert len(outbox.unanswered(one.pc.store)) == 1


def test_files_of_strangers_and_for_others_are_not_used(sticks: tuple[Stick, Stick]) -> None:
    one, other = sticks
    with one.central.transaction(None) as connection:
        receiver = hub.centre(connection).receiver
    stranger = sealed.seal(b"{}", "outgoing", receiver, Ed25519PrivateKey.generate())
    with pytest.raises(OfficerProblem, match=r"sealed\.unknown_sender"):
        hub.answer(one.central, stranger, NOW)
    answer = one.answered(one.pack())
    with pytest.raises(OfficerProblem, match=r"sealed\.damaged"):
        other.take(answer)
    with pytest.raises(SurroundingsProblem, match=r"carrier\.cannot_read"):
        one.take(one.folder / "none.reply")


def test_no_name_stands_plain_in_a_file(sticks: tuple[Stick, Stick]) -> None:
    one, _ = sticks
    one.register("李样二")
    out = one.pack()
    for file in (out, one.answered(out).read_bytes()):
        assert "李样二".encode() not in file
        assert b"509999" not in file


def test_a_pc_that_never_met_the_centre_cannot_pack(tmp_path: Path, central: Central) -> None:
    pc = Pc(tmp_path / "pc", lambda: central, new_id(), "509999", new_id(), Ticking())
    with pytest.raises(OfficerProblem, match=r"carrier\.not_ready"):
        carrier.pack(pc.store, pc.officer_id, pc.clock)
    pc.store.close()
