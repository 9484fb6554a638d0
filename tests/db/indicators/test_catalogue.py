"""Every indicator can be asked for on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from db.indicators import CATALOGUE, INDICATORS, Count, Period, Quotient
from db.indicators.catalogue import counted
from db.models import Base

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
COUNTS = [one for one in CATALOGUE if isinstance(one, Count)]


def test_codes_are_unique() -> None:
    assert len(INDICATORS) == len(CATALOGUE)


@pytest.mark.parametrize("count", COUNTS, ids=lambda count: count.code)
def test_a_count_can_be_written_for_both_databases(count: Count) -> None:
    rows = count.source(PERIOD).subquery().c
    assert {"id", "person_id", "case_id", "community", "officer_id", "moment"} <= set(rows.keys())
    assert count.entity in Base.metadata.tables
    query = count.source(PERIOD)
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        text = str(query.compile(dialect=dialect))
        assert "strftime" not in text.lower() or dialect.name == "sqlite"
        assert "days_after" not in text


def test_a_quotient_stands_on_counts() -> None:
    for one in CATALOGUE:
        if isinstance(one, Quotient):
            assert isinstance(INDICATORS[one.under], Count)
            assert counted(one.code) is INDICATORS[one.over]
