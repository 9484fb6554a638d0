"""When to meet the central store again: pure, so that a storm of five thousand PCs can be reckoned on paper."""

from __future__ import annotations

from random import Random

FIRST = 5.0
LONGEST = 900.0


def next_delay(dice: Random, *, failures: int, poll: float = 60.0, retry_after: float | None = None) -> float:
    """Seconds until the next meeting.

    After a success the poll interval, half of it more or less, so that PCs switched on together drift apart. After
    failures full jitter over a span that doubles from 5 s to 15 min; never before the server's own `retry_after`.
    """
    if failures == 0:
        wait = poll * dice.uniform(0.5, 1.5)
    else:
        wait = dice.uniform(0.0, min(LONGEST, FIRST * 2.0 ** min(failures - 1, 16)))
    if retry_after is None:
        return wait
    return retry_after + dice.uniform(0.0, max(FIRST, retry_after / 2))
