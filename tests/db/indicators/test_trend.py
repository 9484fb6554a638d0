"""What has a trend and what has none."""

from __future__ import annotations

from datetime import date

import pytest

from db.indicators import Period, trend

MONTHS = (Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 11, 1), date(2026, 11, 30)))


@pytest.mark.parametrize("code", ["referred", "vacancies", "follow_up_rate", "interviews"])
def test_only_plain_counts_of_rows_have_a_trend(code: str) -> None:
    with pytest.raises(ValueError, match="has no trend"):
        trend(None, code, MONTHS)  # type: ignore[arg-type]  # refused before anything is read
