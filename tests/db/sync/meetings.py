"""What PCs of a test do and what is looked at afterwards: register, edit, meet, agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from uuid import UUID

import psycopg

from db.central import digest
from db.central.embedded import EmbeddedPostgres
from db.models import Person
from db.models.base import Synced, new_id
from db.sync import wire
from db.sync.client import Report
from db.sync.digest import local_digest, same
from db.sync.writing import looking
from tests.db.records import person
from tests.db.sync.pcs import Pc

DISTRICT = "500103"
NUMBERS = cycle(range(1000))
Make = Callable[..., Pc]


def id_number() -> str:
    """Another number of nobody, with its check digit (GB 11643)."""
    body = f"50999919900101{next(NUMBERS):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def meet(pc: Pc, *faults: str) -> Report:
    report = pc.meet(*faults)
    assert report is not None
    return report


@contextmanager
def database_copy(server: EmbeddedPostgres, dsn: str) -> Iterator[str]:
    """A copy of a database nobody is connected to, as its backup would bring it back."""
    with psycopg.connect(dsn) as connection:
        name = connection.info.dbname
    copy = f"{name}_older"
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {copy} TEMPLATE {name}".encode())
        yield server.dsn(copy)
        connection.execute(f"DROP DATABASE {copy} WITH (FORCE)".encode())


def register(pc: Pc, count: int = 1, **values: Any) -> list[UUID]:
    ids = [new_id() for _ in range(count)]
    with pc.store.write(pc.actor, pc.clock.now()) as unit:
        for row_id in ids:
            unit.add(person(**{"id": row_id, "id_no": id_number(), "registered_by": pc.officer_id} | values))
        unit.audit("test.register")
    return ids


def save(pc: Pc, *records: Synced) -> None:
    with pc.store.write(pc.actor, pc.clock.now()) as unit:
        unit.session.add_all(records)
        unit.audit("test.save")


def edit(pc: Pc, row_id: UUID, **values: object) -> None:
    with pc.store.write(pc.actor, pc.clock.now()) as unit:
        found = unit.session.get_one(Person, row_id)
        for name, value in values.items():
            setattr(found, name, value)
        unit.audit("test.edit")


def people(pc: Pc) -> list[tuple[Any, ...]]:
    return pc.all("SELECT lower(hex(id)), name, mobile, remarks, rev FROM person ORDER BY id")


def agreed(pc: Pc) -> bool:
    """Whether a PC holds what the central store holds, scope by scope."""
    for scope in pc.scopes:
        said = digest.digest(pc.line.central(), pc.line.caller, scope)
        theirs = wire.loads(wire.unpack(said, wire.MAX_REPLY))
        with looking(pc.store) as raw:
            if not same(local_digest(raw, scope), theirs["buckets"]):
                return False
    return True
