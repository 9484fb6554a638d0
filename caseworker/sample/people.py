"""Sample people: visibly nobody, with everything a registration asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from stdnum.cn import ric

from caseworker.calendar import add_months
from caseworker.sample.trades import TRADES, Trade
from db.models.base import new_id

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
REGION = "509999"
"""A region code that was never assigned: with it no ID number can be anybody's."""

COMMUNITIES = tuple(f"样例社区{numeral}" for numeral in "一二三四五六七八")
_DIGITS = "零一二三四五六七八九"
_TAGS = (
    ("REG_UNEMP", 30),
    ("AGE_4050", 14),
    ("GRADUATE_UNEMPLOYED", 12),
    ("VETERAN", 8),
    ("RETURNEE", 10),
    ("CROSS_PROVINCE", 8),
    ("LOW_INCOME", 6),
    ("DISABLED", 4),
    ("FORMER_FISHER", 3),
    ("POVERTY_RELIEVED", 5),
)
_EDUCATION = ("71", "71", "61", "61", "47", "31", "31", "21")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A person's row, what hangs on it, and the trade it was made around."""

    row: dict[str, Any]
    tags: tuple[str, ...]
    trade: Trade
    years: int


def people(count: int, today: date, registrar: UUID, random: Random) -> Iterator[SamplePerson]:
    """`count` people registered within the last year and a half, the newest last."""
    for number in range(count):
        yield _person(number, count, today, registrar, random)


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 120 → 一百二十; up to 9999."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            gap = "零" if 0 < rest < unit // 10 else ""
            tail = numeral(rest) if rest else ""
            return _DIGITS[head] + name + gap + ("一" + tail if tail.startswith("十") else tail)
    raise ValueError(number)


def sample_name(number: int) -> str:
    """`王样一`, `李样一` … `王样二`: every number another name."""
    turn, surname = divmod(number, len(SURNAMES))
    return f"{SURNAMES[surname]}样{numeral(turn + 1)}"


def sample_id(birth: date, order: int) -> str:
    """A number with a right check digit that belongs to nobody; an odd `order` is a man's."""
    body = f"{REGION}{birth:%Y%m%d}{order % 1000:03d}"
    return body + ric.calc_check_digit(body + "0")


def sample_mobile(number: int) -> str:
    """A number in a block never handed out to the public (1380000xxxx)."""
    return f"1380000{number % 10000:04d}"


def _person(number: int, count: int, today: date, registrar: UUID, random: Random) -> SamplePerson:
    trade = random.choice(TRADES)
    birth = today - timedelta(days=random.randint(20 * 365, 57 * 365))
    registered = today - timedelta(days=round((count - number) / count * 540) + random.randint(0, 6))
    man = random.random() < 0.52
    tags = _tags(birth, today, random)
    years = random.randint(0, max(0, min(25, (today - birth).days // 365 - 20)))
    row = {
        "id": new_id(),
        "name": sample_name(number),
        "id_type": "resident_id",
        "id_no": sample_id(birth, number // 7 * 2 % 998 + (1 if man else 2)),
        "sex": "1" if man else "2",
        "birth_date": birth,
        "ethnic": "01",
        "hukou_type": random.choice(("unified", "rural")),
        "hukou_region": random.choice(("500113", "500113", "510802", "500231", "511622")),
        "live_region": "500113",
        "community": random.choice(COMMUNITIES),
        "live_address": f"样例路{random.randint(1, 200)}号",
        "mobile": sample_mobile(number),
        "education": min(random.choice(_EDUCATION), trade.education),  # a smaller code is more schooling
        "seeker_type": "laid_off_to_unemployed",
        "employment_status": "unemployed",
        "wanted_jobs": [{"code": trade.code, "title": trade.title}],
        "pay_min": int(round(trade.pay[0] * random.uniform(0.9, 1.05), -2)) * 100,
        "wanted_regions": ["500113"],
        "wanted_form": "full_time",
        "registered_on": registered,
        "valid_to": add_months(registered, 6),
        "registered_by": registrar,
        "channel": random.choice(("window", "window", "visit", "phone")),
    }
    return SamplePerson(row, tags, trade, years)


def _tags(birth: date, today: date, random: Random) -> tuple[str, ...]:
    kinds, weights = zip(*_TAGS, strict=True)
    chosen = list(dict.fromkeys(random.choices(kinds, weights, k=random.choice((1, 1, 1, 2)))))
    years = (today - birth).days // 365
    if "GRADUATE_UNEMPLOYED" in chosen and years > 30:
        chosen.remove("GRADUATE_UNEMPLOYED")
    if "AGE_4050" in chosen and years < 40:
        chosen.remove("AGE_4050")
    return tuple(chosen)
