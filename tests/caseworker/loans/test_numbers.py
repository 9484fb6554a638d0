"""Loan numbers: made of the id, readable aloud, and not two alike."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from caseworker.loans.numbers import ALPHABET, loan_number
from db.models.base import new_id


def test_a_number_says_the_day_and_the_end_of_the_id() -> None:
    number = loan_number(UUID("018f0000-0000-7000-8000-0000000000ff"), date(2026, 11, 22))
    assert number == "YL-20261122-00007Z"  # 0xff = 7 * 32 + 31


def test_no_character_is_mistaken_for_another() -> None:
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


def test_numbers_of_one_day_differ_and_fit_their_column() -> None:
    made = [loan_number(new_id(), date(2026, 11, 22)) for _ in range(300)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"YL-\d{8}-[0-9A-HJKMNP-TV-Z]{6}", number) and len(number) <= 24 for number in made)
