"""Letting PCs in: codes that count once, for a day, for one office; ids of an office begun offline are kept."""

from __future__ import annotations

from threading import Thread
from uuid import UUID

import httpx
import pytest

from db.actor import Role
from db.central.devices import Purpose
from db.central.directory import Founding
from db.models.base import new_id
from db.sync import proof, wire
from tests.central import DISTRICT, CentralServer

NEW = Founding("样例新街道", DISTRICT, "样例区", "zhou", "周样一", Role.SUPERVISOR, "509999001")


def test_a_code_lets_one_pc_in(central_server: CentralServer) -> None:
    seat = central_server.seat()
    code, pc = central_server.code(seat), central_server.new_pc()
    said = pc.enroll(code).json()
    assert said["office"] | {"name": ""} == {
        "id": seat.office_id.hex,
        "name": "",
        "district_id": DISTRICT,
        "district_name": "样例区",
        "street_code": "",
    }
    assert said["officer"] is None and said["grant"] is None
    assert central_server.new_pc().enroll(code).json() == {"error": "code"}
    with central_server.central.transaction(None) as connection:
        query = "SELECT approved_by, state, name, enrolled_from FROM hub.device WHERE id = %s"
        assert connection.execute(query, (pc.device_id,)).fetchone() == ("cli:tests", "active", "窗口1", "127.0.0.1")


def test_the_same_pc_may_ask_again_when_the_reply_was_lost(central_server: CentralServer) -> None:
    seat = central_server.seat()
    code, pc = central_server.code(seat, officer=seat.officer_id), central_server.new_pc()
    first, second = pc.enroll(code).json(), pc.enroll(code).json()
    assert first["device"] == second["device"] and pc.sign_in(seat).status_code == 200


