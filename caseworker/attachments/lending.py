"""Copies lent to another program (用其他程序打开): plain files in a private folder, taken back as soon as possible.

On Linux the folder lies in the user's runtime directory, which is memory and not disk. What a crash leaves behind is
taken away the next time. What the other program keeps of its own is out of reach, and the officer is told so before.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from caseworker.problems import SurroundingsProblem

PREFIX = "caseworker-lent-"


class LentCopies:
    """The copies lent out by this window. Not thread-safe."""

    def __init__(self, base: Path | None = None) -> None:
        """`base`: where the private folder is made; by default the runtime directory, else the temporary one."""
        self.base = base or _base()
        self._folders: list[Path] = []

    @property
    def count(self) -> int:
        """How many copies are out."""
        return len(self._folders)

    def lend(self, name: str, content: bytes) -> Path:
        """Write a copy only this user may read; SurroundingsProblem `attachments.cannot_lend`."""
        try:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self.base))  # made for its owner alone
            self._folders.append(folder)
            path = folder / name
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                file.write(content)
        except OSError as error:
            raise SurroundingsProblem("attachments.cannot_lend") from error
        return path

    def take_back(self) -> int:
        """Remove the copies; returns how many are still held open by their program (Windows) and stay for now."""
        self._folders = [folder for folder in self._folders if not _removed(folder)]
        return len(self._folders)

    def sweep(self) -> int:
        """Remove what an earlier run left behind; returns how many folders."""
        left = [path for path in self.base.glob(f"{PREFIX}*") if path not in self._folders and _ours(path)]
        return sum(_removed(path) for path in left)


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def _ours(path: Path) -> bool:
    """A folder of this user's own, and no link to somewhere else."""
    return path.is_dir() and not path.is_symlink() and (os.name != "posix" or path.lstat().st_uid == os.getuid())


def _base() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
