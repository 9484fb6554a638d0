"""What is offered next after a contact."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from caseworker.cases.suggestion import Next, Suggestion, likely_settled, suggest
from caseworker.cases.view import OpenTask
from caseworker.codes import table

FRIDAY = date(2026, 11, 20)


def test_nobody_reached_on_a_friday_is_called_on_monday() -> None:
    assert suggest("no_answer", FRIDAY) == Suggestion(Next.CALL_AGAIN, date(2026, 11, 23))


def test_a_contact_that_worked_is_followed_within_the_month() -> None:
    assert suggest("reached", FRIDAY) == Suggestion(Next.KEEP_IN_TOUCH, FRIDAY + timedelta(days=14))


@pytest.mark.parametrize("outcome", ["reached", "no_answer", "call_later"])
def test_a_check_has_its_next_day_by_itself(outcome: str) -> None:
    assert suggest(outcome, FRIDAY, check=True) is None


def test_every_other_outcome_looks_for_another_way() -> None:
    others = {entry.code for entry in table("contact_outcome")} - {"reached", "no_answer", "call_later"}
    assert {suggest(outcome, FRIDAY).what for outcome in others} == {Next.FIND_CONTACT}  # type: ignore[union-attr]


def test_a_year_whose_holidays_are_unknown_stops_nobody() -> None:
    assert suggest("no_answer", date(2039, 3, 1)) == Suggestion(Next.CALL_AGAIN, date(2039, 3, 2))
    assert suggest("", FRIDAY) is None


def test_a_contact_likely_answers_the_step_due_longest_that_is_ours_to_do() -> None:
    def step(days: int, waits_for: str = "") -> OpenTask:
        return OpenTask(uuid4(), "约到窗口", FRIDAY + timedelta(days=days), "", waits_for)

    theirs, late, due, later = step(-9, "样例单位"), step(-2), step(0), step(1)
    assert likely_settled([later, due, theirs, late], FRIDAY) == late.task_id
    assert likely_settled([later, theirs], FRIDAY) is None
