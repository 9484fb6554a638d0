"""The bytes of attachments over HTTP, in chunks of 256 KiB: a broken line goes on with the chunk it broke in.

Who may send and fetch which is decided in `db/central/blobs.py`, by the rows of the caller's scopes that name them.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from db.actor import Role
from db.central import blobs
from db.central.scopes import Caller
from db.central.service.guard import Body, Served, allowed
from db.central.service.shapes import BlobsAsked, BlobsFound, BlobTaken
from db.models.file import MOST_BYTES, chunk_count

router = APIRouter(tags=["attachments"])

PLAIN = "application/octet-stream"
Keeper = Annotated[Caller, Depends(allowed(Role.OFFICER, Role.SUPERVISOR))]
"""Who keeps cases: others see no papers of people."""
Hash = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Path(ge=0, lt=chunk_count(MOST_BYTES))]
Size = Annotated[int, Query(ge=0, le=2**31 - 1)]

_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_CHUNK: dict[int | str, dict[str, Any]] = {200: {"content": {PLAIN: _BINARY}, "description": "The chunk's bytes"}}
_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {PLAIN: _BINARY}}}


class Plain(Response):
    """Bytes as they are."""

    media_type = PLAIN


@router.post("/v1/blobs")
def find(served: Served, caller: Keeper, asked: BlobsAsked) -> BlobsFound:
    """Which bytes are here, of those that rows of the caller's name; 403 when they name none of them."""
    found = blobs.find(served.central, caller, asked.sha256)
    return BlobsFound(here=found.here, lacking=found.lacking)


@router.put("/v1/blob/{sha256}/{n}", openapi_extra=_BODY)
def take(served: Served, caller: Keeper, sha256: Hash, n: Number, size: Size, body: Body) -> BlobTaken:
    """Take in a chunk of bytes of `size` in all. 409 `wrong_bytes`: all came and are not what they are named."""
    taken = blobs.take(served.central, caller, sha256, n, size, body)
    return BlobTaken(whole=taken.whole, next=taken.next)


@router.get("/v1/blob/{sha256}/{n}", response_class=Plain, responses=_CHUNK)
def give(served: Served, caller: Keeper, sha256: Hash, n: Number) -> Plain:
    """A chunk. 404 `absent` while the bytes are not all here."""
    return Plain(blobs.give(served.central, caller, sha256, n))
