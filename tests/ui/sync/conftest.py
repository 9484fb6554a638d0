"""The sync screen over a real store, with what sync would have left in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from caseworker.access.actor import Role
from caseworker.desk import Desk
from tests.caseworker.sync.arrivals import all_sent, connect, neighbours
from tests.caseworker.vacancies.office import add_case, add_person, make_office, office_desk
from tests.central import _service, authority, central_server  # noqa: F401  (fixtures)
from ui.jobs import Jobs, Lanes
from ui.sync.loop import SyncLoop
from ui.sync.screen import SyncScreen

SIZE = (1366 - 200, 768 - 58)


@pytest.fixture(scope="session")
def sync_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, copied for each test."""
    return make_office(tmp_path_factory.mktemp("sync-office") / "office")


@pytest.fixture
def alone(sync_office: Path, tmp_path: Path) -> Iterator[Desk]:
    """An officer whose PC works alone."""
    with office_desk(sync_office, tmp_path / "office") as made:
        neighbours(made)
        all_sent(made)
        yield made


@pytest.fixture
def alone_supervisor(alone: Desk) -> Desk:
    """The supervisor of an office whose PC works alone."""
    return Desk(alone.store, replace(alone.actor, role=Role.SUPERVISOR), alone.clock)


@pytest.fixture
def supervised(desk: Desk) -> Desk:
    """The supervisor at a PC that is connected."""
    return Desk(desk.store, replace(desk.actor, role=Role.SUPERVISOR), desk.clock)


@pytest.fixture
def desk(alone: Desk) -> Desk:
    """An officer whose PC is connected and met the central store just now."""
    connect(alone, alone.now)
    return alone


@pytest.fixture
def person(desk: Desk) -> UUID:
    """Somebody with a case, reported already."""
    person_id = add_person(desk, mobile="13800000001")
    add_case(desk, person_id)
    all_sent(desk)
    return person_id


@pytest.fixture
def show(qtbot: QtBot, lanes: Lanes) -> Callable[[Desk], SyncScreen]:
    """The screen, shown and settled. The loop rests: these tests have no server."""

    def shown(desk: Desk, tab: str = "") -> SyncScreen:
        made = SyncScreen(Jobs(desk, lanes))
        lanes.bus.changed.connect(made.hear)
        qtbot.addWidget(made)
        made.resize(*SIZE)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.activate(tab=tab)
        made.jobs.wait_idle()
        assert not SyncLoop.of(lanes).running
        return made

    return shown
