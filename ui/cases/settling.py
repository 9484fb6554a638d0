"""办结: which open next steps a note answers, as chips; the likeliest is on before anybody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from caseworker.cases.suggestion import likely_settled
from caseworker.cases.view import OpenTask
from ui.cases.words import CaseWords
from ui.widgets import TagPicker

SHOWN, LETTERS = 5, 16
"""Steps offered, the earliest first, and letters of a title on its chip; the tip has it in full."""


class SettlingField(TagPicker):
    """Chips of a case's open next steps; value is the ids of those that are settled."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today, self._words = today, CaseWords(self)
        self._open: tuple[OpenTask, ...] | None = None

    def know(self, steps: Sequence[OpenTask] | None) -> bool:
        """The open steps of the case; None: not known yet. What is on and still open stays on.

        Returns whether they are known for the first time, so that something may be offered.
        """
        first = self._open is None
        self._open = None if steps is None else tuple(steps)
        shown = (self._open or ())[:SHOWN]
        self.set_options((str(one.task_id), self._chip_words(at, one)) for at, one in enumerate(shown, start=1))
        for one in shown:
            self.chips[str(one.task_id)].setToolTip(one.title)
        return first

    def offer(self, meant: UUID | None, *, guess: bool) -> None:
        """Put on the step the note is about, or else with `guess` the one it likely answers."""
        if meant is None and guess:
            meant = likely_settled(self._open or (), self._today())
        self.put_on(() if meant is None else (meant,))

    def put_on(self, ids: Iterable[UUID]) -> None:
        """Put on these, as far as they are open and shown."""
        self.set_value(tuple(str(one) for one in ids))

    def settled(self, meant: UUID | None) -> tuple[UUID, ...]:
        """Ids of what is on; while the open steps are not known, or too many to show, the one the note is about."""
        on = tuple(UUID(code) for code in self.value())
        hidden = meant is not None and str(meant) not in self.chips
        still_open = self._open is None or any(one.task_id == meant for one in self._open)
        return (*on, meant) if hidden and still_open and meant is not None else on

    def _chip_words(self, number: int, step: OpenTask) -> str:
        title = step.title if len(step.title) <= LETTERS else f"{step.title[: LETTERS - 1]}…"
        due = self._words.due_tag(step.due_on, self._today()).text
        return f"{number} {title} · {due}".replace("&", "&&")
