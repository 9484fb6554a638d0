"""Steps of a referral taken in a transaction that does more, and the end of those a job found has overtaken."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from caseworker.clock import china_day
from caseworker.vacancies.referral_states import LIVE, ReferralState
from db.local.unit_of_work import UnitOfWork
from db.models import Referral, ReferralEvent

HIRED_ELSEWHERE = "hired_elsewhere"


def step_in(unit: UnitOfWork, referral: Referral, state: ReferralState, day: date, reason: str, note: str) -> None:
    """Log a step and take it."""
    unit.add(
        ReferralEvent(
            referral_id=referral.id,
            from_state=referral.state,
            to_state=state.value,
            reason=reason or None,
            note=note.strip()[:400],
            occurred_on=day,
            at=unit.now,
            officer_id=unit.actor.officer_id,
        )
    )
    referral.state = state.value
    unit.audit("referral.outcome", referral)


def lapse_in(unit: UnitOfWork, person_id: UUID, kept: UUID | None) -> None:
    """Whoever has a job waits for no more answers: the open referrals lapse, all but the one that led to it."""
    live = select(Referral).where(Referral.person_id == person_id, Referral.state.in_(LIVE), ~Referral.deleted)
    for referral in unit.session.scalars(live):
        if referral.id != kept:
            step_in(unit, referral, ReferralState.LAPSED, china_day(unit.now), HIRED_ELSEWHERE, "")
