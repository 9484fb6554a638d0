"""Recommending people to vacancies and recording what became of it (岗位推荐、推荐回执; domain 4.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker import codes
from caseworker.access.permissions import Right, require
from caseworker.cases.job_search import end_search_in
from caseworker.cases.lifecycle import advance_in, living_case
from caseworker.cases.placements import NewPlacement, place_in
from caseworker.cases.timeline import Entry, record_in
from caseworker.clock import china_day
from caseworker.desk import Desk, Saved
from caseworker.matching.features import Score
from caseworker.matching.recommend import scores_in
from caseworker.matching.selection import Limits, hard_cause
from caseworker.problems import OfficerProblem
from caseworker.vacancies.employers import names as employer_names
from caseworker.vacancies.lapsing import step_in
from caseworker.vacancies.pay import Pay
from caseworker.vacancies.referral_states import BINDING, FAILURES, LIVE, ReferralState, check_step, next_states
from caseworker.vacancies.vacancies import existing as existing_vacancy
from caseworker.vacancies.vacancies import pay_of
from db.local.unit_of_work import UnitOfWork
from db.models import Case, Employer, Referral, ReferralEvent, Vacancy


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral as the case shows it. `reason` and `note` are those of its latest step, on `answered_on`."""

    id: UUID
    vacancy_id: UUID
    title: str
    employer: str
    pay: Pay
    region: str
    state: str
    recommended_at: datetime
    band: str
    reasons: tuple[tuple[str, int, Mapping[str, Any]], ...]
    interview_at: datetime | None
    reason: str
    note: str
    answered_on: date | None

    @property
    def next_states(self) -> tuple[str, ...]:
        """Where it may go from here."""
        return tuple(state.value for state in next_states(self.state))

    @property
    def live(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state in LIVE


def refer(desk: Desk, case_id: UUID, vacancy_ids: Sequence[UUID]) -> Saved[tuple[UUID, ...]]:
    """Recommend a case's person to vacancies, each with the reasons of today, and note it on the timeline.

    `referrals.nothing_chosen`; `referrals.case_closed`; for a vacancy that cannot be recommended
    `referrals.vacancy_closed`, `.vacancy_expired`, `.vacancy_full` or `.already`, and then none is.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    wanted = tuple(dict.fromkeys(vacancy_ids))
    if not wanted:
        raise OfficerProblem("referrals.nothing_chosen")
    with desk.write() as unit:
        case = living_case(unit.session, case_id)
        if case.closed_on is not None:
            raise OfficerProblem("referrals.case_closed")
        vacancies = [existing_vacancy(unit.session, vacancy_id) for vacancy_id in wanted]
        _check_vacancies(unit.session, case, vacancies, desk.today)
        scores = scores_in(unit.session, case.person_id, wanted, desk.today, desk.actor.district_id)
        made = [_refer_in(unit, case, vacancy, scores[vacancy.id]) for vacancy in vacancies]
        _note_referral(unit, case, vacancies)
        advance_in(unit, case)
    return Saved(tuple(referral.id for referral in made), unit.summary)


def record_outcome(
    desk: Desk,
    referral_id: UUID,
    to_state: str,
    reason: str = "",
    note: str = "",
    occurred_on: date | None = None,
    interview_at: datetime | None = None,
    pay_fen: int | None = None,
) -> Saved[UUID]:
    """Record the next step of a referral (回执).

    A person who started work (到岗) gets a placement and takes one of the vacancy's places; the person's other open
    referrals lapse. `pay_fen` a month is what was agreed; without it the advert's, if that names one amount.
    Problems: those of `check_step`, `referrals.future`, `referrals.before_referral`, `referrals.gone`.
    """
    require(desk.actor, Right.EDIT_RECORDS)
    day = occurred_on or desk.today
    with desk.write() as unit:
        referral = _existing(unit.session, referral_id)
        state = check_step(referral.state, to_state, reason)
        _check_day(day, referral, desk.today)
        step_in(unit, referral, state, day, reason, note)
        if state is ReferralState.INTERVIEW:
            referral.interview_at = interview_at
        case = living_case(unit.session, referral.case_id)
        vacancy = _vacancy(unit.session, referral.vacancy_id)
        _note_outcome(unit, case, vacancy, state, reason, note)
        if state is ReferralState.STARTED:
            _start(unit, case, referral, vacancy, day, pay_fen)
        advance_in(unit, case)
    return Saved(referral_id, unit.summary)


def person_referrals(desk: Desk, case_id: UUID) -> tuple[ReferralRow, ...]:
    """Every referral of a case, the newest first."""
    require(desk.actor, Right.VIEW)
    query = (
        select(Referral, Vacancy, Employer.name)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Referral.case_id == case_id, Referral.deleted.is_(False))
        .order_by(Referral.recommended_at.desc(), Referral.id.desc())
    )
    with desk.read() as session:
        rows = session.execute(query).all()
        latest = _latest_events(session, [referral.id for referral, _, _ in rows])
        return tuple(_row(referral, vacancy, name, latest.get(referral.id)) for referral, vacancy, name in rows)


def _check_vacancies(session: Session, case: Case, vacancies: Sequence[Vacancy], today: date) -> None:
    bound = set(
        session.scalars(
            select(Referral.vacancy_id).where(
                Referral.person_id == case.person_id,
                Referral.deleted.is_(False),
                Referral.state.in_(BINDING),
            )
        )
    )
    for vacancy in vacancies:
        limits = Limits(vacancy.status, vacancy.valid_to, vacancy.filled, vacancy.headcount)
        cause = hard_cause(limits, today)
        if cause:
            raise OfficerProblem(f"referrals.vacancy_{cause}", title=vacancy.title)
        if vacancy.id in bound:
            raise OfficerProblem("referrals.already", title=vacancy.title)


def _refer_in(unit: UnitOfWork, case: Case, vacancy: Vacancy, found: Score) -> Referral:
    referral = unit.add(
        Referral(
            case_id=case.id,
            person_id=case.person_id,
            vacancy_id=vacancy.id,
            officer_id=unit.actor.officer_id,
            state=ReferralState.REFERRED.value,
            recommended_at=unit.now,
            band=found.band.value,
            reasons=[[reason.code, reason.points, dict(reason.params)] for reason in found.reasons],
        )
    )
    unit.audit("referral.create", referral)
    return referral


def _note_referral(unit: UnitOfWork, case: Case, vacancies: Sequence[Vacancy]) -> None:
    named = employer_names(unit.session, (vacancy.employer_id for vacancy in vacancies))
    text = " · ".join(f"{named[vacancy.employer_id]} {vacancy.title}" for vacancy in vacancies)
    record_in(unit, case, Entry(kind="referral", text=text))


def _existing(session: Session, referral_id: UUID) -> Referral:
    referral = session.get(Referral, referral_id)
    if referral is None or referral.deleted:
        raise OfficerProblem("referrals.gone")
    return referral


def _vacancy(session: Session, vacancy_id: UUID) -> Vacancy:
    """The vacancy even when it was deleted since: the outcome is about what was recommended then."""
    vacancy = session.get(Vacancy, vacancy_id)
    if vacancy is None:
        raise OfficerProblem("vacancies.gone")
    return vacancy


def _check_day(day: date, referral: Referral, today: date) -> None:
    if day > today:
        raise OfficerProblem("referrals.future")
    first = china_day(referral.recommended_at)
    if day < first:
        raise OfficerProblem("referrals.before_referral", day=first.isoformat())


def _note_outcome(unit: UnitOfWork, case: Case, vacancy: Vacancy, state: ReferralState, reason: str, note: str) -> None:
    """The step on the timeline; starting work is noted with the placement itself."""
    if state is ReferralState.STARTED:
        return
    name = codes.table("referral_state").name(state.value)
    why = codes.table("referral_reason").name(reason) if state in FAILURES else ""
    employer = employer_names(unit.session, [vacancy.employer_id])[vacancy.employer_id]
    said = "：".join(filter(None, [name, why]))
    text = " · ".join(filter(None, [f"{employer} {vacancy.title}", said, note.strip()]))
    kind = "interview" if state is ReferralState.INTERVIEW else "referral"
    ended = end_search_in(unit, case, text) if state is ReferralState.HIRED else ""
    record_in(unit, case, Entry(kind=kind, text=text + ended))


def _start(unit: UnitOfWork, case: Case, referral: Referral, vacancy: Vacancy, day: date, pay_fen: int | None) -> None:
    """The job begins: a placement, which ends the search, and a place taken."""
    employer = employer_names(unit.session, [vacancy.employer_id])[vacancy.employer_id]
    single = vacancy.pay_min if vacancy.pay_unit == "month" and vacancy.pay_min == vacancy.pay_max else None
    agreed = pay_fen if pay_fen is not None else single
    placement = place_in(unit, case, NewPlacement(employer, vacancy.title[:80], day, agreed, referral.id))
    unit.audit("placement.record", placement)
    vacancy.filled += 1
    unit.audit("vacancy.filled", vacancy)


def _latest_events(session: Session, ids: Sequence[UUID]) -> dict[UUID, ReferralEvent]:
    query = select(ReferralEvent).where(ReferralEvent.referral_id.in_(ids)).order_by(ReferralEvent.id)
    return {event.referral_id: event for event in session.scalars(query)}


def _row(referral: Referral, vacancy: Vacancy, employer: str, event: ReferralEvent | None) -> ReferralRow:
    return ReferralRow(
        id=referral.id,
        vacancy_id=vacancy.id,
        title=vacancy.title,
        employer=employer,
        pay=pay_of(vacancy.pay_min, vacancy.pay_max, vacancy.pay_unit, vacancy.pay_months),
        region=vacancy.region or "",
        state=referral.state,
        recommended_at=referral.recommended_at,
        band=referral.band or "",
        reasons=tuple((code, points, params) for code, points, params in referral.reasons),
        interview_at=referral.interview_at,
        reason=(event.reason or "") if event else "",
        note=event.note if event else "",
        answered_on=event.occurred_on if event else None,
    )
