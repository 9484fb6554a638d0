"""What the central store answers when it does not do what it was asked: an HTTP status and a short code."""

from __future__ import annotations


class Refusal(Exception):
    """A request that is not served. `code` is for programs and logs and holds nothing of its content.

    `retry_after` is in seconds, for what may be tried again.
    """

    def __init__(self, status: int, code: str, retry_after: int | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
