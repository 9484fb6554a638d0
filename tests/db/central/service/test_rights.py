"""Every route, every role, another office: refused. The routes are read from the service, so none can be forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from db.actor import Role
from db.central import blobs
from db.central.service.app import ROUTERS
from db.central.service.guard import proved
from db.models.base import instant_text, new_id
from db.sync import wire
from tests.central import DISTRICT, OTHER_DISTRICT, CentralServer, Pc, Seat
from tests.db.central.office import Pc as OfficePc

OPEN = {("POST", "/v1/enroll"), ("GET", "/healthz"), ("GET", "/metrics")}
"""The first is opened by a code, the last two say nothing of anybody."""

Foreign = Callable[[Pc, Seat], httpx.Response]
HEX = "0" * 32
PAPER = b"%PDF a paper of another office"
NAME = hashlib.sha256(PAPER).hexdigest()


def push_as_another_device(pc: Pc, other: Seat) -> httpx.Response:
    now = instant_text(pc.server.clock())
    body = {"device": new_id().hex, "batch": 1, "schema": wire.SCHEMA, "now": now, "ops": []}
    return pc.ask("POST", "/v1/push", content=wire.pack(wire.dumps(body)))


FOREIGN: dict[tuple[str, str], Foreign] = {
    ("POST", "/v1/codes"): lambda pc, other: pc.ask(
        "POST", "/v1/codes", json={"purpose": "device", "office": other.office_id.hex}
    ),
    ("GET", "/v1/devices"): lambda pc, other: pc.ask("GET", f"/v1/devices?office={other.office_id.hex}"),
    ("POST", "/v1/devices/{device}/revoke"): lambda pc, other: pc.ask(
        "POST", f"/v1/devices/{device_of(pc, other)}/revoke", json={}
    ),
    ("POST", "/v1/devices/{device}/retire"): lambda pc, other: pc.ask(
        "POST", f"/v1/devices/{device_of(pc, other)}/retire", json={}
    ),
    ("GET", "/v1/batches"): lambda pc, other: pc.ask("GET", f"/v1/batches?device={device_of(pc, other)}"),
    ("GET", "/v1/accounts"): lambda pc, other: pc.ask("GET", f"/v1/accounts?office={other.office_id.hex}"),
    ("POST", "/v1/accounts/{officer}"): lambda pc, other: pc.ask(
        "POST", f"/v1/accounts/{other.officer_id.hex}", json={"active": True}
    ),
    ("POST", "/v1/push"): push_as_another_device,
    ("GET", "/v1/pull"): lambda pc, other: pc.ask(
        "GET", "/v1/pull", params={"scope": wire.office(other.office_id), "epoch": HEX}
    ),
    ("GET", "/v1/snapshot/{scope}"): lambda pc, other: pc.ask("GET", f"/v1/snapshot/{wire.office(other.office_id)}"),
    ("GET", "/v1/snapshot/{scope}/{snapshot_id}/{n}"): lambda pc, other: pc.ask(
        "GET", f"/v1/snapshot/{wire.office(other.office_id)}/{HEX}/0"
    ),
    ("GET", "/v1/digest"): lambda pc, other: pc.ask(
        "GET", "/v1/digest", params={"scope": wire.office(other.office_id)}
    ),
    ("POST", "/v1/rows"): lambda pc, other: pc.ask("POST", "/v1/rows", json={"person": [new_id().hex]}),
    ("POST", "/v1/blobs"): lambda pc, other: pc.ask("POST", "/v1/blobs", json={"sha256": [paper_of(pc, other)]}),
    ("PUT", "/v1/blob/{sha256}/{n}"): lambda pc, other: pc.ask(
        "PUT", f"/v1/blob/{paper_of(pc, other)}/0", params={"size": len(PAPER)}, content=PAPER
    ),
    ("GET", "/v1/blob/{sha256}/{n}"): lambda pc, other: pc.ask("GET", f"/v1/blob/{paper_of(pc, other)}/0"),
    ("POST", "/v1/reports/behind"): lambda pc, other: pc.ask(
        "POST",
        "/v1/reports/behind",
        json={"month": "2026-01", "code": "registrations", "office": other.office_id.hex, "reason": "test reason"},
    ),
}
"""How to ask each route about another office."""

OWN_ONLY = {("GET", "/v1/hello"), ("GET", "/v1/carrier"), ("GET", "/v1/reports/{month}")}
"""Routes that name no office and answer about the caller's."""

