"""Bodies are read up to a bound and within a time, before anything looks inside them."""

from __future__ import annotations

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.sync import wire

PUSH = "/v1/push"
MOST_BYTES = 512 * 1024
MOST_SECONDS = 300.0
"""A full batch over the slowest line of an office takes about a minute."""


class BoundedBodies:
    """Refuses a body that is too large (413) or comes too slowly (408) while it is still on its way."""

    def __init__(self, app: ASGIApp, most_seconds: float = MOST_SECONDS) -> None:
        self._app = app
        self._most_seconds = most_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = wire.MAX_BODY if scope["path"] == PUSH else MOST_BYTES
        await self._app(scope, _bounded(receive, most, _announced(scope), self._most_seconds), send)


def _announced(scope: Scope) -> int:
    """The length the request names; 0 when it names none, or none that is a number."""
    named = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(named) if named.isdigit() else 0


def _bounded(receive: Receive, most: int, announced: int, most_seconds: float) -> Receive:
    seen, complete, deadline = 0, False, time.monotonic() + most_seconds

    async def bounded() -> Message:
        nonlocal seen, complete
        if complete:
            return await receive()  # waits for the client to go away
        if announced > most:
            raise HTTPException(413)
        try:
            message = await asyncio.wait_for(receive(), max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            raise HTTPException(408) from None
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413)
        complete = not message.get("more_body", False)
        return message

    return bounded
