"""How the service says no: `{"error": code}` with a fitting status, whatever went wrong underneath."""

from __future__ import annotations

import logging

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from psycopg import Error, OperationalError
from psycopg.errors import DiskFull, InsufficientResources
from psycopg_pool import PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from db.central.problems import Refusal
from db.central.service.logs import note
from db.sync.wire import TooLargeError

_HTTP_CODES = {404: "not_found", 405: "method", 413: "too_large", 408: "slow"}


def refusal_for(error: BaseException) -> Refusal:
    """What a client is told of an exception: 503 for what passes, 500 for a bug."""
    kinds: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Refusal], ...] = (
        (TooLargeError, Refusal(413, "too_large")),
        (RequestValidationError, Refusal(400, "malformed")),
        (ClientDisconnect, Refusal(400, "cut_short")),  # nobody hears it
        (PoolTimeout, Refusal(503, "busy", 2)),
        ((DiskFull, InsufficientResources), Refusal(503, "storage", 60)),
        (OperationalError, Refusal(503, "unavailable", 5)),
    )
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException):
        return Refusal(error.status_code, _HTTP_CODES.get(error.status_code, "malformed"))
    return next((refusal for kind, refusal in kinds if isinstance(error, kind)), Refusal(500, "internal"))


def answer(error: BaseException) -> Response:
    """The reply of an exception; what is not the client's doing is logged."""
    refusal = refusal_for(error)
    if refusal.status >= 500:
        note("failed", level=logging.ERROR, error=error, code=refusal.code)
    headers = {"retry-after": str(refusal.retry_after)} if refusal.retry_after else {}
    if isinstance(error, HTTPException) and error.headers:
        headers |= {name: value for name, value in error.headers.items() if name.lower() == "allow"}
    body = {"error": refusal.code} | getattr(error, "facts", {})
    reply = Response(orjson.dumps(body), refusal.status, headers, "application/json")
    reply.raw_headers.append((b"x-refusal", refusal.code.encode()))
    return reply


def install(app: FastAPI) -> None:
    """Let every exception a route may raise be answered in this form."""

    async def handle(_request: Request, error: Exception) -> Response:
        return answer(error)

    for kind in (Refusal, HTTPException, RequestValidationError, TooLargeError, Error, PoolTimeout):
        app.add_exception_handler(kind, handle)
