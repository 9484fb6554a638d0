"""Which days a month's figures are about, how they compare, and who may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseworker.access.actor import Role
from caseworker.clock import FixedClock, china_instant
from caseworker.desk import Desk
from caseworker.problems import OfficerProblem
from caseworker.reports.month import (
    COMMUNITY_CODES,
    change,
    communities,
    month_period,
    month_summary,
    months_until,
)
from db.indicators import Period

TODAY = date(2026, 11, 23)


def test_a_month_ends_today_while_it_lasts() -> None:
    assert month_period(date(2026, 11, 9), TODAY) == Period(date(2026, 11, 1), TODAY)
    assert month_period(date(2026, 10, 9), TODAY) == Period(date(2026, 10, 1), date(2026, 10, 31))
    with pytest.raises(OfficerProblem) as refused:
        month_period(date(2026, 12, 1), TODAY)
    assert refused.value.code == "reports.month_ahead"


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 11, 1), date(2026, 11, 23), (date(2025, 11, 1), date(2025, 11, 23))),
        (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2023, 2, 1), date(2023, 2, 28))),
        (date(2025, 2, 1), date(2025, 2, 27), (date(2024, 2, 1), date(2024, 2, 27))),
    ],
)
def test_last_year_is_as_long(first: date, last: date, before: tuple[date, date]) -> None:
    assert Period(first, last).year_before == Period(*before)


def test_the_year_so_far_and_twelve_months() -> None:
    assert Period(date(2026, 11, 1), TODAY).year_so_far == Period(date(2026, 1, 1), TODAY)
    months = months_until(date(2026, 2, 1))
    assert (len(months), months[0], months[-2:]) == (12, date(2025, 3, 1), (date(2026, 1, 1), date(2026, 2, 1)))


def test_change_is_growth_or_the_difference_of_shares() -> None:
    assert change("referrals", 12, 10) == pytest.approx(0.2)
    assert change("reach_rate", 0.8, 0.9) == pytest.approx(-0.1)
    assert change("referrals", 12, 0) is change("posts_per_seeker", None, 1.0) is None


def test_communities_add_up_to_the_office(office: Desk) -> None:
    summary = month_summary(office, TODAY)
    whole = {line.code: line.this_month for line in summary.lines}
    assert summary.communities[-1].community == ""
    assert [line.community for line in summary.communities[:-1]] == communities(office)
    for number, code in enumerate(COMMUNITY_CODES):
        if not code.endswith("_rate"):
            assert sum(line.values[number] or 0 for line in summary.communities) == whole[code]


def test_a_community_has_its_own_summary(office: Desk) -> None:
    summary = month_summary(office, TODAY, "样例社区三")
    by_place = {line.community: line.values for line in month_summary(office, TODAY).communities}
    mine = {line.code: line.this_month for line in summary.lines}
    assert tuple(mine[code] for code in COMMUNITY_CODES) == by_place["样例社区三"]
    assert mine["posts_per_seeker"] is None


def test_the_last_point_of_the_trend_is_this_month(office: Desk) -> None:
    summary = month_summary(office, TODAY)
    this = {line.code: line.this_month for line in summary.lines}
    october = {line.code: line.this_month for line in month_summary(office, date(2026, 10, 1)).lines}
    for line in summary.trend:
        assert line.values[-2:] == (october[line.code], this[line.code])


def test_the_first_hour_of_a_month_in_china_belongs_to_it(own_office: Desk) -> None:
    """00:30 on 1 November in China is still 31 October in UTC."""
    from caseworker.cases.timeline import Entry, record
    from caseworker.reports.behind import month_behind

    case_id = month_behind(own_office, "cases_open", TODAY)[0].case_id
    assert case_id is not None
    before = _entries(own_office, date(2026, 11, 1)), _entries(own_office, date(2026, 10, 1))
    record(own_office, case_id, Entry("talk", "夜里", occurred_at=china_instant(date(2026, 11, 1), 0, 30)))
    assert (_entries(own_office, date(2026, 11, 1)), _entries(own_office, date(2026, 10, 1))) == (
        before[0] + 1,
        before[1],
    )


def _entries(desk: Desk, month: date) -> int:
    return next(int(line.this_month or 0) for line in month_summary(desk, month).lines if line.code == "activities")


def test_a_role_without_view_sees_nothing(office: Desk) -> None:
    admin = replace(office, actor=replace(office.actor, role=Role.ADMIN))
    with pytest.raises(OfficerProblem):
        month_summary(admin, TODAY)
    with pytest.raises(OfficerProblem):
        communities(admin)


def test_a_month_before_the_office_is_empty_and_whole(office: Desk) -> None:
    long_ago = replace(office, clock=FixedClock(china_instant(date(2019, 1, 15))))
    summary = month_summary(long_ago, date(2019, 1, 1))
    assert {line.this_month for line in summary.lines} == {0, None}
    assert summary.communities == ()
