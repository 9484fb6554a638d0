"""Amounts of money: whole 分 (fen) everywhere, read from what an officer types and written back for people.

One place, because loans, subsidies, forms and workbooks must round, print and refuse amounts in the same way.
No float ever touches an amount: `int` fen inside, `Decimal` where a rate is applied.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from caseworker.problems import OfficerProblem

Fen: TypeAlias = int
"""An amount in 分, 1/100 yuan."""

LARGEST: Fen = 10**14
"""One trillion yuan: more than any paper of a street office; beyond it a key was held down."""

_SHAPE = re.compile(
    r"(?P<sign>[-+]?)(?P<number>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<fraction>\d+))?(?P<unit>[千万亿wW]?)(?:元整?|块)?",
    re.ASCII,
)
_UNITS = {"": 1, "千": 1_000, "万": 10_000, "w": 10_000, "W": 10_000, "亿": 100_000_000}
_TINY_SHARE = 1_000


def parse_yuan(text: str) -> Fen:
    """Read an amount as typed: "20万", "200,000.00", "５万", "¥1,500 元", "1.5w".

    A bare number is yuan, also "5" (see `looks_like_wan`). Refuses, with an `OfficerProblem`, what is empty, no
    amount, negative, finer than a fen, or absurdly large; nothing is rounded.
    """
    plain = re.sub(r"\s|人民币|¥", "", unicodedata.normalize("NFKC", text))
    if not plain:
        raise OfficerProblem("money.empty")
    match = _SHAPE.fullmatch(plain)
    if match is None:
        raise OfficerProblem("money.not_an_amount", text=text)
    if match["sign"] == "-":
        raise OfficerProblem("money.negative", text=text)
    yuan = Decimal(f"{match['number'].replace(',', '')}.{match['fraction'] or '0'}") * _UNITS[match["unit"]]
    return _whole_fen(yuan, text)


def _whole_fen(yuan: Decimal, text: str) -> Fen:
    if yuan * 100 > LARGEST:
        raise OfficerProblem("money.too_large", text=text)
    if yuan * 100 != int(yuan * 100):
        raise OfficerProblem("money.finer_than_fen", text=text)
    return int(yuan * 100)


def looks_like_wan(fen: Fen, cap: Fen) -> bool:
    """Whether an amount asked for was probably meant in 万: under a thousandth of the most that can be asked for.

    "5" in a loan form is read as 5 yuan; the form then asks whether 5万 was meant instead of guessing.
    """
    return 0 < fen * _TINY_SHARE < cap


def format_yuan(fen: Fen) -> str:
    """Yuan with thousands separators and two decimals, as printed on forms: 20000000 -> "200,000.00"."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def capital(fen: Fen) -> str:
    """The amount in 大写 for contracts and forms: 20000000 -> "贰拾万元整". Refuses negative amounts."""
    if fen < 0:
        raise OfficerProblem("money.negative", text=format_yuan(fen))
    import cn2an  # a quarter of a second to import: not before the first paint

    return str(cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb"))


def round_fen(amount: Decimal) -> Fen:
    """Fen from an exact amount in fen, half a fen rounded away from zero (四舍五入)."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def allocate(total: Fen, weights: Sequence[int]) -> tuple[Fen, ...]:
    """Split an amount by weights so that the parts add up to it exactly.

    Whole parts first; the fen left over go to the largest remainders, earlier parts first. Weights must not be
    negative nor all zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)