OVERSEEN_BY_ADMIN = {route for route in FOREIGN if route[1].startswith(("/v1/codes", "/v1/devices", "/v1/accounts"))}

MANAGED = (Role.MANAGER, ("POST", "/v1/reports/behind"), DISTRICT)
"""A manager looks behind the figures of every office of the own district."""


def routes() -> Iterator[tuple[tuple[str, str], APIRoute]]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in route.methods:
                yield (method, route.path), route


def roles_of(route: APIRoute) -> frozenset[Role] | None:
    found = [getattr(one.call, "roles", None) for one in route.dependant.dependencies]
    return next((roles for roles in found if roles is not None), None)


GUARDED = {name: roles for name, route in routes() if (roles := roles_of(route)) is not None}


def test_every_route_is_guarded() -> None:
    unguarded = {
        name
        for name, route in routes()
        if name not in GUARDED and all(one.call is not proved for one in route.dependant.dependencies)
    }
    assert unguarded == OPEN


def test_every_guarded_route_is_tried_below() -> None:
    assert set(GUARDED) == set(FOREIGN) | OWN_ONLY


@pytest.mark.parametrize("role", list(Role))
def test_another_office_is_refused(central_server: CentralServer, role: Role) -> None:
    pc = central_server.pc(central_server.seat(role))
    for district in (DISTRICT, OTHER_DISTRICT):
        other = central_server.seat(login="zheng", district=district)
        for name, ask in FOREIGN.items():
            reply = ask(pc, other)
            if role not in GUARDED[name]:
                assert (reply.status_code, reply.json()) == (403, {"error": "role"}), name
            elif (role is Role.ADMIN and name in OVERSEEN_BY_ADMIN) or (role, name, district) == MANAGED:
                assert reply.status_code == 200, name
            else:
                assert (reply.status_code, reply.json()) == (403, {"error": "not_yours"}), (name, reply.text)


@pytest.mark.parametrize("role", list(Role))
def test_no_route_serves_who_is_not_signed_in(central_server: CentralServer, role: Role) -> None:
    nobody, other = Pc(central_server, None), central_server.seat(role)
    for name, ask in FOREIGN.items():
        reply = ask(nobody, other)
        assert (reply.status_code, reply.json()) == (401, {"error": "token"}), name
    for _, path in OWN_ONLY:
        assert nobody.ask("GET", path.replace("{month}", "2026-01")).status_code == 401


@pytest.mark.parametrize("role", list(Role))
def test_hello_names_the_scopes_of_the_role(central_server: CentralServer, role: Role) -> None:
    seat = central_server.seat(role)
    said = unpacked(central_server.pc(seat).ask("GET", "/v1/hello"))
    own = {"r", wire.district(seat.district_id), wire.office(seat.office_id)}
    expected = {
        Role.OFFICER: own,
        Role.SUPERVISOR: own,
        Role.MANAGER: own - {wire.office(seat.office_id)},
        Role.AUDITOR: {"r"},
        Role.ADMIN: {"r"},
    }
    assert {one["id"] for one in said["scopes"]} == expected[role]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_who_keeps_no_cases_reads_no_people_of_the_own_office(central_server: CentralServer, role: Role) -> None:
    seat = central_server.seat(role)
    pc = central_server.pc(seat)
    for path in (f"/v1/snapshot/{wire.office(seat.office_id)}", f"/v1/digest?scope={wire.office(seat.office_id)}"):
        assert pc.ask("GET", path).json() == {"error": "not_yours"}


def paper_of(pc: Pc, other: Seat) -> str:
    """Bytes that a paper of the other office names, and that are at the centre."""
    theirs = OfficePc(pc.server.central, other.office_id, other.district_id)
    person = theirs.new("person")
    theirs.new("attachment", person_id=person, sha256=NAME, size=len(PAPER))
    assert blobs.take(pc.server.central, theirs.caller, NAME, 0, len(PAPER), PAPER).whole
    return NAME


def device_of(pc: Pc, other: Seat) -> str:
    device = pc.server.enrolled(other).device_id
    assert device is not None
    return device.hex


def unpacked(reply: httpx.Response) -> Any:
    assert reply.headers["content-type"] == "application/zstd"
    return wire.loads(wire.unpack(reply.content, wire.MAX_REPLY))
