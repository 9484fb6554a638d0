"""The values of indicators for one period: one query per source, summed by community or by office.

A person lives in one community and is in the care of one office, so that people counted once in each add up to people
counted once in all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Select, case, distinct, func, select

from db.indicators.catalogue import INDICATORS, Count, Indicator, Measure, Quotient, Source, Unit
from db.indicators.period import Period
from db.indicators.within import ALL, Within

_HUNDREDTH = Decimal("0.01")
Place = str | UUID
"""A community by its name, an office by its id."""


class Reader(Protocol):
    """Who runs a statement: a session of the PC's store, or a transaction of the central one."""

    def execute(self, statement: Executable, /) -> Iterable[Any]: ...


class By(StrEnum):
    """What figures are told apart by."""

    NOTHING = "nothing"
    COMMUNITY = "community"
    OFFICE = "office_id"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by code and place ("" for people without a community); under None where places were not told apart."""

    period: Period
    counts: Mapping[str, Mapping[Place | None, int]]
    by: By = By.COMMUNITY

    def value(self, code: str, place: Place | None = None) -> int | float | None:
        """The value of everything counted or of one place; None where there is none ("—")."""
        return self._value(INDICATORS[code], place)

    def communities(self) -> list[str]:
        """The communities that have any figure, in order; "" is left out."""
        return sorted({str(name) for by_place in self.counts.values() for name in by_place if name})

    def _value(self, indicator: Indicator, place: Place | None) -> int | float | None:
        if isinstance(indicator, Quotient):
            return self._quotient(indicator, place)
        if place is not None and self.by is not By.OFFICE and not indicator.by_community:
            return None
        counts = self.counts[indicator.code]
        if place is None:
            return sum(counts.values())
        if None in counts:
            raise ValueError("these figures do not tell places apart")
        return counts.get(place, 0)

    def _quotient(self, indicator: Quotient, place: Place | None) -> float | None:
        over, under = (self.value(code, place) for code in (indicator.over, indicator.under))
        if over is None or not under:
            return None
        if indicator.unit is Unit.RATIO:
            return float((Decimal(over) / Decimal(under)).quantize(_HUNDREDTH, ROUND_HALF_UP))
        return over / under


def figures(
    reader: Reader,
    period: Period,
    codes: Iterable[str] | None = None,
    *,
    within: Within = ALL,
    community: str | None = None,
    officer_id: UUID | None = None,
    by: By = By.COMMUNITY,
) -> Figures:
    """The figures of a period, of all indicators or of `codes` with their parts.

    Of one community or officer if named. Told apart `by` nothing they are read several times faster.
    """
    counts: dict[str, dict[Place | None, int]] = {}
    for source, wanted in _by_source(INDICATORS if codes is None else codes).items():
        rows = source(period, within).subquery().c
        query: Select[*tuple[Any, ...]] = select(*(_measured(count, rows) for count in wanted))
        if officer_id is not None:
            query = query.where(rows.officer_id == officer_id)
        if community is not None:
            query = query.where(rows.community == community)
        if by is not By.NOTHING:
            query = query.add_columns(rows[by.value]).group_by(rows[by.value])
        counts.update(_tally(reader, query, wanted, by, community))
    return Figures(period, counts, by)


def _by_source(codes: Iterable[str]) -> dict[Source, list[Count]]:
    grouped: dict[Source, dict[str, Count]] = defaultdict(dict)
    for code in codes:
        for count in _parts(INDICATORS[code]):
            grouped[count.source][count.code] = count
    return {source: list(counts.values()) for source, counts in grouped.items()}


def _parts(indicator: Indicator) -> list[Count]:
    if isinstance(indicator, Count):
        return [indicator]
    return [part for code in (indicator.over, indicator.under) for part in _parts(INDICATORS[code])]


def _tally(
    reader: Reader, query: Select[*tuple[Any, ...]], counts: list[Count], by: By, community: str | None
) -> dict[str, dict[Place | None, int]]:
    found: dict[str, dict[Place | None, int]] = {count.code: {} for count in counts}
    for row in reader.execute(query):
        place = community if by is By.NOTHING else row[-1]
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
