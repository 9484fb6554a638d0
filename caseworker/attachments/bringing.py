"""Files that are brought in: read from where they lie, and the scan folder (扫描文件夹) that fills by itself."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from caseworker.attachments.content import LARGEST, SUFFIXES, Accepted, accept, too_large
from caseworker.attachments.names import safe_name, split_name
from caseworker.problems import OfficerProblem, SurroundingsProblem

SETTLED_S = 1.5
"""A scan that was written this many seconds ago and has not grown since is taken to be whole."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One file in the scan folder. `size` in bytes, `written` as seconds since 1970."""

    path: Path
    size: int
    written: float


def bring(path: Path) -> Accepted:
    """Read a file and look at it; OfficerProblem or SurroundingsProblem `attachments.…` says why it is not kept."""
    name = path.name
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise OfficerProblem("attachments.folder", name=_plain(name))
        if not stat.S_ISREG(about.st_mode):
            raise OfficerProblem("attachments.not_kept", name=_plain(name))
        if about.st_size > LARGEST:
            too_large(_plain(name), about.st_size)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise SurroundingsProblem("attachments.cannot_read", name=_plain(name)) from error
    return accept(name, content)


def scans_in(folder: Path) -> list[Scan]:
    """What lies in the scan folder and may be kept, newest first; SurroundingsProblem when the folder is not there."""
    try:
        entries = [path for path in folder.iterdir() if path.suffix.lower().lstrip(".") in SUFFIXES]
    except OSError as error:
        raise SurroundingsProblem("attachments.scan_folder", folder=str(folder)) from error
    return sorted(_scans(entries), key=lambda scan: (-scan.written, scan.path.name))


def settled(scans: Iterable[Scan], before: Iterable[Scan], now: float) -> list[Scan]:
    """Those of `scans` that are whole: unchanged since the look before (`before`) and not written just now."""
    unchanged = set(before)
    return [scan for scan in scans if scan in unchanged and scan.size and now - scan.written >= SETTLED_S]


def discard_scan(scan: Scan) -> None:
    """Take the plain original out of the scan folder once it is kept; one written anew meanwhile stays."""
    try:
        about = scan.path.stat()
        if (about.st_size, about.st_mtime) == (scan.size, scan.written):
            scan.path.unlink()
    except OSError as error:
        raise SurroundingsProblem("attachments.scan_stays", name=_plain(scan.path.name)) from error


def _scans(paths: Iterable[Path]) -> Iterable[Scan]:
    for path in paths:
        try:
            about = path.stat()
        except OSError:  # gone again between the listing and the look
            continue
        if stat.S_ISREG(about.st_mode):
            yield Scan(path, about.st_size, about.st_mtime)


def _plain(name: str) -> str:
    return safe_name(name, split_name(name)[1])
