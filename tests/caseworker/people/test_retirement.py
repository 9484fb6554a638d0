"""Retirement ages: check values, cases worked out by hand from the decision, and a second way of counting."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from caseworker.people.retirement import (
    RetirementAge,
    RetirementTrack,
    possible_tracks,
    retirement_age,
    retirement_day,
)

MEN, W55, W50 = RetirementTrack.MEN_60, RetirementTrack.WOMEN_55, RetirementTrack.WOMEN_50

# Birth month, age (years, months) and month of retirement, worked out by hand from the wording of the decision; the
# men of 1965-01 and 1976-09 and the women of 1984-11 are the check values that came with it.
TABLE = [
    (MEN, "1964-12", (60, 0), "2024-12"),
    (MEN, "1965-01", (60, 1), "2025-02"),
    (MEN, "1965-04", (60, 1), "2025-05"),
    (MEN, "1965-05", (60, 2), "2025-07"),
    (MEN, "1968-12", (61, 0), "2029-12"),
    (MEN, "1970-01", (61, 4), "2031-05"),
    (MEN, "1972-12", (62, 0), "2034-12"),
    (MEN, "1976-08", (62, 11), "2039-07"),
    (MEN, "1976-09", (63, 0), "2039-09"),
    (MEN, "1976-12", (63, 0), "2039-12"),
    (MEN, "1990-06", (63, 0), "2053-06"),
    (W55, "1969-12", (55, 0), "2024-12"),
    (W55, "1970-01", (55, 1), "2025-02"),
    (W55, "1973-12", (56, 0), "2029-12"),
    (W55, "1981-08", (57, 11), "2039-07"),
    (W55, "1981-09", (58, 0), "2039-09"),
    (W55, "2000-01", (58, 0), "2058-01"),
    (W50, "1974-12", (50, 0), "2024-12"),
    (W50, "1975-01", (50, 1), "2025-02"),
    (W50, "1975-02", (50, 1), "2025-03"),
    (W50, "1975-03", (50, 2), "2025-05"),
    (W50, "1976-12", (51, 0), "2027-12"),
    (W50, "1980-02", (52, 7), "2032-09"),
    (W50, "1984-10", (54, 11), "2039-09"),
    (W50, "1984-11", (55, 0), "2039-11"),
    (W50, "1999-12", (55, 0), "2054-12"),
]


@pytest.mark.parametrize(("track", "born", "age", "month"), TABLE)
def test_cases_by_hand(track: RetirementTrack, born: str, age: tuple[int, int], month: str) -> None:
    for day in ("01", "28"):
        birth = date.fromisoformat(f"{born}-{day}")
        assert retirement_age(birth, track) == RetirementAge(*age)
        assert retirement_day(birth, track).isoformat() == f"{month}-{day}"


@pytest.mark.parametrize(
    ("track", "old", "first", "every", "most"),
    [(MEN, 60, 1965, 4, 36), (W55, 55, 1970, 4, 36), (W50, 50, 1975, 2, 60)],
)
def test_counted_month_by_month(track: RetirementTrack, old: int, first: int, every: int, most: int) -> None:
    """The decision as it is worded: each further `every` months of birth add one month, up to the new age."""
    age = old * 12
    for year, month in product(range(first, first + 15), range(1, 13)):
        if (year - first) * 12 % every == 0 and (month - 1) % every == 0:
            age = min(age + 1, old * 12 + most)
        assert retirement_age(date(year, month, 1), track).total_months == age


def test_the_last_day_of_a_long_month() -> None:
    assert retirement_day(date(1965, 1, 31), MEN) == date(2025, 2, 28)


def test_a_later_birth_never_retires_earlier() -> None:
    for track in RetirementTrack:
        days = [retirement_day(date(year, month, 1), track) for year in range(1960, 2000) for month in range(1, 13)]
        assert days == sorted(set(days))


def test_only_a_womans_track_is_open() -> None:
    assert possible_tracks("1") == (MEN,)
    assert possible_tracks("2") == (W55, W50)
    assert possible_tracks("2", W50) == (W50,)
    assert possible_tracks("") == (MEN, W55, W50)
