"""Batches that came on a USB stick (离线交换): taken in as over the line, and answered in a file for that PC.

Whoever brings the file is nobody: the seal says which enrolled PC made it, and the PC says in whose name. What a
revoked PC or a closed account sends is refused whole; it stays in that PC's own store.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db import sealed
from db.central import accounts, audit, counters, devices, digest, pull, push, snapshot
from db.central.database import Central, Connection
from db.central.devices import Device, State
from db.central.problems import Refusal
from db.central.scopes import Caller, caller
from db.central.tokens import secret
from db.problems import OfficerProblem, SurroundingsProblem
from db.sync import wire
from db.sync.carried import (
    MAX_FILE,
    OUTGOING,
    REPLY,
    Answer,
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
from db.whole_file import SHARED, write_whole

_IDENTITY, _SIGNER = "carrier identity", "carrier signer"


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer ready to be carried back: the sealed file, and what the file that came held."""

    file: bytes
    batches: int
    refused: tuple[str, ...]


def centre(connection: Connection) -> Centre:
    """Whom PCs seal for, and whose seal they believe. Made by whoever asks first, the same for all processes."""
    return Centre(receiver=_identity(connection)[1], signer=sealed.public_key(_signer(connection)).hex())


def answer(central: Central, file: bytes, now: datetime) -> Carried:
    """Take in a file a PC packed and make the file that answers it. Safe to repeat: batches count once.

    Raises `sealed.…` for a file that is none or not whole, `carrier.revoked` for a PC or an officer not in service.
    """
    with central.transaction(None) as connection:
        outgoing, device = _opened(connection, file)
        asking = _caller(connection, outgoing, device)
        signer = _signer(connection)
        audit.append_for(connection, asking, "carrier.answer", len(outgoing.batches), made_at=str(outgoing.made_at))
    answers = _take_batches(central, asking, outgoing)
    hello = counters.hello(central, asking)
    scopes = {one["id"]: _news(central, asking, one, outgoing.places.get(one["id"])) for one in _said(hello)["scopes"]}
    reply = Reply(device=device.id, made_at=now, hello=hello, answers=answers, scopes=scopes)
    refused = tuple(f"{number}: {one.code}" for number, one in answers.items() if one.status != 200)
    return Carried(sealed.seal(packed(reply), REPLY, outgoing.reply_to, signer), len(outgoing.batches), refused)


def answer_file(central: Central, file: Path, out: Path, now: datetime) -> Carried:
    """As `answer`, from one file to another. Raises `carrier.cannot_read` and `carrier.cannot_write` too.

    The answer appears whole or not at all; what was taken in by then is answered the same way when it is tried again.
    """
    try:
        if file.stat().st_size > MAX_FILE:
            raise OfficerProblem("sealed.not_sealed")
        content = file.read_bytes()
    except OSError as error:
        raise SurroundingsProblem("carrier.cannot_read", path=str(file)) from error
    done = answer(central, content, now)
    try:
        write_whole(out, done.file, SHARED)
    except OSError as error:
        raise SurroundingsProblem("carrier.cannot_write", path=str(out)) from error
    return done


def _opened(connection: Connection, file: bytes) -> tuple[Outgoing, Device]:
    """What stands in the file and the PC whose seal it bears."""
    opened = sealed.unseal(file, OUTGOING, _identity(connection)[0], lambda key: _device(connection, key) is not None)
    try:
        outgoing = unpacked(Outgoing, opened.content)
    except ValueError as error:
        raise OfficerProblem("sealed.damaged") from error
    device = _device(connection, opened.sender)
    if device is None or device.id != outgoing.device:
        raise OfficerProblem("sealed.damaged")
    return outgoing, device


def _device(connection: Connection, key: bytes) -> Device | None:
    query = "SELECT id FROM hub.device WHERE key = %s"
    row = connection.execute(query, (b64encode(key).decode(),)).fetchone()
    return devices.device(connection, row[0]) if row else None


def _caller(connection: Connection, outgoing: Outgoing, device: Device) -> Caller:
    account = accounts.account(connection, outgoing.officer)
    if device.state != State.ACTIVE or account is None or not account.active or account.office_id != device.office_id:
        raise OfficerProblem("carrier.revoked", name=device.name)
    return caller(device.id, account.officer_id, account.role, account.office_id, account.district_id)


def _take_batches(central: Central, asking: Caller, outgoing: Outgoing) -> dict[int, Answer]:
    """Answers by number; after a refused batch (a missing file before it) the rest waits for its turn."""
    answers: dict[int, Answer] = {}
    for batch in outgoing.batches:
        try:
            answers[batch.number] = Answer(status=200, body=push.push(central, asking, batch.body))
        except Refusal as refusal:
            answers[batch.number] = Answer(status=refusal.status, code=refusal.code)
            break
    return answers


def _news(central: Central, asking: Caller, head: dict[str, Any], place: Place | None) -> Scope:
    """What the PC lacks of a scope: pages from its place on, or a copy first when the log cannot be read on."""
    scope, epoch = head["id"], head["epoch"]
    copy = None
    if place is None or place.epoch != epoch or not head["floor"] <= place.seq <= head["head"]:
        manifest = snapshot.manifest(central, asking, scope)
        said = _said(manifest)
        parts = tuple(snapshot.part(central, asking, scope, said["id"], part["n"]) for part in said["parts"])
        copy, after = Copy(manifest=manifest, parts=parts), int(said["seq"])
    else:
        after = place.seq
    pages = tuple(_pages(central, asking, scope, epoch, after))
    return Scope(whole=copy, pages=pages, digest=digest.digest(central, asking, scope))


def _pages(central: Central, asking: Caller, scope: str, epoch: str, after: int) -> list[Page]:
    pages: list[Page] = []
    while True:
        body = pull.pull(central, asking, scope, epoch, after, wire.PAGE_ROWS)
        said = _said(body)
        pages.append(Page(after=after, to=said["to"], body=body))
        after = said["to"]
        if after >= said["head"]:
            return pages


def _signer(connection: Connection) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(
        secret(connection, _SIGNER, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    )


def _identity(connection: Connection) -> tuple[str, str]:
    """The age secret files for the centre open with, and its address."""
    kept = secret(connection, _IDENTITY, lambda: " ".join(sealed.new_identity()).encode()).decode()
    private, address = kept.split()
    return private, address


def _said(body: bytes) -> dict[str, Any]:
    said: dict[str, Any] = wire.loads(wire.unpack(body, wire.MAX_REPLY))
    return said
