"""Papers and pictures kept with a person (附件). The bytes travel by their hash, apart from the row that names them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped

from db.models.base import CODE, Base, Merge, Sensitivity, Synced, field, reference

MOST_BYTES = 20 * 2**20
"""Of one attachment: a scanned packet of some thirty pages."""
CHUNK_BYTES = 256 * 1024
"""In which the bytes lie on the disk and travel: some seconds over the slowest line of an office."""


def chunk_count(size: int) -> int:
    """Chunks of so many bytes; no bytes at all are one empty chunk."""
    return max(1, -(-size // CHUNK_BYTES))


def chunk_length(size: int, number: int) -> int:
    """Bytes of one of them; only the last is shorter."""
    if not 0 <= number < chunk_count(size):
        raise ValueError("no such chunk")
    return min(CHUNK_BYTES, size - number * CHUNK_BYTES)


class Attachment(Synced, Base):
    """One file of a person. `about` and `about_id` name the record it proves; none: the person as a whole.

    `sha256` (hex) names the bytes, `size` counts them; `name` is what the officer sees, made safe. `turned` is in
    degrees clockwise, so that a scan is turned without writing its bytes anew.
    """

    person_id: Mapped[UUID] = reference("person.id", part_of=True)
    about: Mapped[str | None] = field(String(40), merge=Merge.NEVER)
    about_id: Mapped[UUID | None] = field(merge=Merge.NEVER)
    kind: Mapped[str] = field(CODE)
    name: Mapped[str] = field(String(120), sensitivity=Sensitivity.SPECIAL)
    media_type: Mapped[str] = field(String(40), merge=Merge.NEVER)
    sha256: Mapped[str] = field(String(64), merge=Merge.NEVER)
    size: Mapped[int] = field(merge=Merge.NEVER)
    turned: Mapped[int] = field(default=0)
    added_at: Mapped[datetime] = field(merge=Merge.NEVER)
    added_by: Mapped[UUID] = reference("officer.id", index=False)

    __table_args__ = (Index("ix_attachment_sha256", "sha256"), Index("ix_attachment_about", "about_id"))
