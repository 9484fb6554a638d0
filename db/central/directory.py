"""The directory (通讯录) of offices and officers: written here when an office is let in, read by every PC.

An office begun offline keeps the ids its PC made, so that its records need no rewriting. The directory only says what
somebody is called; rights come from `db.central.accounts`. Callers enter the region's `SCOPE`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from db.actor import Role
from db.central import accounts, packs
from db.central.counters import Changes
from db.central.database import Connection
from db.central.problems import Refusal
from db.models.base import instant_text
from db.sync import wire

SCOPE = wire.region()


@dataclass(frozen=True, slots=True)
class Founding:
    """An office to be let in, with its first officer. `district_id` is six digits, `street_code` nine or none."""

    name: str
    district_id: str
    district_name: str
    login: str
    officer_name: str
    role: Role = Role.SUPERVISOR
    street_code: str = ""


def kept(asked: Founding) -> dict[str, Any]:
    """A founding as it is kept with its code."""
    return asdict(asked) | {"role": asked.role.value}


def founding_of(kept_values: dict[str, Any]) -> Founding:
    """The founding that was kept with a code."""
    return Founding(**(kept_values | {"role": Role(kept_values["role"])}))


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office of the directory."""

    id: UUID
    name: str
    district_id: str
    district_name: str
    street_code: str


def found(connection: Connection, asked: Founding, office_id: UUID, officer_id: UUID, by: str, now: datetime) -> None:
    """Let an office in with its first account. Raises 409 `other_office` when the office is known already."""
    if office(connection, office_id, asked.district_id) is not None:
        raise Refusal(409, "other_office")
    connection.execute("SELECT hub.make_partition(%s)", (asked.district_id,))
    packs.flow_to(connection, asked.district_id, now)
    values = {
        "name": asked.name,
        "district_name": asked.district_name,
        "street_code": asked.street_code,
        "practice": False,
    }
    _insert(connection, "office", office_id, office_id, asked.district_id, values, officer_id, now)
    add_officer(
        connection, officer_id, office_id, asked.district_id, asked.login, asked.officer_name, asked.role, by, now
    )


def add_officer(
    connection: Connection,
    officer_id: UUID,
    office_id: UUID,
    district_id: str,
    login: str,
    name: str,
    role: Role,
    by: str,
    now: datetime,
) -> None:
    """An account, and its line in the directory unless a PC of the office has written that before."""
    accounts.add_account(connection, officer_id, office_id, district_id, login, role, by, now)
    values = {"login": login, "name": name, "role": role.value, "active": True}
    _insert(connection, "officer", officer_id, office_id, district_id, values, officer_id, now)


def show_active(
    connection: Connection, officer_id: UUID, district_id: str, active: bool, by: UUID, now: datetime
) -> None:
    """Let the directory say whether an officer still works here; their name stays on what they did."""
    show(connection, officer_id, district_id, {"active": active}, by, now)


def show(
    connection: Connection, officer_id: UUID, district_id: str, values: dict[str, Any], by: UUID, now: datetime
) -> None:
    """Let the directory say something else of an officer; nothing happens when it does already."""
    stamps = "".join(f", '{name}', jsonb_build_array(rev + 1, %(by)s::text, %(at)s::text)" for name in values)
    row = connection.execute(
        f"UPDATE officer SET {', '.join(f'{name} = %({name})s' for name in values)}, rev = rev + 1,"
        f" field_rev = field_rev || jsonb_build_object({stamps.removeprefix(', ')})"
        " WHERE district_id = %(district)s AND id = %(id)s"
        f" AND ({', '.join(values)}) IS DISTINCT FROM ({', '.join(f'%({name})s' for name in values)}) RETURNING rev",
        values | {"district": district_id, "id": officer_id, "by": by.hex, "at": instant_text(now)},
    ).fetchone()
    if row:
        _log(connection, "officer", district_id, officer_id, "U", row[0])


def move_officer(
    connection: Connection, officer_id: UUID, old_district: str, home: tuple[UUID, str], login: str, now: datetime
) -> None:
    """Let the directory show an officer at another office (id and district), under a sign-in name.

    A row cannot change the district it is keyed by: it is written anew there.
    """
    office_id, district_id = home
    show(connection, officer_id, old_district, {"office_id": office_id, "login": login}, officer_id, now)
    if district_id == old_district:
        return
    values = {"old": old_district, "new": district_id, "id": officer_id}
    row = connection.execute(
        "INSERT INTO officer SELECT (jsonb_populate_record(NULL::officer, to_jsonb(o) ||"
        " jsonb_build_object('district_id', %(new)s::text))).* FROM officer o"
        " WHERE o.district_id = %(old)s AND o.id = %(id)s RETURNING rev",
        values,
    ).fetchone()
    connection.execute("DELETE FROM officer WHERE district_id = %(old)s AND id = %(id)s", values)
    if row:
        _log(connection, "officer", district_id, officer_id, "U", row[0])


def office(connection: Connection, office_id: UUID, district_id: str) -> OfficeEntry | None:
    """An office of the directory, or None."""
    with connection.cursor(row_factory=class_row(OfficeEntry)) as cursor:
        cursor.execute(
            "SELECT id, name, district_id, district_name, street_code FROM office WHERE district_id = %s AND id = %s",
            (district_id, office_id),
        )
        return cursor.fetchone()


def office_named(connection: Connection, name: str, district_id: str) -> UUID | None:
    """The office of a name in a district, or None."""
    row = connection.execute(
        "SELECT id FROM office WHERE district_id = %s AND name = %s AND NOT deleted ORDER BY id LIMIT 1",
        (district_id, name),
    ).fetchone()
    return row[0] if row else None


def officer_name(connection: Connection, officer_id: UUID, district_id: str) -> str:
    """What an officer is called; empty when no PC has told yet."""
    row = connection.execute(
        "SELECT name FROM officer WHERE district_id = %s AND id = %s", (district_id, officer_id)
    ).fetchone()
    return str(row[0]) if row else ""


def district_of(connection: Connection, office_id: UUID) -> str | None:
    """The district of an office that has accounts, or None."""
    row = connection.execute(
        "SELECT district_id FROM hub.account WHERE office_id = %s LIMIT 1", (office_id,)
    ).fetchone()
    return str(row[0]) if row else None


def _insert(
    connection: Connection,
    entity: str,
    row_id: UUID,
    office_id: UUID,
    district_id: str,
    values: dict[str, Any],
    by: UUID,
    now: datetime,
) -> None:
    """A first revision in the region's scope; nothing when the row is there."""
    row = {
        "id": str(row_id),
        "office_id": str(office_id),
        "district_id": district_id,
        "rev": 1,
        "deleted": False,
        "sync_scope": SCOPE,
        "field_rev": {},
        "made_by": str(by),
        "made_at": now.isoformat(),
    }
    done = connection.execute(
        f"INSERT INTO {entity} SELECT * FROM jsonb_populate_record(NULL::{entity}, %s) ON CONFLICT DO NOTHING",
        (Jsonb(row | values),),
    )
    if done.rowcount:
        _log(connection, entity, district_id, row_id, "I", 1)


def _log(connection: Connection, entity: str, district_id: str, row_id: UUID, op: str, rev: int) -> None:
    changes = Changes()
    changes.add(SCOPE, entity, district_id, row_id.hex, op, rev)
    changes.commit_to(connection)
