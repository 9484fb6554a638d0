"""One meeting with the central store: say hello, hand in what waits, read every scope to its end.

Where it stands is in the tables alone (outbox, frozen batches, cursors), so that a meeting cut short anywhere, by a
kill or a lost line, is simply held again. Nothing here holds the writer while it waits for the network.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Protocol
from uuid import UUID

from db.changes import Change, ChangeSummary
from db.local.store import Store
from db.problems import SurroundingsProblem
from db.sync import blob_queue, bootstrap, carrier_keys, earlier, history, newer, outbox, pages, parents, wire
from db.sync.blobs import BlobExchange, Hooks
from db.sync.digest import local_digest, same
from db.sync.enrolment import DIGEST_AT, enrolment
from db.sync.outbox import Frozen, HeldBack
from db.sync.problems import BadReply, NotCarried, Refused, TransportError, Unreachable
from db.sync.reply import Ahead, apply_reply, decoded, operations, work_ahead
from db.sync.transport import Transport
from db.sync.writing import fact, keep_fact, looking, stamp, writing

DIGEST_EVERY = timedelta(days=1)
_WORTH_A_THREAD = 500
"""Operations of a batch, from which on the next one is made while this one is on its way."""

_SOON = 5.0
"""Seconds until the next meeting while bytes of attachments are on their way."""

_STARTS_OVER = 3
"""How often a scope may be copied anew in one meeting before something else is wrong."""


class Clock(Protocol):
    """What sync asks about time; it orders nothing, it is only written down."""

    def now(self) -> datetime: ...


class Control(Protocol):
    """How running sync is stopped: between two requests, never within a transaction."""

    @property
    def cancelled(self) -> bool: ...


class _Cancelled(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Report:
    """How a meeting went. `problem` is a message code, empty when all went well; `retry_after` in seconds."""

    pushed: int
    pulled: int
    problem: str
    retry_after: float | None
    poll: float
    changes: ChangeSummary


class SyncClient:
    """Sync of one store. `told` hears of every change as soon as it is written."""

    def __init__(
        self,
        store: Store,
        transport: Transport,
        clock: Clock,
        told: Callable[[ChangeSummary], None] | None = None,
    ) -> None:
        self._store = store
        self._transport = transport
        self._clock = clock
        self._told = told
        self._one = Lock()

    def run(self, control: Control | None = None, *, fresh: bool = True) -> Report:
        """Hold a meeting. Never raises for what the network, the server or the disk does: `Report.problem` says it.

        Without `fresh` only batches go up that were frozen before: for an answer carried by hand.
        """
        if not self._one.acquire(blocking=False):
            return Report(0, 0, "sync.running", None, 60.0, ChangeSummary())
        try:
            return _Meeting(self._store, self._transport, self._clock, self._told, control, fresh=fresh).hold()
        finally:
            self._one.release()


class _Meeting:
    def __init__(
        self,
        store: Store,
        transport: Transport,
        clock: Clock,
        told: Callable[[ChangeSummary], None] | None,
        control: Control | None,
        *,
        fresh: bool,
    ) -> None:
        self._fresh = fresh
        self._store = store
        self._transport = transport
        self._clock = clock
        self._told = told
        self._control = control
        self._held = HeldBack()
        self._reader = pages.PageReader(store, transport, self._take)
        self._pushed = 0
        self._poll = 60.0
        self._changes: set[Change] = set()

    def hold(self) -> Report:
        problem, retry_after = "", None
        run: UUID | None = None
        try:
            run = history.open_run(self._store, self._clock.now())
            self._meet()
        except _Cancelled:
            problem = history.CANCELLED
        except SurroundingsProblem as found:
            problem = found.code
        except TransportError as error:
            problem = problem_code(error)
            retry_after = error.retry_after if isinstance(error, Refused) else None
        problem = self._close(run, problem)
        return Report(self._pushed, self._reader.rows, problem, retry_after, self._poll, self._summary)

    @property
    def _summary(self) -> ChangeSummary:
        return ChangeSummary(frozenset(self._changes))

    def _close(self, run: UUID | None, problem: str) -> str:
        try:
            if run is not None:
                history.close_run(self._store, run, self._clock.now(), self._pushed, self._reader.rows, problem)
        except SurroundingsProblem as found:
            return problem or found.code
        return problem

    def _meet(self) -> None:
        place = enrolment(self._store)
        if place is None:
            raise SurroundingsProblem("sync.not_enrolled")
        hello = self._hello()
        newer.take_in(self._store)
        self._catch_up(hello["last_batch"])
        earlier.take_up(self._store, self._transport, self._clock.now())
        self._begin_cursors(hello["scopes"])
        blob_queue.queue_new(self._store, self._clock.now())
        self._push(place.device_id)
        for scope in hello["scopes"]:
            self._read(scope)
        self._after_reading(hello["scopes"])
        if not carrier_keys.known(self._store):
            carrier_keys.learn(self._store, self._transport.carrier())
        outbox.prune(self._store, self._clock.now())
        hooks = Hooks(self._clock.now, self._check, self._take)
        if BlobExchange(self._store, self._transport, hooks).hold():
            self._poll = min(self._poll, _SOON)

    def _hello(self) -> dict[str, Any]:
        self._check()
        hello = decoded(self._transport.hello())
        try:
            lowest, highest = hello["schema"]
            self._poll = float(hello["poll_s"])
            if not all({"id", "head", "floor", "epoch"} <= scope.keys() for scope in hello["scopes"]):
                raise BadReply
            int(hello["last_batch"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadReply from error
        if not lowest <= wire.SCHEMA <= highest:
            raise Refused(426, "schema")
        return hello

    def _catch_up(self, last_batch: int) -> None:
        """Compare batch numbers. Theirs ahead: this store is an old copy. Theirs behind: the server's is."""
        newest, answered = outbox.numbers(self._store)
        if last_batch > newest:
            raise Refused(409, "batch_ahead")
        if last_batch >= answered:
            return
        following = last_batch
        for frozen in outbox.sent_bodies(self._store, last_batch):
            following += 1
            if frozen.number != following:
                raise Refused(409, "server_behind")
            self._send(frozen)
        if following < answered:
            raise Refused(409, "server_behind")
        with writing(self._store) as raw:
            raw.execute("UPDATE sync_cursor SET epoch = '', snapshot = NULL, part = NULL")

    def _begin_cursors(self, scopes: list[dict[str, Any]]) -> None:
        """A scope nobody has written to yet needs no copy: it is read from its beginning. One we are past, does."""
        with looking(self._store) as raw:
            known = dict(raw.execute("SELECT scope, seq FROM sync_cursor").fetchall())
        for scope in scopes:
            if known.get(scope["id"], 0) > scope["head"]:
                pages.forget_place(self._store, scope["id"])
            elif scope["id"] not in known and scope["head"] == 0:
                with writing(self._store) as raw:
                    raw.execute(
                        "INSERT INTO sync_cursor (scope, epoch, seq) VALUES (?, ?, 0)", (scope["id"], scope["epoch"])
                    )

    def _push(self, device: UUID) -> None:
        limit = wire.MAX_OPS
        while True:
            self._check()
            frozen = self._next_batch(device, limit)
            if frozen is None:
                return
            following = min(limit * 2, wire.MAX_OPS)
            try:
                self._send(frozen, (device, following))
                limit = following
            except NotCarried:
                return
            except Refused as refusal:
                if refusal.status != 413:
                    raise
                limit = self._smaller(frozen)

    def _next_batch(self, device: UUID, limit: int) -> Frozen | None:
        waiting = outbox.in_flight(self._store)
        if waiting or not self._fresh:
            return waiting
        return outbox.freeze(self._store, device, self._clock.now(), self._held, limit)

    def _send(self, frozen: Frozen, following: tuple[UUID, int] | None = None) -> None:
        """Send a batch and take in its answer; `following`: our device and how much the next one may hold."""
        answer, ahead = self._asked(frozen, following)
        before = len(self._held.numbers)
        self._take(apply_reply(self._store, frozen, answer, self._clock.now(), self._held, ahead))
        self._pushed += frozen.ops - (len(self._held.numbers) - before)

    def _asked(self, frozen: Frozen, following: tuple[UUID, int] | None) -> tuple[bytes, Ahead | None]:
        """The answer to a batch. While it is awaited after a large one, the next is made."""
        if following is None or frozen.ops < _WORTH_A_THREAD or not self._fresh or self._held.numbers:
            return self._transport.push(frozen.body), None
        device, limit = following
        with ThreadPoolExecutor(1, "sync-ahead") as beside:
            ahead = beside.submit(work_ahead, self._store, frozen, device, self._clock.now(), limit)
            return self._transport.push(frozen.body), ahead.result()

    def _smaller(self, frozen: Frozen) -> int:
        """Take a batch apart that is too large; the limit for the next. A single change too large is stuck."""
        outbox.unfreeze(self._store, frozen.number)
        if frozen.ops == 1:
            outbox.stick(self._store, [operations(frozen)[0][0]], outbox.TOO_LARGE, self._clock.now())
        return max(1, frozen.ops // 2)

    def _read(self, scope: dict[str, Any]) -> None:
        """Read a scope to its end, copying it whole first where its log cannot be read on."""
        for _ in range(_STARTS_OVER):
            try:
                if self._reader.must_copy(scope):
                    self._copy(scope["id"])
                while self._check() or self._reader.read_page(scope["id"]):
                    pass
                self._take(bootstrap.sweep(self._store, scope["id"]))
                return
            except Refused as refusal:
                if refusal.status != 410 and refusal.code != "snapshot":
                    raise
                pages.forget_place(self._store, scope["id"])
        raise BadReply

    def _copy(self, scope: str) -> None:
        for parts in bootstrap.together(bootstrap.begin(self._store, self._transport, scope)):
            fetched: list[tuple[bootstrap.Part, bytes]] = []
            try:
                for part in parts:
                    self._check()
                    fetched.append((part, bootstrap.fetch(self._store, self._transport, scope, part)))
            finally:
                if fetched:
                    self._take(bootstrap.write(self._store, scope, fetched))
            self._reader.rows += sum(part["rows"] for part in parts)
            self._reader.entities.add(parts[0]["e"])
        bootstrap.finish(self._store, scope)

    def _after_reading(self, scopes: list[dict[str, Any]]) -> None:
        self._check()
        if self._reader.entities:
            self._take(parents.fetch_missing(self._store, self._transport, self._reader.entities))
        now = self._clock.now()
        with looking(self._store) as raw:
            compared = fact(raw, DIGEST_AT)
            waiting = raw.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
        if waiting or (compared and datetime.fromisoformat(compared) <= now < _next_digest(compared)):
            return
        for scope in scopes:
            self._compare(scope)
        with writing(self._store) as raw:
            keep_fact(raw, DIGEST_AT, stamp(now))

    def _compare(self, scope: dict[str, Any]) -> None:
        """Copy a scope anew when ours is not what the central store has; silent when somebody wrote meanwhile."""
        self._check()
        theirs = decoded(self._transport.digest(scope["id"]))
        with looking(self._store) as raw:
            row = raw.execute("SELECT seq FROM sync_cursor WHERE scope = ?", (scope["id"],)).fetchone()
            if row is None or row[0] != theirs["seq"] or same(local_digest(raw, scope["id"]), theirs["buckets"]):
                return
        pages.forget_place(self._store, scope["id"])
        self._read(scope)

    def _take(self, changes: ChangeSummary) -> None:
        if not changes:
            return
        self._changes |= changes.changes
        if self._told is not None:
            self._told(changes)

    def _check(self) -> bool:
        """Stop here when nobody wants it any more; always False."""
        if self._control is not None and self._control.cancelled:
            raise _Cancelled
        return False


def _next_digest(compared: str) -> datetime:
    return datetime.fromisoformat(compared) + DIGEST_EVERY


def problem_code(error: TransportError) -> str:
    """The message code of what went wrong."""
    if isinstance(error, Unreachable):
        return f"sync.{error.code}"
    if not isinstance(error, Refused):
        return "sync.bad_reply"
    by_code = {
        "account_closed": "sync.account_closed",
        "server_behind": "sync.server_behind",
        "role": "sync.refused",
        "not_yours": "sync.refused",
        "batch_ahead": "sync.restored",
        "batch_reused": "sync.restored",
        "batch_gap": "sync.restored",
    }
    by_status = {
        401: "sync.sign_in_again",
        403: "sync.revoked",
        426: "sync.upgrade",
        429: "sync.busy",
        503: "sync.busy",
    }
    if error.code in by_code:
        return by_code[error.code]
    return by_status.get(error.status, "sync.server_error" if error.status >= 500 else "sync.refused")