def test_a_code_counts_once_however_many_pcs_show_it_together(central_server: CentralServer) -> None:
    code = central_server.code(central_server.seat())
    replies: list[httpx.Response] = []
    threads = [Thread(target=lambda: replies.append(central_server.new_pc().enroll(code))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reply.status_code for reply in replies) == [200] + [403] * 5


def test_a_code_is_over_after_a_day(central_server: CentralServer) -> None:
    code = central_server.code(central_server.seat())
    central_server.clock.advance(hours=24, seconds=1)
    assert central_server.new_pc().enroll(code).json() == {"error": "code"}


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA-AAAA-AAAA", "x", "'; DROP TABLE hub.code; --", "王"])
def test_a_code_that_is_none(central_server: CentralServer, code: str) -> None:
    assert central_server.new_pc().enroll(code).json() == {"error": "code"}


def test_a_code_is_read_as_people_write_it(central_server: CentralServer) -> None:
    code = central_server.code(central_server.seat())
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert central_server.new_pc().enroll(typed).status_code == 200


def test_a_code_for_a_password_lets_no_pc_in(central_server: CentralServer) -> None:
    seat = central_server.seat()
    code = central_server.code(seat, Purpose.PASSWORD, officer=seat.officer_id)
    assert central_server.new_pc().enroll(code).json() == {"error": "code"}


def test_a_key_is_enrolled_once(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    assert pc.enroll(central_server.code(seat)).json() == {"error": "key_known"}


def test_a_key_that_did_not_sign_is_not_enrolled(central_server: CentralServer) -> None:
    pc, other = central_server.new_pc(), central_server.new_pc()
    asked = {"code": central_server.code(central_server.seat()), "key": proof.public_key(other.private), "name": "PC"}
    assert pc.signed("/v1/enroll", asked).json() == {"error": "device"}


def test_guessing_codes_is_held_back(own_central_server: CentralServer) -> None:
    pc = own_central_server.new_pc()
    statuses = [pc.enroll(f"CODE{n}").status_code for n in range(62)]
    assert statuses == [403] * 60 + [429] * 2


def test_an_office_begun_offline_keeps_its_ids(central_server: CentralServer) -> None:
    code, pc = central_server.founding_code(NEW), central_server.new_pc()
    office, officer = new_id(), new_id()
    said = pc.enroll(code, office=office.hex, officer=officer.hex).json()
    assert said["office"] == {
        "id": office.hex,
        "name": "样例新街道",
        "district_id": DISTRICT,
        "district_name": "样例区",
        "street_code": "509999001",
    }
    assert said["officer"] == {"id": officer.hex, "login": "zhou", "name": "周样一", "role": "supervisor"}
    again = pc.enroll(code, office=office.hex, officer=officer.hex).json()
    assert again["device"] == said["device"] and again["grant"] != said["grant"]
    change = {"grant": again["grant"], "secret": "the first secret of all"}
    assert pc.keep(pc.signed("/v1/password", change)).status_code == 200
    assert pc.enroll(code).json()["grant"] is None, "who has a secret is given no way to set another"


def test_an_office_without_a_past_is_given_ids(central_server: CentralServer) -> None:
    said = central_server.new_pc().enroll(central_server.founding_code(NEW)).json()
    assert UUID(said["office"]["id"]).version == UUID(said["officer"]["id"]).version == 7


def test_a_known_office_is_not_founded_again(central_server: CentralServer) -> None:
    seat = central_server.seat()
    reply = central_server.new_pc().enroll(central_server.founding_code(NEW), office=seat.office_id.hex)
    assert (reply.status_code, reply.json()) == (409, {"error": "other_office"})


def test_a_pc_with_another_office_does_not_slip_in(central_server: CentralServer) -> None:
    code = central_server.code(central_server.seat())
    assert central_server.new_pc().enroll(code, office=new_id().hex).json() == {"error": "other_office"}
    assert central_server.new_pc().enroll(code).status_code == 200, "the code is not spent by a refusal"


def test_a_supervisor_approves_a_pc_and_a_new_officer(central_server: CentralServer) -> None:
    seat = central_server.seat()
    asked = {"purpose": "device", "new_officer": {"login": "wu", "name": "吴样二", "role": "officer"}}
    issued = central_server.pc(seat).ask("POST", "/v1/codes", json=asked).json()
    pc = central_server.new_pc()
    said = pc.enroll(issued["code"]).json()
    assert said["officer"] == {"id": issued["officer"], "login": "wu", "name": "吴样二", "role": "officer"}
    change = {"grant": said["grant"], "secret": "the first secret of wu"}
    assert pc.keep(pc.signed("/v1/password", change)).json()["officer"]["login"] == "wu"
    with central_server.central.transaction(None) as connection:
        query = "SELECT approved_by FROM hub.device WHERE id = %s"
        assert connection.execute(query, (pc.device_id,)).fetchone() == (seat.officer_id.hex,)
        actions = [
            row[0]
            for row in connection.execute(
                "SELECT action FROM hub.audit_log WHERE office = %s ORDER BY seq", (seat.office_id,)
            )
        ]
    assert actions == ["device.enrolled", "login", "code.device", "device.enrolled", "password"]


@pytest.mark.parametrize("role", ["manager", "auditor", "admin"])
def test_a_supervisor_makes_nobody_more_than_a_supervisor(central_server: CentralServer, role: str) -> None:
    asked = {"purpose": "device", "new_officer": {"login": "wu", "name": "吴样二", "role": role}}
    pc = central_server.pc(central_server.seat())
    assert pc.ask("POST", "/v1/codes", json=asked).json() == {"error": "role"}


def test_a_supervisor_reaches_no_account_of_the_district_at_the_same_office(central_server: CentralServer) -> None:
    seat = central_server.seat()
    manager = central_server.colleague(seat, Role.MANAGER)
    pc = central_server.pc(seat)
    for officer in (manager, seat):
        asked = {"purpose": "password", "officer": officer.officer_id.hex}
        assert pc.ask("POST", "/v1/codes", json=asked).json() == {"error": "role"}
        path = f"/v1/accounts/{officer.officer_id.hex}"
        assert pc.ask("POST", path, json={"active": False}).json() == {"error": "role"}


def test_a_sign_in_name_is_taken_once_at_an_office(central_server: CentralServer) -> None:
    asked = {"purpose": "device", "new_officer": {"login": "zhou", "name": "周样三", "role": "officer"}}
    reply = central_server.pc(central_server.seat()).ask("POST", "/v1/codes", json=asked)
    assert (reply.status_code, reply.json()) == (409, {"error": "login_taken"})


def test_lists_show_the_office_and_an_administrator_all(central_server: CentralServer) -> None:
    seat, other = central_server.seat(), central_server.seat(login="zheng")
    own, admin = central_server.pc(seat), central_server.pc(central_server.seat(Role.ADMIN, login="sun"))
    elsewhere = central_server.enrolled(other)
    mine = own.ask("GET", "/v1/devices").json()["devices"]
    assert [(one["id"], one["state"]) for one in mine] == [(own.device_id.hex, "active")]  # type: ignore[union-attr]
    everywhere = {one["id"] for one in admin.ask("GET", "/v1/devices").json()["devices"]}
    assert {own.device_id.hex, elsewhere.device_id.hex} <= everywhere  # type: ignore[union-attr]
    accounts = own.ask("GET", "/v1/accounts").json()["accounts"]
    assert [(one["login"], one["active"], one["has_secret"]) for one in accounts] == [("zhou", True, True)]


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b"{", wire.dumps({"code": 1}), b"\xff\xfe", b'{"code":"' + b"x" * 100 + b'"}']
)
def test_a_body_that_is_none_is_malformed(central_server: CentralServer, body: bytes) -> None:
    reply = central_server.http.post("/v1/enroll", content=body, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()) == (400, {"error": "malformed"})
