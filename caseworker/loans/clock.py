"""The stage clock of many loans at once, for lists and for Today: derived whenever it is asked for, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.loans.record import stage_events
from caseworker.loans.rules import POLICY, StageClock, StageEvent, stage_clock
from caseworker.policy import PolicyPack, Shelf, choose, pack_region
from caseworker.problems import OfficerProblem
from db.models import LoanApplication, LoanEvent


def events_of(session: Session, loans: Sequence[UUID]) -> dict[UUID, tuple[StageEvent, ...]]:
    """The history of each loan, oldest first."""
    rows: dict[UUID, list[tuple[str, date]]] = defaultdict(list)
    for part in _parts(loans):
        query = (
            select(LoanEvent.application_id, LoanEvent.to_stage, LoanEvent.occurred_on)
            .where(LoanEvent.application_id.in_(part), ~LoanEvent.deleted)
            .order_by(LoanEvent.occurred_on, LoanEvent.at, LoanEvent.id)
        )
        for loan_id, stage, day in session.execute(query):
            rows[loan_id].append((stage, day))
    return {loan_id: stage_events(found) for loan_id, found in rows.items()}


def pack_of(loan: LoanApplication, today: date, home_region: str, shelf: Shelf) -> PolicyPack | None:
    """The rules an application falls under, as `packs.choose_pack` finds them."""
    known = {pack.region for pack in shelf.in_force if pack.policy == POLICY}
    place = pack_region(loan.entity_region) if loan.entity_region else ""
    region = place if place in known else pack_region(home_region)
    try:
        if loan.pack_version:
            return shelf.by_version(region, POLICY, loan.pack_version)
        return choose(region, POLICY, loan.applied_on or today, shelf.in_force).pack
    except OfficerProblem:
        return None


def clock_of(pack: PolicyPack | None, events: Sequence[StageEvent], today: date) -> StageClock | None:
    """The clock, None without rules or in a year nobody has a holiday table for."""
    if pack is None:
        return None
    try:
        return stage_clock(events, pack.stages, today)
    except OfficerProblem:
        return None


def _parts(ids: Sequence[UUID], size: int = 500) -> Iterable[Sequence[UUID]]:
    """SQLite takes a limited number of parameters at once."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
