"""How meeting the central store can fail, apart from what a person reads: by status, by silence, by nonsense."""

from __future__ import annotations

from datetime import datetime


class TransportError(Exception):
    """A request was not answered as it should have been."""


class Refused(TransportError):
    """The central store said no: HTTP `status`, its `code`, and for how many seconds it asks to be left alone.

    `now` is the server's time, told to a PC whose clock is off.
    """

    def __init__(self, status: int, code: str, retry_after: float | None = None, now: datetime | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self.now = now


class Unreachable(TransportError):
    """No answer: no network, a wrong address, a broken connection, a certificate that is not the pinned one's."""

    def __init__(self, code: str = "unreachable") -> None:
        super().__init__(code)
        self.code = code


class NotCarried(TransportError):
    """What a file carried by hand has no answer to; it waits for the next file or the line."""


class BadReply(TransportError):
    """An answer that is cut short, inflates beyond bounds or says something else than was asked."""

    def __init__(self) -> None:
        super().__init__("bad_reply")
