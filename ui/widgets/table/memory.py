"""Where the widths an officer drags columns to are remembered. The shell keeps them in the settings of the
PC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class WidthMemory(Protocol):
    """Widths by table name and column key, in pixels at 100 %."""

    def widths(self, table: str) -> Mapping[str, int]:
        """The remembered widths of a table; empty when none are."""

    def remember(self, table: str, widths: Mapping[str, int]) -> None:
        """Keep the widths of a table."""


class SessionMemory:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, int]] = {}

    def widths(self, table: str) -> Mapping[str, int]:
        return self._kept.get(table, {})

    def remember(self, table: str, widths: Mapping[str, int]) -> None:
        self._kept[table] = dict(widths)


class _Place:
    memory: WidthMemory = SessionMemory()


def set_width_memory(memory: WidthMemory) -> None:
    """Have tables made from now on remember their widths there."""
    _Place.memory = memory


def width_memory() -> WidthMemory:
    """Where tables remember their widths."""
    return _Place.memory
