"""Two windows, two PCs, a real server: an edit here appears there, edits that meet are settled, a case goes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel

from caseworker.access.entry import Entry, NewOffice
from caseworker.desk import Desk
from caseworker.people.registration import register
from caseworker.settings import Settings
from caseworker.sync.conflicts import conflicts
from caseworker.sync.connection import NewConnection, NewPassword
from caseworker.sync.joining import NewPc
from caseworker.sync.state import SyncState, sync_state
from caseworker.sync.transfers import transfer_of
from db.actor import Role
from db.central.directory import Founding
from db.central.packs import Publication, publish
from db.local.key_slots import Cost
from db.models import Case, Person
from db.sync.proof import login_secret
from tests.caseworker.people.forms import form
from tests.caseworker.policy.test_adoption import V2025
from tests.caseworker.sync.arrivals import edit
from tests.central import CentralServer, Seat
from ui.cases.screen import CaseScreen
from ui.jobs import Lanes
from ui.main import build_window
from ui.policy.card import PackLine, PolicyCard
from ui.policy.compare_sheet import CompareSheet
from ui.rehearsal.hands import Hands
from ui.shell.keeper import SettingsKeeper
from ui.sync.connection_card import ConnectionCard
from ui.sync.loop import SyncLoop
from ui.sync.screen import SyncScreen
from ui.widgets import Toasts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

PASSWORD = "sample-password"
DISTRICT = "500113"


@dataclass
class Pc:
    """One PC with its own store, window and lanes."""

    hands: Hands
    door: Entry
    lanes: Lanes

    @property
    def desk(self) -> Desk:
        jobs = self.hands.window.jobs
        assert jobs is not None and jobs.desk is not None
        return jobs.desk

    @property
    def loop(self) -> SyncLoop:
        return SyncLoop.of(self.lanes)

    @property
    def state(self) -> SyncState:
        return sync_state(self.desk)

    def meet(self) -> None:
        """Meet the central store to the end, as F5 on the sync page does."""
        self.hands.settle()
        self.loop.now()
        self.hands.settle()
        assert self.state.problem == ""

    def at(self, key: str, **params: object) -> object:
        """The screen, shown in front."""
        self.hands.window.activateWindow()
        self.hands.window.go(key, **params)
        self.hands.settle()
        assert self.hands.window.workplace is not None
        return self.hands.window.workplace.current

    def texts(self) -> str:
        """Every word on the screen shown."""
        assert self.hands.window.workplace is not None and self.hands.window.workplace.current is not None
        shown = self.hands.window.workplace.current.findChildren(QLabel)
        return "\n".join(part.text() for part in shown if part.isVisible())


@pytest.fixture
def new_pc(tmp_path: Path, qapp: object) -> Iterator[Callable[[str], Pc]]:
    """Makes a PC whose window waits at the first run."""
    made: list[Pc] = []

    def make(name: str) -> Pc:
        lanes = Lanes()
        door = Entry(tmp_path / name / "office", cost=Cost(1024, 1, 1))
        keeper = SettingsKeeper(Settings(), lanes, tmp_path / name / "settings.toml")
        pc = Pc(Hands(build_window(door, lanes, keeper)), door, lanes)
        pc.hands.show()
        pc.hands.window.begin()
        pc.hands.settle()
        made.append(pc)
        return pc

    yield make
    for pc in made:
        pc.loop.stop()
        pc.hands.window.lock()
        pc.hands.settle()
        pc.hands.window.close()
        pc.lanes.close()
        pc.hands.window.deleteLater()
        pc.lanes.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def found_office(pc: Pc, server: CentralServer, name: str, login: str) -> Seat:
    """An office begun offline connects from its settings, with the code that founds it."""
    pc.hands.window.create_office(NewOffice(name, DISTRICT, "巴南区", name, login, "周样甲", PASSWORD))
    pc.hands.wait(lambda: pc.hands.window.workplace is not None, "the workplace")
    pc.hands.settle()
    code = server.founding_code(Founding(name, DISTRICT, "巴南区", login, "周样甲", Role.SUPERVISOR))
    screen = pc.at("settings")
    card = screen.findChild(ConnectionCard)  # type: ignore[attr-defined]
    card._connect(NewConnection(server.address, server.authority, code, "1 号窗口", login, PASSWORD))
    pc.hands.wait(lambda: pc.state.connected and pc.state.synced_at is not None, "the first meeting")
    pc.hands.settle()
    actor = pc.desk.actor
    return Seat(actor.office_id, DISTRICT, actor.officer_id, login, Role.SUPERVISOR)


def join(pc: Pc, server: CentralServer, seat: Seat, login: str) -> None:
    """Another PC of the office, for a colleague."""
    colleague = server.colleague(seat, Role.SUPERVISOR, login=login)
    server.set_secret(colleague, login_secret(PASSWORD, seat.office_id, login))
    code = server.code(seat, officer=colleague.officer_id)
    pc.hands.window.join_office(NewPc(server.address, server.authority, code, "2 号窗口", login, PASSWORD))
    pc.hands.wait(lambda: pc.hands.window.workplace is not None, "the workplace")
    pc.hands.wait(lambda: pc.state.synced_at is not None, "the first meeting")
    pc.hands.settle()


def value(pc: Pc, person: UUID, field: str) -> object:
    with pc.desk.read() as session:
        found = session.get(Person, person)
        return getattr(found, field) if found is not None and not found.deleted else None


def test_two_windows_and_a_server(new_pc: Callable[[str], Pc], central_server: CentralServer) -> None:
    here, there = new_pc("one"), new_pc("two")
    seat = found_office(here, central_server, "样甲街道", "zhou")
    saved = register(here.desk, form(name="李样二", community="样一社区"), open_case=True)
    person = saved.value.person_id
    here.lanes.bus.publish(saved.changes)
    here.hands.wait(lambda: here.state.pending == 0, "what was saved to go up by itself")  # no key was pressed

    # A second PC of the office has everything after its first meeting, and shows a later edit where it stands open.
    join(there, central_server, seat, "wu")
    assert value(there, person, "community") == "样一社区"
    screen = there.at("case", person_id=person)
    assert isinstance(screen, CaseScreen) and "样一社区" in there.texts()
    edit(here.desk, person, community="样二社区")
    here.meet()
    there.meet()
    assert "样二社区" in there.texts()

    # Both change the name offline; nobody's edit is lost, and a person chooses from the keyboard.
    edit(here.desk, person, name="李样三", grid="1")
    edit(there.desk, person, name="李样四", mobile="13800000009")
    here.meet()
    there.meet()
    assert there.state.conflicts == 1
    screen = there.at("sync")
    assert isinstance(screen, SyncScreen)
    there.hands.press("Return")
    (duel,) = screen.conflicts.duels
    assert {duel.buttons["kept"].value, duel.buttons["other"].value} == {"李样三", "李样四"}
    there.hands.press("2")
    there.meet()
    here.meet()
    for pc in (here, there):
        assert value(pc, person, "name") == "李样四"
        assert (value(pc, person, "grid"), value(pc, person, "mobile")) == ("1", "13800000009")
        assert pc.state.conflicts == 0 and conflicts(pc.desk)[0].fields[0].choice == "other"


def test_a_case_goes_to_another_office(new_pc: Callable[[str], Pc], central_server: CentralServer) -> None:
    giver, taker = new_pc("giver"), new_pc("taker")
    found_office(giver, central_server, "样乙街道", "zhu")
    found_office(taker, central_server, "样丙街道", "wang")
    person = register(giver.desk, form(name="钱样五"), open_case=True).value.person_id
    giver.meet()

    screen = giver.at("case", person_id=person)
    assert isinstance(screen, CaseScreen)
    screen.moves.transfer()
    giver.hands.settle()
    giver.hands.write("样丙")
    giver.hands.press("Return")
    giver.hands.press("1", "Ctrl+Return")
    offer = transfer_of(giver.desk, person)
    assert offer is not None and offer.office == "样丙街道"
    giver.meet()

    taker.meet()
    assert taker.state.incoming == 1
    inbox = taker.at("sync")
    assert isinstance(inbox, SyncScreen) and "待" in inbox.standing.text()
    taker.hands.press("A")
    taker.meet()
    taker.meet()
    assert value(taker, person, "name") == "钱样五"
    with taker.desk.read() as session:
        (case,) = session.query(Case).filter(Case.person_id == person).all()
        assert case.owner_id == taker.desk.actor.officer_id

    giver.meet()
    assert value(giver, person, "name") is None
    gone = transfer_of(giver.desk, person)
    assert gone is not None and (gone.state, gone.here, gone.name) == ("accepted", False, "钱*")
    giver.at("sync", tab="transfers")
    assert "样丙街道" in giver.texts()


def test_the_district_hands_down_a_pack(new_pc: Callable[[str], Pc], central_server: CentralServer) -> None:
    """Published at the centre, seen, compared and put in force in one window, worked by in the other of the office."""
    here, there = new_pc("one"), new_pc("two")
    seat = found_office(here, central_server, "样丁街道", "zhou")
    join(there, central_server, seat, "wu")
    text = V2025.replace("value = 500000\n", "value = 400000\n", 1)
    pack = Publication("500000", "personal_guarantee_loan", "V-2025", text)
    assert publish(central_server.central, pack, [DISTRICT], "cli:tests", central_server.clock()) == (DISTRICT,)

    card = policies(here)
    assert card.page is not None and card.page.waiting == 0
    here.meet()
    assert card.page.waiting == 1, "the page stood open"
    (line,) = card.findChildren(PackLine)
    line.compare_button.setFocus()
    here.hands.press("Space")
    here.hands.settle()
    sheet = here.hands.find(CompareSheet)
    assert "个人最高额度：50万元 → 40万元" in [part.text() for part in sheet.findChildren(QLabel)]
    sheet.go.setFocus()
    here.hands.press("Space")
    here.meet()
    there.meet()
    for pc in (here, there):
        first = policies(pc).page.in_force[0]  # type: ignore[union-attr]
        assert first.since is not None and first.by == "周样甲"

    # Another password for the centre; the office goes on reporting with it.
    new = NewPassword("zhou", "another-password", old=PASSWORD)
    settings = here.at("settings")
    settings.findChild(ConnectionCard)._change_password(new)  # type: ignore[attr-defined]
    here.hands.settle()
    assert "中心密码已更改" in Toasts.of(here.hands.window).shown[-1].words.text()
    here.meet()


def policies(pc: Pc) -> PolicyCard:
    """The policy packs on the settings page, as it is now."""
    found = pc.at("settings").findChild(PolicyCard)  # type: ignore[attr-defined]
    assert isinstance(found, PolicyCard)
    return found
