"""Looking at a file: the look is on record before the bytes are handed out, and nothing plain touches the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.attachments.content import accept, is_picture
from caseworker.attachments.keeping import kept
from caseworker.desk import Desk, Saved
from db.models import Attachment


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is being looked at. `turned` in degrees clockwise."""

    id: UUID
    name: str
    content: bytes
    media_type: str
    turned: int


def open_file(desk: Desk, attachment_id: UUID) -> Saved[Opened]:
    """The file for the preview. Raises `blobs.absent`, `blobs.damaged`, `blobs.cannot_read`."""
    require(desk.actor, Right.REVEAL)
    return _opened(desk, attachment_id, "attachment.open", "")


def hand_out(desk: Desk, attachment_id: UUID, reason: str) -> Saved[Opened]:
    """The file for another program, outside of what this one can protect; `reason` goes into the audit trail.

    It is looked at again first: raises what `accept` raises.
    """
    require(desk.actor, Right.EXPORT_FULL)
    saved = _opened(desk, attachment_id, "attachment.hand_out", reason)
    checked = accept(saved.value.name, saved.value.content)  # it may have come from another PC, by an older version
    return Saved(replace(saved.value, name=checked.name), saved.changes)


def thumbnail(desk: Desk, attachment_id: UUID) -> bytes:
    """A small PNG, too small to read anything in, so no look is noted; b"" for what is no picture or is not here."""
    require(desk.actor, Right.REVEAL)
    with desk.read() as session:
        record = session.get(Attachment, attachment_id)
        if record is None or record.deleted or not is_picture(record.media_type):
            return b""
        sha256, media_type, turned = record.sha256, record.media_type, record.turned
    from caseworker.attachments.pictures import small_picture

    try:
        return small_picture(desk.store.blobs.get(sha256), media_type, turned)
    except Exception:  # noqa: BLE001 - not here, or not for this decoder: a list does without, opening says why
        return b""


def _opened(desk: Desk, attachment_id: UUID, action: str, reason: str) -> Saved[Opened]:
    with desk.write() as unit:
        record = kept(unit, attachment_id)
        unit.audit(action, record, reason=reason)
    content = desk.store.blobs.get(record.sha256)
    return Saved(Opened(record.id, record.name, content, record.media_type, record.turned), unit.summary)
