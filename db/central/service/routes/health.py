"""For machines: whether the service can work, and its counters."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from db.central.problems import Refusal
from db.central.service import metrics
from db.central.service.guard import Served, address
from db.central.service.shapes import Done

router = APIRouter(tags=["health"])


@router.get("/healthz")
def health(served: Served) -> Done:
    """200 when the database answers, 503 `unavailable` otherwise."""
    if not served.central.ready():
        raise Refusal(503, "unavailable", 5)
    return Done(done=True)


@router.get("/metrics", response_class=Response, include_in_schema=False)
def counters(served: Served, request: Request) -> Response:
    """Counters for Prometheus, to the addresses of `metrics_from` alone."""
    if address(request) not in served.settings.metrics_from:
        raise Refusal(404, "not_found")
    return Response(served.metrics.page(), media_type=metrics.CONTENT_TYPE)
