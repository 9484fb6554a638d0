"""The report benches count and write what they say, on a small office."""

from __future__ import annotations

import pytest

from bench import export, report
from caseworker.reports.indicators import CODES


def test_the_summary_of_a_small_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("N", "40")
    figures = report.main([])
    assert figures["indicators"] == len(CODES)
    assert (figures["cases"], figures["activities"]) == (40, 240)
    assert 0 < int(str(figures["behind_rows"])) <= 240
    assert figures["seconds"]


@pytest.mark.slow
def test_a_small_ledger_is_written_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("N", "50")
    figures = export.main([])
    assert (figures["rows"], figures["columns"]) == (50, 30)
    assert all(figures[key] for key in ("seconds", "openpyxl_s", "ratio", "peak_mb"))
