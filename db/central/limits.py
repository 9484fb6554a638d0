"""How often: failed sign-ins, counted in the database for all processes, and requests, counted by each process alone.

A failed sign-in is counted before the secret is looked at, so that guesses sent side by side find the count already
raised. Requests are held back by token buckets that a restart forgets: they stop a program gone wild, and N processes
let through N times as much.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from db.central.database import Connection
from db.central.problems import Refusal
from db.central.settings import Lockout

FORGOTTEN_AFTER = timedelta(days=1)
"""Failures older than this count for nothing."""

_MOST_BUCKETS = 50_000


@dataclass(frozen=True, slots=True)
class Subject:
    """What failures are counted against, and how many are free: an account, a device, a network address."""

    name: str
    free: int


_COUNT = """
INSERT INTO hub.attempt AS a (subject, failures, last_at, locked_until)
VALUES (%(name)s, 1, %(now)s, CASE WHEN %(free)s <= 1 THEN %(now)s + make_interval(secs => %(first)s) END)
ON CONFLICT (subject) DO UPDATE SET
    last_at = %(now)s,
    failures = CASE WHEN a.last_at < %(old)s THEN 1 ELSE a.failures + 1 END,
    locked_until = CASE WHEN a.last_at >= %(old)s AND a.failures + 1 >= %(free)s THEN %(now)s + make_interval(
        secs => least(%(most)s, %(first)s * power(2, least(a.failures + 1 - %(free)s, 20)))) END
WHERE a.locked_until IS NULL OR a.locked_until <= %(now)s
RETURNING a.failures
"""


_FORGET = (
    "DELETE FROM hub.attempt WHERE subject IN"
    " (SELECT subject FROM hub.attempt WHERE last_at < %s LIMIT 100 FOR UPDATE SKIP LOCKED)"
)


def count_try(connection: Connection, subjects: Iterable[Subject], lockout: Lockout, now: datetime) -> None:
    """Count one try against each subject; raises 429 `locked` with the seconds to wait while one of them is locked.

    The caller commits before it looks at the secret.
    """
    connection.execute(_FORGET, (now - FORGOTTEN_AFTER,))
    limits = {"now": now, "old": now - FORGOTTEN_AFTER, "first": lockout.first_seconds, "most": lockout.most_seconds}
    for subject in sorted(subjects, key=lambda subject: subject.name):
        values = {"name": subject.name, "free": subject.free} | limits
        if connection.execute(_COUNT, values).fetchone() is None:
            raise Refusal(429, "locked", _seconds_locked(connection, subject.name, now))


def forgive(connection: Connection, subjects: Iterable[Subject]) -> None:
    """Forget the failures of the subjects: the secret was right."""
    connection.execute("DELETE FROM hub.attempt WHERE subject = ANY(%s)", ([subject.name for subject in subjects],))


def _seconds_locked(connection: Connection, name: str, now: datetime) -> int:
    row = connection.execute("SELECT locked_until FROM hub.attempt WHERE subject = %s", (name,)).fetchone()
    return max(1, math.ceil((row[0] - now).total_seconds())) if row and row[0] else 1


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """Token buckets by name: `per_minute` go through in the long run, a tenth of that (ten at least) at once.

    `now` is monotonic seconds. The least recently used names are dropped past a bound, so that made-up names fill
    no memory.
    """

    def __init__(self, most: int = _MOST_BUCKETS) -> None:
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def take(self, name: str, per_minute: int, now: float) -> None:
        """Let one request of `name` through, or raise 429 `too_many` with the seconds until the next may come."""
        size = max(10.0, per_minute / 10)
        with self._lock:
            bucket = self._buckets.setdefault(name, _Bucket(size, now))
            self._buckets.move_to_end(name)
            bucket.tokens = min(size, bucket.tokens + (now - bucket.at) * per_minute / 60)
            bucket.at = now
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            if bucket.tokens < 1:
                raise Refusal(429, "too_many", max(1, math.ceil((1 - bucket.tokens) * 60 / per_minute)))
            bucket.tokens -= 1
