"""Key slots: the store's random key, sealed once per officer under that officer's password.

`S = argon2id(password, salt)`, `KEK = HKDF(S + device secret, "wrap")`, slot = AES-256-GCM(KEK, data key) with the
slot's open facts as associated data. A slot is checked before the store is opened, so that a wrong password and a
damaged file are never confused: the page cipher answers both with the same words.

Slots are listed before the sign-in is painted, so the ciphers are imported by those who seal and open, and the records
are named tuples, which are made in a tenth of the time of a dataclass.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from db.problems import OfficerProblem, SurroundingsProblem

_SUFFIX = ".slot"
_SPARE = ".spare"
_FORMAT = 1
_MOST_MEMORY_KIB = 1024 * 1024


class Cost(NamedTuple):
    """Work of argon2id: the second profile of RFC 9106, about 0.4 s on an office PC."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


class SlotHolder(NamedTuple):
    """What a slot says openly: who it is for. Shown at sign-in before any key is known."""

    officer_id: str
    login: str
    name: str
    role: str
    office_name: str
    practice: bool = False


class Slot(NamedTuple):
    """A sealed key and its holder. Binary fields are hex."""

    holder: SlotHolder
    cost: Cost
    salt: str
    nonce: str
    sealed: str
    format: int = _FORMAT


def holders(folder: Path) -> list[SlotHolder]:
    """Everyone who has a slot here, by login; a slot that cannot be read falls back to its spare."""
    found = [slot.holder for path in sorted(folder.glob(f"*{_SUFFIX}")) if (slot := _read(path)) is not None]
    return sorted(found, key=lambda holder: holder.login)


def seal(folder: Path, holder: SlotHolder, password: str, data_key: bytes, device_secret: bytes, cost: Cost) -> None:
    """Write the officer's slot and a spare beside it, both under the new password: the old one opens nothing more.

    Raises `access.slot_not_written` and leaves the old slot in force when the disk does not take it.
    """
    import secrets
    from uuid import UUID

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    kek = _kek(password, salt, device_secret, cost)
    sealed = AESGCM(kek).encrypt(nonce, data_key, _associated(holder, cost, salt))
    slot = Slot(holder, cost, salt.hex(), nonce.hex(), sealed.hex())
    path = folder / f"{UUID(holder.officer_id).hex}{_SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = slot._asdict() | {"holder": holder._asdict(), "cost": cost._asdict()}
        _replace(path, json.dumps(content | {"check": _check(content)}, ensure_ascii=False, indent=1))
    except OSError as error:
        raise SurroundingsProblem("access.slot_not_written") from error


def unseal(folder: Path, login: str, password: str, device_secret: bytes) -> tuple[SlotHolder, bytes]:
    """The data key, if the password is right; `access.wrong_password` when it is not."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot = next((slot for slot in _slots(folder) if slot.holder.login == login), None)
    if slot is None:
        raise OfficerProblem("access.unknown_officer")
    salt = bytes.fromhex(slot.salt)
    kek = _kek(password, salt, device_secret, slot.cost)
    try:
        associated = _associated(slot.holder, slot.cost, salt)
        return slot.holder, AESGCM(kek).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), associated)
    except InvalidTag:
        raise OfficerProblem("access.wrong_password") from None


def _kek(password: str, salt: bytes, device_secret: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    stretched = hash_secret_raw(password.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)
    return HKDF(SHA256(), 32, salt=None, info=b"wrap").derive(stretched + device_secret)


def _associated(holder: SlotHolder, cost: Cost, salt: bytes) -> bytes:
    facts = {"format": _FORMAT, "holder": holder._asdict(), "cost": cost._asdict(), "salt": salt.hex()}
    return json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()


def _slots(folder: Path) -> list[Slot]:
    return [slot for path in sorted(folder.glob(f"*{_SUFFIX}")) if (slot := _read(path)) is not None]


def _read(path: Path) -> Slot | None:
    for candidate in (path, path.with_suffix(_SPARE)):
        try:
            return _parse(candidate.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue
    return None


def _parse(text: str) -> Slot:
    """Raises one of the errors of `_read` for anything but a whole slot of a cost this PC can bear."""
    content = json.loads(text)
    if content.pop("check") != _check(content):
        raise ValueError("the slot is damaged")
    slot = Slot(SlotHolder(**content.pop("holder")), Cost(**content.pop("cost")), **content)
    lengths = [len(bytes.fromhex(part)) for part in (slot.salt, slot.nonce, slot.sealed)]
    if lengths != [16, 12, 48] or slot.format != _FORMAT or not 8 <= slot.cost.memory_kib <= _MOST_MEMORY_KIB:
        raise ValueError("not a key slot")
    return slot


def _check(content: dict[str, object]) -> str:
    """Tells damage from a wrong password; forgery is what the seal is for."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _replace(path: Path, content: str) -> None:
    """Both files are on the disk before either takes its place, so a full disk changes nothing."""
    places = {path: path.with_suffix(".new"), path.with_suffix(_SPARE): path.with_suffix(".spare-new")}
    for fresh in places.values():
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for place, fresh in places.items():
        fresh.replace(place)
