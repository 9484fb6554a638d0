"""An administrator's desk and the central store behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.desk import Desk
from tests.caseworker.district.bureau import connected, fill, manager_desk
from tests.central import (
    CentralServer,
    _service,  # noqa: F401
    authority,  # noqa: F401
)


@pytest.fixture(scope="module")
def district_server(_service: CentralServer) -> CentralServer:  # noqa: F811
    """The running service with a district in it."""
    fill(_service)
    return _service


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, district_server: CentralServer) -> Iterator[Desk]:
    """The administrator, connected."""
    made = connected(manager_desk(tmp_path_factory.mktemp("bureau")), district_server)
    yield made
    made.store.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Desk]:
    """The administrator at a PC that is not connected."""
    made = manager_desk(tmp_path)
    yield made
    made.store.close()
