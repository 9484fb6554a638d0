"""How the columns of a table share its width."""

from __future__ import annotations

from collections.abc import Collection, Mapping

LEAST_STRETCHED, LEAST = 0.5, 0.75
"""What is left of a column's own width, at least: its text is shortened, not gone."""


def shared(room: int, own: Mapping[int, int], stretching: Collection[int]) -> dict[int, int]:
    """Widths in pixels by column, from their own widths.

    The stretching ones take what room is left, and give way first when there is too little; then all do. Narrower than
    their least the table is scrolled sideways.
    """
    spare = room - sum(own.values())
    widths = dict(own)
    if spare >= 0:
        _move(widths, dict.fromkeys(stretching, 1), spare)
        return widths
    for columns, least in ((stretching, LEAST_STRETCHED), (own, LEAST)):
        give = {column: max(0, widths[column] - round(own[column] * least)) for column in columns}
        taken = min(-spare, sum(give.values()))
        _move(widths, give, -taken)
        spare += taken
    return widths


def _move(widths: dict[int, int], weights: Mapping[int, int], by: int) -> None:
    """Share out a difference in whole pixels, by weight."""
    whole, left = sum(weights.values()), by
    for column, weight in weights.items():
        part = round(left * weight / whole) if whole else 0
        widths[column] += part
        whole, left = whole - weight, left - part
