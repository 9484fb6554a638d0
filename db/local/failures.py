"""What the driver says when a store fails, turned into the problem a person is told about. One home for error texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from db.problems import SurroundingsProblem

_SIGNS = (
    ("interrupted", "store.interrupted"),
    ("database or disk is full", "store.disk_full"),
    ("disk I/O error", "store.disk_error"),
    ("readonly database", "store.read_only"),
    ("database is locked", "store.busy"),
    ("file is not a database", "store.damaged"),
    ("disk image is malformed", "store.damaged"),
    ("unable to open database file", "store.cannot_open"),
)


class Interrupted(Exception):
    """A read was stopped because nobody wants its answer any more."""


def problem_for(error: BaseException) -> SurroundingsProblem | None:
    """The problem behind a driver error, or None when it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(original, driver.Error | OSError):
        return None
    said = str(original)
    return next((SurroundingsProblem(code) for sign, code in _SIGNS if sign in said), None)


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turn driver errors that have a plain sentence into problems; let everything else through."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        problem = problem_for(error)
        if problem is None:
            raise
        if problem.code == "store.interrupted":
            raise Interrupted from error
        raise problem from error
