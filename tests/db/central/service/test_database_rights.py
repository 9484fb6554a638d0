"""The service works as a database user who owns nothing and cannot pass row security."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from db.central import migrate
from db.central.certificates import Certificates
from db.central.database import Central
from db.models.base import instant_text
from tests.central import CentralServer, serving, settings_for
from tests.db.central.service.test_exchange import batch, op, said


@pytest.fixture
def modest(central_dsn: str, authority: Certificates) -> Iterator[CentralServer]:
    """The service, connected as a login of the app role."""
    with psycopg.connect(central_dsn, autocommit=True) as connection:
        connection.execute("CREATE ROLE modest LOGIN PASSWORD 'modest' IN ROLE caseworker_app")
    dsn = make_conninfo(central_dsn, user="modest", password="modest")
    with serving(settings_for(dsn, authority), authority) as server:
        yield server
    with psycopg.connect(central_dsn, autocommit=True) as connection:
        connection.execute("DROP OWNED BY modest; DROP ROLE modest")


def test_everything_an_office_does(modest: CentralServer) -> None:
    migrate.require_head(modest.settings.dsn)
    seat = modest.seat()
    pc = modest.pc(seat)
    body = batch(pc, 1, [op(seat, "样例餐饮", instant_text(modest.clock()))])
    assert said(pc.ask("POST", "/v1/push", content=body))["res"][0][1] == "ok"
    assert pc.turn().status_code == 200
    issued = pc.ask("POST", "/v1/codes", json={"purpose": "device"}).json()
    assert modest.new_pc().enroll(issued["code"]).status_code == 200
    for path in ("/v1/hello", "/v1/snapshot/r", "/v1/digest?scope=r", "/v1/devices", "/v1/accounts", "/healthz"):
        assert pc.ask("GET", path).status_code == 200, path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM hub.audit_log",
        "UPDATE hub.audit_log SET action = 'x'",
        "DELETE FROM hub.device",
        "DELETE FROM hub.account",
        "UPDATE hub.push_batch SET body = ''",
        "ALTER TABLE person NO FORCE ROW LEVEL SECURITY",
        "SET ROLE caseworker_owner",
    ],
)
def test_it_may_not(modest: CentralServer, statement: str) -> None:
    store = Central(modest.settings.dsn, pool=1)
    try:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), store.transaction(None) as connection:
            connection.execute(statement.encode())
    finally:
        store.close()
