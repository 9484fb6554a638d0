"""What others decide: requests for the officer's word, those the officer waits for, papers to recheck, pauses over."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_

from caseworker.cases.due_lines import CHINA_HOURS, Bucket, Kind, Owners, by_day, line, mine, rests
from caseworker.cases.states import CaseState
from db.models import Approval, Case

_OF = (Approval.id, Approval.case_id, Case.person_id)


def all_of(owners: Owners, day: date) -> tuple[Select[Any], ...]:
    """Every source of this file."""
    return (_to_answer(owners, day), _asked(owners, day), _to_recheck(owners), _pauses_over(owners, day))


def _to_answer(owners: Owners, day: date) -> Select[Any]:
    """Requests that wait for a word of the officer's: those about their own cases or by themselves are not theirs."""
    asked_on = func.date(Approval.asked_at, CHINA_HOURS)
    query = line(Kind.APPROVE, by_day(asked_on, day), asked_on, _OF, Case.owner_id, text=Approval.subject)
    return _waiting(query).where(~_concerns(owners))


def _asked(owners: Owners, day: date) -> Select[Any]:
    """Requests the officer waits for."""
    asked_on = func.date(Approval.asked_at, CHINA_HOURS)
    days = func.julianday(day.isoformat()) - func.julianday(asked_on)
    bucket = literal(Bucket.WAITING.value)
    query = line(Kind.ASKED, bucket, asked_on, _OF, Case.owner_id, text=Approval.subject, days=days)
    return _waiting(query).where(_concerns(owners))


def _to_recheck(owners: Owners) -> Select[Any]:
    """Signed papers that nobody has looked at yet; neither the owner nor who asked or recorded it is the one to."""
    signed_on = func.date(Approval.answered_at, CHINA_HOURS)
    query = line(Kind.RECHECK, literal(Bucket.SOON.value), signed_on, _OF, Case.owner_id, text=Approval.subject)
    query = query.join(Case, Case.id == Approval.case_id)
    papers = (Approval.state == "approved", Approval.form == "paper", Approval.rechecked_at.is_(None))
    query = query.where(*papers, ~Approval.deleted, ~Case.deleted)
    if owners is None:
        return query
    return query.where(~or_(_concerns(owners), Approval.answered_by == owners[0]))


def _pauses_over(owners: Owners, day: date) -> Select[Any]:
    """Paused cases whose last day has passed (暂停到期)."""
    back_on = func.date(Case.paused_until, "+1 day")
    query = line(Kind.PAUSE_END, by_day(back_on, day), back_on, (Case.id, Case.id, Case.person_id), Case.owner_id)
    over = and_(Case.state == CaseState.PAUSED.value, ~rests(day))
    return query.where(over, ~Case.deleted, mine(Case.owner_id, owners))


def _waiting(query: Select[Any]) -> Select[Any]:
    query = query.join(Case, Case.id == Approval.case_id)
    return query.where(Approval.state == "waiting", ~Approval.deleted, ~Case.deleted)


def _concerns(owners: Owners) -> Any:
    """Whether a request is the officer's own: about a case of theirs, or asked by them. `owners` begins with them."""
    if owners is None:
        return literal(True)
    return or_(Case.owner_id == owners[0], Approval.asked_by == owners[0])
