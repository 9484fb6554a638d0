"""The outermost layer of the service: every request is timed, counted and logged once, and no exception passes it."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.central.service import refusals
from db.central.service.logs import note
from db.central.service.metrics import Metrics
from db.models.base import new_id

QUIET = frozenset({"/healthz", "/metrics"})
"""Asked every few seconds by machines; counted, not logged."""

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Recorder:
    """Wraps an app. What it logs is the route's pattern, the answer, sizes, time, and the device when known."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(receive, send)
        started = time.perf_counter()
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except Exception as error:  # noqa: BLE001  (the last net: uvicorn would log what the exception says)
            if exchange.status == 0:
                await refusals.answer(error)(scope, exchange.receive, exchange.send)
        self._record(scope, exchange, time.perf_counter() - started)

    def _record(self, scope: Scope, exchange: _Exchange, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "") or "unknown"
        method = scope["method"] if route != "unknown" else "any"
        self._metrics.observe(method, route, exchange.status, seconds, exchange.received, exchange.sent)
        if exchange.refusal:
            self._metrics.refusals.labels(exchange.refusal).inc()
        if route in QUIET:
            return
        device = scope.get("state", {}).get("device", "")
        note(
            "request",
            request=exchange.id,
            method=method,
            route=route,
            status=exchange.status,
            ms=round(seconds * 1000, 1),
            bytes_in=exchange.received,
            bytes_out=exchange.sent,
            device=device,
            code=exchange.refusal,
        )


class _Exchange:
    """Counts what passes and looks at the answer's head."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.id = new_id().hex
        self.status = 0
        self.received = 0
        self.sent = 0
        self.refusal = ""
        self._receive = receive
        self._send = send

    async def receive(self) -> Message:
        message = await self._receive()
        self.received += len(message.get("body", b""))
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(raw=message["headers"])
            self.refusal = headers.get("x-refusal", "")
            for name, value in (_HEADERS | {"x-request-id": self.id}).items():
                headers[name] = value
        self.sent += len(message.get("body", b""))
        await self._send(message)
