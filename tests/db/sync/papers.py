"""Papers that PCs of a test keep with people, and what is on its way of them."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from db.local.store import Store
from db.models import Attachment
from db.models.base import new_id
from db.models.file import CHUNK_BYTES
from tests.db.sync.meetings import register, save
from tests.db.sync.pcs import START, Pc

SCAN = bytes(range(256)) * 2500
"""Two whole chunks and a piece."""
PLACES = [SCAN[start : start + CHUNK_BYTES] for start in range(0, len(SCAN), CHUNK_BYTES)]
NAME = hashlib.sha256(SCAN).hexdigest()


def paper(person: UUID, officer: UUID, content: bytes) -> Attachment:
    """The row of a paper."""
    return Attachment(
        id=new_id(), person_id=person, kind="scan", name="样.jpg", media_type="image/jpeg", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), added_at=START, added_by=officer,
    )  # fmt: skip


def attach(pc: Pc, content: bytes = SCAN, person: UUID | None = None) -> Attachment:
    """Keep a paper as the officer does: the bytes, then the row."""
    pc.store.blobs.put(content)
    row = paper(person or register(pc)[0], pc.officer_id, content)
    save(pc, row)
    return row


def on_their_way(store: Store) -> list[tuple[Any, ...]]:
    """(way, chunks that arrived) of each."""
    with store.read() as session:
        query = "SELECT way, chunks_done FROM blob_transfer ORDER BY way, sha256"
        return [tuple(row) for row in session.connection().exec_driver_sql(query)]
