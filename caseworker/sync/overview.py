"""Everything the sync page shows, in one look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caseworker.access.permissions import Right, may, require
from caseworker.desk import Desk
from caseworker.sync.conflicts import RecordConflicts, conflicts
from caseworker.sync.connection import Connection, connection
from caseworker.sync.history import Meeting, meetings
from caseworker.sync.pending import PendingList, pending
from caseworker.sync.state import SyncState, sync_state
from caseworker.sync.stuck import StuckChange, stuck
from caseworker.sync.transfers import Transfer, transfers


@dataclass(frozen=True, slots=True)
class SyncOverview:
    """What the page shows. `may_transfer`: the officer may answer and withdraw; `may_settle`: choose and give up."""

    state: SyncState
    connection: Connection | None
    now: datetime
    conflicts: tuple[RecordConflicts, ...]
    pending: PendingList
    stuck: tuple[StuckChange, ...]
    transfers: tuple[Transfer, ...]
    meetings: tuple[Meeting, ...]
    may_transfer: bool
    may_settle: bool


def sync_overview(desk: Desk, lang: str = "zh") -> SyncOverview:
    """The page as it stands now."""
    require(desk.actor, Right.VIEW)
    return SyncOverview(
        state=sync_state(desk),
        connection=connection(desk),
        now=desk.now,
        conflicts=conflicts(desk, lang),
        pending=pending(desk, lang),
        stuck=stuck(desk, lang),
        transfers=transfers(desk),
        meetings=meetings(desk, lang),
        may_transfer=may(desk.actor, Right.TRANSFER),
        may_settle=may(desk.actor, Right.EDIT_RECORDS),
    )
