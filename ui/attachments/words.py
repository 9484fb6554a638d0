"""What files are called on screen: sizes, types, kinds."""

from __future__ import annotations

from caseworker.attachments.content import ENDINGS
from caseworker.attachments.kinds import OTHER, TABLE
from caseworker.codes import table
from ui.widgets import Tag, Tone
from ui.words import language


def size_words(size: int) -> str:
    """`820 KB`, `1.4 MB`; never 0."""
    if size >= 1024 * 1000:
        return f"{size / 1024**2:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


def type_words(media_type: str) -> str:
    """`PDF`, `JPG`, `DOCX`; `?` for a type only a newer version knows."""
    return ENDINGS.get(media_type, ("?",))[0].upper()


def kind_tag(kind: str) -> Tag:
    """The kind as a tag; a file nobody said anything of asks for it by its colour."""
    known = table(TABLE)
    words = known.name(kind, language()) if known.has(kind) else kind
    return Tag(words, Tone.PLAIN if kind != OTHER else Tone.WARN)
