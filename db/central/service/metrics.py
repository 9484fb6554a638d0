"""What the service counts, for Prometheus: requests by route and answer, time, bytes, refusals by code.

With several processes each writes to files of its own (PROMETHEUS_MULTIPROC_DIR, set by `caseworker-central serve`),
and whichever is asked adds them up.
"""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "caseworker_requests", "Requests by route and answer", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "caseworker_request_seconds", "Time to answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.bytes = Counter(
            "caseworker_body_bytes", "Bytes of bodies as they travelled", ["way", "route"], registry=self.registry
        )
        self.refusals = Counter("caseworker_refusals", "Refusals by code", ["code"], registry=self.registry)

    def observe(self, method: str, route: str, status: int, seconds: float, received: int, sent: int) -> None:
        """Count one answered request."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)
        self.bytes.labels("in", route).inc(received)
        self.bytes.labels("out", route).inc(sent)

    def page(self) -> bytes:
        """The page Prometheus reads; of all processes when they share a folder."""
        if os.environ.get(FOLDER_VARIABLE):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            return generate_latest(registry)
        return generate_latest(self.registry)
