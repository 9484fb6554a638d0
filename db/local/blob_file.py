"""The form in which the bytes of an attachment lie on the disk: sealed chunk by chunk, each bound to its place.

header = magic, salt (16 bytes), size of the plain bytes (8 bytes, big-endian); then the chunks of `CHUNK_BYTES`,
each AES-256-GCM under a key of this file alone (HKDF of the key and the salt). The nonce of a chunk is its number;
header, hash of the whole and number are its associated data, so that a chunk swapped, cut off or put into another
file is noticed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.models.file import CHUNK_BYTES, MOST_BYTES, chunk_count, chunk_length

MAGIC = b"caseworker blob1"
HEADER = len(MAGIC) + 16 + 8
_TAG = 16


class DamagedFile(Exception):
    """A file that is not what was written: changed, cut short, or sealed under another key."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """How one file is sealed. `sha256` is that of its plain bytes, `size` counts them."""

    header: bytes
    sha256: bytes
    size: int
    cipher: AESGCM

    @property
    def chunks(self) -> int:
        return chunk_count(self.size)

    def seal(self, number: int, plain: bytes) -> bytes:
        """A chunk as it lies on the disk."""
        if len(plain) != chunk_length(self.size, number):
            raise ValueError("a chunk of another length")
        return self.cipher.encrypt(_nonce(number), plain, self._bound(number))

    def read(self, file: BinaryIO, number: int) -> bytes:
        """The plain bytes of a chunk. Raises `DamagedFile`."""
        file.seek(offset(number))
        sealed = file.read(chunk_length(self.size, number) + _TAG)
        try:
            return self.cipher.decrypt(_nonce(number), sealed, self._bound(number))
        except InvalidTag as error:
            raise DamagedFile from error

    def _bound(self, number: int) -> bytes:
        return self.header + self.sha256 + number.to_bytes(8, "big")


def begin(key: bytes, sha256: bytes, size: int) -> Sealed:
    """A new file of this many plain bytes."""
    return _sealed(key, MAGIC + secrets.token_bytes(16) + size.to_bytes(8, "big"), sha256)


def open_sealed(key: bytes, file: BinaryIO, sha256: bytes) -> Sealed:
    """How this file is sealed, from its header. Raises `DamagedFile`."""
    file.seek(0)
    header = file.read(HEADER)
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise DamagedFile
    found = _sealed(key, header, sha256)
    if found.size > MOST_BYTES:
        raise DamagedFile
    return found


def offset(number: int) -> int:
    """Where a chunk begins in the file; with the number after the last, where the whole chunks end."""
    return HEADER + number * (CHUNK_BYTES + _TAG)


def _sealed(key: bytes, header: bytes, sha256: bytes) -> Sealed:
    salt = header[len(MAGIC) : len(MAGIC) + 16]
    own = HKDF(SHA256(), 32, salt=salt, info=b"caseworker blob file").derive(key)
    return Sealed(header, sha256, int.from_bytes(header[-8:], "big"), AESGCM(own))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
