"""Bytes of attachments over TLS to the running service: up, down at another PC, and through a line that breaks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from db.actor import Role
from db.sync.enrolment import ask_in, keep, sign_in
from tests.central import DISTRICT, CentralServer, Seat
from tests.db.records import LOGIN, OFFICER_ID, PASSWORD, StoreDesk, person
from tests.db.sync.papers import on_their_way, paper
from tests.db.sync.test_http import Here, fresh_office, join, meet, other_pc, pem  # noqa: F401

SCAN = os.urandom(3 * 2**20)
"""Twelve chunks: more than one answer of the service in a row."""


@pytest.fixture
def connected(fresh_office: StoreDesk, central_server: CentralServer) -> StoreDesk:  # noqa: F811
    """The sample office with somebody whose paper waits to go up."""
    desk = fresh_office
    join(desk, central_server)
    desk.save(owner := person())
    desk.store.blobs.put(SCAN)
    desk.save(paper(owner.id, OFFICER_ID, SCAN))
    return desk


@pytest.fixture
def colleague(connected: StoreDesk, central_server: CentralServer, tmp_path: Path) -> Iterator[StoreDesk]:
    """Another PC of that office."""
    seat = Seat(connected.actor.office_id, DISTRICT, OFFICER_ID, LOGIN, Role.SUPERVISOR)
    code = central_server.code(seat, officer=OFFICER_ID)
    asked = ask_in(central_server.address, pem(central_server), code, "窗口2", Here().now())
    opened = other_pc(tmp_path)
    desk = StoreDesk(opened)
    keep(desk.store, asked.enrolment)
    sign_in(desk.store, asked.enrolment, OFFICER_ID, LOGIN, PASSWORD, Here().now)
    yield desk
    opened.close()


def test_a_paper_goes_up_and_comes_down(connected: StoreDesk, colleague: StoreDesk) -> None:
    assert meet(connected).problem == ""
    assert on_their_way(connected.store) == []
    assert meet(colleague).problem == ""
    name = colleague.rows("SELECT sha256 FROM attachment")[0][0]
    assert colleague.store.blobs.get(name) == SCAN


def test_a_line_that_breaks_in_a_chunk_goes_on_with_it(
    connected: StoreDesk, colleague: StoreDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The body of a request stops half way, and that of an answer."""
    with monkeypatch.context() as patch:
        patch.setattr(httpx.Request, "__init__", _breaking(httpx.Request.__init__, 4))
        assert meet(connected).problem == "sync.unreachable"
    assert on_their_way(connected.store) == [("up", 3)]
    assert meet(connected).problem == "" and on_their_way(connected.store) == []
    with monkeypatch.context() as patch:
        plain, left = httpx.Response.iter_raw, [4]

        def iter_raw(reply: httpx.Response, chunk_size: int | None = None) -> Iterator[bytes]:
            for piece in plain(reply, chunk_size):
                if "/v1/blob/" in str(reply.request.url):
                    left[0] -= 1
                    if left[0] == 0:
                        yield piece[: len(piece) // 2]
                        raise httpx.ReadError("broken")
                yield piece

        patch.setattr(httpx.Response, "iter_raw", iter_raw)
        assert meet(colleague).problem == "sync.unreachable"
    ((way, done),) = on_their_way(colleague.store)
    assert way == "down" and done < 12
    assert meet(colleague).problem == "" and on_their_way(colleague.store) == []


def _breaking(plain: object, at: int) -> object:
    """Requests of which the n-th chunk's body breaks off after its first half."""
    left = [at]

    def made(request: httpx.Request, method: str, url: object, **more: object) -> None:
        if method == "PUT":
            left[0] -= 1
            if left[0] == 0:
                more["content"] = _half(bytes(more["content"]))  # type: ignore[call-overload]
        plain(request, method, url, **more)  # type: ignore[operator]

    return made


def _half(content: bytes) -> Iterator[bytes]:
    yield content[: len(content) // 2]
    raise httpx.WriteError("broken")
