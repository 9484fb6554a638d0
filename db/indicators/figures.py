"""The values of indicators for one period: one query per source, each summed by community.

A person lives in one community, so that people counted once in each add up to people counted once in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, distinct, func, select
from sqlalchemy.orm import Session

from db.indicators.catalogue import INDICATORS, Count, Indicator, Measure, Quotient, Unit
from db.indicators.period import Period
from db.indicators.sources import Rows

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by code and community ("" for people without one); under None where communities were not told apart."""

    period: Period
    counts: Mapping[str, Mapping[str | None, int]]

    def value(self, code: str, community: str | None = None) -> int | float | None:
        """The value in the whole office or one community; None where there is none ("—")."""
        return self._value(INDICATORS[code], community)

    def communities(self) -> list[str]:
        """The communities that have any figure, in order; "" is left out."""
        return sorted({name for by_community in self.counts.values() for name in by_community if name})

    def _value(self, indicator: Indicator, community: str | None) -> int | float | None:
        if isinstance(indicator, Quotient):
            return self._quotient(indicator, community)
        if community is not None and not indicator.by_community:
            return None
        counts = self.counts[indicator.code]
        if community is None:
            return sum(counts.values())
        if None in counts:
            raise ValueError("these figures do not tell communities apart")
        return counts.get(community, 0)

    def _quotient(self, indicator: Quotient, community: str | None) -> float | None:
        over, under = (self.value(code, community) for code in (indicator.over, indicator.under))
        if over is None or not under:
            return None
        if indicator.unit is Unit.RATIO:
            return float((Decimal(over) / Decimal(under)).quantize(_HUNDREDTH, ROUND_HALF_UP))
        return over / under


def figures(
    session: Session,
    period: Period,
    codes: Iterable[str] | None = None,
    *,
    community: str | None = None,
    officer_id: UUID | None = None,
    split: bool = True,
) -> Figures:
    """The figures of a period, of all indicators or of `codes` with their parts.

    Of one community or officer if named. Not to `split` them by community is several times faster.
    """
    counts: dict[str, dict[str | None, int]] = {}
    for source, wanted in _by_source(INDICATORS if codes is None else codes).items():
        rows = source(period).subquery().c
        query: Select[*tuple[Any, ...]] = select(*(_measured(count, rows) for count in wanted))
        if officer_id is not None:
            query = query.where(rows.officer_id == officer_id)
        if community is not None:
            query = query.where(rows.community == community)
        if split:
            query = query.add_columns(rows.community).group_by(rows.community)
        counts.update(_tally(session, query, wanted, community, split=split))
    return Figures(period, counts)


def _by_source(codes: Iterable[str]) -> dict[Callable[[Period], Rows], list[Count]]:
    grouped: dict[Callable[[Period], Rows], dict[str, Count]] = defaultdict(dict)
    for code in codes:
        for count in _parts(INDICATORS[code]):
            grouped[count.source][count.code] = count
    return {source: list(counts.values()) for source, counts in grouped.items()}


def _parts(indicator: Indicator) -> list[Count]:
    if isinstance(indicator, Count):
        return [indicator]
    return [part for code in (indicator.over, indicator.under) for part in _parts(INDICATORS[code])]


def _tally(
    session: Session, query: Select[*tuple[Any, ...]], counts: list[Count], community: str | None, *, split: bool
) -> dict[str, dict[str | None, int]]:
    found: dict[str, dict[str | None, int]] = {count.code: {} for count in counts}
    for row in session.execute(query):
        place = row[-1] if split else community
        for count, value in zip(counts, row, strict=False):
            found[count.code][place] = int(value or 0)
    return found


def _measured(count: Count, rows: Any) -> ColumnElement[int]:
    wanted = {Measure.ROWS: rows.id, Measure.PEOPLE: rows.person_id}.get(count.measure)
    if wanted is None:
        wanted = rows[count.summed]
    value = wanted if count.when is None else case((count.when(rows), wanted))
    if count.measure is Measure.SUM:
        return func.sum(value)
    return func.count(value if count.measure is Measure.ROWS else distinct(value))
