"""Files that officers asked for (papers, workbooks): each appears whole or not at all.

A power cut, a full disk or a pulled-out stick must never leave half a workbook under the name of a whole one.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from caseworker.problems import SurroundingsProblem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, over a file that may be there; on failure that file stays as it was.

    Written beside its target and moved there once it is safely on the disk. Raises `SurroundingsProblem`
    `files.disk_full` or `files.cannot_write`, both with `path`.
    """
    try:
        _replace(path, data)
    except OSError as error:
        code = "files.disk_full" if error.errno in _FULL else "files.cannot_write"
        raise SurroundingsProblem(code, path=str(path)) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself survive a power cut; not every file system can be asked to, and none fails
    for it.
    """
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
