"""Instants are UTC, working days are China's, whatever the machine's own zone."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from caseworker.clock import CHINA, FixedClock, SystemClock, china_day, china_instant


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 21, 15, 59, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 16, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 16, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 11, 22, 0, 30, tzinfo=CHINA), date(2026, 11, 22)),
    ],
)
def test_the_working_day_begins_at_midnight_in_china(instant: datetime, day: date) -> None:
    assert china_day(instant) == day
    assert FixedClock(instant).today() == day


def test_a_time_in_china_is_an_instant_in_utc() -> None:
    assert china_instant(date(2026, 11, 22)) == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert china_instant(date(2026, 11, 22), 0, 30).tzinfo is UTC
    for hour in range(24):
        assert china_day(china_instant(date(2026, 3, 1), hour)) == date(2026, 3, 1)


def test_a_fixed_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(datetime(2026, 11, 22, 15, 0, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.advance(hours=1, minutes=5)
    assert clock.now() == datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
    assert clock.today() == date(2026, 11, 23)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_does_not_matter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        now = SystemClock().now()
        assert now.utcoffset() == timedelta(0)
        assert abs(now.timestamp() - time.time()) < 60
        assert SystemClock().today() in {china_day(now), china_day(now + timedelta(minutes=1))}
        assert china_instant(date(2026, 7, 1)) == datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()
