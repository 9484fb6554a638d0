"""An officer's role or office, and the key of access tokens, changed on the server: what holds from then on."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import tomli_w
from typer.testing import CliRunner

from db.actor import Role
from db.central import changing, directory
from db.central.cli import app
from db.central.database import Central
from db.central.problems import Refusal
from db.central.service import guard
from db.central.settings import Settings
from db.models.base import new_id
from db.sync import wire
from tests.central import DISTRICT, OTHER_DISTRICT, SECRET, CentralServer, Pc, Seat

BY = "cli:tests"


@pytest.fixture
def seat(central_server: CentralServer) -> Seat:
    return central_server.seat()


@pytest.fixture
def pc(central_server: CentralServer, seat: Seat) -> Pc:
    return central_server.pc(seat)


def audited(server: CentralServer, officer: UUID) -> list[str]:
    with server.central.transaction(None) as connection:
        query = "SELECT action FROM hub.audit_log WHERE detail LIKE %s AND role = 'server' ORDER BY at"
        return [row[0] for row in connection.execute(query, (f'%"officer":"{officer.hex}"%',))]


def entry(server: CentralServer, officer: UUID) -> tuple[object, ...]:
    """The officer's line in the directory, wherever it stands."""
    query = "SELECT district_id, office_id, login, role FROM officer WHERE id = %s AND district_id = ANY(%s)"
    with server.central.transaction(None, directory.SCOPE) as connection:
        (found,) = connection.execute(query, (officer, [DISTRICT, OTHER_DISTRICT])).fetchall()
    return tuple(found)


def refused(reply: object) -> tuple[int, str]:
    return reply.status_code, reply.json()["error"]  # type: ignore[attr-defined]


def test_a_role_holds_from_the_next_request_on(central_server: CentralServer, seat: Seat, pc: Pc) -> None:
    code = pc.ask("POST", "/v1/codes", json={"purpose": "device"}).json()["code"]
    assert changing.change_role(central_server.central, seat.officer_id, Role.OFFICER, BY, central_server.clock())
    assert refused(pc.ask("GET", "/v1/devices")) == (401, "session")
    assert refused(pc.turn()) == (401, "session")
    assert refused(central_server.new_pc().enroll(code)) == (403, "code"), "they may not approve any more"
    assert pc.sign_in(seat).json()["officer"]["role"] == "officer"
    assert refused(pc.ask("GET", "/v1/devices")) == (403, "role")
    assert entry(central_server, seat.officer_id)[3] == "officer"
    assert not changing.change_role(central_server.central, seat.officer_id, Role.OFFICER, BY, central_server.clock())
    assert audited(central_server, seat.officer_id) == ["account.role"]


def test_codes_of_who_still_approves_stay_good(central_server: CentralServer, seat: Seat, pc: Pc) -> None:
    code = pc.ask("POST", "/v1/codes", json={"purpose": "device"}).json()["code"]
    changing.change_role(central_server.central, seat.officer_id, Role.ADMIN, BY, central_server.clock())
    assert central_server.new_pc().enroll(code).is_success


def test_a_closed_account_approves_nobody(central_server: CentralServer, seat: Seat, pc: Pc) -> None:
    colleague = central_server.colleague(seat, Role.SUPERVISOR)
    code = pc.ask("POST", "/v1/codes", json={"purpose": "device"}).json()["code"]
    overseer = central_server.enrolled(seat)
    overseer.sign_in(colleague)
    path = f"/v1/accounts/{seat.officer_id.hex}"
    assert overseer.ask("POST", path, json={"active": False}).is_success
    assert refused(central_server.new_pc().enroll(code)) == (403, "code")


@pytest.mark.parametrize("district", [DISTRICT, OTHER_DISTRICT])
def test_a_moved_officer_is_gone_there_and_new_here(
    central_server: CentralServer, seat: Seat, pc: Pc, district: str
) -> None:
    name = f"样二街道{district}"
    target = seat_named(central_server, name, district)
    scope = pc_scopes(pc)
    moved = changing.move_officer(
        central_server.central, seat.officer_id, name, district, "", BY, central_server.clock()
    )
    assert (moved.login, moved.open_cases) == (seat.login, 0)
    assert refused(pc.ask("GET", "/v1/hello")) == (403, "account_closed")
    assert refused(pc.turn())[0] in {401, 403}
    assert refused(pc.sign_in(seat)) == (401, "sign_in")
    there = central_server.enrolled(target)
    arrived = Seat(target.office_id, district, seat.officer_id, seat.login, seat.role)
    assert refused(there.sign_in(arrived)) == (401, "sign_in"), "no secret goes along"
    central_server.set_secret(arrived)
    assert there.sign_in(arrived).is_success
    assert pc_scopes(there) == {"r", f"d:{district}", wire.office(target.office_id)} != scope
    assert entry(central_server, seat.officer_id) == (district, target.office_id, seat.login, "supervisor")
    assert audited(central_server, seat.officer_id) == ["account.left", "account.came"]
    assert officers_read(there)[seat.officer_id.hex] == target.office_id.hex


