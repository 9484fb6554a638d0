"""What requests and replies of the service look like, as its OpenAPI shows them. Ids travel as 32 hex digits."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema

from db.actor import Role
from db.central.devices import Purpose
from db.models.base import instant_text

_HEX = re.compile(r"[0-9a-f]{32}")


def _id(value: object) -> object:
    if isinstance(value, str) and not _HEX.fullmatch(value):
        raise ValueError("an id has 32 hex digits")
    return value


Id = Annotated[
    UUID,
    BeforeValidator(_id),
    PlainSerializer(lambda value: value.hex, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{32}$"}),
]
Instant = Annotated[datetime, PlainSerializer(instant_text, return_type=str)]
Login = Annotated[str, StringConstraints(min_length=1, max_length=32, pattern=r"^[\w.@-]+$")]
Secret = Annotated[str, StringConstraints(min_length=12, max_length=200)]
CodeWord = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Reason = Annotated[str, StringConstraints(max_length=200)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Wrong(BaseModel):
    """Every refusal: a code for the program, never a sentence. `now` comes with `clock`."""

    error: str
    now: Instant | None = None


class EnrolRequest(_Asked):
    """A PC asks to be let in; signed with the key it brings, `x-device` left empty.

    `office` and `officer` are the ids of a store that was begun offline: they are kept when the code founds an office.
    """

    code: CodeWord
    key: Annotated[str, StringConstraints(min_length=44, max_length=44)] = Field(description="Ed25519, base64")
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    office: Id | None = None
    officer: Id | None = None


class OfficeShape(BaseModel):
    """An office as a PC needs it to begin."""

    id: Id
    name: str
    district_id: str
    district_name: str
    street_code: str


class OfficerShape(BaseModel):
    """An officer with an account."""

    id: Id
    login: str
    name: str
    role: Role


class Enrolled(BaseModel):
    """The PC is in. `grant`, if there is one, is a code with which the officer sets their secret."""

    device: Id
    office: OfficeShape
    officer: OfficerShape | None
    grant: str | None
    now: Instant


class SessionRequest(_Asked):
    """Sign in: `secret` is `db.sync.proof.login_secret` of the password, never the password."""

    login: Login
    secret: Secret


class RefreshRequest(_Asked):
    """Go on with a login."""

    refresh: Annotated[str, StringConstraints(min_length=1, max_length=120)]


class PasswordRequest(_Asked):
    """Set a secret, by a code (`grant`) or by the old one (`login` and `old`)."""

    secret: Secret
    grant: CodeWord | None = None
    login: Login | None = None
    old: Secret | None = None


class Session(BaseModel):
    """Signed in. `access` goes into `Authorization: Bearer`; `refresh` replaces the one before it."""

    access: str
    expires_in: int = Field(description="seconds")
    refresh: str
    office: OfficeShape
    officer: OfficerShape
    now: Instant


class NewOfficer(_Asked):
    """An officer who gets an account with the code. A supervisor may name officers and supervisors."""

    login: Login
    name: Name
    role: Role
    id: Id | None = Field(default=None, description="of an officer the office's PCs already know")


class CodeRequest(_Asked):
    """Approve a PC (`device`) or a new secret (`password`). `office` is the caller's own when left out."""

    purpose: Purpose
    office: Id | None = None
    officer: Id | None = None
    new_officer: NewOfficer | None = None


class CodeIssued(BaseModel):
    """A one-time code: told once, kept nowhere."""

    code: str
    expires_at: Instant
    officer: Id | None


class DeviceShape(BaseModel):
    """An enrolled PC."""

    id: Id
    office: Id
    name: str
    state: Literal["active", "retired", "revoked"]
    enrolled_at: Instant
    approved_by: str
    seen_at: Instant
    closed_at: Instant | None
    closed_reason: str


class Devices(BaseModel):
    """Enrolled PCs, the newest first."""

    devices: list[DeviceShape]


class CloseDevice(_Asked):
    """Why a PC is closed, without personal data."""

    reason: Reason = ""


class AccountShape(BaseModel):
    """An account; `has_secret` is false until its officer has set one."""

    officer: Id
    office: Id
    login: str
    role: Role
    active: bool
    has_secret: bool


class Accounts(BaseModel):
    """Accounts by office and sign-in name."""

    accounts: list[AccountShape]


class AccountChange(_Asked):
    """Close an account, or reopen it."""

    active: bool


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class BlobsAsked(_Asked):
    """Bytes of attachments, by their hash."""

    sha256: Annotated[list[Sha256], Field(max_length=1000)]


class BlobsFound(BaseModel):
    """Sizes of those that are here, and those that rows name and nobody has sent yet; of others nothing is said."""

    here: dict[str, int]
    lacking: list[str]


class BlobTaken(BaseModel):
    """How far bytes have come: whether all are here, and the first chunk that is not."""

    whole: bool
    next: int


class NewestBatch(BaseModel):
    """0 for a device that is not known (any more)."""

    last_batch: int


class Done(BaseModel):
    """It is so now."""

    done: bool
