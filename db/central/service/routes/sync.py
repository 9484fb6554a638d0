"""Protocol v1 over HTTP: what PCs push and pull. Bodies are JSON under zstd, made and read in `db/central`.

Who may see and write which row is decided there, by the caller's scopes, and once more by PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response

from db.actor import Role
from db.central import carrier, counters, digest, pull, push, snapshot
from db.central.problems import Refusal
from db.central.scopes import Caller
from db.central.service.guard import Body, Served, Service, allowed
from db.central.service.shapes import Id, NewestBatch
from db.sync import wire
from db.sync.carried import Centre

router = APIRouter(tags=["sync"])

ZSTD = "application/zstd"
Anybody = Annotated[Caller, Depends(allowed(*Role))]
Writer = Annotated[Caller, Depends(allowed(Role.OFFICER, Role.SUPERVISOR, Role.MANAGER))]
ScopeName = Annotated[str, Path(pattern=r"^(r|d:[0-9]{6}|o:[0-9a-f]{32})$")]
AskedScope = Annotated[str, Query(pattern=r"^(r|d:[0-9]{6}|o:[0-9a-f]{32})$")]
Epoch = Annotated[str, Query(pattern=r"^[0-9a-f]{32}$")]
_MOST = 2**53
_MAGIC = b"\x28\xb5\x2f\xfd"

_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_REPLY: dict[int | str, dict[str, Any]] = {200: {"content": {ZSTD: _BINARY}, "description": "JSON under zstd"}}
_PART: dict[int | str, dict[str, Any]] = _REPLY | {
    206: {"content": {ZSTD: _BINARY}, "description": "The bytes asked for"},
    416: {"description": "No such bytes"},
}
_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {ZSTD: _BINARY}}}
_SNAPSHOT_WAIT = 15


class Packed(Response):
    """A body that is zstd already."""

    media_type = ZSTD


@router.get("/v1/hello", response_class=Packed, responses=_REPLY)
def hello(served: Served, caller: Anybody) -> Packed:
    """How far each of the caller's scopes has come, and the newest batch of this device."""
    return Packed(counters.hello(served.central, caller))


@router.get("/v1/batches")
def newest_batch(served: Served, caller: Anybody, device: Annotated[Id, Query()]) -> NewestBatch:
    """The newest batch of an earlier device of the caller's office: what came after it, a restored centre lost."""
    return NewestBatch(last_batch=counters.newest_batch(served.central, caller, device))


@router.get("/v1/carrier")
def carrier_keys(served: Served, caller: Anybody) -> Centre:
    """Whom a PC seals files for that are carried by hand, and whose seal it may believe."""
    with served.central.transaction(None) as connection:
        return carrier.centre(connection)


@router.post("/v1/push", response_class=Packed, responses=_REPLY, openapi_extra=_BODY)
def take_batch(served: Served, caller: Writer, body: Body) -> Packed:
    """Take a frozen batch; the same bytes get the same answer however often they come."""
    return Packed(push.push(served.central, caller, body))


@router.get("/v1/pull", response_class=Packed, responses=_REPLY)
def changes(
    served: Served,
    caller: Anybody,
    scope: AskedScope,
    epoch: Epoch,
    after: Annotated[int, Query(ge=0, le=_MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=wire.PAGE_ROWS)] = wire.PAGE_ROWS,
) -> Packed:
    """What changed in a scope after a place in its log. 410 `epoch` or `floor`: begin again with a snapshot."""
    return Packed(pull.pull(served.central, caller, _own(caller, scope), epoch, after, limit))


@router.get("/v1/snapshot/{scope}", response_class=Packed, responses=_REPLY)
def snapshot_parts(served: Served, caller: Anybody, scope: ScopeName) -> Packed:
    """The parts of a whole copy of a scope; a few are made side by side, 503 `busy` to the others."""
    with _place(served):
        return Packed(snapshot.manifest(served.central, caller, _own(caller, scope)))


@router.get("/v1/snapshot/{scope}/{snapshot_id}/{n}", response_class=Packed, responses=_PART)
def snapshot_part(
    served: Served,
    caller: Anybody,
    scope: ScopeName,
    snapshot_id: Id,
    n: Annotated[int, Path(ge=0, le=2**31 - 1)],
    request: Request,
    range_: Annotated[str | None, Header(alias="range", include_in_schema=False)] = None,
) -> Response:
    """One part, or from a byte on: a part never changes, so a broken download goes on where it stopped."""
    whole = snapshot.part(served.central, caller, _own(caller, scope), snapshot_id.hex, n)
    return ranged(whole, range_)


@router.get("/v1/digest", response_class=Packed, responses=_REPLY)
def sums(served: Served, caller: Anybody, scope: AskedScope) -> Packed:
    """Counts and sums over a scope's rows, for a PC to hold its own against."""
    with _place(served):
        return Packed(digest.digest(served.central, caller, _own(caller, scope)))


@router.post("/v1/rows", response_class=Packed, responses=_REPLY, openapi_extra=_BODY)
def rows_by_id(served: Served, caller: Anybody, body: Body) -> Packed:
    """Rows of the district and the region by id: what a case that moved in refers to. Plain JSON is taken as well."""
    return Packed(pull.rows(served.central, caller, body if body.startswith(_MAGIC) else wire.pack(body)))


def ranged(whole: bytes, asked: str | None) -> Response:
    """All of it, or the bytes of a `Range: bytes=from-[to]`; 416 `range` when there are none such."""
    found = re.fullmatch(r"bytes=(\d{1,12})-(\d{0,12})", asked or "")
    headers = {"accept-ranges": "bytes"}
    if asked is None or found is None:
        return Packed(whole, headers=headers)
    start, end = int(found[1]), min(int(found[2] or len(whole)), len(whole) - 1)
    if start > end:
        raise Refusal(416, "range")
    headers["content-range"] = f"bytes {start}-{end}/{len(whole)}"
    return Packed(whole[start : end + 1], 206, headers=headers)


def _own(caller: Caller, scope: str) -> str:
    if scope not in caller.scopes:
        raise Refusal(403, "not_yours")
    return scope


@contextmanager
def _place(served: Service) -> Iterator[None]:
    """Heavy reads side by side are few, so that the small requests of everybody else go on."""
    if not served.heavy.acquire(blocking=False):
        raise Refusal(503, "busy", _SNAPSHOT_WAIT)
    try:
        yield
    finally:
        served.heavy.release()
