"""The days a figure is about: both ends are counted, in China's calendar."""

from __future__ import annotations

import calendar
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

    @classmethod
    def month(cls, day: date, today: date) -> Period:
        """The month `day` lies in, up to today while it lasts. Raises ValueError for one that has not begun."""
        first = day.replace(day=1)
        return cls(first, min(last_day(first), today))

    @property
    def year_so_far(self) -> Period:
        """From 1 January to the end of the period (本年累计)."""
        return Period(self.first.replace(month=1), self.last)

    @property
    def year_before(self) -> Period:
        """The same days of a month a year earlier (上年同期); 28 or 29 February stand for the end of that month."""
        first = self.first.replace(year=self.first.year - 1)
        end = last_day(first)
        if self.last == last_day(self.first):
            return Period(first, end)
        return Period(first, min(end, first.replace(day=min(self.last.day, end.day))))

    @property
    def start(self) -> datetime:
        """The instant the first day begins in China."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The instant after the last day; it no longer belongs to the period."""
        return _midnight(self.last + timedelta(days=1))


def last_day(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), _CHINA).astimezone(UTC)
