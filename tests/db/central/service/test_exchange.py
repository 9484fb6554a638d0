"""Bodies over the line: bounds, ranges, revocation in the middle, what is logged and counted, and what is not."""

from __future__ import annotations

import json
import logging
import re
import socket
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
import zstandard

from db.central import push as push_module
from db.central.certificates import Certificates, certificates_in, make_authority, make_server_certificate
from db.central.service.logs import LOG, JsonLines
from db.central.service.routes.sync import ranged
from db.models.base import instant_text, new_id
from db.sync import wire
from tests.central import HOST, CentralServer, MovingClock, Pc, Seat, running, trusting


def batch(pc: Pc, number: int = 1, ops: list[Any] | None = None) -> bytes:
    assert pc.device_id is not None
    now = instant_text(pc.server.clock())
    body = {"device": pc.device_id.hex, "batch": number, "schema": wire.SCHEMA, "now": now, "ops": ops or []}
    return wire.pack(wire.dumps(body))


def employer(seat: Seat, row_id: UUID, name: str) -> dict[str, Any]:
    values = {"office_id": seat.office_id.hex, "district_id": seat.district_id, "deleted": 0, "name": name}
    return {field: [None, value] for field, value in (values | {"name_key": name}).items()}


def op(seat: Seat, name: str, at: str) -> list[Any]:
    row = new_id()
    return [1, new_id().hex, "employer", row.hex, 0, "I", employer(seat, row, name), seat.officer_id.hex, at]


def said(reply: httpx.Response) -> Any:
    assert reply.status_code == 200, reply.text
    return wire.loads(wire.unpack(reply.content, wire.MAX_REPLY))


def test_a_batch_goes_up_once_and_comes_down_elsewhere(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc, other = central_server.pc(seat), central_server.pc(central_server.colleague(seat))
    body = batch(pc, 1, [op(seat, "样例餐饮", instant_text(central_server.clock()))])
    first, second = (pc.ask("POST", "/v1/push", content=body) for _ in range(2))
    assert first.content == second.content and said(first)["res"][0][1] == "ok"
    hello = {one["id"]: one for one in said(other.ask("GET", "/v1/hello"))["scopes"]}
    scope = wire.district(seat.district_id)
    asked = {"scope": scope, "epoch": hello[scope]["epoch"], "after": said(first)["seqs"][scope][0], "limit": 5}
    page = said(other.ask("GET", "/v1/pull", params=asked))
    assert [block["e"] for block in page["ent"]] == ["employer"] and "样例餐饮" in str(page["ent"][0]["rows"])


def test_revoked_in_the_middle_of_pushing(central_server: CentralServer) -> None:
    """What was taken stays taken and is answered the same; what follows is refused."""
    seat = central_server.seat()
    overseer, pc = central_server.pc(seat), central_server.pc(central_server.colleague(seat))
    assert pc.device_id is not None
    assert pc.ask("POST", "/v1/push", content=batch(pc, 1)).status_code == 200
    overseer.ask("POST", f"/v1/devices/{pc.device_id.hex}/revoke", json={}).raise_for_status()
    for number in (1, 2):
        refused = pc.ask("POST", "/v1/push", content=batch(pc, number))
        assert (refused.status_code, refused.json()) == (403, {"error": "revoked"})
    with central_server.central.transaction(None) as connection:
        query = "SELECT max(batch) FROM hub.push_batch WHERE device = %s"
        assert connection.execute(query, (pc.device_id,)).fetchone() == (1,)


def test_a_bomb_is_refused_before_it_is_inflated(central_server: CentralServer) -> None:
    pc = central_server.pc(central_server.seat())
    bomb = zstandard.ZstdCompressor(level=19).compress(b"\0" * (wire.MAX_BODY + 1))
    assert len(bomb) < 2000
    reply = pc.ask("POST", "/v1/push", content=bomb)
    assert (reply.status_code, reply.json()) == (413, {"error": "too_large"})


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_past_the_bound_is_not_read(central_server: CentralServer, announced: bool) -> None:
    pc = central_server.pc(central_server.seat())
    pieces = [b"x" * 2**20] * 9
    reply = pc.ask("POST", "/v1/push", content=b"".join(pieces) if announced else iter(pieces))
    assert (reply.status_code, reply.json()) == (413, {"error": "too_large"})


@pytest.mark.parametrize("body", [b"", b"{}", b"\x28\xb5\x2f\xfd", wire.pack(b"{"), wire.pack(b"[]"), wire.pack(b"{}")])
def test_a_batch_that_is_none_is_malformed(central_server: CentralServer, body: bytes) -> None:
    reply = central_server.pc(central_server.seat()).ask("POST", "/v1/push", content=body)
    assert (reply.status_code, reply.json()) == (400, {"error": "malformed"})


def test_a_part_goes_on_where_it_stopped(central_server: CentralServer) -> None:
    seat = central_server.seat()
    pc = central_server.pc(seat)
    manifest = said(pc.ask("GET", "/v1/snapshot/r"))
    path = f"/v1/snapshot/r/{manifest['id']}/{manifest['parts'][0]['n']}"
    whole = pc.ask("GET", path)
    rest = pc.ask("GET", path, headers={"range": "bytes=10-"})
    assert rest.status_code == 206 and whole.content[:10] + rest.content == whole.content
    assert rest.headers["content-range"] == f"bytes 10-{len(whole.content) - 1}/{len(whole.content)}"
    assert pc.ask("GET", path, headers={"range": "bytes=99999999-"}).json() == {"error": "range"}
    assert len(whole.content) == manifest["parts"][0]["bytes"] or whole.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        (None, 200, b"0123456789"),
        ("bytes=0-0", 206, b"0"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=-3", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
    ],
)
def test_ranges(asked: str | None, status: int, body: bytes) -> None:
    reply = ranged(b"0123456789", asked)
    assert (reply.status_code, reply.body) == (status, body)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/", 404, "not_found"),
        ("GET", "/v1/push", 405, "method"),
        ("GET", "/v1/pull?scope=x", 401, "token"),
        ("GET", "/metrics/", 404, "not_found"),
    ],
)
def test_every_refusal_has_the_same_form(
    central_server: CentralServer, method: str, path: str, status: int, code: str
) -> None:
    reply = central_server.http.request(method, path)
    assert (reply.status_code, reply.json()) == (status, {"error": code})


