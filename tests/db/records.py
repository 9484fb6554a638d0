"""Sample records for the tests of the store, and short ways to write and look at it. Nobody here is real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, String, Table, text

from db.actor import Actor, Role
from db.local.folder import OpenedStore
from db.local.key_slots import Cost, SlotHolder
from db.local.unit_of_work import UnitOfWork
from db.models import Activity, Case, Office, Officer, Person
from db.models.base import Instant, Key

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LOGIN = "wang"
PASSWORD = "四月-tulip-1949"
NEW_PASSWORD = "五月-maple-1952"
CHEAP = Cost(1024, 1, 1)
OFFICE_ID = UUID("01900000-0000-7000-8000-00000000000f")
OFFICER_ID = UUID("01900000-0000-7000-8000-000000000001")
HOLDER = SlotHolder(str(OFFICER_ID), LOGIN, "王样一", "officer", "样例街道")


class StoreDesk:
    """An open store of the sample officer."""

    def __init__(self, opened: OpenedStore) -> None:
        self.close = opened.close
        self.store = opened.store
        self.actor = actor(opened.device_id)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work of the sample officer."""
        with self.store.write(self.actor, NOW) as unit:
            yield unit

    def save(self, *records: Any) -> UnitOfWork:
        """Add records and audit it."""
        with self.write() as unit:
            unit.session.add_all(records)
            unit.audit("test.save", records[0])
        return unit

    def rows(self, sql: str, **params: object) -> Sequence[Any]:
        """What a reader sees."""
        with self.store.read() as session:
            return session.execute(text(sql), params).all()

    def count(self, table: str) -> int:
        """Rows of a table."""
        return int(self.rows(f'SELECT count(*) FROM "{table}"')[0][0])

    def tamper(self, *statements: str) -> None:
        """Run SQL behind the application's back, with no triggers in the way."""
        with self.store.engine.connect() as connection, connection.begin():
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars()
            for statement in [*(f'DROP TRIGGER "{name}"' for name in names.all()), *statements]:
                connection.exec_driver_sql(statement)


def actor(device_id: UUID) -> Actor:
    """The sample officer at this PC."""
    return Actor(OFFICER_ID, "王样一", Role.OFFICER, OFFICE_ID, "样例街道", "509999", device_id)


def found_office(opened: OpenedStore) -> None:
    """The office and its officer, as a first run makes them."""
    with opened.store.write(actor(opened.device_id), NOW) as unit:
        unit.add(Office(id=OFFICE_ID, name="样例街道", district_name="样例区"))
        officer = unit.add(Officer(id=OFFICER_ID, login=LOGIN, name="王样一", role="officer"))
        unit.audit("office.create", officer)


def person(**values: Any) -> Person:
    """A registered person."""
    usual: dict[str, Any] = {
        "name": "李样二",
        "id_no": "509999199001010016",
        "sex": "1",
        "birth_date": date(1990, 1, 1),
        "registered_on": TODAY,
        "valid_to": date(2027, 5, 22),
        "registered_by": OFFICER_ID,
    }
    return Person(**usual | values)


def case(of: Person, **values: Any) -> Case:
    """An open case."""
    usual = {
        "person_id": of.id,
        "owner_id": OFFICER_ID,
        "state": "open",
        "opened_on": TODAY,
        "assigned_at": NOW,
    }
    return Case(**usual | values)


def activity(of: Case, **values: Any) -> Activity:
    """A contact noted on a case."""
    usual = {
        "case_id": of.id,
        "person_id": of.person_id,
        "kind": "contact",
        "text": "电话联系，愿意面试",
        "occurred_at": NOW,
        "recorded_at": NOW,
        "officer_id": OFFICER_ID,
    }
    return Activity(**usual | values)


def filled_row(table: Table, row_id: UUID) -> dict[str, Any]:
    """A value for every column. All keys are `row_id`, so rows of all tables refer to one another soundly."""
    return {column.name: _value(column.type, row_id) for column in table.columns}


def _value(kind: Any, row_id: UUID) -> Any:
    values: list[tuple[type, Any]] = [
        (Key, row_id),
        (Instant, NOW),
        (JSON, ["样"]),
        (Boolean, False),
        (Integer, 1),
        (Date, TODAY),
        (LargeBinary, b"sealed"),
    ]
    for python_type, value in values:
        if isinstance(kind, python_type):
            return value
    assert isinstance(kind, String), kind
    return "样"
