"""What a PC proves to the central store, made at one end and checked at the other: its key, and who signs in.

A device is an Ed25519 key made on the PC. Requests that enrol, sign in, refresh or change a password carry four
headers: the device, the time, a number used once, and a signature over them with the method, the path and the body.
A copied request is worth nothing: sent again it is refused.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from db.models.base import instant_text

DEVICE = "x-device"
TIME = "x-device-time"
NONCE = "x-device-nonce"
SIGNATURE = "x-device-signature"

TOLERANCE = timedelta(minutes=5)
"""How far the time of a proof may be from the server's. A PC whose clock is wrong is answered `clock` with the
server's `now`, and signs again with that."""

_KEY_BYTES = 32
_LOGIN_MEMORY_KIB = 65536
_LOGIN_PASSES = 3
_LOGIN_LANES = 4


def new_private_key() -> bytes:
    """A fresh private key, 32 raw bytes; kept in the encrypted store and nowhere else."""
    return secrets.token_bytes(_KEY_BYTES)


def public_key(private: bytes) -> str:
    """The public half in base64, as it is enrolled."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return b64encode(Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()).decode()


def sign(
    private: bytes, device: UUID | None, method: str, path: str, body: bytes, now: datetime, nonce: str = ""
) -> dict[str, str]:
    """The headers of a signed request. `path` has neither host nor query; `device` is None while enrolling."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    name = device.hex if device else ""
    number = nonce or secrets.token_hex(16)
    message = _message(name, method, path, body, instant_text(now), number)
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(message)
    return {DEVICE: name, TIME: instant_text(now), NONCE: number, SIGNATURE: b64encode(signature).decode()}


def is_signed(public: str, headers: Mapping[str, str], method: str, path: str, body: bytes) -> bool:
    """Whether the headers were made by the holder of the key for just this request."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name, time, number = (headers.get(header, "") for header in (DEVICE, TIME, NONCE))
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public, validate=True))
        signature = b64decode(headers.get(SIGNATURE, ""), validate=True)
        key.verify(signature, _message(name, method, path, body, time, number))
    except (ValueError, InvalidSignature):
        return False
    return True


def login_secret(password: str, office_id: UUID, login: str) -> str:
    """What is told to the central store in place of a password: the password that opens the PC's store never leaves it.

    The salt is made of the office and the sign-in name, so that every PC of the office derives the same. About 0.4 s.
    """
    from argon2.low_level import Type, hash_secret_raw

    salt = hashlib.sha256(b"caseworker-login-1\n" + office_id.bytes + login.encode()).digest()[:16]
    secret = hash_secret_raw(
        password.encode(), salt, _LOGIN_PASSES, _LOGIN_MEMORY_KIB, _LOGIN_LANES, _KEY_BYTES, Type.ID
    )
    return b64encode(secret).decode()


def _message(device: str, method: str, path: str, body: bytes, time: str, nonce: str) -> bytes:
    lines = ("caseworker-proof-1", method.upper(), path, hashlib.sha256(body).hexdigest(), device, time, nonce)
    return "\n".join(lines).encode()
