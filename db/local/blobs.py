"""The bytes of attachments on this PC (附件内容), each once, named by what they are and never plain on the disk.

A file's name is a keyed hash of the hash of its bytes: the folder tells nobody whether a known paper lies in it. Files
appear whole or not at all; bytes that arrive chunk by chunk lie in a `.part` until their hash is right. What is found
damaged is set aside under `.damaged`, so that the next meeting with the centre or the next backup brings it back whole.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.local.blob_file import DamagedFile, Sealed, begin, offset, open_sealed
from db.models.file import CHUNK_BYTES, MOST_BYTES, chunk_count
from db.problems import OfficerProblem, SurroundingsProblem

DAMAGED = ".damaged"
PART = ".part"
NEW = ".new"
HASHED = "length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'"
"""SQL: the row names bytes by a hash. One that does not, from wherever it came, must not stop the others."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


class Blobs:
    """Bytes by their SHA-256 (hex, of the plain bytes). Usable from any thread; holds nothing open.

    Raises `store.disk_full`, `store.read_only` and `store.disk_error` when the disk does not take what is written.
    """

    def __init__(self, folder: Path, key: bytes, *, frozen: bool = False) -> None:
        """`key` is the data key of the store; what seals and names the files is derived from it."""
        self.folder = folder
        self._frozen = frozen
        self._keys = (bytearray(_derived(key, b"caseworker blobs")), bytearray(_derived(key, b"caseworker blob names")))
        self._open = True
        self._putting = Lock()
        self._asking = Lock()
        self._wanted: dict[str, None] = {}

    def put(self, content: bytes) -> str:
        """Keep these bytes and tell their hash; bytes that lie here whole are not written again.

        Raises `blobs.too_large` past `MOST_BYTES`.
        """
        if len(content) > MOST_BYTES:
            raise OfficerProblem("blobs.too_large", most_mb=MOST_BYTES // 2**20)
        sha256 = hashlib.sha256(content).hexdigest()
        with self._writing(), self._putting:
            if self.sound(sha256):
                os.utime(self.path(sha256))  # wanted again: see `drop`
            else:
                self._write(sha256, content)
        return sha256

    def has(self, sha256: str) -> bool:
        """Whether the bytes lie here. Damage is noticed by those who read."""
        return self.path(sha256).exists()

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises `blobs.absent`, `blobs.damaged`, `blobs.cannot_read`."""
        with self._reading(sha256) as (file, sealed):
            content = b"".join(sealed.read(file, number) for number in range(sealed.chunks))
            if file.read(1) or hashlib.sha256(content).hexdigest() != sha256:
                raise DamagedFile
            return content

    def chunk(self, sha256: str, number: int) -> bytes:
        """One chunk of the bytes (`CHUNK_BYTES`, the last one less). Raises as `get` does."""
        with self._reading(sha256) as (file, sealed):
            return sealed.read(file, number)

    def size(self, sha256: str) -> int:
        """How many bytes they are. Raises as `get` does."""
        with self._reading(sha256) as (_, sealed):
            return sealed.size

    def sound(self, sha256: str) -> bool:
        """Whether the bytes lie here and are whole: every chunk is read."""
        try:
            self.get(sha256)
        except SurroundingsProblem:
            return False
        return True

    def remove(self, sha256: str) -> None:
        """Take away bytes that no row names any more, and what was begun or damaged of them."""
        path = self.path(sha256)
        with self._writing():
            for place in (path, path.with_suffix(PART), path.with_suffix(DAMAGED)):
                place.unlink(missing_ok=True)

    def drop(self, file_names: Iterable[str], *, unless_touched_after: float | None = None) -> None:
        """Remove files by name, but for those that were put, or put again, after a moment (POSIX seconds)."""
        with self._writing():
            for path in (self.folder / name for name in file_names):
                with self._putting, suppress(FileNotFoundError):
                    if unless_touched_after is None or path.stat().st_mtime <= unless_touched_after:
                        path.unlink()

    def names(self) -> dict[str, Path]:
        """Name → file, of all that lies here whole."""
        with suppress(FileNotFoundError):
            return {path.name: path for path in self.folder.iterdir() if not path.suffix}
        return {}

    def path(self, sha256: str) -> Path:
        """Where the bytes lie, or would."""
        return self.folder / hmac.digest(self._secret(1), _digest(sha256), "sha256").hex()

    # Bytes that arrive chunk by chunk.

    def ask_first(self, sha256: str) -> None:
        """Somebody waits for these bytes: sync fetches them before all others, the last asked for first.

        Who tries to read bytes that are not here has asked.
        """
        with self._asking:
            self._wanted.pop(sha256, None)
            self._wanted[sha256] = None

    def asked(self) -> list[str]:
        """What somebody waits for and is not here yet, the last asked for first."""
        with self._asking:
            self._wanted = {sha256: None for sha256 in self._wanted if not self.has(sha256)}
            return list(reversed(self._wanted))

    def chunks_here(self, sha256: str, size: int) -> int:
        """How many chunks of an arrival lie here already, so that it goes on after them."""
        try:
            with self._part(sha256).open("rb") as file:
                known = open_sealed(self._sealing, file, _digest(sha256)).size == size
                whole = (os.fstat(file.fileno()).st_size - offset(0)) // (offset(1) - offset(0))
                return min(whole, chunk_count(size) - 1) if known else 0
        except (OSError, DamagedFile):
            return 0

    def add_chunk(self, sha256: str, size: int, number: int, content: bytes) -> None:
        """Write the next chunk of an arrival; number 0 begins it anew. What lies behind it is cut off."""
        with self._writing():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with _private(self._part(sha256), begin=number == 0) as file:
                if number:
                    sealed = open_sealed(self._sealing, file, _digest(sha256))
                else:
                    sealed = begin(self._sealing, _digest(sha256), size)
                    file.write(sealed.header)
                file.truncate(offset(number))
                file.seek(offset(number))
                file.write(sealed.seal(number, content))

    def finish(self, sha256: str) -> bool:
        """Give an arrival its place when its bytes have the hash they were asked for by; else it is thrown away."""
        part = self._part(sha256)
        with self._writing():
            if not self._whole(part, sha256):
                part.unlink(missing_ok=True)
                return False
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            self._place(part, sha256)
            return True

    def take(self, sha256: str, source: Path) -> bool:
        """Bring back a sealed file of this store from elsewhere (a backup), if it is whole."""
        fresh = self._fresh(self.path(sha256))
        with self._writing():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            try:
                with _private(fresh, begin=True) as file, source.open("rb") as old:
                    while piece := old.read(CHUNK_BYTES):
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
                if not self._whole(fresh, sha256):
                    return False
                self._place(fresh, sha256)
            finally:
                fresh.unlink(missing_ok=True)
        return True

    def close(self) -> None:
        """Wipe the keys held here."""
        self._open = False
        for key in self._keys:
            key[:] = bytes(len(key))

    @property
    def _sealing(self) -> bytes:
        return self._secret(0)

    def _secret(self, which: int) -> bytes:
        """A key, looked at once more after it was copied: nothing is ever sealed under a wiped one."""
        found = bytes(self._keys[which])
        if not self._open:
            raise SurroundingsProblem("store.cannot_open")
        return found

    def _write(self, sha256: str, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        sealed = begin(self._sealing, _digest(sha256), len(content))
        fresh = self._fresh(self.path(sha256))
        try:
            with _private(fresh, begin=True) as file:
                file.write(sealed.header)
                for number in range(sealed.chunks):
                    file.write(sealed.seal(number, content[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]))
                file.flush()
                os.fsync(file.fileno())
            self._place(fresh, sha256)
        finally:
            fresh.unlink(missing_ok=True)

    def _place(self, fresh: Path, sha256: str) -> None:
        path = self.path(sha256)
        try:
            fresh.replace(path)
        except PermissionError:
            if not path.exists():  # Windows does not replace a file that somebody reads: then it is there
                raise
        path.with_suffix(DAMAGED).unlink(missing_ok=True)
        _settle(self.folder)

    def _whole(self, path: Path, sha256: str) -> bool:
        whole = hashlib.sha256()
        try:
            with path.open("rb") as file:
                sealed = open_sealed(self._sealing, file, _digest(sha256))
                for number in range(sealed.chunks):
                    whole.update(sealed.read(file, number))
                return not file.read(1) and whole.hexdigest() == sha256
        except (FileNotFoundError, DamagedFile):
            return False

    @contextmanager
    def _reading(self, sha256: str) -> Iterator[tuple[BinaryIO, Sealed]]:
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                yield file, open_sealed(self._sealing, file, _digest(sha256))
        except FileNotFoundError as error:
            self.ask_first(sha256)
            damaged = path.with_suffix(DAMAGED).exists()
            raise SurroundingsProblem("blobs.damaged" if damaged else "blobs.absent") from error
        except DamagedFile as error:
            if not self._frozen:
                with suppress(OSError):
                    path.replace(path.with_suffix(DAMAGED))
                self.ask_first(sha256)
            raise SurroundingsProblem("blobs.damaged") from error
        except OSError as error:
            raise SurroundingsProblem("blobs.cannot_read") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._frozen:
            raise SurroundingsProblem("store.read_only")
        try:
            yield
        except OSError as error:
            kinds = ((_FULL, "store.disk_full"), (_READ_ONLY, "store.read_only"))
            code = next((code for numbers, code in kinds if error.errno in numbers), "store.disk_error")
            raise SurroundingsProblem(code) from error

    def _part(self, sha256: str) -> Path:
        return self.path(sha256).with_suffix(PART)

    @staticmethod
    def _fresh(path: Path) -> Path:
        return path.with_name(f"{path.name}-{secrets.token_hex(4)}{NEW}")


def named(blobs: Blobs, hashes: Iterable[str]) -> set[str]:
    """The names of the files of these bytes."""
    return {blobs.path(sha256).name for sha256 in hashes}


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(key)


def _digest(sha256: str) -> bytes:
    digest = bytes.fromhex(sha256)
    if len(digest) != 32:
        raise ValueError("not a SHA-256")
    return digest


def _private(path: Path, *, begin: bool) -> BinaryIO:
    """A file only its owner may read, to be written and read back."""
    flags = os.O_RDWR | getattr(os, "O_BINARY", 0) | (os.O_CREAT | os.O_TRUNC if begin else 0)
    return os.fdopen(os.open(path, flags, 0o600), "rb+")


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk, where a system keeps that apart from the file."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