def test_the_log_is_json_and_says_nothing_of_anybody(
    central_server: CentralServer, monkeypatch: pytest.MonkeyPatch, expected_log: pytest.LogCaptureFixture
) -> None:
    """Names, ID numbers, telephones and secrets go through every kind of request, a failing one among them."""
    marks = ["样例王样一", "509999199001011234", "13800138000", "a secret of the tests", "樱花街道"]
    lines: list[str] = []
    keep = logging.Handler()
    keep.setFormatter(JsonLines())
    keep.emit = lambda record: lines.append(keep.format(record))  # type: ignore[method-assign]
    LOG.addHandler(keep)
    LOG.setLevel(logging.INFO)
    seat = central_server.seat()
    try:
        pc = central_server.pc(seat)
        at = instant_text(central_server.clock())
        for number, mark in enumerate(marks[:3], 1):
            pc.ask("POST", "/v1/push", content=batch(pc, number, [op(seat, mark, at)]))
        pc.ask("GET", f"/v1/pull?scope={marks[0]}")
        pc.ask("GET", f"/v1/{marks[1]}")
        pc.signed("/v1/session", {"login": marks[2], "secret": marks[3]})
        central_server.new_pc().enroll(marks[1])

        def fail(*_: object) -> bytes:
            raise psycopg.errors.UniqueViolation(f"Key (id_no)=({marks[1]}) already exists: {marks[0]}")

        monkeypatch.setattr(push_module, "push", fail)
        reply = pc.ask("POST", "/v1/push", content=batch(pc, 4))
        assert (reply.status_code, reply.json()) == (500, {"error": "internal"})
    finally:
        LOG.removeHandler(keep)
    entries = [json.loads(line) for line in lines]
    requests = [entry for entry in entries if entry["event"] == "request"]
    assert len(requests) >= 9 and {entry["route"] for entry in requests} >= {"/v1/push", "/v1/pull", "unknown"}
    failed = next(entry for entry in entries if entry["event"] == "failed")
    assert (failed["error"], failed["sqlstate"]) == ("UniqueViolation", "23505")
    assert any("test_exchange.py" in place for place in failed["places"])
    text = "".join(lines)
    assert [mark for mark in [*marks, seat.login, pc.access, pc.refresh] if mark in text] == []
    assert not re.search(r"\d{17}[\dX]", text)


