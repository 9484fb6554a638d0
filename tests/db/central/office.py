"""Offices of the tests at the central store: what their PCs send, and what they are answered. Nobody here is real."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

import psycopg

from db.actor import Role
from db.central.database import Central
from db.central.push import push
from db.central.scopes import Caller, caller
from db.models.base import new_id
from db.sync import wire
from db.sync.columns import Holds, entities

AT = "2026-11-22T01:30:00.000000Z"
DISTRICT = "509999"
OTHER_DISTRICT = "519999"


@dataclass
class Pc:
    """An enrolled PC of an office, with an officer signed in."""

    central: Central
    office: UUID = field(default_factory=new_id)
    district: str = DISTRICT
    role: Role = Role.OFFICER
    device: UUID = field(default_factory=new_id)
    officer: UUID = field(default_factory=new_id)
    batch: int = 0
    numbers: Any = field(default_factory=lambda: count(1))

    @property
    def caller(self) -> Caller:
        """As the service would know them."""
        return caller(self.device, self.officer, self.role, self.office, self.district)

    def colleague(self) -> Pc:
        """Another PC of the same office."""
        return Pc(self.central, self.office, self.district)

    def insert(self, entity: str, *, tx: str | None = None, id: str | None = None, **values: Any) -> list[Any]:  # noqa: A002
        """An insert as a PC's outbox holds it; what is not named gets a plain value."""
        given = plain(entity) | {"office_id": self.office.hex, "district_id": self.district} | values
        patch = {name: [None, value] for name, value in given.items() if value is not None}
        return [next(self.numbers), tx or new_id().hex, entity, id or new_id().hex, 0, "I", patch, *self.by]

    def update(self, entity: str, row: str, base: int, *, tx: str | None = None, **patch: Any) -> list[Any]:
        """An edit: field=(old, new)."""
        pairs = {name: list(pair) for name, pair in patch.items()}
        return [next(self.numbers), tx or new_id().hex, entity, row, base, "U", pairs, *self.by]

    @property
    def by(self) -> list[str]:
        """Who and when, the end of every operation."""
        return [self.officer.hex, AT]

    def body(self, *ops: list[Any]) -> bytes:
        """The next batch, frozen."""
        self.batch += 1
        said = {"device": self.device.hex, "batch": self.batch, "schema": wire.SCHEMA, "now": AT, "ops": list(ops)}
        return wire.pack(wire.dumps(said))

    def push(self, *ops: list[Any]) -> dict[str, Any]:
        """Send them as one batch; the reply."""
        return opened(push(self.central, self.caller, self.body(*ops)))

    def statuses(self, *ops: list[Any]) -> list[str]:
        """Send them as one batch; what became of each."""
        return [result[1] for result in self.push(*ops)["res"]]

    def new(self, entity: str, **values: Any) -> str:
        """Send one new row; its id."""
        op = self.insert(entity, **values)
        assert self.statuses(op) == ["ok"]
        return str(op[3])

    def settle_in(self, name: str = "样例街道") -> Pc:
        """Write the office into the directory."""
        assert self.statuses(self.insert("office", id=self.office.hex, name=name)) == ["ok"]
        return self


def plain(entity: str) -> dict[str, Any]:
    """A plain value for each column that must have one."""
    values: dict[Holds, Any] = {
        Holds.FLAG: 0,
        Holds.NUMBER: 1,
        Holds.DATE: "2026-11-22",
        Holds.INSTANT: AT,
        Holds.JSON: "[]",
        Holds.TEXT: "样",
    }
    return {
        column.name: new_id().hex if column.holds is Holds.KEY else values[column.holds]
        for column in entities()[entity].columns
        if not column.nullable
    } | ({"id_no": f"509999{next(_IDS):012d}", "sex": "1", "name": "王样一"} if entity == "person" else {})


_IDS = count(1)


def opened(body: bytes) -> dict[str, Any]:
    """What a reply says."""
    said: dict[str, Any] = wire.loads(wire.unpack(body, wire.MAX_REPLY))
    return said


def rows(central: Central, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """What the database's owner sees, past every wall."""
    with psycopg.connect(central.dsn) as connection:
        return connection.execute(sql.encode(), parameters).fetchall()


def one(central: Central, sql: str, *parameters: Any) -> Any:
    """The one value of a query."""
    [[value]] = rows(central, sql, *parameters)
    return value
