"""Sealed files (密封文件): what leaves on a USB stick can be read by one receiver only and is known to be the sender's.

The content is encrypted with age (X25519) for the receiver; the sender signs receiver, purpose and ciphertext with
Ed25519. The signature is checked before anything is decrypted. A file sealed for one purpose is refused for another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from db.problems import OfficerProblem

MAGIC = b"caseworker sealed file 1\n"
_SIGNATURE = 64
_KEY = 32


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of a sealed file and the raw Ed25519 public key of who sealed it."""

    content: bytes
    sender: bytes


def new_identity() -> tuple[str, str]:
    """A receiver's secret (`AGE-SECRET-KEY-…`) and the address others seal for (`age1…`)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_key(signer: Ed25519PrivateKey) -> bytes:
    """The 32 bytes by which a signer is known."""
    return signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def seal(content: bytes, purpose: str, receiver: str, signer: Ed25519PrivateKey) -> bytes:
    """A file only `receiver` (age address) can open. `purpose` is a short word, such as `batches`."""
    try:
        address = pyrage.x25519.Recipient.from_str(receiver)
    except pyrage.RecipientError as error:
        raise OfficerProblem("sealed.receiver") from error
    ciphertext: bytes = pyrage.encrypt(content, [address])
    sender = public_key(signer)
    signature = signer.sign(_signed(purpose, receiver, sender, ciphertext))
    return MAGIC + sender + signature + ciphertext


def unseal(file: bytes, purpose: str, identity: str, trusted: Callable[[bytes], bool]) -> Opened:
    """Open a sealed file with the receiver's secret, if `trusted` knows its sender's public key.

    Raises `sealed.not_sealed`, `sealed.unknown_sender`, `sealed.damaged` (changed, cut, or for another purpose or
    receiver: nothing of it is used).
    """
    start = len(MAGIC)
    if not file.startswith(MAGIC) or len(file) < start + _KEY + _SIGNATURE:
        raise OfficerProblem("sealed.not_sealed")
    sender, rest = file[start : start + _KEY], file[start + _KEY :]
    signature, ciphertext = rest[:_SIGNATURE], rest[_SIGNATURE:]
    if not trusted(sender):
        raise OfficerProblem("sealed.unknown_sender")
    own = pyrage.x25519.Identity.from_str(identity)
    try:
        Ed25519PublicKey.from_public_bytes(sender).verify(
            signature, _signed(purpose, str(own.to_public()), sender, ciphertext)
        )
        return Opened(pyrage.decrypt(ciphertext, [own]), sender)
    except (InvalidSignature, ValueError, pyrage.DecryptError) as error:
        raise OfficerProblem("sealed.damaged") from error


def _signed(purpose: str, receiver: str, sender: bytes, ciphertext: bytes) -> bytes:
    """What the signature covers; lengths are fixed by hashing, so that no two parts can trade bytes."""
    parts = (MAGIC, purpose.encode(), receiver.encode(), sender, ciphertext)
    return b"".join(hashlib.sha256(part).digest() for part in parts)
