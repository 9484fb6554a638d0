"""Small secrets of this PC: in the keyring of the operating system, else in a file only its owner can read."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Protocol

from db.problems import SurroundingsProblem
from db.whole_file import write_whole

_SERVICE = "caseworker"


class SecretStore(Protocol):
    """Where a named secret of this PC is kept."""

    def get(self, name: str) -> bytes | None:
        """The secret, or None when there is none."""

    def put(self, name: str, value: bytes) -> None:
        """Keep the secret, replacing an earlier one."""


class FileSecrets:
    """Secrets as files of mode 600 in a folder of mode 700; for machines without a keyring."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        path = self._folder / name
        return path.read_bytes() if path.exists() else None

    def put(self, name: str, value: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self._folder / name, value)


class KeyringSecrets:
    """Secrets in DPAPI, Secret Service or Keychain, through the keyring library."""

    def get(self, name: str) -> bytes | None:
        import keyring

        value = keyring.get_password(_SERVICE, name)
        return bytes.fromhex(value) if value else None

    def put(self, name: str, value: bytes) -> None:
        import keyring

        keyring.set_password(_SERVICE, name, value.hex())


def keyring_works() -> bool:
    """Whether this PC has a keyring that can really hold a secret; a headless one has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        if keyring.get_keyring().priority < 1:  # the library's own "fail" and plain-file backends rank below 1
            return False
        keyring.get_password(_SERVICE, "probe")
    except (KeyringError, RuntimeError):
        return False
    return True


def device_secret(folder: Path, name: str, *, make: bool) -> bytes:
    """The 32-byte secret of this PC for one store; `make` allows a new one, as for the first key slot only.

    A file beside the store wins when it is there: the choice made at first use must hold, or key slots sealed
    with it would no longer open. For the same reason a keyring that is shut today raises
    `access.no_device_secret` instead of getting a new secret.
    """
    files = FileSecrets(folder)
    found = files.get(name)
    if found is not None:
        return found
    keeper: SecretStore = KeyringSecrets() if keyring_works() else files
    found = keeper.get(name)
    if found is not None:
        return found
    if not make:
        raise SurroundingsProblem("access.no_device_secret")
    fresh = secrets.token_bytes(32)
    keeper.put(name, fresh)
    return fresh
