"""Three PCs of two offices and a central store on a real PostgreSQL, for thousands of steps of work and bad luck.

Whatever is lost, doubled, cut, killed or restored on the way: in the end all PCs of an office hold the same, which is
what the central store holds, and every edit that was accepted is the value, in the history, in a conflict or kept as
refused.

Longer, and along other paths:

    CASEWORKER_STEPS=20000 CASEWORKER_SEED=7 \\
        .venv/bin/python -m pytest -q -m slow --timeout 0 tests/db/sync/test_convergence.py

does at least as many steps, and other ones with another seed; about twenty of them a second. `CASEWORKER_SHRINK=1`
besides lets hypothesis look for the shortest run that fails. What it finds gets a small test of its own besides.
"""

from __future__ import annotations

import itertools
import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from db.central import snapshot
from db.central.database import Central
from db.sync import client, pages, wire
from tests.db.sync.offices import Offices
from tests.postgres import contents

STEPS_EACH = 100
"""Steps of one example, at most: hypothesis stops some of them earlier."""


@pytest.fixture
def offices(central: Central, monkeypatch: pytest.MonkeyPatch) -> type[Offices]:
    """The machine on this test's central store; all that is done in pieces is done in small ones."""
    monkeypatch.setattr(snapshot, "PART_ROWS", 3)
    monkeypatch.setattr(wire, "MAX_OPS", 4)
    monkeypatch.setattr(pages, "_FIRST", 2)
    monkeypatch.setattr(client, "_WORTH_A_THREAD", 2)
    return type("RunningOffices", (Offices,), {"central": central, "empty": contents(central.dsn)})


def test_offices_converge(offices: type[Offices]) -> None:
    _run(offices, steps=200)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_offices_converge_after_thousands_of_steps(offices: type[Offices]) -> None:
    _run(offices, int(os.environ.get("CASEWORKER_STEPS", "1000")), int(os.environ.get("CASEWORKER_SEED", "1")))


def _run(offices: type[Offices], steps: int, first: int = 0) -> None:
    """As many steps, whatever hypothesis makes of it: it may end an example early."""
    phases = [Phase.explicit, Phase.generate, *([Phase.shrink] if os.environ.get("CASEWORKER_SHRINK") else [])]
    chosen = settings(
        max_examples=-(-steps // STEPS_EACH), stateful_step_count=STEPS_EACH, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck), phases=phases, database=None,
    )  # fmt: skip
    for run in itertools.count(first * 1000):
        run_state_machine_as_test(seed(run)(offices), settings=chosen)
        if offices.steps >= steps:
            return
