"""Accounts (账号): who may sign in at which office, in which role. The one source of rights on the server.

The directory of officers that travels to the PCs says what a person is called; it gives nobody a right. What a PC
tells in place of a password is kept under argon2id, and an unknown name costs the same time as a wrong secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from db.actor import Role
from db.central import tokens
from db.central.database import Connection
from db.central.problems import Refusal
from db.central.settings import SecretCost

_COLUMNS = "officer_id, office_id, district_id, login, role, active, secret IS NOT NULL AS has_secret"


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the server keeps it. `login` is unique within its office."""

    officer_id: UUID
    office_id: UUID
    district_id: str
    login: str
    role: Role
    active: bool
    has_secret: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", Role(self.role))


def add_account(
    connection: Connection,
    officer_id: UUID,
    office_id: UUID,
    district_id: str,
    login: str,
    role: Role,
    by: str,
    now: datetime,
) -> None:
    """An account without a secret yet; its officer sets one with a code. Raises 409 `login_taken`."""
    try:
        with connection.transaction():
            connection.execute(
                "INSERT INTO hub.account"
                " (officer_id, office_id, district_id, login, role, made_by, made_at, changed_at)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                (officer_id, office_id, district_id, login, role.value, by, now, now),
            )
    except UniqueViolation:
        raise Refusal(409, "login_taken") from None


def account(connection: Connection, officer_id: UUID) -> Account | None:
    """The account of an officer, or None."""
    with connection.cursor(row_factory=class_row(Account)) as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM hub.account WHERE officer_id = %s", (officer_id,))
        return cursor.fetchone()


def account_named(connection: Connection, office_id: UUID, login: str) -> Account | None:
    """The account of a sign-in name at an office, or None."""
    with connection.cursor(row_factory=class_row(Account)) as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM hub.account WHERE office_id = %s AND login = %s", (office_id, login))
        return cursor.fetchone()


def accounts_of(connection: Connection, office_id: UUID | None) -> list[Account]:
    """Accounts of one office, or of all, by office and name."""
    with connection.cursor(row_factory=class_row(Account)) as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM hub.account WHERE %(office)s::uuid IS NULL OR office_id = %(office)s"
            " ORDER BY office_id, login",
            {"office": office_id},
        )
        return cursor.fetchall()


def kept_secret(connection: Connection, officer_id: UUID) -> str | None:
    """The argon2id encoding of an account's secret; None for no account and for one without a secret."""
    row = connection.execute("SELECT secret FROM hub.account WHERE officer_id = %s", (officer_id,)).fetchone()
    return row[0] if row else None


def set_secret(connection: Connection, officer_id: UUID, encoded: str, now: datetime) -> None:
    """Put a new secret in force; every login that stood under the old one ends."""
    connection.execute(
        "UPDATE hub.account SET secret = %s, changed_at = %s WHERE officer_id = %s", (encoded, now, officer_id)
    )
    tokens.end_logins(connection, now, "secret_changed", officer_id=officer_id)


def set_active(connection: Connection, officer_id: UUID, active: bool, now: datetime) -> None:
    """Close or reopen an account; closing ends its logins at once."""
    connection.execute(
        "UPDATE hub.account SET active = %s, changed_at = %s WHERE officer_id = %s", (active, now, officer_id)
    )
    if not active:
        tokens.end_logins(connection, now, "account_closed", officer_id=officer_id)


def set_role(connection: Connection, officer_id: UUID, role: Role, now: datetime) -> None:
    """Put a role in force; the logins that stood under the old one end."""
    connection.execute(
        "UPDATE hub.account SET role = %s, changed_at = %s WHERE officer_id = %s", (role.value, now, officer_id)
    )
    tokens.end_logins(connection, now, "role_changed", officer_id=officer_id)


def move(
    connection: Connection, officer_id: UUID, office_id: UUID, district_id: str, login: str, now: datetime
) -> None:
    """Let an account belong to another office, without a secret; its logins end. Raises 409 `login_taken`."""
    try:
        with connection.transaction():
            connection.execute(
                "UPDATE hub.account SET office_id = %s, district_id = %s, login = %s, secret = NULL, changed_at = %s"
                " WHERE officer_id = %s",
                (office_id, district_id, login, now, officer_id),
            )
    except UniqueViolation:
        raise Refusal(409, "login_taken") from None
    tokens.end_logins(connection, now, "moved", officer_id=officer_id)


def encode(secret: str, cost: SecretCost) -> str:
    """The argon2id encoding of a secret, with a salt of its own."""
    return _hasher(cost).hash(secret)


def is_secret(encoded: str | None, secret: str, cost: SecretCost) -> bool:
    """Whether the secret is the one encoded. Without an encoding the answer is no, in the same time."""
    try:
        _hasher(cost).verify(encoded or _stand_in(cost), secret)
    except (VerificationError, InvalidHashError):
        return False
    return encoded is not None


@cache
def _hasher(cost: SecretCost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


@cache
def _stand_in(cost: SecretCost) -> str:
    return _hasher(cost).hash("nobody's")
