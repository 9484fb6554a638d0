"""The days and instants of a period."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from db.indicators import Period


def test_days_begin_at_midnight_in_china() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert period.start == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert period.end == datetime(2026, 11, 30, 16, tzinfo=UTC)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2026, 11, 2), date(2026, 11, 1))