def test_counters_are_for_the_machine_itself(central_server: CentralServer, authority: Certificates) -> None:
    central_server.http.get("/healthz")
    page = central_server.http.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    assert 'caseworker_requests_total{method="GET",route="/healthz",status="200"}' in page.text
    settings = central_server.settings.model_copy(update={"metrics_from": ("192.0.2.1",)})
    with (
        running(central_server.central, settings, MovingClock()) as address,
        trusting(authority.authority, address) as http,
    ):
        assert http.get("/metrics").json() == {"error": "not_found"}


def test_a_database_that_is_gone_is_said_so(
    own_central_server: CentralServer, expected_log: pytest.LogCaptureFixture
) -> None:
    server = own_central_server
    pc = server.pc(server.seat())
    server.central.close()
    for path in ("/healthz", "/v1/hello"):
        reply = pc.ask("GET", path)
        assert reply.status_code == 503 and int(reply.headers["retry-after"]) > 0, reply.text
    assert {record.getMessage() for record in expected_log.records if record.name == LOG.name} == {"failed"}


def test_too_many_requests_of_one_device_wait(own_central_server: CentralServer, authority: Certificates) -> None:
    server = own_central_server
    rates = server.settings.rates.model_copy(update={"device": 60})
    settings = server.settings.model_copy(update={"rates": rates})
    pc, neighbour = server.pc(server.seat()), server.pc(server.seat())
    with running(server.central, settings, server.clock) as address, trusting(authority.authority, address) as http:
        asked = [http.get("/v1/hello", headers={"authorization": f"Bearer {pc.access}"}) for _ in range(12)]
        assert [reply.status_code for reply in asked[:10]] == [200] * 10
        assert (asked[-1].json(), asked[-1].headers["retry-after"]) == ({"error": "too_many"}, "1")
        assert http.get("/v1/hello", headers={"authorization": f"Bearer {neighbour.access}"}).status_code == 200


class TestTls:
    """Who stands in the middle gets not one byte of a request."""

    def test_a_client_of_another_authority_refuses(self, central_server: CentralServer, tmp_path: Path) -> None:
        other = certificates_in(tmp_path)
        make_authority(other, central_server.clock())
        with (
            trusting(other.authority, central_server.address) as http,
            pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
        ):
            http.get("/healthz")

    @pytest.mark.parametrize(
        ("hosts", "ago", "said_"),
        [([HOST], timedelta(days=400), "expired"), (["other.example"], timedelta(), "IP address mismatch")],
    )
    def test_a_certificate_that_is_over_or_another_s_is_refused(
        self,
        central_server: CentralServer,
        authority: Certificates,
        tmp_path: Path,
        hosts: list[str],
        ago: timedelta,
        said_: str,
    ) -> None:
        mine = certificates_in(tmp_path)
        mine.authority.write_bytes(authority.authority.read_bytes())
        mine.authority_key.write_bytes(authority.authority_key.read_bytes())
        make_server_certificate(mine, hosts, central_server.clock() - ago)
        update = {"certificate": mine.server, "certificate_key": mine.server_key}
        settings = central_server.settings.model_copy(update=update)
        with (
            running(central_server.central, settings, MovingClock()) as address,
            trusting(authority.authority, address) as http,
            pytest.raises(httpx.ConnectError, match=said_),
        ):
            http.get("/healthz")

    def test_nothing_older_than_1_3_is_spoken(self, central_server: CentralServer) -> None:
        port = int(central_server.address.rpartition(":")[2])
        context = ssl.create_default_context(cafile=str(central_server.authority))
        with socket.create_connection((HOST, port)) as raw, context.wrap_socket(raw, server_hostname=HOST) as tls:
            assert tls.version() == "TLSv1.3"
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with (
            socket.create_connection((HOST, port)) as raw,
            pytest.raises((ssl.SSLError, ConnectionError)),
        ):
            context.wrap_socket(raw, server_hostname=HOST)
