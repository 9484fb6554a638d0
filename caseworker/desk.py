"""An officer at work: the store, who acts, and what time it is. Every service takes a `Desk` first."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from caseworker.access.actor import Actor
from caseworker.clock import Clock
from db.changes import Change, ChangeKind, ChangeSummary

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.local.store import Store
    from db.local.unit_of_work import UnitOfWork

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a service needs to act. A service that writes reads through its unit of work, never through `read`."""

    store: Store
    actor: Actor
    clock: Clock

    def read(self) -> AbstractContextManager[Session]:
        """A read-only session over one consistent view."""
        return self.store.read()

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """One transaction: records, outbox and audit together or not at all."""
        return self.store.write(self.actor, self.clock.now())

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return self.clock.today()


@dataclass(frozen=True, slots=True)
class Saved(Generic[T]):
    """The answer of a write: what it is about, and what it changed."""

    value: T
    changes: ChangeSummary


__all__ = ["Change", "ChangeKind", "ChangeSummary", "Desk", "Saved"]
