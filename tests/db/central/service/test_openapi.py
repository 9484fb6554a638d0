"""Schemathesis over the OpenAPI, as nobody and as each role: whatever is sent, the answer is one the OpenAPI names."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from db.actor import Role
from db.sync import wire
from tests.central import CentralServer, Pc

KEYS = ["device", "batch", "schema", "now", "ops", "person", "employer", "office"]
FEW, MANY = 2, 20
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner),
    max_leaves=20,
)
schemathesis.openapi.media_type("application/zstd", st.binary(max_size=64) | JSON.map(wire.dumps).map(wire.pack))
CHECKS = [checks.not_a_server_error, status_code_conformance, response_schema_conformance]


@pytest.fixture(params=[None, *Role], ids=lambda role: str(role or "nobody"))
def asking(request: pytest.FixtureRequest, central_server: CentralServer) -> Pc:
    """A PC with somebody of each role signed in, and one with nobody."""
    return central_server.pc(central_server.seat(request.param)) if request.param else Pc(central_server, None)


def try_all(pc: Pc, examples: int) -> int:
    """Ask every operation of the running service with made-up values; returns how many requests were sent."""
    outline = schemathesis.openapi.from_dict(pc.server.http.get("/openapi.json").json())
    with requests.Session() as session:
        session.trust_env = False
        session.headers.update({"authorization": f"Bearer {pc.access}"} if pc.access else {})
        return sum(try_one(pc, session, found.ok(), examples) for found in outline.get_all_operations())


def try_one(pc: Pc, session: requests.Session, operation: Any, examples: int) -> int:
    authority = str(pc.server.authority)
    sent = {"base_url": pc.server.address, "session": session, "checks": CHECKS, "verify": authority}
    statuses: list[int] = []

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def each(case: schemathesis.Case) -> None:
        statuses.append(case.call_and_validate(**sent).status_code)

    each()
    return len(statuses)


def test_a_few_requests_of_every_kind(asking: Pc) -> None:
    assert try_all(asking, FEW) >= 20


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_requests_of_every_kind(asking: Pc) -> None:
    assert try_all(asking, MANY) >= 150