def test_what_cannot_be_is_refused_and_changes_nothing(central_server: CentralServer, seat: Seat) -> None:
    central, now = central_server.central, central_server.clock()
    taken = seat_named(central_server, "样三街道", DISTRICT, login=seat.login)
    asked = (
        (new_id(), "样三街道", "404 not_found"), (seat.officer_id, "没有的街道", "404 office_unknown"),
        (seat.officer_id, "样三街道", "409 login_taken"), (taken.officer_id, "样三街道", "400 same_office"),
    )  # fmt: skip
    for officer, office, said in asked:
        with pytest.raises(Refusal, match=said):
            changing.move_officer(central, officer, office, DISTRICT, "", BY, now)
    with pytest.raises(Refusal, match="404 not_found"):
        changing.change_role(central, new_id(), Role.OFFICER, BY, now)
    assert entry(central_server, seat.officer_id)[1] == seat.office_id
    assert audited(central_server, seat.officer_id) == []
    moved = changing.move_officer(central, seat.officer_id, "样三街道", DISTRICT, "zhou2", BY, now)
    assert moved.login == "zhou2" == entry(central_server, seat.officer_id)[2]


def test_another_key_refuses_every_token_that_is_out(
    central_server: CentralServer, seat: Seat, pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pc.ask("GET", "/v1/hello").is_success
    assert changing.rotate_token_key(central_server.central, BY, central_server.clock(), end_logins=False) == 0
    assert refused(pc.ask("GET", "/v1/hello")) == (401, "token")
    assert pc.turn().is_success, "the login stands"
    assert pc.ask("GET", "/v1/hello").is_success
    assert changing.rotate_token_key(central_server.central, BY, central_server.clock(), end_logins=True) >= 1
    assert refused(pc.turn()) == (401, "session")
    assert pc.sign_in(seat).is_success and pc.ask("GET", "/v1/hello").is_success


def test_a_process_that_does_not_know_the_key_yet_reads_it(central_server: CentralServer, pc: Pc) -> None:
    """Another process sealed the token, with a key that came into force since."""
    served = guard.Service(central_server.central, Settings(dsn=""))
    now = central_server.clock()
    assert served.keyring.claim(pc.access, now)[0].device_id == pc.device_id
    changing.rotate_token_key(central_server.central, BY, now, end_logins=False)
    pc.turn()
    served.keyring._read_at -= 2
    assert served.keyring.claim(pc.access, now)[0].device_id == pc.device_id
    with pytest.raises(Refusal, match="401 token"):
        served.keyring.claim(pc.access[:-1] + "_", now)


def test_by_the_commands(central_server: CentralServer, seat: Seat, pc: Pc, tmp_path: Path) -> None:
    file = tmp_path / "central.toml"
    file.write_text(tomli_w.dumps({"dsn": central_server.settings.dsn}), "utf-8")

    def run(*asked: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, [*asked, "--settings", str(file), "--lang", "en"])
        assert result.exit_code == code, result.output
        return result.output

    officer = ("--officer", seat.officer_id.hex)
    open_case(central_server.central, seat)
    seat_named(central_server, "样五街道", DISTRICT)
    assert "officer from the next request" in run("role", *officer, "--role", "officer")
    assert "was officer before" in run("role", *officer, "--role", "officer")
    said = run("move", *officer, "--office", "样五街道", "--district", DISTRICT)
    assert f"--login {seat.login}" in said and "old office: 1." in said
    assert "is at that office already" in run("move", *officer, "--office", "样五街道", "--district", DISTRICT, code=1)
    assert "Another key is in force" in run("rotate-token-key")
    assert refused(pc.ask("GET", "/v1/hello"))[0] in {401, 403}


def seat_named(server: CentralServer, office: str, district: str, login: str = "zheng") -> Seat:
    """An office of a name of its own."""
    seat = Seat(new_id(), district, new_id(), login, Role.SUPERVISOR)
    asked = directory.Founding(office, district, "样例区", login, "郑样三", Role.SUPERVISOR)
    with server.central.transaction(None, directory.SCOPE) as connection:
        directory.found(connection, asked, seat.office_id, seat.officer_id, BY, server.clock())
    return seat


def open_case(central: Central, seat: Seat) -> None:
    values = "id, office_id, district_id, rev, deleted, sync_scope, made_by, made_at"
    with central.transaction(None, wire.office(seat.office_id)) as connection:
        connection.execute(
            f'INSERT INTO "case" ({values}, person_id, owner_id, episode, state, opened_on, assigned_at)'
            " VALUES (%s, %s, %s, 1, false, %s, %s, now(), %s, %s, 1, 'open', '2026-11-22', now())",
            (
                *(new_id(), seat.office_id, seat.district_id, wire.office(seat.office_id)),
                *(seat.officer_id, new_id(), seat.officer_id),
            ),
        )


def pc_scopes(pc: Pc) -> set[str]:
    reply = pc.ask("GET", "/v1/hello")
    return {scope["id"] for scope in wire.loads(wire.unpack(reply.content, wire.MAX_REPLY))["scopes"]}


def officers_read(pc: Pc) -> dict[str, str]:
    """Officers as a PC reads them in its first pull of the directory: id and office."""
    hello = wire.loads(wire.unpack(pc.ask("GET", "/v1/hello").content, wire.MAX_REPLY))
    epoch = next(scope["epoch"] for scope in hello["scopes"] if scope["id"] == "r")
    reply = pc.ask("GET", "/v1/pull", params={"scope": "r", "epoch": epoch, "after": 0, "limit": 5000})
    assert SECRET not in reply.text
    (block,) = [one for one in wire.loads(wire.unpack(reply.content, wire.MAX_REPLY))["ent"] if one["e"] == "officer"]
    place = block["cols"].index("office_id")
    return {row[0]: row[place] for row in block["rows"]}
