"""Protocol v1 between a PC and the central store: what is said, in which form, and how much of it at once.

Bodies are JSON under zstd. Values stand in the outbox's own form: keys as 32 hex digits, dates and instants as ISO
text, booleans as 0 and 1, lists as JSON text. So a PC sends what its triggers wrote and stores what it receives
without looking inside.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
import zstandard

SCHEMA = 1
"""Version of the columns and of this protocol. A server serves its own and the two before it."""

MAX_OPS = 2000
MAX_BODY = 8 * 2**20
"""Inflated bytes of one batch; a larger one is refused and halved by the client."""

MAX_REPLY = 64 * 2**20
PAGE_ROWS = 5000
"""Rows of one page of a pull, at most."""

_LEVEL = 3


class Status(StrEnum):
    """What became of one operation. A refusal is `reject:<code>` and is kept at both ends."""

    OK = "ok"  # applied as sent
    MERGED = "merged"  # applied beside another's change; the reply carries the whole row
    CONFLICT = "conflict"  # both values are kept; the reply carries the whole row
    MOVED = "moved"  # the case is at another office now; the edit waits in that office's review
    DEFERRED = "deferred"  # its parent row has not arrived; sent again later


class TooLargeError(ValueError):
    """A body inflates to more than is allowed."""


def region() -> str:
    """The scope every office reads: the directory."""
    return "r"


def district(district_id: str) -> str:
    """The scope of a district's offices: vacancies, employers."""
    return f"d:{district_id}"


def office(office_id: UUID) -> str:
    """The scope of one office: its people and cases."""
    return f"o:{office_id.hex}"


def pack(body: bytes) -> bytes:
    """zstd of a JSON body."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def unpack(body: bytes, limit: int) -> bytes:
    """The JSON body of a zstd one. Raises `TooLargeError` past `limit` bytes, ValueError when it is not zstd."""
    try:
        size = zstandard.frame_content_size(body)
        if size > limit:
            raise TooLargeError(f"more than {limit} bytes")
        # The size the frame names is all that is ever allocated; a frame that lies or is cut short fails.
        return zstandard.ZstdDecompressor().decompress(body, max_output_size=max(size, 0), allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError("not zstd, or cut short") from error


def dumps(value: Any) -> bytes:
    """JSON; UUIDs are given as text by the caller."""
    return orjson.dumps(value)


def loads(body: bytes) -> Any:
    """The value of a JSON body. Raises ValueError."""
    return orjson.loads(body)
