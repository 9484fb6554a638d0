"""Writing a confirmed import and taking it back, as one batch. The noun's service does the writing; the
order is here.

The service opens one unit of work, makes the `import_batch` row, calls `commit` with its own `apply` and
stores every change it is handed as an `import_change` row: all of it in that one transaction, so a cancelled
or failed import leaves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from caseworker.exchange.reading import Cancelled
from caseworker.exchange.staging import RowState, StagedImport, StagedRow
from caseworker.problems import OfficerProblem

_REPORT_EVERY = 500


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record an import made or changed.

    `before` holds the values it replaced (JSON kinds); empty for a new record.
    """

    entity: str
    row_id: UUID
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the import made this record."""
        return not self.before


class Batch(Protocol):
    """An import being written: the open transaction of the noun's service and its `import_batch` row."""

    def apply(self, row: StagedRow) -> Iterable[RowChange]:
        """Write one row and say what changed; an employer made on the way comes before its vacancy."""

    def record(self, number: int, change: RowChange) -> None:
        """Keep the `number`-th change of this batch (from 1) for undoing."""


class Restoring(Protocol):
    """An import being undone: the open transaction of the noun's service."""

    def restore(self, change: RowChange) -> bool:
        """Delete a new record or put `before` back; False, touching nothing, when someone has worked on it

        Since.
        """


@dataclass(frozen=True, slots=True)
class CommitResult:
    """What a confirmation wrote, and the rows it left out, by state."""

    new: int
    updated: int
    left_out: Mapping[RowState, int]


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo took back; `kept` are records left alone because they were worked on since."""

    undone: int
    kept: tuple[RowChange, ...]


def commit(
    staged: StagedImport,
    batch: Batch,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> CommitResult:
    """Write the new and updated rows of a staged import, in file order, through `batch`.

    Rows to be confirmed or in error are left out. Raises `Cancelled` when told to stop and OfficerProblem
    when nothing is to be written; the caller's transaction then must not be committed.
    """
    ready = list(staged.ready())
    if not ready:
        raise OfficerProblem("exchange.commit.nothing")
    number = 0
    for done, row in enumerate(ready, start=1):
        for change in batch.apply(row):
            number += 1
            batch.record(number, change)
        if done % _REPORT_EVERY == 0 or done == len(ready):
            _report(done, len(ready), progress, cancelled)
    return _result(staged)


def _report(
    done: int,
    total: int,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    if cancelled and cancelled():
        raise Cancelled
    if progress:
        progress(done, total)


def _result(staged: StagedImport) -> CommitResult:
    counts = dict(staged.counts)
    return CommitResult(counts.pop(RowState.NEW), counts.pop(RowState.UPDATE), counts)


def undo(changes: Sequence[RowChange], restoring: Restoring) -> UndoResult:
    """Take back the changes of one batch, given in the order they were recorded: the last one first."""
    kept = tuple(change for change in reversed(changes) if not restoring.restore(change))
    return UndoResult(len(changes) - len(kept), kept)
