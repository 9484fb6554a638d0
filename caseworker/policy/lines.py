"""Where in a TOML file a value stands: the standard parser reads values and forgets their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The 1-based line of the value at `path` (keys and list positions), else of the table it belongs to.

    Good for files laid out as tables and lists of tables, one key per line; 1 when nothing fits.
    """
    lines = text.splitlines()
    start, rest = _table(lines, path)
    end = next((n for n in range(start, len(lines)) if _HEADER.match(lines[n])), len(lines))
    for key in rest:
        if isinstance(key, str):
            for number in range(start, end):
                if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
                    return number + 1
    return max(start, 1)


def _table(lines: Sequence[str], path: Sequence[str | int]) -> tuple[int, Sequence[str | int]]:
    """The line after the header of the deepest table on `path` (0: the top), and what of the path is left."""
    best: tuple[int, Sequence[str | int]] = (0, path)
    counts: dict[str, int] = {}
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            continue
        name = header[2]
        if header[1] == "[[":
            counts[name] = counts.get(name, -1) + 1
            if tuple(path[:2]) == (name, counts[name]):
                best = (number + 1, path[2:])
        elif path and name == ".".join(str(key) for key in path[: name.count(".") + 1]):
            best = (number + 1, path[name.count(".") + 1 :])
    return best
