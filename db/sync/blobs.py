"""The bytes of attachments go up and down after the records, in the same meeting, for a while each time.

A step is one chunk, so what somebody waits for (`Blobs.ask_first`) comes next, whatever is under way. Each chunk is
written down when it has arrived, and the next meeting goes on behind it. A file that cannot be sent, or is not what it
should be, holds up no other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from db.changes import Change, ChangeKind, ChangeSummary
from db.local.blobs import HASHED
from db.local.store import Store
from db.models.file import MOST_BYTES, chunk_count, chunk_length
from db.problems import SurroundingsProblem
from db.sync import blob_queue, wire
from db.sync.blob_queue import DOWN, UP, Waiting
from db.sync.problems import BadReply, NotCarried, Refused
from db.sync.transport import Transport
from db.sync.writing import fact, keep_fact, looking, stamp, writing

SECONDS = 20.0
"""How long the bytes may take in one meeting: records that are saved meanwhile wait no longer than this to go up."""

COMPARED_EVERY = timedelta(days=1)
_COMPARED = "blobs_compared"
_AT_ONCE = 1000
_HELD_BACK = 429
_ONE_FILE = frozenset({"not_yours", "role", "absent", "not_found", "wrong_bytes", "malformed", "too_large"})
"""Refusals that concern one file, or say that nothing is kept for us; the others concern the meeting."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What an exchange asks of its meeting: the time, whether to go on (raises when not), who hears of what came."""

    now: Callable[[], datetime]
    check: Callable[[], object]
    told: Callable[[ChangeSummary], None]
    wait: Callable[[float], None] = time.sleep


