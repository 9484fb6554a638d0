"""Time as the work sees it: instants in UTC, days in Asia/Shanghai. Services are given a clock and ask no machine."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept UTC+8 without summer time since 1992; a fixed offset needs no time-zone files on the PC."""


class Clock(Protocol):
    """What a service may ask about time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""

    def today(self) -> date:
        """The working day in China."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return china_day(self.now())


class FixedClock:
    """A clock that stands still until it is moved; for tests, the sample office and stories."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return china_day(self.instant)

    def advance(self, **delta: float) -> None:
        """Move forward by `timedelta(**delta)`."""
        self.instant += timedelta(**delta)


def china_day(instant: datetime) -> date:
    """The day in China an aware instant falls on."""
    return instant.astimezone(CHINA).date()


def china_instant(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The UTC instant of a wall-clock time in China."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA).astimezone(UTC)
