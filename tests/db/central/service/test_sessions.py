"""Signing in, going on, and being stopped: over the real service."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.actor import Role
from db.central.devices import Purpose
from db.models.base import new_id
from db.sync import proof, wire
from tests.central import SECRET, CentralServer


def test_signs_in_at_an_enrolled_pc(central_server: CentralServer) -> None:
    seat = central_server.seat()
    reply = central_server.enrolled(seat).sign_in(seat)
    said = reply.json()
    assert reply.status_code == 200 and said["expires_in"] == 900
    assert said["officer"] == {"id": seat.officer_id.hex, "login": "zhou", "name": "周样一", "role": "supervisor"}
    assert said["office"]["id"] == seat.office_id.hex and said["office"]["district_id"] == seat.district_id
    assert reply.headers["cache-control"] == "no-store"


def test_a_wrong_secret_an_unknown_name_and_a_closed_account_get_one_answer(central_server: CentralServer) -> None:
    seat = central_server.seat()
    closed = central_server.colleague(seat)
    overseer, pc = central_server.pc(seat), central_server.enrolled(seat)
    assert overseer.ask("POST", f"/v1/accounts/{closed.officer_id.hex}", json={"active": False}).json() == {
        "done": True
    }
    answers = [
        pc.signed("/v1/session", {"login": "zhou", "secret": "not the secret"}),
        pc.signed("/v1/session", {"login": "nobody", "secret": SECRET}),
        pc.signed("/v1/session", {"login": "wu", "secret": SECRET}),
    ]
    assert {(reply.status_code, reply.content) for reply in answers} == {(401, b'{"error":"sign_in"}')}


def test_an_account_of_another_office_does_not_sign_in_here(central_server: CentralServer) -> None:
    pc, elsewhere = central_server.enrolled(central_server.seat()), central_server.seat(login="zheng")
    assert pc.sign_in(elsewhere).json() == {"error": "sign_in"}


def test_guesses_are_held_back_longer_and_longer(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    waits = []
    for _ in range(9):
        reply = pc.sign_in(seat, "not the secret")
        if reply.status_code == 429:
            waits.append(int(reply.headers["retry-after"]))
            assert reply.json() == {"error": "locked"}
            assert pc.sign_in(seat).status_code == 429, "the right secret is held back as well"
            central_server.clock.advance(seconds=waits[-1])
            reply = pc.sign_in(seat, "not the secret")
        assert reply.status_code == 401
    assert waits == [30, 60, 120, 240], "after five, each wait twice the one before"


def test_the_wait_never_passes_a_quarter_of_an_hour_and_the_right_secret_ends_it(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    for _ in range(14):
        pc.sign_in(seat, "not the secret")
        central_server.clock.advance(seconds=900)
    assert pc.sign_in(seat).status_code == 200
    assert pc.sign_in(seat, "not the secret").status_code == 401
    assert pc.sign_in(seat).status_code == 200


def test_guesses_at_many_names_lock_the_device(central_server: CentralServer) -> None:
    pc = central_server.enrolled(central_server.seat())
    codes = [pc.signed("/v1/session", {"login": f"n{n}", "secret": SECRET}).status_code for n in range(6)]
    assert codes == [401] * 5 + [429]


def test_failures_of_yesterday_are_forgotten(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    for _ in range(4):
        pc.sign_in(seat, "not the secret")
    central_server.clock.advance(days=1, seconds=1)
    assert [pc.sign_in(seat, "not the secret").status_code for _ in range(6)] == [401] * 5 + [429]
    with central_server.central.transaction(None) as connection:
        query = "SELECT count(*) FROM hub.attempt WHERE last_at < %s"
        assert connection.execute(query, (central_server.clock() - timedelta(days=1),)).fetchone() == (0,)


def test_the_refresh_token_turns(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    before = pc.refresh
    assert pc.turn().status_code == 200 and pc.refresh != before
    assert pc.turn().status_code == 200
    assert pc.ask("GET", "/v1/devices").status_code == 200


def test_a_copied_refresh_token_ends_the_login_for_both(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    copied = pc.refresh
    pc.turn()
    pc.turn()
    stolen = pc.signed("/v1/refresh", {"refresh": copied})
    assert (stolen.status_code, stolen.json()) == (401, {"error": "session"})
    assert pc.turn().json() == {"error": "session"}
    assert pc.ask("GET", "/v1/devices").json() == {"error": "session"}, "the access token ends with it"
    with central_server.central.transaction(None) as connection:
        query = "SELECT count(*) FROM hub.audit_log WHERE device = %s AND action = 'refresh.refused'"
        assert connection.execute(query, (pc.device_id,)).fetchone() == (2,)


def test_a_refresh_whose_reply_was_lost_is_asked_again(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    before = pc.refresh
    lost = pc.signed("/v1/refresh", {"refresh": before}).json()["refresh"]
    assert pc.turn().status_code == 200, "the old token still turns: its successor was never used"
    assert pc.signed("/v1/refresh", {"refresh": lost}).json() == {"error": "session"}, "one of the two was copied"


def test_a_refresh_token_is_worth_nothing_on_another_device(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc, other = central_server.pc(seat), central_server.enrolled(seat)
    assert other.signed("/v1/refresh", {"refresh": pc.refresh}).json() == {"error": "session"}
    assert pc.turn().status_code == 200, "and the attempt did not end it"


@pytest.mark.parametrize("token", ["", ".", "x" * 32, "0" * 32 + ".x", "é.é"])
def test_a_refresh_token_that_is_none(central_server: CentralServer, token: str) -> None:
    pc = central_server.pc(central_server.seat())
    assert pc.signed("/v1/refresh", {"refresh": token}).status_code in {400, 401}


def test_an_access_token_lasts_a_quarter_of_an_hour(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    central_server.clock.advance(seconds=901)
    assert pc.ask("GET", "/v1/devices").json() == {"error": "expired"}
    assert pc.turn().status_code == 200
    assert pc.ask("GET", "/v1/devices").status_code == 200


def test_a_login_left_alone_for_two_months_ends(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    central_server.clock.advance(days=61)
    assert pc.turn().json() == {"error": "session"}


@pytest.mark.parametrize("access", ["x", "x.y", "é.é", "W10.", ".".join(["a" * 200] * 3)])
def test_an_access_token_that_is_none(central_server: CentralServer, access: str) -> None:
    headers = {"authorization": b"Bearer " + access.encode()}
    reply = central_server.http.get("/v1/devices", headers=headers)
    assert (reply.status_code, reply.json()) == (401, {"error": "token"})


def test_a_token_changed_in_one_letter_is_none(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    for at in (0, len(pc.access) // 2, pc.access.index(".") + 1):
        other = "A" if pc.access[at] != "A" else "B"
        forged = pc.access[:at] + other + pc.access[at + 1 :]
        reply = central_server.http.get("/v1/devices", headers={"authorization": f"Bearer {forged}"})
        assert reply.json() == {"error": "token"}


def test_revoking_a_device_ends_everything_at_once(central_server: CentralServer) -> None:
    seat = central_server.seat()
    overseer, lost = central_server.pc(seat), central_server.pc(central_server.colleague(seat))
    assert lost.ask("GET", "/v1/hello").status_code == 200
    path = f"/v1/devices/{lost.device_id.hex}/revoke"  # type: ignore[union-attr]
    assert overseer.ask("POST", path, json={"reason": "lost"}).json() == {"done": True}
    assert overseer.ask("POST", path, json={}).json() == {"done": False}, "it was closed before"
    assert (lost.ask("GET", "/v1/hello").status_code, lost.ask("GET", "/v1/hello").json()) == (
        403,
        {"error": "revoked"},
    )
    assert lost.turn().json() == {"error": "revoked"}
    assert lost.sign_in(seat).json() == {"error": "revoked"}


def test_closing_an_account_ends_its_logins_and_is_told_in_the_directory(central_server: CentralServer) -> None:
    seat = central_server.seat()
    colleague = central_server.colleague(seat)
    overseer, pc = central_server.pc(seat), central_server.pc(colleague)
    path = f"/v1/accounts/{colleague.officer_id.hex}"
    overseer.ask("POST", path, json={"active": False}).raise_for_status()
    assert pc.ask("GET", "/v1/hello").json() == {"error": "account_closed"}
    with central_server.central.transaction(None, "r") as connection:
        query = "SELECT active, rev FROM officer WHERE district_id = %s AND id = %s"
        assert connection.execute(query, (seat.district_id, colleague.officer_id)).fetchone() == (False, 2)
        logged = "SELECT op, rev FROM hub.change_log WHERE scope = 'r' AND row_id = %s ORDER BY seq"
        assert connection.execute(logged, (colleague.officer_id,)).fetchall() == [("I", 1), ("U", 2)]
    overseer.ask("POST", path, json={"active": True}).raise_for_status()
    assert pc.sign_in(colleague).status_code == 200


def test_a_new_secret_ends_every_other_login(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc, other = central_server.pc(seat), central_server.pc(seat)
    change = {"login": seat.login, "old": SECRET, "secret": "another secret of the tests"}
    assert pc.keep(pc.signed("/v1/password", change)).status_code == 200
    assert other.turn().json() == {"error": "session"} and pc.turn().status_code == 200
    assert other.sign_in(seat).json() == {"error": "sign_in"}
    assert other.sign_in(seat, "another secret of the tests").status_code == 200


def test_a_secret_is_set_once_by_a_code(central_server: CentralServer) -> None:
    seat = central_server.seat()
    colleague = central_server.colleague(seat)
    overseer, pc = central_server.pc(seat), central_server.enrolled(seat)
    asked = {"purpose": "password", "officer": colleague.officer_id.hex}
    code = overseer.ask("POST", "/v1/codes", json=asked).json()["code"]
    change = {"grant": code.lower().replace("-", " "), "secret": "a secret set by a code"}
    assert pc.keep(pc.signed("/v1/password", change)).json()["officer"]["login"] == "wu"
    assert pc.signed("/v1/password", change).json() == {"error": "code"}, "it is spent"
    assert pc.sign_in(colleague, "a secret set by a code").status_code == 200


def test_a_code_of_another_office_sets_nothing(central_server: CentralServer) -> None:
    seat, elsewhere = central_server.seat(), central_server.seat(login="zheng")
    code = central_server.code(elsewhere, Purpose.PASSWORD, officer=elsewhere.officer_id)
    reply = central_server.enrolled(seat).signed("/v1/password", {"grant": code, "secret": "a secret set by a code"})
    assert reply.json() == {"error": "code"}


def test_a_request_counts_once(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    body = wire.dumps({"login": seat.login, "secret": SECRET})
    headers = proof.sign(pc.private, pc.device_id, "POST", "/v1/session", body, central_server.clock())
    headers |= {"content-type": "application/json"}
    assert central_server.http.post("/v1/session", content=body, headers=headers).status_code == 200
    again = central_server.http.post("/v1/session", content=body, headers=headers)
    assert (again.status_code, again.json()) == (401, {"error": "replayed"})


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1), timedelta(minutes=6)])
def test_a_pc_with_a_wrong_clock_is_told_the_time(central_server: CentralServer, off: timedelta) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    asked, now = {"login": seat.login, "secret": SECRET}, central_server.clock()
    reply = pc.signed("/v1/session", asked, at=now + off)
    assert (reply.status_code, reply.json()["error"]) == (401, "clock")
    told = reply.json()["now"]
    assert abs(type(now).fromisoformat(told) - now) < timedelta(seconds=30)
    assert pc.signed("/v1/session", asked, at=type(now).fromisoformat(told)).status_code == 200


def test_a_proof_by_another_key_or_device_is_none(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.enrolled(seat)
    stranger = central_server.new_pc()
    stranger.device_id = pc.device_id
    assert stranger.sign_in(seat).json() == {"error": "device"}
    pc.device_id = new_id()
    assert pc.sign_in(seat).json() == {"error": "device"}


def test_an_officer_oversees_nothing(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat(Role.OFFICER))
    assert pc.ask("GET", "/v1/devices").json() == {"error": "role"}
