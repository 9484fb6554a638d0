"""A real store behind the screens, and lanes that end with the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.desk import Desk
from tests.caseworker.vacancies.office import make_office, office_desk
from ui.jobs import Jobs, Lanes


@pytest.fixture(scope="session")
def vacancy_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    return make_office(tmp_path_factory.mktemp("vacancy-office") / "office")


@pytest.fixture
def desk(vacancy_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The officer at work in a fresh copy."""
    with office_desk(vacancy_office, tmp_path / "office") as desk:
        yield desk


@pytest.fixture
def jobs(desk: Desk, lanes: Lanes) -> Iterator[Jobs]:
    """The way to the lanes, drained before the store closes."""
    made = Jobs(desk, lanes)
    yield made
    lanes.wait_idle()
