"""Joining and meeting over the real service: TLS with the district's own authority, enrolment, logins, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.actor import Role
from db.central.certificates import prepare
from db.central.devices import Purpose, State, close
from db.central.directory import Founding
from db.local.folder import OfficeFolder, OpenedStore
from db.problems import OfficerProblem, SurroundingsProblem
from db.sync import outbox, status
from db.sync.client import Report, SyncClient
from db.sync.enrolment import Enrolment, ask_in, change_password, enrol, enrolment, keep, leave, sign_in
from db.sync.http import HttpTransport
from db.sync.outbox import HeldBack
from db.sync.proof import login_secret
from db.sync.session import kept_login
from tests.central import DISTRICT, CentralServer, Seat
from tests.db.records import LOGIN, NEW_PASSWORD, NOW, OFFICER_ID, PASSWORD, StoreDesk, person
from tests.postgres import _empty as empty

CLOCK_OFF = timedelta(hours=9)


class Here:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def pem(server: CentralServer) -> str:
    return server.authority.read_text("ascii")


def founding(server: CentralServer) -> str:
    return server.founding_code(Founding("样例街道", DISTRICT, "样例区", LOGIN, "王样一"))


def join(desk: StoreDesk, server: CentralServer, **more: str) -> Enrolment:
    """Connect the sample office as a supervisor does in the settings."""
    asked = {"address": server.address, "authority": pem(server), "pc": "窗口1", "login": LOGIN, "password": PASSWORD}
    if "code" not in more:
        asked["code"] = founding(server)
    return enrol(desk.store, desk.actor, Here().now(), **(asked | more)).enrolment


def meet(desk: StoreDesk) -> Report:
    place = enrolment(desk.store)
    assert place is not None
    line = HttpTransport(desk.store, place, desk.actor.officer_id, Here().now)
    try:
        return SyncClient(desk.store, line, Here()).run()
    finally:
        line.close()


@pytest.fixture
def fresh_office(central_server: CentralServer, desk: StoreDesk) -> StoreDesk:
    """The sample office, which has fixed ids, and a central store that knows nobody yet."""
    empty(central_server.settings.dsn)
    return desk


def test_an_office_begun_offline_joins_with_its_own_ids(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    desk = fresh_office
    desk.save(person(name="李样二"))
    place = join(desk, central_server)
    assert place == enrolment(desk.store)
    assert place.office_id == desk.actor.office_id
    report = meet(desk)
    assert (report.problem, report.pushed) == ("", 3)
    assert desk.rows("SELECT rev FROM person") == [(1,)]
    assert status.standing(desk.store).waiting == 0
    assert meet(desk).problem == ""  # with the login that was kept
    leave(desk.store)
    assert enrolment(desk.store) is None and kept_login(desk.store, OFFICER_ID) is None
    assert outbox.numbers(desk.store) == (0, 0)


def test_a_second_pc_asks_first_and_reads_its_office_whole(
    fresh_office: StoreDesk, central_server: CentralServer, folder: OfficeFolder, tmp_path: Path
) -> None:
    fresh_office.save(person(name="李样二"))
    join(fresh_office, central_server)
    meet(fresh_office)
    seat = Seat(fresh_office.actor.office_id, DISTRICT, OFFICER_ID, LOGIN, Role.SUPERVISOR)
    asked = ask_in(
        central_server.address,
        pem(central_server),
        central_server.code(seat, officer=OFFICER_ID),
        "窗口2",
        Here().now(),
    )
    assert (asked.office.id, asked.office.name) == (seat.office_id, "样例街道")
    assert asked.officer is not None and asked.officer.id == OFFICER_ID
    assert asked.grant is None  # the account has its secret
    opened = other_pc(tmp_path)
    desk = StoreDesk(opened)
    keep(desk.store, asked.enrolment)
    sign_in(desk.store, asked.enrolment, OFFICER_ID, LOGIN, PASSWORD, Here().now)
    assert meet(desk).problem == ""
    assert desk.rows("SELECT name FROM person") == [("李样二",)]
    assert desk.rows("SELECT login, name FROM officer") == [(LOGIN, "王样一")]
    opened.close()


def other_pc(tmp_path: Path) -> OpenedStore:
    from tests.db.records import CHEAP, HOLDER

    return OfficeFolder(tmp_path / "other", CHEAP).create(HOLDER, PASSWORD)


def test_a_reply_to_the_enrolment_that_got_lost_is_asked_for_again(
    fresh_office: StoreDesk, central_server: CentralServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, code = fresh_office, founding(central_server)
    from db.sync import enrolment as module

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(module, "keep", dies)
        join(desk, central_server, code=code)
    assert enrolment(desk.store) is None
    join(desk, central_server, code=code)
    assert meet(desk).problem == ""


def test_a_code_of_another_office_is_refused_with_words(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    code = central_server.code(central_server.seat())
    with pytest.raises(OfficerProblem, match=r"sync\.code_elsewhere"):
        join(fresh_office, central_server, code=code)
    with pytest.raises(OfficerProblem, match=r"sync\.code"):
        join(fresh_office, central_server, code="0000-0000-0000-0000-0000")
    assert enrolment(fresh_office.store) is None


@pytest.mark.parametrize(
    ("address", "problem"), [("http://example.invalid", "sync.address"), ("central.example.invalid", "sync.address")]
)
def test_only_https_is_spoken(central_server: CentralServer, address: str, problem: str) -> None:
    with pytest.raises(OfficerProblem) as caught:
        ask_in(address, pem(central_server), "code", "窗口1", NOW)
    assert caught.value.code == problem


def test_another_authoritys_server_is_not_spoken_to(central_server: CentralServer, tmp_path: Path) -> None:
    other = prepare(tmp_path, ["127.0.0.1"], Here().now())
    with pytest.raises(SurroundingsProblem, match=r"sync\.certificate"):
        ask_in(central_server.address, other.authority.read_text("ascii"), "code", "窗口1", Here().now())
    with pytest.raises(OfficerProblem, match=r"sync\.authority"):
        ask_in(central_server.address, "no certificate", "code", "窗口1", Here().now())


def test_a_server_of_another_name_is_not_spoken_to(central_server: CentralServer) -> None:
    elsewhere = central_server.address.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(SurroundingsProblem, match=r"sync\.(certificate|unreachable)"):
        ask_in(elsewhere, pem(central_server), "code", "窗口1", Here().now())


def test_nobody_answers(central_server: CentralServer) -> None:
    with pytest.raises(SurroundingsProblem, match=r"sync\.unreachable"):
        ask_in("https://127.0.0.1:9", pem(central_server), "code", "窗口1", Here().now())


def test_a_clock_that_is_off_is_put_right(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    asked = ask_in(
        central_server.address,
        pem(central_server),
        founding(central_server),
        "窗口1",
        Here().now() - CLOCK_OFF,
        office=fresh_office.actor.office_id,
        officer=OFFICER_ID,
    )
    keep(fresh_office.store, asked.enrolment)
    wrong = lambda: Here().now() + CLOCK_OFF  # noqa: E731
    sign_in(fresh_office.store, asked.enrolment, OFFICER_ID, LOGIN, PASSWORD, wrong, grant=asked.grant)
    line = HttpTransport(fresh_office.store, asked.enrolment, OFFICER_ID, wrong)
    assert SyncClient(fresh_office.store, line, Here()).run().problem == ""
    line.close()


def test_a_wrong_password_is_said_to_be_one(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    place = join(fresh_office, central_server)
    with pytest.raises(OfficerProblem, match=r"sync\.wrong_password"):
        sign_in(fresh_office.store, place, OFFICER_ID, LOGIN, "六月-oak-1955", Here().now)


def test_another_password_is_set_by_the_old_one(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    place = join(fresh_office, central_server)
    store, now = fresh_office.store, Here().now
    with pytest.raises(OfficerProblem, match=r"sync\.wrong_password"):
        change_password(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now, old=NEW_PASSWORD)
    change_password(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now, old=PASSWORD)
    assert meet(fresh_office).problem == "", "the login of this PC goes on"
    with pytest.raises(OfficerProblem, match=r"sync\.wrong_password"):
        sign_in(store, place, OFFICER_ID, LOGIN, PASSWORD, now)
    sign_in(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now)


def test_a_line_that_stands_goes_on_after_another_password(
    fresh_office: StoreDesk, central_server: CentralServer
) -> None:
    """The login it began with has ended; the one of the new password is taken up in passing."""
    place = join(fresh_office, central_server)
    line = HttpTransport(fresh_office.store, place, OFFICER_ID, Here().now)
    try:
        line.hello()
        change_password(fresh_office.store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, Here().now, old=PASSWORD)
        assert SyncClient(fresh_office.store, line, Here()).run().problem == ""
    finally:
        line.close()


def test_another_password_is_set_by_a_code(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    place = join(fresh_office, central_server)
    store, now = fresh_office.store, Here().now
    seat = Seat(place.office_id, DISTRICT, OFFICER_ID, LOGIN, Role.SUPERVISOR)
    code = central_server.code(seat, Purpose.PASSWORD, officer=OFFICER_ID)
    with pytest.raises(OfficerProblem, match=r"sync\.code"):
        change_password(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now, grant="AAAA-BBBB-CCCC-DDDD")
    change_password(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now, grant=code)
    with pytest.raises(OfficerProblem, match=r"sync\.code"):
        change_password(store, place, OFFICER_ID, LOGIN, PASSWORD, now, grant=code)
    sign_in(store, place, OFFICER_ID, LOGIN, NEW_PASSWORD, now)


def test_nobody_changes_a_colleagues_password(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    place = join(fresh_office, central_server)
    store, now = fresh_office.store, Here().now
    other = central_server.colleague(Seat(place.office_id, DISTRICT, OFFICER_ID, LOGIN, Role.SUPERVISOR))
    central_server.set_secret(other, login_secret(PASSWORD, place.office_id, other.login))
    with pytest.raises(OfficerProblem, match=r"sync\.other_officer"):
        change_password(store, place, OFFICER_ID, other.login, NEW_PASSWORD, now, old=PASSWORD)
    with pytest.raises(OfficerProblem, match=r"sync\.other_officer"):  # it still is the one it was
        sign_in(store, place, OFFICER_ID, other.login, PASSWORD, now)


def test_too_many_tries_say_how_long_to_wait(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    place = join(fresh_office, central_server)
    with pytest.raises(OfficerProblem) as locked:
        for _ in range(20):
            with suppress_code("sync.wrong_password"):
                change_password(fresh_office.store, place, OFFICER_ID, LOGIN, PASSWORD, Here().now, old="wrong-wrong")
    assert locked.value.code == "sync.locked" and int(str(locked.value.params["seconds"])) > 0


@contextmanager
def suppress_code(code: str) -> Iterator[None]:
    """Let one refusal pass and no other."""
    try:
        yield
    except OfficerProblem as problem:
        if problem.code != code:
            raise


def test_a_revoked_pc_stops_and_keeps_what_waits(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    desk = fresh_office
    place = join(desk, central_server)
    meet(desk)
    desk.save(person())
    line = HttpTransport(desk.store, place, OFFICER_ID, Here().now)
    line.hello()
    with central_server.central.transaction(None) as connection:
        close(connection, place.device_id, State.REVOKED, "cli:tests", "lost", Here().now())
    assert SyncClient(desk.store, line, Here()).run().problem in {"sync.revoked", "sync.sign_in_again"}
    line.close()
    assert meet(desk).problem == "sync.revoked"
    assert status.standing(desk.store).waiting == 1


def test_a_login_that_ended_asks_to_sign_in_again(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    desk = fresh_office
    place = join(desk, central_server)
    with central_server.central.transaction(None) as connection:
        connection.execute("UPDATE hub.login SET ended_at = now()")
    assert meet(desk).problem == "sync.sign_in_again"
    sign_in(desk.store, place, OFFICER_ID, LOGIN, PASSWORD, Here().now)
    assert meet(desk).problem == ""


def test_an_access_token_past_its_time_is_renewed_in_passing(
    fresh_office: StoreDesk, central_server: CentralServer
) -> None:
    desk = fresh_office
    place = join(desk, central_server)
    line = HttpTransport(desk.store, place, OFFICER_ID, Here().now)
    line.hello()
    before = kept_login(desk.store, OFFICER_ID)
    central_server.clock.advance(minutes=4)
    assert line.hello()
    assert kept_login(desk.store, OFFICER_ID) == before
    central_server.clock.advance(minutes=12)
    assert line.hello()
    assert kept_login(desk.store, OFFICER_ID) != before
    line.close()


def test_an_answer_without_end_is_broken_off(fresh_office: StoreDesk, central_server: CentralServer) -> None:
    from db.sync.link import Link
    from db.sync.problems import BadReply

    link = Link(central_server.address, pem(central_server))
    with pytest.raises(BadReply):
        link.ask("GET", "/healthz", most=3)
    link.close()
    assert outbox.freeze(fresh_office.store, OFFICER_ID, NOW, HeldBack()) is not None
