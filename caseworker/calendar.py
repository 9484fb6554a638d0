"""Working days and months: what a deadline in 工作日 or a term in months comes to on the calendar.

Working days follow the State Council's yearly notice (holidays and make-up days). The `chinesecalendar` package
carries the notices up to its release; a year it does not know is refused rather than guessed at, until a table of
that year is handed in (`WorkingYear`, read from a file by `read_working_year`).
"""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from caseworker.problems import OfficerProblem

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingYear:
    """One year's notice: weekdays that are off, weekend days that are worked, and where that was published."""

    year: int
    off: frozenset[date]
    work: frozenset[date]
    source: str = ""

    def is_working_day(self, day: date) -> bool:
        """Whether `day`, of this year, is worked."""
        return day in self.work or (day.weekday() < 5 and day not in self.off)


Tables = Mapping[int, WorkingYear]
"""Tables by year that stand before the package's own."""

NO_TABLES: Tables = MappingProxyType({})


def is_working_day(day: date, tables: Tables = NO_TABLES) -> bool:
    """Whether `day` is a 工作日. Raises `OfficerProblem("calendar.no_table")` for a year nobody has a table for."""
    if day.year in tables:
        return tables[day.year].is_working_day(day)
    import chinese_calendar  # imported late: its tables are not needed to paint the first screen

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        raise OfficerProblem("calendar.no_table", year=day.year) from None


def add_working_days(day: date, count: int, tables: Tables = NO_TABLES) -> date:
    """The `count`-th working day after `day`; `day` itself is not counted. Negative counts go back."""
    step = _DAY if count >= 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, tables)
    return day


def working_days_between(start: date, end: date, tables: Tables = NO_TABLES) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is the earlier one.

    `working_days_between(d, add_working_days(d, n)) == n` for every `n >= 0`.
    """
    if end < start:
        return -working_days_between(end, start, tables)
    return sum(is_working_day(start + _DAY * n, tables) for n in range(1, (end - start).days + 1))


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or the month's last day if it is shorter."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from `start` to `end` (0 when `end` is earlier): the largest n with start + n months <= end."""
    if end < start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def years_between(start: date, end: date) -> int:
    """Whole years, as age is counted (周岁): the birthday itself completes the year."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def read_working_year(text: str, name: str = "") -> WorkingYear:
    """A year's table from TOML: `year`, `off` and `work` (lists of dates), `source`.

    Raises `OfficerProblem("calendar.bad_table")` with the file's name and what is wrong with it.
    """
    try:
        table = _YearFile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        detail = fault.errors()[0]["msg"] if isinstance(fault, ValidationError) else str(fault)
        raise OfficerProblem("calendar.bad_table", file=name, detail=detail) from fault
    return WorkingYear(table.year, frozenset(table.off), frozenset(table.work), table.source)


class _YearFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: int
    off: list[date]
    work: list[date]
    source: str

    @model_validator(mode="after")
    def _dates_fit(self) -> _YearFile:
        if any(day.year != self.year for day in [*self.off, *self.work]):
            raise ValueError(f"every date must lie in {self.year}")
        if set(self.off) & set(self.work):
            raise ValueError("a day cannot be both off and worked")
        return self
