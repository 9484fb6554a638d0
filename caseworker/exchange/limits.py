"""How much a file for import may be and cost.

One place, so that the text for the officer and the check agree.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    `ratio` (unpacked : packed) only counts above `ratio_floor` unpacked.
    """

    file_size: int = 20 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    ratio: int = 100
    ratio_floor: int = 20 * MEGABYTE
    parts: int = 2_000
    rows: int = 300_000
    columns: int = 1_024
    dense_cells: int = 30_000_000
    cpu_seconds: int = 600
    wall_seconds: int = 900
    memory: int = 1024 * MEGABYTE
