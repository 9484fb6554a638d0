"""An office of this test's own, with its neighbours in the directory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from caseworker.desk import Desk
from tests.caseworker.sync.arrivals import all_sent, neighbours
from tests.caseworker.vacancies.office import add_person, make_office, office_desk


@pytest.fixture(scope="session")
def sync_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    return make_office(tmp_path_factory.mktemp("sync-office") / "office")


@pytest.fixture
def desk(sync_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The officer at work in a fresh copy."""
    with office_desk(sync_office, tmp_path / "office") as made:
        neighbours(made)
        all_sent(made)
        yield made


@pytest.fixture
def person(desk: Desk) -> UUID:
    """Somebody registered and reported already."""
    person_id = add_person(desk, mobile="13800000001")
    all_sent(desk)
    return person_id
