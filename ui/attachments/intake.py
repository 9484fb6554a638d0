"""Bringing files in, one after another: read and looked at in the reader lane, kept in the writer lane."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from caseworker.attachments.bringing import Scan, bring, discard_scan
from caseworker.attachments.content import Accepted, accept
from caseworker.attachments.keeping import add
from caseworker.clock import CHINA
from caseworker.desk import Desk, Saved
from caseworker.problems import Problem
from ui.attachments.decoding import png_of
from ui.jobs import Jobs
from ui.words import problem_words, words


@dataclass(slots=True)
class Brought:
    """What became of a batch: ids of what was kept, sentences about what was not."""

    person_id: UUID
    added: list[UUID] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


Work = Callable[[Desk], Accepted]


class Intake(QObject):
    """Keeps files with a person. `finished(Brought)` tells of each batch as a whole."""

    finished = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._queue: deque[tuple[Brought, Work, Scan | None, bool]] = deque()
        self._busy = False

    def bring_files(self, person_id: UUID, paths: Sequence[Path]) -> None:
        """Files from wherever they lie."""
        self._take(person_id, [(_reading(path), None) for path in paths])

    def bring_scans(self, person_id: UUID, scans: Sequence[Scan], *, discard: bool) -> None:
        """Scans of the scan folder; with `discard` the plain originals go once they are kept."""
        self._take(person_id, [(_reading(scan.path), scan if discard else None) for scan in scans])

    def bring_picture(self, person_id: UUID, image: QImage) -> None:
        """A picture from the clipboard, or dragged out of another window."""

        def work(desk: Desk) -> Accepted:
            at = f"{desk.now.astimezone(CHINA):%Y-%m-%d %H%M%S}"
            return accept(f"{words('attachments.pasted', at=at)}.png", png_of(image))

        self._take(person_id, [(work, None)])

    def _take(self, person_id: UUID, items: list[tuple[Work, Scan | None]]) -> None:
        batch = Brought(person_id)
        for number, (work, scan) in enumerate(items, start=1):
            self._queue.append((batch, work, scan, number == len(items)))
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._queue)
        if not self._busy:
            return
        batch, work, scan, last = self._queue.popleft()

        def looked_at(file: Accepted) -> None:
            self._jobs.write(lambda desk, _c: add(desk, batch.person_id, file), kept, refused, owner=self)

        def kept(saved: Saved[UUID]) -> None:
            batch.added.append(saved.value)
            if scan is None:
                self._ended(batch, last=last)
            else:
                self._jobs.read(
                    lambda _desk, _c: discard_scan(scan), lambda _n: self._ended(batch, last=last), refused, owner=self
                )

        def refused(problem: Problem) -> None:
            batch.refused.append(problem_words(problem))
            self._ended(batch, last=last)

        self._jobs.read(lambda desk, _c: work(desk), looked_at, refused, owner=self)

    def _ended(self, batch: Brought, *, last: bool) -> None:
        if last:
            self.finished.emit(batch)
        self._next()


def takeable(mime: QMimeData) -> bool:
    """Whether there may be a file or picture in what was dragged or copied."""
    return bool(paths_of(mime)) or mime.hasImage()


def paths_of(mime: QMimeData) -> list[Path]:
    """The files of this PC in what was dragged or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def picture_of(mime: QMimeData) -> QImage:
    """The picture in it, null when there is none."""
    found = mime.imageData() if mime.hasImage() else None
    return found if isinstance(found, QImage) else QImage()


def _reading(path: Path) -> Work:
    return lambda _desk: bring(path)
