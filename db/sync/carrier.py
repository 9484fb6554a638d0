"""Meeting the central store by USB stick: pack what waits, and take the answer in when it comes back.

The answer is taken in by an ordinary meeting over a transport that knows only what stands in the file, so that every
rule of a meeting holds here too. What the line has done meanwhile is found out by batch numbers and places.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.changes import ChangeSummary
from db.local.store import Store
from db.problems import OfficerProblem, SurroundingsProblem
from db.sealed import seal, unseal
from db.sync import outbox, wire
from db.sync.carried import (
    MAX_FILE,
    OUTGOING,
    REPLY,
    CarriedBatch,
    Centre,
    Copy,
    Outgoing,
    Page,
    Place,
    Reply,
    Scope,
    packed,
    unpacked,
)
from db.sync.carrier_keys import identity, known
from db.sync.client import Clock, Report, SyncClient
from db.sync.enrolment import Enrolment, enrolment
from db.sync.outbox import HeldBack
from db.sync.problems import NotCarried, Refused
from db.sync.reply import decoded
from db.sync.writing import looking


def pack(store: Store, officer: UUID, clock: Clock) -> tuple[bytes, int]:
    """A sealed file of everything that waits, and how many changes that is. Nothing leaves the outbox yet.

    Raises `carrier.not_ready` for a PC that never met the central store, which has to be told whom to seal for.
    """
    place, receiver = _ready(store)
    held = HeldBack()
    while outbox.freeze(store, place.device_id, clock.now(), held):
        pass
    batches = outbox.unanswered(store)
    outgoing = Outgoing(
        device=place.device_id,
        officer=officer,
        made_at=clock.now(),
        reply_to=identity(store)[1],
        batches=tuple(CarriedBatch(number=one.number, body=one.body) for one in batches),
        places=_places(store),
    )
    file = seal(packed(outgoing), OUTGOING, receiver.receiver, _signer(place))
    return file, sum(one.ops for one in batches)


def take_in(store: Store, path: Path, clock: Clock, told: Callable[[ChangeSummary], None] | None = None) -> Report:
    """Take in the answer in a file. Raises `sealed.…` and `carrier.…`; then nothing of it was used.

    A file that was taken in before, or that the line has overtaken, changes nothing and is said to be so.
    """
    place, sender = _ready(store)
    file = _read(path)
    opened = unseal(file, REPLY, identity(store)[0], lambda key: key.hex() == sender.signer)
    reply = _reply(opened.content)
    if reply.device != place.device_id:
        raise OfficerProblem("carrier.other_pc")
    _refuse_overtaken(store, reply)
    return SyncClient(store, CarriedLine(reply), clock, told).run(fresh=False)


class CarriedLine:
    """A transport that answers out of a `Reply`; what does not stand there was not carried."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def hello(self) -> bytes:
        return self._reply.hello

    def newest_batch(self, device: UUID) -> int:
        """Asked over the line, the next time there is one."""
        raise NotCarried

    def push(self, body: bytes) -> bytes:
        number = decoded(body)["batch"]
        answer = self._reply.answers.get(number)
        if answer is None:
            raise NotCarried
        if answer.status != 200:
            raise Refused(answer.status, answer.code)
        return answer.body

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        """The page that goes on from a place. Rows read twice do no harm: only newer ones count."""
        pages = self._scope(scope).pages
        for page in pages:
            if page.after <= after < page.to:
                return _onward(page, {"from": after})
        if pages and after == pages[-1].to:  # our own batch, read as we were told of it
            return _onward(pages[-1], {"from": after, "ent": [], "leave": []})
        raise NotCarried

    def manifest(self, scope: str) -> bytes:
        return self._whole(scope).manifest

    def part(self, scope: str, snapshot: str, number: int) -> bytes:
        return self._whole(scope).parts[number]

    def digest(self, scope: str) -> bytes:
        return self._scope(scope).digest

    def carrier(self) -> bytes:
        """Only asked by who does not know it, and such a PC cannot open a reply."""
        raise NotCarried

    def find_blobs(self, hashes: list[str]) -> bytes:
        """Bytes of attachments go over the line alone: a stick carries records."""
        raise NotCarried

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        raise NotCarried

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        raise NotCarried

    def rows(self, body: bytes) -> bytes:
        """Single rows are fetched over the line, the next time there is one."""
        return wire.pack(wire.dumps({"ent": []}))

    def _scope(self, scope: str) -> Scope:
        found = self._reply.scopes.get(scope)
        if found is None:
            raise NotCarried
        return found

    def _whole(self, scope: str) -> Copy:
        copy = self._scope(scope).whole
        if copy is None:
            raise NotCarried
        return copy


def _onward(page: Page, other: dict[str, Any]) -> bytes:
    return wire.pack(wire.dumps(decoded(page.body) | other))


def _ready(store: Store) -> tuple[Enrolment, Centre]:
    place, receiver = enrolment(store), known(store)
    if place is None or receiver is None:
        raise OfficerProblem("carrier.not_ready")
    return place, receiver


def _signer(place: Enrolment) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(place.private)


def _places(store: Store) -> dict[str, Place]:
    with looking(store) as raw:
        rows = raw.execute("SELECT scope, epoch, seq FROM sync_cursor WHERE snapshot IS NULL AND epoch <> ''")
        return {scope: Place(epoch=epoch, seq=seq) for scope, epoch, seq in rows}


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise OfficerProblem("sealed.not_sealed")
        return path.read_bytes()
    except OSError as error:
        raise SurroundingsProblem("carrier.cannot_read", path=str(path)) from error


def _reply(content: bytes) -> Reply:
    try:
        return unpacked(Reply, content)
    except ValueError as error:
        raise OfficerProblem("sealed.damaged") from error


def _refuse_overtaken(store: Store, reply: Reply) -> None:
    """A PC that has been answered past this file since, over the line or by a later file, has no use for it."""
    _, answered = outbox.numbers(store)
    if decoded(reply.hello)["last_batch"] < answered:
        raise OfficerProblem("carrier.overtaken")
    with looking(store) as raw:
        places = dict(raw.execute("SELECT scope, seq FROM sync_cursor").fetchall())
    if any(places.get(one["id"], 0) > one["head"] for one in decoded(reply.hello)["scopes"]):
        raise OfficerProblem("carrier.overtaken")
