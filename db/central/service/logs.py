"""The service's log: one JSON object a line, and nothing of a person in it.

A line names the route by its pattern, never the address that was asked for, and an exception by its type and place,
never by its message: a database quotes the value it stumbled over.
"""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

LOG = logging.getLogger("caseworker.central")

_FIELDS = "fields"
_FRAMES = 6


def note(event: str, *, level: int = logging.INFO, error: BaseException | None = None, **fields: object) -> None:
    """Write one line. `fields` are codes, counts and ids of devices; never names, numbers or bodies. Empty ones go."""
    LOG.log(level, event, exc_info=error, extra={_FIELDS: {name: one for name, one in fields.items() if one != ""}})


class JsonLines(logging.Formatter):
    """Records of this service and of uvicorn as JSON; exceptions as type and place."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "event": record.getMessage()}
        if record.name != LOG.name:
            line["by"] = record.name
        line |= getattr(record, _FIELDS, {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= describe(record.exc_info[1])
        return orjson.dumps(line, default=str).decode()


def describe(error: BaseException) -> dict[str, Any]:
    """An exception without what it says: its type, the state PostgreSQL gave it, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    state = getattr(error, "sqlstate", None)
    return {"error": type(error).__name__, "places": places} | ({"sqlstate": state} if state else {})


def log_config() -> dict[str, Any]:
    """For uvicorn: its own lines and ours in one form on the standard output; no line per request from uvicorn,
    which would name full addresses."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            LOG.name: {"handlers": ["out"], "level": "INFO", "propagate": False},
            "uvicorn.error": {"handlers": ["out"], "level": "INFO", "propagate": False},
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
