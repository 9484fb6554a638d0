"""An office of this test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.desk import Desk
from tests.caseworker.vacancies.office import make_office, office_desk


@pytest.fixture(scope="session")
def case_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    return make_office(tmp_path_factory.mktemp("case-office") / "office")


@pytest.fixture
def office(case_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The officer at work in a fresh copy."""
    with office_desk(case_office, tmp_path / "office") as desk:
        yield desk
