"""Statutory retirement age (法定退休年龄) under the gradual raising that began on 2025-01-01.

Source: decision of the Standing Committee of the National People's Congress of 2024-09-13. Three tracks, each with
the month from which births are affected, the old age, how many months of birth raise the age by one month, and the
most it rises by. Which track a woman is on depends on her post and is asked, never derived from sex.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseworker.calendar import add_months


class RetirementTrack(StrEnum):
    """The age a person would have retired at before 2025."""

    MEN_60 = "men_60"
    WOMEN_55 = "women_55"
    WOMEN_50 = "women_50"


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """An age in whole years and months."""

    years: int
    months: int

    @property
    def total_months(self) -> int:
        return self.years * 12 + self.months


@dataclass(frozen=True, slots=True)
class _Schedule:
    first_affected: date
    old_years: int
    births_per_month: int
    most_months: int


_SCHEDULES = {
    RetirementTrack.MEN_60: _Schedule(date(1965, 1, 1), 60, 4, 36),
    RetirementTrack.WOMEN_55: _Schedule(date(1970, 1, 1), 55, 4, 36),
    RetirementTrack.WOMEN_50: _Schedule(date(1975, 1, 1), 50, 2, 60),
}


def retirement_age(birth: date, track: RetirementTrack) -> RetirementAge:
    """The age at which a person born on `birth` reaches retirement on `track`."""
    schedule = _SCHEDULES[track]
    base = schedule.first_affected
    after = (birth.year - base.year) * 12 + birth.month - base.month
    raised = 0 if after < 0 else min(schedule.most_months, after // schedule.births_per_month + 1)
    return RetirementAge(schedule.old_years + raised // 12, raised % 12)


def retirement_day(birth: date, track: RetirementTrack) -> date:
    """The day on which a person born on `birth` reaches retirement age on `track`."""
    return add_months(birth, retirement_age(birth, track).total_months)


def possible_tracks(sex: str, track: RetirementTrack | None = None) -> tuple[RetirementTrack, ...]:
    """The tracks a person may be on: the known one, else what sex leaves open (GB/T 2261.1: "1" male, "2" female).

    A woman may be on either of two; a person whose sex is not stated on any.
    """
    if track is not None:
        return (track,)
    if sex == "1":
        return (RetirementTrack.MEN_60,)
    if sex == "2":
        return (RetirementTrack.WOMEN_55, RetirementTrack.WOMEN_50)
    return tuple(RetirementTrack)
