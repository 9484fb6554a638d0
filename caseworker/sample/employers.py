"""Sample employers and their vacancies. Names say 样例; the organisation numbers are left blank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from caseworker.sample.people import numeral
from caseworker.sample.trades import TRADES, Trade
from caseworker.text import lookup_key
from db.models.base import new_id

_REGIONS = ("500113", "500113", "500113", "500107", "500108", "500104", "500106", "500116")
_EDUCATION = ("90", "71", "61", "47", "31")


def employers(count: int, random: Random) -> list[tuple[dict[str, Any], Trade]]:
    """`count` employers, each with the trade it hires for most."""
    return [_employer(number, random) for number in range(count)]


def vacancies(
    count: int, hiring: Sequence[tuple[dict[str, Any], Trade]], today: date, random: Random
) -> list[dict[str, Any]]:
    """`count` vacancies over the employers; most are open, some run out in the next days, a few are full."""
    return [_vacancy(*random.choice(hiring), today, random) for _ in range(count)]


def _employer(number: int, random: Random) -> tuple[dict[str, Any], Trade]:
    trade = TRADES[number % len(TRADES)]
    name = f"样例{trade.industry}{numeral(number // len(TRADES) + 1)}"
    row = {
        "id": new_id(),
        "name": name,
        "name_key": lookup_key(name),
        "kind": random.choice(("private", "private", "private", "sole_trader", "state")),
        "region": random.choice(_REGIONS),
        "address": f"样例大道{random.randint(1, 300)}号",
        "contact_name": "样例联系人",
        "contact_phone": f"023-6000{number % 10000:04d}",
        "size": random.choice(("20人以下", "20-99人", "100-499人")),
    }
    return row, trade


def _vacancy(employer: dict[str, Any], trade: Trade, today: date, random: Random) -> dict[str, Any]:
    if random.random() < 0.3:
        trade = random.choice(TRADES)
    low, high = (round(bound * random.uniform(0.9, 1.1), -2) for bound in trade.pay)
    published = today - timedelta(days=random.randint(0, 60))
    headcount = random.choice((1, 1, 2, 3, 5, 10))
    full = random.random() < 0.05
    return {
        "id": new_id(),
        "employer_id": employer["id"],
        "title": trade.title,
        "occupation": trade.code,
        "kind": "full_time",
        "headcount": headcount,
        "filled": headcount if full else 0,
        "education": random.choice((trade.education, *_EDUCATION[:2])),
        "experience_years": random.choice((0, 0, 0, 1, 1, 2, 3)),
        "pay_min": int(low) * 100,
        "pay_max": int(high) * 100,
        "pay_unit": "month",
        "region": employer["region"],
        "address": employer["address"],
        "insurance": random.choice(("五险", "五险一金", None)),
        "board": random.choice(("包吃住", "包一餐", None, None)),
        "form": "full_time",
        "description": f"{trade.title}，{random.choice(('长白班', '两班倒', '做六休一', '双休'))}。",
        "published_on": published,
        "valid_to": published + timedelta(days=90),
        "source": "样例",
        "status": "filled" if full else "open",
    }
