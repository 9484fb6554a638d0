"""An office of this test's own, with its encrypted store and the folder of bytes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.desk import Desk
from tests.caseworker.vacancies.office import make_office, office_desk


@pytest.fixture(scope="session")
def finished_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    return make_office(tmp_path_factory.mktemp("attachment-office") / "office")


@pytest.fixture
def office(finished_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The officer at work in a fresh copy."""
    with office_desk(finished_office, tmp_path / "office") as desk:
        yield desk
