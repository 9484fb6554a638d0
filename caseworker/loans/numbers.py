"""The number of a loan, made where the loan is made: no counter, no server, no two alike.

`YL-20261122-7K3QFM`: the day of the intention and six characters of Crockford's base 32 (no I, L, O, U, so that it
can be read out on the phone) from the random end of the loan's UUID. Two loans of one day share a number once in
about a billion pairs; what identifies a loan is its id, the number is for people and for the code on the paper.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def loan_number(loan_id: UUID, on: date) -> str:
    """The number of the loan with this id (UUIDv7: its last 62 bits are random), begun on a day."""
    bits = loan_id.int
    tail = "".join(ALPHABET[bits >> (5 * place) & 31] for place in reversed(range(LENGTH)))
    return f"YL-{on:%Y%m%d}-{tail}"
