"""Pay as adverts write it: 4-6千·13薪, 8k-1.2w, 200/天, 6万/年, 面议.

The unit stays as written: a daily wage is never turned into a monthly one behind the officer's back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from caseworker import messages
from caseworker.problems import OfficerProblem, Problem
from caseworker.text import clean

UNITS = ("month", "day", "hour", "year", "piece")
"""Codes of the table "pay_unit"."""

_UNUSUAL = {"month": (500, 200_000), "day": (30, 5_000), "hour": (5, 1_000), "year": (6_000, 3_000_000)}
"""Yuan below and above which the officer is asked (our own bounds, wide on purpose)."""

_UNIT_WORDS = (
    ("hour", re.compile(r"/\s*(?:小时|h\b|时)|每小时|小时工?资?|时薪|元/?时")),
    ("day", re.compile(r"/\s*(?:天|日)|每天|每日|日薪|日结|元/?[天日]|一天")),
    ("year", re.compile(r"/\s*年|年薪|每年|元/?年|一年")),
    ("piece", re.compile(r"/\s*(?:件|个|单)|计件|每件|每单")),
    ("month", re.compile(r"/\s*月|月薪|每月|元/?月")),
)
_MONTHS = re.compile(r"[·•*×xX,，;；(（\s]*(1[2-9]|2[0-4])\s*(?:薪|个月|月薪)[)）]?")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_NEGOTIABLE = re.compile(r"面议|面谈|详谈|negotiable", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|~|\u2013|\u2014|\uff5e|\u301c|\uff0d|至|到)+\s*")
_NUMBER = re.compile(r"(\d{1,10}(?:\.\d{1,8})?(?:[eE]\+?\d)?)\s*(万|w|千|k|仟|萬)?(?:元|块|圆)?", re.IGNORECASE)
_FACTORS = {"万": 10_000, "萬": 10_000, "w": 10_000, "千": 1_000, "仟": 1_000, "k": 1_000, "": 1}
_NOISE = re.compile(
    r"[¥￥]|人民币|rmb|cny|薪资|薪酬|工资|待遇|月薪|年薪|日薪|时薪|税前|税后|综合|底薪|约|左右|保底|[:：\s]",
    re.IGNORECASE,
)
_FROM, _UP_TO = re.compile(r"以上|起|\+|不低于|至少"), re.compile(r"以下|以内|最高|不超过|至多")


@dataclass(frozen=True, slots=True)
class Pay:
    """`min_fen` and `max_fen` per `unit`, None where open; `months` paid a year, 12 unless the advert says more.

    With a `problem` nothing was read; `warnings` are to be confirmed.
    """

    min_fen: int | None = None
    max_fen: int | None = None
    unit: str = "month"
    months: int = 12
    negotiable: bool = False
    problem: Problem | None = None
    warnings: tuple[Problem, ...] = ()


def parse_pay(text: str) -> Pay:
    """Read what an advert says about pay."""
    written = clean(text)
    if not written:
        return Pay(problem=OfficerProblem("pay.missing"))
    negotiable = _NEGOTIABLE.search(written) is not None
    rest = _first_phrase(_NEGOTIABLE.sub("", _THOUSANDS.sub("", written)))
    months = _MONTHS.search(rest)
    rest = _MONTHS.sub("", rest)
    unit, rest = _unit(rest)
    rest = _NOISE.sub("", rest)
    pay = Pay(unit=unit, months=int(months[1]) if months else 12, negotiable=negotiable)
    if negotiable and not re.search(r"\d", rest):
        return pay
    return _with_amounts(pay, rest, written)


def format_pay(pay: Pay, lang: str = "zh") -> str:
    """The pay in a few words: 4000–6000元/月·13薪, 200元/天, 面议; "" when nothing is known."""
    amount = _amount(pay, lang)
    if not amount:
        return messages.text("pay.negotiable", lang) if pay.negotiable else ""
    shown = messages.text(f"pay.format.{pay.unit}", lang, amount=amount)
    if (pay.min_fen is None) != (pay.max_fen is None):
        bound = "pay.format.at_least" if pay.max_fen is None else "pay.format.at_most"
        shown = messages.text(bound, lang, pay=shown)
    if pay.months > 12:
        return messages.text("pay.format.months", lang, pay=shown, months=pay.months)
    return shown


def _first_phrase(text: str) -> str:
    """The first piece with a number in it: 工资3000-5000，五险一金 says more than pay."""
    pieces = [piece for piece in re.split(r"[,，;；。、()（）]", text) if re.search(r"\d", piece)]
    months = [piece for piece in pieces[1:] if _MONTHS.fullmatch(piece.strip())]
    return "·".join([*pieces[:1], *months])


def _unit(text: str) -> tuple[str, str]:
    """The unit named in the text and the text without it; a month when none is named."""
    for unit, words in _UNIT_WORDS:
        if words.search(text):
            return unit, words.sub("", text)
    return "month", text


def _with_amounts(pay: Pay, rest: str, written: str) -> Pay:
    if re.match(r"-|\u2212|负", rest):
        return Pay(problem=OfficerProblem("pay.negative", text=written))
    open_above, open_below = bool(_FROM.search(rest)), bool(_UP_TO.search(rest))
    bare = _UP_TO.sub("", re.sub(r"\+(?:提成|奖金|绩效|补贴|社保|五险).*", "+", rest))
    parts = [_NUMBER.fullmatch(part) for part in _RANGE.split(_FROM.sub("", bare))]
    amounts = [match for match in parts if match is not None]
    if not 1 <= len(amounts) == len(parts) <= 2:
        return Pay(problem=OfficerProblem("pay.unreadable", text=written))
    low, high = _yuan(amounts[0], amounts[-1]), _yuan(amounts[-1], amounts[-1])
    if len(amounts) == 1 and open_above != open_below:
        return _asked(replace(pay, min_fen=None if open_below else low, max_fen=None if open_above else high))
    return _in_order(pay, low, high)


def _yuan(match: re.Match[str], last: re.Match[str]) -> int:
    """In fen. In 4-6千 and 1-1.5万 the factor of the last number counts for the first as well."""
    factor = match[2] or ""
    value = Decimal(match[1])
    if not factor and value < 100:
        factor = last[2] or ""
    return int(value * _FACTORS[factor.lower()] * 100)


def _in_order(pay: Pay, low: int, high: int) -> Pay:
    if low <= high:
        return _asked(replace(pay, min_fen=low, max_fen=high))
    swapped = OfficerProblem("pay.swapped", low=_digits(high), high=_digits(low))
    return _asked(replace(pay, min_fen=high, max_fen=low, warnings=(swapped,)))


def _asked(pay: Pay) -> Pay:
    """With a warning if the amount is far from what that unit usually pays."""
    most = max(pay.min_fen or 0, pay.max_fen or 0)
    least_usual, most_usual = _UNUSUAL.get(pay.unit, (0, 10_000))
    if most > most_usual * 100:
        return replace(pay, warnings=(*pay.warnings, OfficerProblem("pay.huge", high=_digits(most))))
    if most < least_usual * 100:
        return replace(pay, warnings=(*pay.warnings, OfficerProblem("pay.tiny", high=_digits(most))))
    return pay


def _amount(pay: Pay, lang: str) -> str:
    bounds = list(dict.fromkeys(_digits(fen) for fen in (pay.min_fen, pay.max_fen) if fen is not None))
    if len(bounds) < 2:
        return "".join(bounds)
    return messages.text("pay.format.range", lang, low=bounds[0], high=bounds[1])


def _digits(fen: int) -> str:
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02}".rstrip("0") if rest else str(yuan)