class BlobExchange:
    """The bytes of one meeting."""

    def __init__(self, store: Store, transport: Transport, hooks: Hooks, seconds: float = SECONDS) -> None:
        self._store = store
        self._transport = transport
        self._hooks = hooks
        self._seconds = seconds
        self._ups: dict[str, Waiting] = {}
        self._downs: dict[str, Waiting] = {}
        self._later: list[Waiting] = []
        self._wrong = False

    def hold(self) -> bool:
        """Send and fetch; whether time ran out before all was done.

        Raises `TransportError` and `SurroundingsProblem` for what ends it early, and `BadReply` at the end when bytes
        that came were not those asked for. What has arrived until then stays.
        """
        deadline = time.monotonic() + self._seconds
        try:
            self._prepare()
        except NotCarried:
            return False
        while (item := self._next()) or self._prepare_downs():
            self._hooks.check()
            if time.monotonic() >= deadline:
                return True
            if item:
                self._step(*item, deadline)
        if self._wrong:
            raise BadReply
        return False

    def _prepare(self) -> None:
        """What is to be done, and what of it can be: the centre is asked first."""
        store, now = self._store, self._hooks.now()
        due = self._compare_due(now)
        if due or store.blobs.asked() or blob_queue.rows_changed(store):
            blob_queue.queue_missing(store, now)
        if due:
            self._compare(now)
        asked = set(store.blobs.asked())
        self._prepare_ups()
        self._later = sorted(blob_queue.waiting(store, DOWN), key=lambda item: item.sha256 not in asked)
        self._prepare_downs()

    def _prepare_ups(self) -> None:
        store, ups = self._store, blob_queue.waiting(self._store, UP)
        sizes, lacking = self._find([item.sha256 for item in ups])
        sent = [item.sha256 for item in ups if item.sha256 in sizes]
        unnamed = [item.sha256 for item in ups if item.sha256 not in sizes and item.sha256 not in lacking]
        blob_queue.forget(store, sent + blob_queue.unwanted(store, unnamed))
        self._ups = {item.sha256: item for item in ups if item.sha256 in lacking and store.blobs.has(item.sha256)}

    def _prepare_downs(self) -> bool:
        """Ask after the next ones to fetch; whether there were any. Those somebody waits for are among the first."""
        some = {item.sha256: item for item in self._later[:_AT_ONCE]}
        del self._later[:_AT_ONCE]
        sizes, _ = self._find(list(some))
        for sha256 in some.keys() & sizes.keys():
            item = some[sha256]
            item.size = sizes[sha256]
            item.done = min(item.done, self._store.blobs.chunks_here(sha256, item.size))
        self._downs = {sha256: item for sha256, item in some.items() if sha256 in sizes}
        return bool(some)

    def _next(self) -> tuple[str, Waiting] | None:
        asked = next((sha256 for sha256 in self._store.blobs.asked() if sha256 in self._downs), None)
        if asked:
            return DOWN, self._downs[asked]
        for way, items in ((UP, self._ups), (DOWN, self._downs)):
            if items:
                return way, next(iter(items.values()))
        return None

    def _step(self, way: str, item: Waiting, deadline: float) -> None:
        """Carry one chunk."""
        try:
            if way == UP:
                self._send(item)
            else:
                self._fetch(item)
        except Refused as refusal:
            if refusal.status == _HELD_BACK and refusal.retry_after:
                self._hooks.wait(max(0.0, min(refusal.retry_after, deadline - time.monotonic())))
            elif refusal.code in _ONE_FILE:
                self._leave(way, item)
            else:
                raise
        except BadReply:
            self._wrong = True
            self._leave(way, item)

    def _leave(self, way: str, item: Waiting) -> None:
        """Not in this meeting any more."""
        (self._ups if way == UP else self._downs).pop(item.sha256)

    def _send(self, item: Waiting) -> None:
        blobs = self._store.blobs
        try:
            item.size = blobs.size(item.sha256)
            number = min(item.done, chunk_count(item.size) - 1)
            content = blobs.chunk(item.sha256, number)
        except SurroundingsProblem:  # damaged here; a backup may mend it
            self._leave(UP, item)
            return
        whole, item.done = self._taken(self._transport.send_chunk(item.sha256, number, item.size, content), item)
        if whole:
            self._leave(UP, item)
            blob_queue.forget(self._store, [item.sha256])
            return
        item.tries += 1
        if item.tries > 2 * chunk_count(item.size) + 2:
            raise BadReply  # the other end forgets what it is sent
        blob_queue.advance(self._store, item)

    def _fetch(self, item: Waiting) -> None:
        blobs, number = self._store.blobs, item.done
        content = self._transport.fetch_chunk(item.sha256, number)
        if len(content) != chunk_length(item.size, number):
            raise BadReply
        blobs.add_chunk(item.sha256, item.size, number, content)
        item.done = number + 1
        if item.done < chunk_count(item.size):
            blob_queue.advance(self._store, item)
            return
        if blobs.finish(item.sha256):
            self._leave(DOWN, item)
            blob_queue.forget(self._store, [item.sha256])
            self._tell(item.sha256)
            return
        item.done = 0
        blob_queue.advance(self._store, item)
        raise BadReply

    def _tell(self, sha256: str) -> None:
        """Screens that show the papers of these bytes can show them now."""
        with looking(self._store) as raw:
            found = raw.execute("SELECT id FROM attachment WHERE sha256 = ?", (sha256,)).fetchall()
        changes = [Change("attachment", UUID(bytes=bytes(row[0])), ChangeKind.UPDATE) for row in found]
        self._hooks.told(ChangeSummary(frozenset(changes)))

    def _find(self, hashes: list[str]) -> tuple[dict[str, int], set[str]]:
        """Sizes of what the centre has, and what it lacks; it says nothing of what no row of ours names there."""
        sizes: dict[str, int] = {}
        lacking: set[str] = set()
        for start in range(0, len(hashes), _AT_ONCE):
            self._hooks.check()
            try:
                said = _object(self._transport.find_blobs(hashes[start : start + _AT_ONCE]))
                sizes |= {str(sha256): _size(size) for sha256, size in said["here"].items()}
                lacking |= set(said["lacking"])
            except Refused as refusal:
                if refusal.code not in _ONE_FILE:
                    raise
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise BadReply from error
        return sizes, lacking

    def _taken(self, reply: bytes, item: Waiting) -> tuple[bool, int]:
        said = _object(reply)
        whole, following = said.get("whole"), said.get("next")
        if not isinstance(whole, bool) or not isinstance(following, int):
            raise BadReply
        if not 0 <= following <= chunk_count(item.size):
            raise BadReply
        return whole, following

    def _compare_due(self, now: datetime) -> bool:
        """Daily, and when this PC or the centre's log has begun a new life: it may hold less than it once did."""
        with looking(self._store) as raw:
            said = (fact(raw, _COMPARED) or "").split(" ")
            life = _life(raw)
        if len(said) != 2 or said[0] != life:
            return True
        return not datetime.fromisoformat(said[1]) <= now < datetime.fromisoformat(said[1]) + COMPARED_EVERY

    def _compare(self, now: datetime) -> None:
        """Ask after everything that is here; what the centre lacks goes up once more."""
        store = self._store
        with looking(store) as raw:
            life = _life(raw)
            query = f"SELECT DISTINCT sha256 FROM attachment WHERE NOT deleted AND {HASHED} ORDER BY sha256"
            hashes = [row[0] for row in raw.execute(query).fetchall()]
        _, lacking = self._find([sha256 for sha256 in hashes if store.blobs.has(sha256)])
        blob_queue.queue_up(store, sorted(lacking), now)
        with writing(store) as raw:
            keep_fact(raw, _COMPARED, f"{life} {stamp(now)}")


def _life(raw: Any) -> str:
    """The lives of our logs at the centre, by their epochs."""
    rows = raw.execute("SELECT epoch FROM sync_cursor WHERE scope LIKE 'o:%' ORDER BY scope").fetchall()
    return ",".join(row[0] for row in rows) or "-"


def _size(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= MOST_BYTES:
        raise ValueError("not a size")
    return value


def _object(reply: bytes) -> dict[str, Any]:
    try:
        said = wire.loads(reply)
    except ValueError as error:
        raise BadReply from error
    if not isinstance(said, dict):
        raise BadReply
    return said
