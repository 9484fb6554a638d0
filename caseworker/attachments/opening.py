"""Looking at a file: the look is on record before the bytes are handed out, and nothing plain touches the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from caseworker.access.permissions import Right, require
from caseworker.attachments.content import PDF, accept, is_picture
from caseworker.attachments.keeping import kept
from caseworker.desk import Desk, Saved
from caseworker.problems import Problem
from db.models import Attachment

DrawPage = Callable[[bytes, int], bytes]
"""`draw(pdf, side)`: the first page as a PNG of at most `side` pixels; b"" when it cannot be drawn."""


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


def thumbnail(desk: Desk, attachment_id: UUID, draw_page: DrawPage | None = None) -> bytes:
    """A small PNG, too small to read anything in, so no look is noted; b"" for what has no picture or is not here."""
    require(desk.actor, Right.REVEAL)
    with desk.read() as session:
        record = session.get(Attachment, attachment_id)
        if record is None or record.deleted:
            return b""
        sha256, media_type, turned = record.sha256, record.media_type, record.turned
    if not is_picture(media_type) and (media_type != PDF or draw_page is None):
        return b""
    try:
        content = desk.store.blobs.get(sha256)
    except Problem:  # said when the file itself is opened
        return b""
    return _small(content, media_type, turned, draw_page)


def _small(content: bytes, media_type: str, turned: int, draw_page: DrawPage | None) -> bytes:
    from caseworker.attachments.pictures import THUMBNAIL, small_picture

    if is_picture(media_type):
        try:
            return small_picture(content, media_type, turned)
        except Exception:  # noqa: BLE001 - another PC could decode it, this one cannot: a list does without
            return b""
    page = draw_page(content, THUMBNAIL) if draw_page is not None else b""
    return small_picture(page, "image/png", turned) if page else b""


def _opened(desk: Desk, attachment_id: UUID, action: str, reason: str) -> Saved[Opened]:
    with desk.write() as unit:
        record = kept(unit, attachment_id)
        unit.audit(action, record, reason=reason)
    content = desk.store.blobs.get(record.sha256)
    return Saved(Opened(record.id, record.name, content, record.media_type, record.turned), unit.summary)
