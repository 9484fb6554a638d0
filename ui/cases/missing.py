"""A refused move says what is missing, and a button goes to where it is supplied (去补…)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from caseworker.cases.guards import Place
from caseworker.problems import Problem
from ui.widgets import Toasts
from ui.words import problem_words


class Missing(QObject):
    """Tells of refusals on behalf of a screen; `supply(place)` takes the officer there."""

    def __init__(self, screen: QWidget, supply: Callable[[Place], object]) -> None:
        super().__init__(screen)
        self._screen, self._supply = screen, supply

    def tell(self, problem: Problem) -> None:
        """Say what is missing; with a place, offer the way to it."""
        toasts, words = Toasts.of(self._screen), problem_words(problem)
        name = problem.params.get("place")
        if name is None:
            toasts.problem(words)
            return
        place = Place(str(name))
        toasts.problem(words, (self.words(place), lambda: self._supply(place)))

    def words(self, place: Place) -> str:
        """What the button says."""
        return {
            Place.ASSESSMENT: self.tr("Assess…"),
            Place.PLAN: self.tr("Make the plan…"),
            Place.PLACEMENT: self.tr("Record a job…"),
            Place.CONTACT: self.tr("Note a contact…"),
            Place.APPROVALS: self.tr("To the approvals…"),
            Place.LOANS: self.tr("To the loans…"),
            Place.TRANSFER: self.tr("To the transfer…"),
        }[place]
