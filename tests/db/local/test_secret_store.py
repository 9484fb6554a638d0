"""Where the device secret lies: chosen at first use, kept to ever after, never made twice."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from db.local.secret_store import FileSecrets, KeyringSecrets, device_secret, keyring_works
from db.problems import SurroundingsProblem


class MemoryKeyring(KeyringBackend):
    """A keyring of this test's own, behind the real library."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library is half typed
        self.kept: dict[tuple[str, str], str] = {}
        self.shut = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.shut:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_the_keyring_is_chosen_where_there_is_one(ring: MemoryKeyring, tmp_path: Path) -> None:
    made = device_secret(tmp_path, "device.secret", make=True)
    assert len(made) == 32
    assert device_secret(tmp_path, "device.secret", make=False) == made
    assert list(ring.kept.values()) == [made.hex()] and not list(tmp_path.iterdir())


def test_without_a_keyring_a_file_for_its_owner_is(tmp_path: Path) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the library is half typed
    assert not keyring_works()
    folder = tmp_path / "slots"
    made = device_secret(folder, "device.secret", make=True)
    assert (folder / "device.secret").read_bytes() == made
    if os.name != "nt":
        assert stat.S_IMODE((folder / "device.secret").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_file_wins_when_a_keyring_appears_later(ring: MemoryKeyring, tmp_path: Path) -> None:
    FileSecrets(tmp_path).put("device.secret", b"f" * 32)
    assert device_secret(tmp_path, "device.secret", make=True) == b"f" * 32
    assert not ring.kept


def test_a_keyring_that_is_shut_gets_no_second_secret(ring: MemoryKeyring, tmp_path: Path) -> None:
    made = device_secret(tmp_path, "device.secret", make=True)
    ring.shut = True
    with pytest.raises(SurroundingsProblem, match=r"access\.no_device_secret"):
        device_secret(tmp_path, "device.secret", make=False)
    assert not list(tmp_path.iterdir())
    ring.shut = False
    assert device_secret(tmp_path, "device.secret", make=False) == made


@pytest.mark.parametrize("kind", [FileSecrets, KeyringSecrets])
def test_secrets_come_back_and_are_replaced(kind: type, tmp_path: Path) -> None:
    keeper = FileSecrets(tmp_path) if kind is FileSecrets else KeyringSecrets()
    assert keeper.get("one") is None
    keeper.put("one", b"\x00first")
    keeper.put("one", b"\xffsecond")
    assert keeper.get("one") == b"\xffsecond"
    assert keeper.get("two") is None
