"""What to do next after a contact (下一步): an offer the officer may change or clear. Pure.

A contact that reached nobody is tried again soon; after one that failed for good another way to the person is looked
for; one that worked is followed by another within the month (每月联系), so that nobody drops out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from caseworker.calendar import add_working_days
from caseworker.cases.view import OpenTask
from caseworker.problems import OfficerProblem


class Next(StrEnum):
    """What is offered; the screen has the words."""

    CALL_AGAIN = "call_again"
    FIND_CONTACT = "find_contact"
    KEEP_IN_TOUCH = "keep_in_touch"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A next step and its day."""

    what: Next
    due_on: date


_AGAIN = {"no_answer": 1, "call_later": 2}
_LOOK_INTO = {"bad_number": 2, "wrong_person": 2, "refused": 7, "lost": 5}
_IN_TOUCH = timedelta(days=14)


def suggest(outcome: str, today: date, *, check: bool = False) -> Suggestion | None:
    """The next step after a contact with this outcome (`contact_outcome`); None when none is due.

    `check`: the contact was a check after placement, whose successor Today reckons by itself. Retries count working
    days; in a year whose holidays are not yet known, plain days.
    """
    if outcome in _AGAIN:
        return None if check else Suggestion(Next.CALL_AGAIN, _working_day(today, _AGAIN[outcome]))
    if outcome in _LOOK_INTO:
        return Suggestion(Next.FIND_CONTACT, _working_day(today, _LOOK_INTO[outcome]))
    if outcome == "reached" and not check:
        return Suggestion(Next.KEEP_IN_TOUCH, today + _IN_TOUCH)
    return None


def likely_settled(steps: Sequence[OpenTask], today: date) -> UUID | None:
    """The open step a contact most likely answers: the one due longest, unless it is somebody else we wait for."""
    due = [step for step in steps if step.due_on <= today and not step.waits_for]
    return min(due, key=lambda step: (step.due_on, step.due_time or "99")).task_id if due else None


def _working_day(today: date, count: int) -> date:
    try:
        return add_working_days(today, count)
    except OfficerProblem:  # only an offer: a year without a table of holidays is no reason to stop an officer
        return today + timedelta(days=count)
