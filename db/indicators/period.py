"""The days a figure is about: both ends are counted, in China's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    @property
    def start(self) -> datetime:
        """The instant the first day begins in China."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The instant after the last day; it no longer belongs to the period."""
        return _midnight(self.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _CHINA).astimezone(UTC)
