"""Every indicator against an independent recount from raw rows, of the office, a community and an officer."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from caseworker.desk import Desk
from caseworker.reports.indicators import CODES
from db.indicators import By, Period, figures, records
from db.indicators.catalogue import INDICATORS, Count, Measure
from db.models import Officer
from tests.caseworker.reports.recount import Recount, Tables

PERIODS = (
    (date(2026, 11, 1), date(2026, 11, 23)),
    (date(2026, 10, 1), date(2026, 10, 31)),
    (date(2026, 1, 1), date(2026, 11, 23)),
    (date(2025, 11, 1), date(2025, 11, 30)),
    (date(2019, 1, 1), date(2019, 1, 31)),
)


@pytest.fixture(scope="module")
def tables(office: Desk) -> Tables:
    with office.read() as session:
        found = Tables.of(session)
        session.expunge_all()
        return found


@pytest.mark.parametrize(("first", "last"), PERIODS)
@pytest.mark.parametrize("community", [None, "样例社区三", ""])
def test_every_indicator_is_what_a_recount_finds(
    office: Desk, tables: Tables, first: date, last: date, community: str | None
) -> None:
    with office.read() as session:
        found = figures(session, Period(first, last))
    recount = Recount(tables, first, last, community, None)
    assert {code: found.value(code, community) for code in CODES} == {code: recount.value(code) for code in CODES}


@pytest.mark.parametrize(("first", "last"), PERIODS[:3])
def test_figures_that_are_not_split_are_the_same(office: Desk, first: date, last: date) -> None:
    period = Period(first, last)
    with office.read() as session:
        split = figures(session, period)
        whole = figures(session, period, by=By.NOTHING)
        place = figures(session, period, community="样例社区三", by=By.NOTHING)
    assert {code: whole.value(code) for code in CODES} == {code: split.value(code) for code in CODES}
    for code in CODES:
        assert place.value(code, "样例社区三") == split.value(code, "样例社区三")
    with pytest.raises(ValueError, match="places"):
        whole.value("activities", "样例社区三")


def test_every_officer_has_a_recount_too(office: Desk, tables: Tables) -> None:
    first, last = PERIODS[2]
    with office.read() as session:
        officers = list(session.scalars(select(Officer.id)))
        found = {one: figures(session, Period(first, last), officer_id=one) for one in officers}
    assert len(officers) == 3
    for one in officers:
        recount = Recount(tables, first, last, None, one)
        assert {code: found[one].value(code) for code in CODES} == {code: recount.value(code) for code in CODES}


def test_the_rough_office_has_something_for_every_rule(tables: Tables) -> None:
    """A recount of zeros proves nothing."""
    recount = Recount(tables, *PERIODS[2], None, None)
    silent = {code for code in CODES if not recount.value(code)}
    kinds = {"talk", "guidance", "policy_talk", "fair", "interview", "training", "trainee", "startup"}
    assert silent == {f"activity_{kind}" for kind in kinds}


@pytest.mark.parametrize("code", CODES)
def test_the_records_behind_a_number_are_as_many_as_it_says(office: Desk, code: str) -> None:
    period = Period(*PERIODS[2])
    with office.read() as session:
        found = figures(session, period)
        indicator = INDICATORS[code]
        count = indicator if isinstance(indicator, Count) else INDICATORS[indicator.over]
        assert isinstance(count, Count)
        hits = records(session, code, period)
        here = records(session, code, period, "样例社区三")
    value = found.value(count.code)
    if count.measure is Measure.SUM:
        assert bool(hits) == bool(value)
    else:
        whom = {hit.person_id for hit in hits} if count.measure is Measure.PEOPLE else [hit.id for hit in hits]
        assert len(whom) == value
    assert {hit.community for hit in here} <= {"样例社区三"}
    assert set(here) <= set(hits)
    assert {hit.entity for hit in hits} <= {count.entity}
    assert [hit.moment for hit in hits] == sorted(hit.moment for hit in hits)
