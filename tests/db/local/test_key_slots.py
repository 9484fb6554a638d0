"""A password opens its slot and nothing else does; a change of password is all or nothing."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from db.local import key_slots
from db.local.folder import OfficeFolder
from db.local.key_slots import Cost
from db.problems import OfficerProblem, Problem, SurroundingsProblem
from tests.db import child
from tests.db.records import CHEAP, HOLDER, LOGIN, NEW_PASSWORD, NOW, PASSWORD, StoreDesk

DATA_KEY = bytes(range(32))
DEVICE = b"d" * 32
OTHER = HOLDER._replace(officer_id="01900000-0000-7000-8000-000000000002", login="zhao", name="赵样二")


@pytest.fixture
def slots(tmp_path: Path) -> Path:
    """A folder with one officer's slot."""
    folder = tmp_path / "slots"
    key_slots.seal(folder, HOLDER, PASSWORD, DATA_KEY, DEVICE, CHEAP)
    return folder


def slot_file(slots: Path) -> Path:
    return next(path for path in slots.glob("*.slot") if HOLDER.login in path.read_text(encoding="utf-8"))


def refusal(slots: Path, password: str = PASSWORD, login: str = LOGIN, device: bytes = DEVICE) -> str:
    with pytest.raises(Problem) as caught:
        key_slots.unseal(slots, login, password, device)
    return caught.value.code


def opens(slots: Path, password: str) -> bool:
    try:
        return key_slots.unseal(slots, LOGIN, password, DEVICE) == (HOLDER, DATA_KEY)
    except OfficerProblem:
        return False


def test_the_right_password_gives_the_key(slots: Path) -> None:
    assert key_slots.unseal(slots, LOGIN, PASSWORD, DEVICE) == (HOLDER, DATA_KEY)


@pytest.mark.parametrize("password", ["", "x", PASSWORD + " ", PASSWORD.upper(), NEW_PASSWORD])
def test_a_wrong_password_does_not(slots: Path, password: str) -> None:
    assert refusal(slots, password) == "access.wrong_password"


def test_a_slot_is_worth_nothing_on_another_machine(slots: Path) -> None:
    assert refusal(slots, device=b"e" * 32) == "access.wrong_password"


def test_nobody_knows_a_stranger(slots: Path) -> None:
    assert refusal(slots, login="nobody") == "access.unknown_officer"


def test_each_officer_has_a_slot_to_the_same_store(slots: Path) -> None:
    key_slots.seal(slots, OTHER, NEW_PASSWORD, DATA_KEY, DEVICE, CHEAP)
    assert key_slots.holders(slots) == [HOLDER, OTHER]
    assert key_slots.unseal(slots, "zhao", NEW_PASSWORD, DEVICE) == (OTHER, DATA_KEY)
    assert key_slots.unseal(slots, LOGIN, PASSWORD, DEVICE) == (HOLDER, DATA_KEY)
    assert refusal(slots, NEW_PASSWORD) == "access.wrong_password"


def test_every_fact_of_a_slot_is_sealed(slots: Path) -> None:
    """Nobody can make themselves a supervisor, or the password cheaper to guess, with a text editor."""
    path = slot_file(slots)
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["check"]
    edits = [
        {"holder": content["holder"] | {"role": "supervisor"}},
        {"holder": content["holder"] | {"name": "他样一"}},
        {"holder": content["holder"] | {"practice": True}},
        {"cost": content["cost"] | {"passes": 2}},
        {"salt": "00" * 16},
        {"nonce": "00" * 12},
        {"sealed": "00" * 48},
    ]
    for edit in edits:
        forged = content | edit
        path.write_text(json.dumps(forged | {"check": key_slots._check(forged)}), encoding="utf-8")
        assert refusal(slots) == "access.wrong_password", edit


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[]",
        lambda text: "7",
        lambda text: text.replace('"salt": "', '"salt": "zz'),
        lambda text: text.replace('"nonce": "', '"nonce": "00'),
        lambda text: text.replace('"memory_kib": 1024', '"memory_kib": 999999999'),
        lambda text: text.replace('"format": 1', '"format": 2'),
        lambda text: text.replace('"login"', '"logout"'),
    ],
)
def test_the_spare_is_used_when_a_slot_is_damaged(slots: Path, damage: object) -> None:
    path = slot_file(slots)
    whole = path.read_text(encoding="utf-8")
    broken = damage(whole)  # type: ignore[operator]
    assert broken != whole
    path.write_text(broken, encoding="utf-8")
    assert key_slots.holders(slots) == [HOLDER]
    assert opens(slots, PASSWORD)


