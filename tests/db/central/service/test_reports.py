"""Reports over the running service: who is let in, what goes back, and what is refused."""

from __future__ import annotations

import pytest

from db.actor import Role
from db.central import reports
from tests.central import CentralServer

MONTH = "/v1/reports/2026-10"
BEHIND = "/v1/reports/behind"


def asked(of: str, **more: object) -> dict[str, object]:
    return {"month": "2026-10", "code": "activities", "office": of, "reason": "核对数字"} | more


def test_a_manager_reads_the_district(central_server: CentralServer) -> None:
    manager = central_server.seat(Role.MANAGER, district="509901")
    street = central_server.seat(district="509901", login="sun")
    pc = central_server.pc(manager)
    said = pc.ask("GET", MONTH).json()
    assert {one["office"] for one in said["offices"]} == {manager.office_id.hex, street.office_id.hex}
    assert said["codes"] == list(reports.DISTRICT_CODES)
    assert (said["first"], said["last"]) == ("2026-10-01", "2026-10-31")
    assert len(said["total"]) == len(said["year"]) == len(said["last_year"]) == len(said["codes"])
    page = pc.ask("POST", BEHIND, json=asked(street.office_id.hex))
    assert page.json() == {"rows": [], "more": False}


def test_a_supervisor_reads_the_own_office(central_server: CentralServer) -> None:
    mine, other = central_server.seat(district="509902"), central_server.seat(district="509902", login="sun")
    pc = central_server.pc(mine)
    assert [one["office"] for one in pc.ask("GET", MONTH).json()["offices"]] == [mine.office_id.hex]
    assert pc.ask("POST", BEHIND, json=asked(mine.office_id.hex)).status_code == 200
    refused = pc.ask("POST", BEHIND, json=asked(other.office_id.hex))
    assert (refused.status_code, refused.json()) == (403, {"error": "not_yours"})


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR, Role.ADMIN])
def test_nobody_else_is_let_in(central_server: CentralServer, role: Role) -> None:
    seat = central_server.seat(role, login="qian")
    pc = central_server.pc(seat)
    for reply in (pc.ask("GET", MONTH), pc.ask("POST", BEHIND, json=asked(seat.office_id.hex))):
        assert (reply.status_code, reply.json()) == (403, {"error": "role"})


def test_without_a_token_nothing_is_read(central_server: CentralServer) -> None:
    for reply in (central_server.http.get(MONTH), central_server.http.post(BEHIND, json=asked("0" * 32))):
        assert reply.status_code == 401


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"reason": ""}, 400, "reason_missing"),
        ({"reason": "看"}, 400, "reason_missing"),
        ({"reason": "长" * 401}, 400, "malformed"),
        ({"code": "nonsense"}, 400, "unknown_indicator"),
        ({"month": "2026-13"}, 400, "malformed"),
        ({"month": "1899-01"}, 400, "malformed"),
        ({"month": "2099-01"}, 400, "month_ahead"),
        ({"start": -1}, 400, "malformed"),
        ({"surprise": 1}, 400, "malformed"),
        ({"office": "x"}, 400, "malformed"),
        ({"office": "f" * 32}, 403, "not_yours"),
    ],
)
def test_nonsense_is_refused(central_server: CentralServer, more: dict[str, object], status: int, code: str) -> None:
    seat = central_server.seat(Role.MANAGER, login="li")
    pc = central_server.pc(seat)
    reply = pc.ask("POST", BEHIND, json=asked(seat.office_id.hex, **more))
    assert (reply.status_code, reply.json()) == (status, {"error": code})


@pytest.mark.parametrize("month", ["2026-00", "2026-1", "year", "2026-10-01", "１９９９-01"])
def test_a_month_is_a_month(central_server: CentralServer, month: str) -> None:
    pc = central_server.pc(central_server.seat(Role.MANAGER, login="li"))
    assert pc.ask("GET", f"/v1/reports/{month}").status_code == 400


def test_refusals_do_not_use_up_the_places_of_reports(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat(Role.MANAGER, login="li"))
    for _ in range(central_server.settings.snapshots_at_once + 1):
        assert pc.ask("POST", BEHIND, json=asked("f" * 32)).status_code == 403
    assert pc.ask("GET", MONTH).status_code == 200
