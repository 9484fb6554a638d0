"""A file that appears whole or not at all: written beside its place, on the disk, and only then moved there.

A power cut, a full disk or a pulled-out stick must never leave half a file under the name of a whole one. What was
there before stays until the new one takes its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

PRIVATE = 0o600
"""For nobody but who wrote it."""
SHARED = 0o666
"""As the user's own files are: less what the system takes away (umask)."""

_LONGEST = 40


@contextmanager
def appearing(path: Path, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """Write what is to stand at `path`. When the block fails nothing is left of it; OSError comes as it is."""
    part = path.with_name(f".{path.name[:_LONGEST]}.{uuid4().hex[:8]}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _settle(path.parent)


def write_whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """As `appearing`, for bytes that are there already."""
    with appearing(path, mode) as file:
        file.write(data)


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut; not every file system can be asked to, and none fails for it."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
