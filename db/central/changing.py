"""What an administrator changes on the server: an officer's role or office, the key of access tokens. All on record.

Whoever's rights shrink or move signs in again; codes they approved, or that were for them at the old office, are void.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from db.actor import Role
from db.central import accounts, devices, directory, record, tokens
from db.central.accounts import Account
from db.central.database import Central, Connection
from db.central.problems import Refusal
from db.sync import wire

_APPROVING = frozenset({Role.SUPERVISOR, Role.ADMIN})
_OPEN_CASES = (
    'SELECT count(*) FROM "case" WHERE district_id = %s AND office_id = %s AND owner_id = %s AND closed_on IS NULL'
    " AND NOT deleted"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An officer's new place. `open_cases` are still theirs at the old office, for its supervisor to hand over."""

    login: str
    open_cases: int


def change_role(central: Central, officer_id: UUID, role: Role, by: str, now: datetime) -> bool:
    """Give an account another role, from its next request on; False when it is theirs already.

    Their logins end, and codes they approved unless they still may. Raises 404 `not_found`.
    """
    with central.transaction(None, directory.SCOPE) as connection:
        account = _known(connection, officer_id)
        if account.role is role:
            return False
        accounts.set_role(connection, officer_id, role, now)
        if role not in _APPROVING:
            devices.void_codes(connection, now, approved_by=officer_id)
        directory.show(connection, officer_id, account.district_id, {"role": role.value}, officer_id, now)
        _record(connection, account, "account.role", by, now, role=role.value, before=account.role.value)
    return True


def move_officer(
    central: Central, officer_id: UUID, office: str, district_id: str, login: str, by: str, now: datetime
) -> Moved:
    """Let an officer work at another office, known by its name and district, perhaps under another sign-in name.

    The secret does not go along (it is derived from the office), so a code is needed to set one. What they wrote stays
    where it is. Raises 404 `not_found` and `office_unknown`, 409 `login_taken`, 400 `same_office`.
    """
    with central.transaction(None, directory.SCOPE) as connection:
        account = _known(connection, officer_id)
        office_id = directory.office_named(connection, office, district_id)
        if office_id is None:
            raise Refusal(404, "office_unknown")
        if office_id == account.office_id:
            raise Refusal(400, "same_office")
        name = login or account.login
        accounts.move(connection, officer_id, office_id, district_id, name, now)
        devices.void_codes(connection, now, approved_by=officer_id, officer_id=officer_id)
        directory.move_officer(connection, officer_id, account.district_id, (office_id, district_id), name, now)
        _record(connection, account, "account.left", by, now, to=office_id.hex)
        record.of_server(
            connection, district_id, office_id, "account.came", now, officer=officer_id.hex, by=by,
            origin=account.office_id.hex,
        )  # fmt: skip
    return Moved(name, _open_cases(central, account))


def rotate_token_key(central: Central, by: str, now: datetime, *, end_logins: bool) -> int:
    """Another key for access tokens: those that are out are refused by every process from the next request on.

    PCs get new ones by their refresh tokens, unless `end_logins`: then everybody signs in anew. Logins ended.
    """
    with central.transaction(None) as connection:
        tokens.replace_signing_key(connection, secrets.token_bytes(tokens.KEY_BYTES))
        ended = tokens.end_every_login(connection, now, "key_rotated") if end_logins else 0
        districts = connection.execute("SELECT DISTINCT district_id FROM hub.account ORDER BY 1").fetchall()
        for (district,) in districts:
            record.of_server(connection, district, None, "token_key.rotated", now, by=by, ended=str(ended))
    return ended


def _known(connection: Connection, officer_id: UUID) -> Account:
    account = accounts.account(connection, officer_id)
    if account is None:
        raise Refusal(404, "not_found")
    return account


def _record(connection: Connection, account: Account, action: str, by: str, now: datetime, **detail: str) -> None:
    record.of_server(
        connection, account.district_id, account.office_id, action, now, officer=account.officer_id.hex, by=by, **detail
    )


def _open_cases(central: Central, before: Account) -> int:
    with central.transaction(None, wire.office(before.office_id)) as connection:
        asked = (before.district_id, before.office_id, before.officer_id)
        row = connection.execute(_OPEN_CASES, asked).fetchone()
    return int(row[0]) if row else 0
