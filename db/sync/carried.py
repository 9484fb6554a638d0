"""What goes by USB stick (离线交换) in place of the line: the same batches, answers and pages, in two sealed files.

A PC packs its frozen batches and how far it has read (`Outgoing`). The central store takes the batches as if they had
come over the line and packs its answers with what is new (`Reply`). Either may be lost, repeated or overtaken by the
line: batches have numbers and places have epochs, here as there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from db.sync import wire

OUTGOING = "outgoing"
REPLY = "reply"
"""Purposes of the sealed files."""

MAX_FILE = 512 * 2**20
"""A larger file is not read."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_bytes="base64", val_json_bytes="base64")


class Centre(_Part):
    """Whom a PC seals for and whose seal it believes: age address, Ed25519 public key in hex."""

    receiver: str = Field(pattern=r"^age1[0-9a-z]{20,100}$")
    signer: str = Field(pattern=r"^[0-9a-f]{64}$")


class CarriedBatch(_Part):
    """A frozen batch as it would be sent."""

    number: int = Field(ge=1)
    body: bytes


class Place(_Part):
    """How far a scope has been read; a scope that must be copied whole has none."""

    epoch: str
    seq: int = Field(ge=0)


class Outgoing(_Part):
    """What a PC sends. `reply_to` is the age address the answer is sealed for."""

    v: Literal[1] = 1
    device: UUID
    officer: UUID
    made_at: datetime
    reply_to: str
    batches: tuple[CarriedBatch, ...]
    places: dict[str, Place]


class Answer(_Part):
    """The answer to one batch: status 200 with the reply, or a refusal with its code."""

    status: int
    code: str = ""
    body: bytes = b""


class Page(_Part):
    """A page of a scope's log, read after `after` up to `to`."""

    after: int
    to: int
    body: bytes


class Copy(_Part):
    """A whole copy of a scope."""

    manifest: bytes
    parts: tuple[bytes, ...]


class Scope(_Part):
    """What is new in one scope: a copy, if the PC needs one, then the pages after it, then how to compare."""

    whole: Copy | None = None
    pages: tuple[Page, ...] = ()
    digest: bytes


class Reply(_Part):
    """What the central store answers. `answers` are by batch number."""

    v: Literal[1] = 1
    device: UUID
    made_at: datetime
    hello: bytes
    answers: dict[int, Answer]
    scopes: dict[str, Scope]


Bundle = TypeVar("Bundle", bound=_Part)


def packed(bundle: _Part) -> bytes:
    """A bundle as it is sealed."""
    return wire.pack(bundle.model_dump_json().encode())


def unpacked(kind: type[Bundle], content: bytes) -> Bundle:
    """A bundle out of its sealed file. Raises ValueError when it is none."""
    return kind.model_validate_json(wire.unpack(content, MAX_FILE))
