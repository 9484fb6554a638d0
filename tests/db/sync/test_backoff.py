"""Delays between meetings: spread out, growing, never before the server asks."""

from __future__ import annotations

from random import Random
from statistics import mean

from db.sync.backoff import FIRST, LONGEST, next_delay


def delays(**given: object) -> list[float]:
    dice = Random(7)
    return [next_delay(dice, **given) for _ in range(2000)]  # type: ignore[arg-type]


def test_after_a_success_half_the_interval_more_or_less() -> None:
    found = delays(failures=0, poll=60.0)
    assert 30.0 <= min(found) < 32.0
    assert 88.0 < max(found) <= 90.0
    assert abs(mean(found) - 60.0) < 1.5


def test_failures_double_the_span_up_to_a_quarter_of_an_hour() -> None:
    spans = [max(delays(failures=count)) for count in (1, 2, 3, 9, 500)]
    wanted = (FIRST, 2 * FIRST, 4 * FIRST, LONGEST, LONGEST)
    assert all(0.98 * limit < span <= limit for span, limit in zip(spans, wanted, strict=True))
    assert min(delays(failures=9)) < 5.0  # full jitter: from nothing to the whole span


def test_never_before_the_server_asks() -> None:
    found = delays(failures=1, retry_after=120.0)
    assert min(found) >= 120.0
    assert 175.0 < max(found) <= 180.0
