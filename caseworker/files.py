"""Files that officers asked for (papers, workbooks): each appears whole or not at all.

A power cut, a full disk or a pulled-out stick must never leave half a workbook under the name of a whole one.
"""

from __future__ import annotations

import errno
from pathlib import Path

from caseworker.problems import SurroundingsProblem
from db.whole_file import write_whole

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, over a file that may be there; on failure that file stays as it was.

    Written beside its target and moved there once it is safely on the disk. Raises `SurroundingsProblem`
    `files.disk_full` or `files.cannot_write`, both with `path`.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        code = "files.disk_full" if error.errno in _FULL else "files.cannot_write"
        raise SurroundingsProblem(code, path=str(path)) from error
