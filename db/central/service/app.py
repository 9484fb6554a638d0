"""Puts the service together: routes, refusals, bounds, records. Every process makes one app and knows no other."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRouter

from db.central import migrate
from db.central.database import Central
from db.central.service import refusals
from db.central.service.bodies import BoundedBodies
from db.central.service.guard import Service, utc_now
from db.central.service.recorder import Recorder
from db.central.service.routes import blobs, enrolment, health, reports, sessions, supervision, sync
from db.central.service.shapes import Wrong
from db.central.settings import Settings, settings_from_environment
from db.version import VERSION

ROUTERS: tuple[APIRouter, ...] = (
    enrolment.router,
    sessions.router,
    supervision.router,
    sync.router,
    blobs.router,
    reports.router,
    health.router,
)

_OBJECTS_BETWEEN = 100_000

_WRONG: dict[int | str, dict[str, Any]] = {
    status: {"model": Wrong, "description": words}
    for status, words in {
        400: "Not understood",
        401: "Not signed in, or not by this device",
        403: "Not allowed",
        404: "Not there",
        408: "Sent too slowly",
        409: "Contradicts what is there",
        410: "Begin again with a snapshot",
        413: "Too large",
        426: "Of another version",
        429: "Too often; see Retry-After",
        503: "Not now; see Retry-After",
    }.items()
}


def make_app(
    central: Central,
    settings: Settings,
    now: Callable[[], datetime] = utc_now,
    on_stop: Callable[[], None] = lambda: None,
) -> FastAPI:
    """The service over a database. `now` is its clock; `on_stop` is called when it has answered its last request."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        on_stop()

    served = Service(central, settings, now)
    app = _App(
        title="Caseworker central store",
        version=VERSION,
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
        responses=_WRONG,
        lifespan=lifespan,
    )
    app.state.service = served
    for router in ROUTERS:
        app.include_router(router)
    refusals.install(app)
    app.add_middleware(BoundedBodies)
    app.add_middleware(Recorder, metrics=served.metrics)
    return app


class _App(FastAPI):
    """FastAPI without its own form of a validation error, which this service never sends."""

    def openapi(self) -> dict[str, Any]:
        outline = super().openapi()
        for path in outline["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            outline["components"]["schemas"].pop(name, None)
        return outline


def from_environment() -> FastAPI:
    """What a worker process of `caseworker-central serve` runs. Raises `Refusal` when the database needs migrating."""
    settings = settings_from_environment()
    migrate.require_head(settings.dsn)
    central = Central(settings.dsn, settings.pool)
    app = make_app(central, settings, on_stop=central.close)
    _collect_seldom()
    return app


def _collect_seldom() -> None:
    """A batch is some 25,000 small lists and dicts, all alive until its commit.

    Looking for cycles among them every 700, and through all of the program each time their number has grown by a
    quarter, takes a third of a push. What is loaded by now stays for good and is not looked through again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN)
