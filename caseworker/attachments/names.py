"""The name a file is kept and shown under: what arrives by stick, phone or chat, made safe for every system.

A name is shown in lists, written into a folder when the officer opens a file with another program, and travels to the
other PCs of the office: no path, nothing invisible, nothing that reads backwards, no name Windows keeps for itself.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a whole name (the column's length)."""
LONGEST_BYTES = 240
"""Bytes of a whole name in UTF-8: file systems take 255, and some room is left for a number behind it."""
UNNAMED = "附件"

_FORBIDDEN = re.compile(r'[<>:"|?*\\/]+')
_SPACES = re.compile(r"\s+")
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
"""Controls, zero-width and direction marks, surrogates, characters that do not exist, line separators."""


def split_name(name: str) -> tuple[str, str]:
    """(stem, extension in lower case without its dot) of the last part of a path; the extension may be empty."""
    last = re.split(r"[\\/]", name)[-1]
    stem, dot, extension = last.rpartition(".")
    clean = _seen(extension).strip().lower()
    return (stem, clean) if dot and clean.isascii() and clean.isalnum() and len(clean) <= 8 else (last, "")


def safe_name(name: str, extension: str) -> str:
    """A name that can be shown and written anywhere, ending in `.extension`; a nameless file is 附件.

    At most 120 characters and 240 bytes. Giving a safe name again changes nothing.
    """
    stem, given = split_name(name)
    if given and given != extension:
        stem = f"{stem}.{given}"
    stem = _tidy(_FORBIDDEN.sub("_", _seen(re.split(r"[\\/]", stem)[-1]))) or UNNAMED
    if stem.split(".")[0].rstrip().upper() in _DEVICES:
        stem = f"_{stem}"
    ending = f".{extension}" if extension else ""
    return _shortened(stem, ending) + ending


def _seen(text: str) -> str:
    whole = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " "))
    return "".join(char for char in whole if unicodedata.category(char) not in _UNSEEN)


def _tidy(stem: str) -> str:
    """Single spaces; no dot or space at either end, which Windows drops and Unix hides."""
    return _SPACES.sub(" ", stem).strip(" .")


def _shortened(stem: str, ending: str) -> str:
    stem = stem[: LONGEST - len(ending)]
    while len((stem + ending).encode("utf-8")) > LONGEST_BYTES:
        stem = stem[:-1]
    while unicodedata.combining(stem[-1:] or " "):
        stem = stem[:-1]
    return _tidy(stem) or UNNAMED
