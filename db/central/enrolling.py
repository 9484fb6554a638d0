"""What an administrator does on the server: lets offices, officers and PCs in and shuts them out, all on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.actor import Role
from db.central import accounts, counters, devices, directory, record
from db.central.accounts import Account
from db.central.database import Central, Connection
from db.central.devices import Purpose, State
from db.central.directory import Founding
from db.central.problems import Refusal
from db.models.base import new_id


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to be let in, where. `known_pc`: only a new password, on a PC that is in already."""

    office: str
    district_id: str
    district_name: str
    street_code: str
    login: str
    name: str
    role: Role
    known_pc: bool


@dataclass(frozen=True, slots=True)
class Issued:
    """A one-time code. `kind`: `office` founds one, `officer` is a new account's, `pc` and `password` a known one's."""

    kind: str
    word: str
    ends_at: datetime


def issue(central: Central, asked: Asked, by: str, hours: int, now: datetime) -> Issued:
    """A code for a new office, a new officer, or an officer who is known. Raises 400 `district`, `name`, `login`."""
    _check(asked)
    with central.transaction(None, directory.SCOPE) as connection:
        office_id = directory.office_named(connection, asked.office, asked.district_id)
        if office_id is None:
            return _found_by_code(connection, asked, by, hours, now)
        account = accounts.account_named(connection, office_id, asked.login)
        kind = ("password" if asked.known_pc else "pc") if account else "officer"
        officer_id = account.officer_id if account else _new_officer(connection, asked, office_id, by, now)
        purpose = Purpose.PASSWORD if asked.known_pc else Purpose.DEVICE
        word, ends = devices.issue_code(
            connection, purpose, office_id, asked.district_id, by, now, officer_id=officer_id, hours=hours
        )
        record.of_server(
            connection, asked.district_id, office_id, f"code.{purpose.value}", now, officer=officer_id.hex, by=by
        )
    return Issued(kind, word, ends)


def close_device(central: Central, device_id: UUID, retire: bool, by: str, reason: str, now: datetime) -> bool:
    """Shut out a PC; False when it was before. Raises 404 `not_found`."""
    state = State.RETIRED if retire else State.REVOKED
    with central.transaction(None) as connection:
        device = devices.device(connection, device_id)
        if device is None:
            raise Refusal(404, "not_found")
        done = devices.close(connection, device_id, state, by, reason, now)
        record.of_server(
            connection, device.district_id, device.office_id, f"device.{state.value}", now, device=device_id.hex, by=by
        )
    return done


def close_account(central: Central, officer_id: UUID, by: str, now: datetime) -> bool:
    """Close an account; False when it was before. Raises 404 `not_found`."""
    with central.transaction(None, directory.SCOPE) as connection:
        account = accounts.account(connection, officer_id)
        if account is None:
            raise Refusal(404, "not_found")
        accounts.set_active(connection, officer_id, False, now)
        devices.void_codes(connection, now, approved_by=officer_id, officer_id=officer_id)
        directory.show_active(connection, officer_id, account.district_id, False, officer_id, now)
        record.of_server(
            connection, account.district_id, account.office_id, "account.closed", now, officer=officer_id.hex, by=by
        )
    return account.active


def begin_another_history(central: Central, by: str, now: datetime) -> int:
    """After a restore: every PC reads anew and sends again what the store lost. How many scopes there are."""
    with central.transaction(None) as connection:
        scopes = counters.rotate_epoch(connection)
        districts = connection.execute("SELECT DISTINCT district_id FROM hub.account ORDER BY 1").fetchall()
        for (district,) in districts:
            record.of_server(connection, district, None, "epoch.rotated", now, by=by)
    return scopes


def listing(central: Central) -> Iterator[str]:
    """Accounts and PCs by office, a line each."""
    with central.transaction(None, directory.SCOPE) as connection:
        people, pcs = accounts.accounts_of(connection, None), devices.devices_of(connection, None)
        for office_id in dict.fromkeys([one.office_id for one in people] + [one.office_id for one in pcs]):
            mine = [one for one in people if one.office_id == office_id]
            entry = directory.office(connection, office_id, mine[0].district_id) if mine else None
            yield f"{entry.name if entry else '—'}  {office_id.hex}"
            yield from (f"  {_person(one)}" for one in mine)
            yield from (
                f"  {one.id.hex}  {one.state:<8} {one.seen_at:%Y-%m-%d}  {one.name}"
                for one in pcs
                if one.office_id == office_id
            )


def _person(account: Account) -> str:
    state = ("active" if account.has_secret else "waiting") if account.active else "closed"
    return f"{account.officer_id.hex}  {state:<8} {account.role.value:<10}  {account.login}"


def _check(asked: Asked) -> None:
    if len(asked.district_id) != 6 or not asked.district_id.isdigit() or not asked.district_id.isascii():
        raise Refusal(400, "district")
    if not 0 < len(asked.office) <= 80:
        raise Refusal(400, "office_name")
    if not 0 < len(asked.login) <= 32 or not all(char.isalnum() or char in "_.@-" for char in asked.login):
        raise Refusal(400, "login_name")


def _found_by_code(connection: Connection, asked: Asked, by: str, hours: int, now: datetime) -> Issued:
    """The office comes into being when its first PC shows the code, under the ids that PC may have made offline."""
    if not (asked.name and asked.district_name):
        raise Refusal(400, "new_office")
    founding = Founding(
        asked.office, asked.district_id, asked.district_name, asked.login, asked.name, asked.role, asked.street_code
    )
    word, ends = devices.issue_code(
        connection,
        Purpose.DEVICE,
        None,
        asked.district_id,
        by,
        now,
        founding=directory.kept(founding),
        hours=hours,
    )
    record.of_server(connection, asked.district_id, None, "code.office", now, by=by)
    return Issued("office", word, ends)


def _new_officer(connection: Connection, asked: Asked, office_id: UUID, by: str, now: datetime) -> UUID:
    if not asked.name:
        raise Refusal(400, "new_officer")
    officer_id = new_id()
    directory.add_officer(
        connection, officer_id, office_id, asked.district_id, asked.login, asked.name, asked.role, by, now
    )
    return officer_id
