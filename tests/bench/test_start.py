"""The program starts lightly, and the bench of the start sees it painted and an officer come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import start


@pytest.mark.slow
def test_nothing_heavy_is_loaded_before_the_sign_in_is_painted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    login, password = start.make_office(tmp_path / "office")
    seen = start.run("office", str(tmp_path), login, password)
    assert seen["heavy"] == []
    assert 0 < seen["paint_s"] < seen["ready_s"]
    assert seen["signin_to_today_s"] > 0.0


def test_a_bare_window_is_painted_too(tmp_path: Path) -> None:
    seen = start.run("bare", str(tmp_path))
    assert seen["paint_s"] > 0.0 and seen["rss_mb"] > 0.0
