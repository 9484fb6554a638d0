"""How a central store is set up: one TOML file, read at start, checked whole before anything is opened."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.problems import SurroundingsProblem

FILE_VARIABLE = "CASEWORKER_CENTRAL_SETTINGS"
"""Names the settings file for worker processes, which are started without arguments."""

DSN_VARIABLE = "CASEWORKER_CENTRAL_DSN"
"""Overrides `dsn`, so that a database password may stay out of the file."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SecretCost(_Part):
    """argon2id of the secrets kept on the server; not below the floor of OWASP ASVS 5.0 (46 MiB, one pass)."""

    memory_kib: int = Field(default=47104, ge=8)
    passes: int = Field(default=1, ge=1)
    lanes: int = Field(default=1, ge=1)


class Rates(_Part):
    """Requests a minute, per process, that one device, account or office may make; a tenth of it at once is spared.

    A PC polls once a minute and pulls in pages; these stop a program gone wild, not an officer at work.
    """

    device: int = Field(default=600, ge=1)
    account: int = Field(default=1200, ge=1)
    office: int = Field(default=6000, ge=1)
    address: int = Field(default=3000, ge=1)


class Lockout(_Part):
    """Failed sign-ins: after `free` of them the next waits `first_seconds`, then twice as long, up to `most_seconds`.

    `address_free` is for one network address, behind which a whole office may stand.
    """

    free: int = Field(default=5, ge=1)
    address_free: int = Field(default=60, ge=1)
    first_seconds: int = Field(default=30, ge=1)
    most_seconds: int = Field(default=900, ge=1)


class Keep(_Part):
    """Days after which `prune` lets go: of the log (a PC that was away longer copies its scopes anew), of the batches
    (the history of every edit) with what was refused, of audit entries, these only into an archive, and of the bytes
    of attachments after the last row that named them was deleted.

    Three years and a month, which the law asks for of the audit log (PIPL 56, 网安法 21).
    """

    log_days: int = Field(default=180, ge=1)
    batch_days: int = Field(default=1130, ge=31)
    audit_days: int = Field(default=1130, ge=180)
    attachment_days: int = Field(default=180, ge=30)


class Settings(_Part):
    """Everything the service is told. Paths are as the service's user sees them."""

    dsn: str
    host: str = "127.0.0.1"
    port: int = Field(default=8443, ge=1, le=65535)
    workers: int = Field(default=2, ge=1, le=64)
    pool: int = Field(default=8, ge=1, le=64)
    certificate: Path | None = None
    certificate_key: Path | None = None
    trusted_proxies: tuple[str, ...] = ()
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    access_seconds: int = Field(default=900, ge=1, le=900)
    refresh_days: int = Field(default=60, ge=1)
    code_hours: int = Field(default=24, ge=1, le=24)
    sign_ins_at_once: int = Field(default=4, ge=1)
    snapshots_at_once: int = Field(default=3, ge=1)
    secret_cost: SecretCost = SecretCost()
    rates: Rates = Rates()
    lockout: Lockout = Lockout()
    keep: Keep = Keep()


def read_settings(path: Path) -> Settings:
    """The settings of a file. Raises `central.settings_unreadable` or `central.settings_wrong`, naming the field."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SurroundingsProblem("central.settings_unreadable", path=path) from error
    found |= {"dsn": dsn} if (dsn := os.environ.get(DSN_VARIABLE)) else {}
    try:
        return Settings.model_validate(found)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise SurroundingsProblem("central.settings_wrong", path=path, field=place) from error


def settings_from_environment() -> Settings:
    """What a worker process starts with."""
    return read_settings(Path(os.environ[FILE_VARIABLE]))
