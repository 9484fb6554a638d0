"""PCs of one central store, for the tests of their meetings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from db.central.database import Central
from db.models.base import new_id
from tests.central import _service, authority, central_server  # noqa: F401
from tests.db.sync.meetings import DISTRICT, Make, meet
from tests.db.sync.pcs import Pc, Ticking


@pytest.fixture
def make(tmp_path: Path, central: Central) -> Iterator[Make]:
    """Makes PCs of this test's central store."""
    made: list[Pc] = []

    def pc(office: UUID, officer: UUID | None = None, district: str = DISTRICT) -> Pc:
        one = Pc(tmp_path / str(len(made)), lambda: central, office, district, officer or new_id(), Ticking())
        made.append(one)
        return one

    yield pc
    for one in made:
        one.store.close()


@pytest.fixture
def first(make: Make) -> Pc:
    """A PC whose office is known to the central store."""
    pc = make(new_id())
    pc.found("甲")
    assert meet(pc).problem == ""
    return pc


@pytest.fixture
def second(make: Make, first: Pc) -> Pc:
    """Another PC of the same office and officer, up to date."""
    pc = make(first.office_id, first.officer_id)
    assert meet(pc).problem == ""
    return pc
