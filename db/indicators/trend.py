"""One indicator over many periods in one reading: its rows are fetched once, by the moment they are counted for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from sqlalchemy import func, select

from db.indicators.catalogue import INDICATORS, Count, Measure
from db.indicators.figures import Reader
from db.indicators.period import Period
from db.indicators.within import ALL, Within

_CHINA = timezone(timedelta(hours=8))


def trend(
    reader: Reader,
    code: str,
    periods: Sequence[Period],
    *,
    within: Within = ALL,
    community: str | None = None,
    officer_id: UUID | None = None,
) -> tuple[int, ...]:
    """The values of a count of rows in each of `periods`, which follow one another.

    Only for what happens on a day of the period, not for what lasts into it.
    """
    count = INDICATORS[code]
    if not isinstance(count, Count) or count.measure is not Measure.ROWS or count.when is not None:
        raise ValueError(f"{code} has no trend")
    rows = count.source(Period(periods[0].first, periods[-1].last), within).subquery().c
    query = select(rows.moment, func.count()).group_by(rows.moment)
    if community is not None:
        query = query.where(rows.community == community)
    if officer_id is not None:
        query = query.where(rows.officer_id == officer_id)
    found = [0] * len(periods)
    place = {day: number for number, period in enumerate(periods) for day in _days(period)}
    for moment, times in reader.execute(query):
        if (number := place.get(_day(moment))) is not None:
            found[number] += times
    return tuple(found)


def _days(period: Period) -> list[date]:
    return [period.first + timedelta(days) for days in range((period.last - period.first).days + 1)]


def _day(moment: date | datetime) -> date:
    return moment.astimezone(_CHINA).date() if isinstance(moment, datetime) else moment
