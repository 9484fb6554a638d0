"""What a PC asks of the central store, whichever way it is carried: bodies in, bodies out (see `wire`)."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID


class Transport(Protocol):
    """The requests of protocol v1. Every one raises `Refused` when the answer is no, `Unreachable` when there is none.

    Bodies are JSON under zstd, but for the bytes of attachments. Scopes, epochs and ids are those the central store
    named before.
    """

    def hello(self) -> bytes:
        """How far each scope of ours has come, and the newest batch it has of this PC."""

    def newest_batch(self, device: UUID) -> int:
        """The newest batch it has of an earlier device of this office; 0 when it knows of none."""

    def push(self, body: bytes) -> bytes:
        """Hand in a frozen batch; the same bytes are answered the same way however often they come."""

    def pull(self, scope: str, epoch: str, after: int, limit: int) -> bytes:
        """What changed in a scope after a place in its log, as whole rows."""

    def manifest(self, scope: str) -> bytes:
        """The parts of a whole copy of a scope, and the place in its log they stand for."""

    def part(self, scope: str, snapshot: str, number: int) -> bytes:
        """One part of that copy."""

    def digest(self, scope: str) -> bytes:
        """Counts and sums over a scope's rows, to find out whether ours are the same."""

    def carrier(self) -> bytes:
        """Whom to seal for when a stick is carried in place of the line (JSON of `carried.Centre`)."""

    def find_blobs(self, hashes: list[str]) -> bytes:
        """Which bytes of attachments are there (JSON of `here`: sizes by hash, and `lacking`)."""

    def send_chunk(self, sha256: str, number: int, size: int, content: bytes) -> bytes:
        """Hand in a chunk of bytes that are `size` in all; how far they have come (JSON of `whole` and `next`)."""

    def fetch_chunk(self, sha256: str, number: int) -> bytes:
        """A chunk of bytes that are there."""

    def rows(self, body: bytes) -> bytes:
        """Single rows of the district or the region by id (`{entity: [ids]}`)."""
