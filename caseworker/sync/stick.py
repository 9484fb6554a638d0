"""Exchange by USB stick (离线交换): for offices whose line to the centre is down for long, or that have none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caseworker.access.permissions import Right, require
from caseworker.desk import ChangeSummary, Desk, Saved
from caseworker.files import write_atomically
from caseworker.problems import SurroundingsProblem
from db.sync import carrier

SUFFIX_OUT = ".cwout"
SUFFIX_REPLY = ".cwreply"


@dataclass(frozen=True, slots=True)
class Received:
    """What an answer brought: changes of ours that were taken, rows that are new here."""

    taken: int
    rows: int


def pack(desk: Desk, path: Path) -> Saved[int]:
    """Write everything that waits into a sealed file; the number of changes. They wait on until the answer is here.

    Raises `carrier.not_ready` for a PC that never met the centre, `files.disk_full` and `files.cannot_write`.
    """
    require(desk.actor, Right.SYNC)
    file, count = carrier.pack(desk.store, desk.actor.officer_id, desk.clock)
    write_atomically(path, file)
    with desk.write() as unit:
        unit.audit("sync.pack", rows=count)
    return Saved(count, unit.summary)


def take_in(desk: Desk, path: Path) -> Saved[Received]:
    """Take in the centre's answer. Raises `sealed.…`, `carrier.…`, or `sync.…` for what stopped it half way.

    What was taken in before that stays, and the same file may be taken in again.
    """
    require(desk.actor, Right.SYNC)
    with desk.write() as unit:
        unit.audit("sync.take_in")
    report = carrier.take_in(desk.store, path, desk.clock)
    if report.problem:
        raise SurroundingsProblem(report.problem)
    return Saved(Received(report.pushed, report.pulled), report.changes | unit.summary)


__all__ = ["SUFFIX_OUT", "SUFFIX_REPLY", "ChangeSummary", "Received", "pack", "take_in"]
