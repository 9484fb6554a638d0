"""What the window asks of the door to the office. `caseworker.access.entry.Entry` keeps this contract."""

from __future__ import annotations

from typing import Any, Protocol

from caseworker.access.entry import NewOffice, StoreStatus

__all__ = ["Door", "NewOffice", "StoreStatus"]


class Door(Protocol):
    """Every method is called in a worker thread, one at a time, and may raise a `Problem`."""

    def inspect(self) -> StoreStatus:
        """What a start finds, without any key."""

    def create_office(self, new: NewOffice) -> Any:
        """Make the office and its first officer; returns that officer's desk."""

    def join_office(self, new: Any) -> Any:
        """Make this a PC of an office that is connected already; returns the officer's desk."""

    def open_sample(self) -> None:
        """Make the sample office (practice); sign-in follows."""

    def sign_in(self, login: str, password: str) -> Any:
        """Open the store; returns the officer's desk."""

    def sign_out(self, desk: Any) -> None:
        """Close the store and wipe its key."""
