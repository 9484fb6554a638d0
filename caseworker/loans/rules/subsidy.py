"""The interest subsidy (贴息) due for the time a loan ran: by days, never for overdue or extended time.

subsidy = sum of balance x subsidised rate x days / day basis, over the periods that count; rounded once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseworker.money import Fen, round_fen


@dataclass(frozen=True, slots=True)
class BalancePeriod:
    """A time in which the balance did not change: from `start` up to, not including, `end`.

    `counts` is False for overdue (逾期) and extended (展期) time.
    """

    start: date
    end: date
    balance: Fen
    counts: bool = True


def subsidy_due(periods: Iterable[BalancePeriod], subsidy_percent: Decimal, day_basis: int) -> Fen:
    """Fen the treasury pays for `periods`; `subsidy_percent` is its part of the rate, in percent a year."""
    fen_days = sum(period.balance * max(0, (period.end - period.start).days) for period in periods if period.counts)
    return round_fen(fen_days * subsidy_percent / (day_basis * 100))