def test_damage_to_slot_and_spare_is_no_crash(slots: Path) -> None:
    for path in slots.iterdir():
        path.write_bytes(os.urandom(200))
    assert key_slots.holders(slots) == []
    assert refusal(slots) == "access.unknown_officer"


def test_a_flipped_bit_anywhere_is_made_good_by_the_spare(slots: Path) -> None:
    path = slot_file(slots)
    whole = path.read_bytes()
    for position in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << position % 8
        path.write_bytes(bytes(damaged))
        assert opens(slots, PASSWORD), position


def test_a_changed_password_leaves_the_old_one_no_way_back(slots: Path) -> None:
    key_slots.seal(slots, HOLDER, NEW_PASSWORD, DATA_KEY, DEVICE, CHEAP)
    assert opens(slots, NEW_PASSWORD) and not opens(slots, PASSWORD)
    slot_file(slots).write_text("cut", encoding="utf-8")
    assert opens(slots, NEW_PASSWORD) and not opens(slots, PASSWORD)


def test_killed_at_any_step_of_a_change_exactly_one_password_works(finished_office: Path, tmp_path: Path) -> None:
    import shutil

    worked = []
    for step in range(20):
        root = tmp_path / f"office{step}"
        shutil.copytree(finished_office, root)
        status, _ = child.outcome("change_password", root, step)
        worked.append(_working(OfficeFolder(root, CHEAP)))
        if status == 0:
            break
    assert status == 0, "the change never came to its end"
    assert len(worked) > 5
    assert worked == sorted(worked, key=[PASSWORD, NEW_PASSWORD].index)
    assert worked[0] == PASSWORD and worked[-1] == NEW_PASSWORD


def _working(folder: OfficeFolder) -> str:
    """The one password that opens the office."""
    working = [password for password in (PASSWORD, NEW_PASSWORD) if _opens_office(folder, password)]
    assert len(working) == 1
    return working[0]


def _opens_office(folder: OfficeFolder, password: str) -> bool:
    try:
        folder.open(LOGIN, password).close()
    except OfficerProblem:
        return False
    return True


def test_a_change_that_the_disk_refuses_keeps_the_old_password(slots: Path) -> None:
    """A folder stands where the new spare would be written first: a disk that takes no file."""
    (slots / f"{slot_file(slots).stem}.spare-new").mkdir()
    with pytest.raises(SurroundingsProblem, match="slot_not_written"):
        key_slots.seal(slots, HOLDER, NEW_PASSWORD, DATA_KEY, DEVICE, CHEAP)
    assert opens(slots, PASSWORD) and not opens(slots, NEW_PASSWORD)


def test_the_real_cost_is_the_second_profile_of_rfc_9106(tmp_path: Path) -> None:
    assert Cost() == Cost(memory_kib=64 * 1024, passes=3, lanes=4)
    key_slots.seal(tmp_path, HOLDER, PASSWORD, DATA_KEY, DEVICE, Cost())
    assert opens(tmp_path, PASSWORD) and not opens(tmp_path, NEW_PASSWORD)


def test_neither_key_nor_password_lies_in_any_file(desk: StoreDesk, folder: OfficeFolder) -> None:
    key = desk.store.key
    folder.add_slot(HOLDER, NEW_PASSWORD, key)
    folder.back_up(desk.store, NOW)
    secrets = [
        key,
        key.hex().encode(),
        *(p.encode(c) for p in (PASSWORD, NEW_PASSWORD) for c in ("utf-8", "gbk")),
    ]
    files = [path for path in folder.root.rglob("*") if path.is_file()]
    assert len(files) >= 6
    for path in files:
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret in content or secret.upper() in content], path.name


@pytest.mark.skipif(os.name == "nt", reason="Windows guards files by access lists")
def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    root = tmp_path / "fresh"
    opened = OfficeFolder(root, CHEAP).create(HOLDER, PASSWORD)
    OfficeFolder(root, CHEAP).back_up(opened.store, NOW)
    modes = {path.relative_to(root): stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*")}
    modes |= {Path(): stat.S_IMODE(root.stat().st_mode)}
    opened.close()
    assert {"store.db-wal", "device.secret"} <= {path.name for path in modes}
    for path, mode in modes.items():
        assert mode == (0o700 if (root / path).is_dir() else 0o600), path
