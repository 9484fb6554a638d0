"""The shared parts of the benches, and that every bench can be run by its name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import __main__ as benches
from bench import harness

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.01, 1.0), (0.5, 50.0), (0.95, 95.0), (0.99, 99.0), (0.995, 100.0), (1.0, 100.0)]
)
def test_percentiles_are_by_nearest_rank(share: float, value: float) -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert harness.percentile(values, share) == value
    assert harness.percentile([7.0], share) == 7.0


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        harness.percentile([], 0.5)


def test_dice_fall_the_same_in_every_run() -> None:
    assert [harness.dice("a").random() for _ in range(2)] == [harness.dice("a").random()] * 2
    assert harness.dice("a").random() != harness.dice("b").random()


def test_n_of_the_environment_sets_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("N", raising=False)
    assert harness.count(200) == 200
    monkeypatch.setenv("N", "20")
    assert harness.count(200) == 20


def test_the_last_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    harness.run(lambda _: {"p50_ms": 1.23456789, "n": 3, "label": "样"}, [])
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == {"p50_ms": 1.2346, "n": 3, "label": "样"}


def test_every_bench_has_a_main() -> None:
    assert "crash" in benches.names() and "harness" not in benches.names()
    for name in benches.names():
        assert "def main(" in (ROOT / "bench" / f"{name}.py").read_text(encoding="utf-8"), name


def test_an_unknown_bench_names_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "nothing"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "crash" in done.stderr and not done.stdout
