"""A pack as a file somebody wrote: read with care, since it comes from outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caseworker.policy.loading import check_pack
from caseworker.policy.pack import PolicyPack
from caseworker.problems import OfficerProblem, SurroundingsProblem

LARGEST = 256 * 1024
"""Bytes of a pack file; the largest that ships has 20 KiB."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """The text of a file, the pack if its shape is right, and all that is wrong with it."""

    text: str
    pack: PolicyPack | None
    faults: tuple[OfficerProblem, ...]


def read_pack_file(path: Path) -> PackFile:
    """What a file holds, with line ends as TOML writes them.

    Raises `policy.file_unreadable`, `policy.file_large` and `policy.file_not_text`, each with `file`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise SurroundingsProblem("policy.file_unreadable", file=str(path)) from error
    if len(content) > LARGEST:
        raise OfficerProblem("policy.file_large", file=str(path), most=LARGEST // 1024)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise OfficerProblem("policy.file_not_text", file=str(path)) from error
    if "\x00" in text:
        raise OfficerProblem("policy.file_not_text", file=str(path))
    return PackFile(text, *check_pack(text, path.name))
