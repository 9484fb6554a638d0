"""The bench of a district runs whole on one small office."""

from __future__ import annotations

import pytest

from bench import district


@pytest.mark.slow
def test_a_small_region_has_the_figures_of_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("N", "500")
    monkeypatch.setattr(district, "AGAIN", 1)
    monkeypatch.setattr(district, "MEMORY", {})
    found = district.main([])
    assert (found["people"], found["activities"], found["offices"]) == (500, 3000, 1)
    for name in ("first_s", "answer_s", "month_s", "behind_s", "push_per_s", "pull_per_s", "snapshot_s"):
        value = found[name]
        assert isinstance(value, float) and value > 0
    assert isinstance(found["snapshot_rows"], int) and found["snapshot_rows"] > 10_000
