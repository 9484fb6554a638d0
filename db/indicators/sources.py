"""Where figures come from: for a period, the rows of one kind of record, each with whom and whose it is.

Every source gives `id`, `office_id`, `person_id`, `case_id`, `community`, `officer_id` and `moment` (a day or an
instant), and what its indicators ask besides. Deleted rows, merged people, voided cases and superseded entries are left
out here, once. Plain SQLAlchemy, so that it runs on SQLite and PostgreSQL; there every table of a statement names its
district.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from db.indicators.days import days_after
from db.indicators.period import Period
from db.indicators.within import ALL, Within
from db.models import (
    Activity,
    Case,
    GroupTag,
    LoanApplication,
    Person,
    Placement,
    Referral,
    ReferralEvent,
    Task,
    Vacancy,
)
from db.models.base import Key

REGISTERED_UNEMPLOYED = ("REG_UNEMP",)
DIFFICULT = (
    "ZERO_EMP",
    "AGE_4050",
    "LOW_INCOME",
    "DISABLED",
    "GRADUATE_2Y",
    "GRADUATE_UNEMPLOYED",
    "VETERAN",
    "RELEASED",
    "DRUG_REHAB",
    "POVERTY_RELIEVED",
    "CAPACITY_CUT",
    "LONG_UNEMP",
    "LAND_LOST",
)
"""Groups counted as 就业困难人员: those Chongqing recognises together with those of its subsidy pages."""

CHECK_DAYS = (7, 30, 90, 180)
"""Days after a placement on which a check (稳岗回访) falls due."""

_SEASON = 92
Rows = Select[Any]


def registrations(period: Period, within: Within = ALL) -> Rows:
    """People registered in the period."""
    day = Person.registered_on
    return _people(day, within).where(day.between(period.first, period.last))


def seekers(period: Period, within: Within = ALL) -> Rows:
    """People whose registration was valid on some day of the period."""
    return _people(Person.registered_on, within).where(
        Person.registered_on <= period.last, Person.valid_to >= period.first
    )


def tags_begun(period: Period, within: Within = ALL) -> Rows:
    """Group memberships that began in the period; one without a date began with the registration."""
    began = func.coalesce(GroupTag.from_on, Person.registered_on)
    return _tags(began, within).where(began.between(period.first, period.last))


def tags_ended(period: Period, within: Within = ALL) -> Rows:
    """Registered unemployment that ended in the period: taken off, or a job begun while it lasted."""
    off = _tags(GroupTag.to_on, within).where(GroupTag.to_on.between(period.first, period.last))
    began = func.coalesce(GroupTag.from_on, Person.registered_on)
    placed = (
        _tags(Placement.started_on, within)
        .join(Placement, within.on(Placement, Placement.person_id == GroupTag.person_id))
        .where(
            Placement.started_on.between(period.first, period.last),
            Placement.started_on >= began,
            or_(GroupTag.to_on.is_(None), GroupTag.to_on > Placement.started_on),
            ~Placement.deleted,
        )
    )
    both = union_all(off, placed).subquery()
    return select(both)


def tags_held(period: Period, within: Within = ALL) -> Rows:
    """Group memberships held at the end of the period; `working` says whether a job was held then too."""
    began = func.coalesce(GroupTag.from_on, Person.registered_on)
    at_work = select(Placement.person_id).where(
        within.of(Placement),
        Placement.started_on <= period.last,
        or_(Placement.ended_on.is_(None), Placement.ended_on > period.last),
        ~Placement.deleted,
    )
    return (
        _tags(began, within)
        .add_columns(GroupTag.person_id.in_(at_work).label("working"))
        .where(began <= period.last, or_(GroupTag.to_on.is_(None), GroupTag.to_on > period.last))
    )


def cases_opened(period: Period, within: Within = ALL) -> Rows:
    """Cases opened in the period."""
    return _cases(Case.opened_on, within).where(Case.opened_on.between(period.first, period.last))


def cases_closed(period: Period, within: Within = ALL) -> Rows:
    """Cases closed in the period."""
    return _cases(Case.closed_on, within).where(Case.closed_on.between(period.first, period.last))


def cases_running(period: Period, within: Within = ALL) -> Rows:
    """Cases open on some day of the period: open at its end (`at_end`), served in it (`served`).

    A note or a contact that reached nobody is no service.
    """
    occurred = _occurred(period)
    helped = select(Activity.case_id).where(
        within.of(Activity),
        occurred >= period.start,
        occurred < period.end,
        Activity.kind != "note",
        func.coalesce(Activity.outcome, "reached") == "reached",
        ~Activity.deleted,
    )
    at_end = or_(Case.closed_on.is_(None), Case.closed_on > period.last)
    return (
        _cases(Case.opened_on, within)
        .add_columns(Case.id.in_(helped).label("served"), at_end.label("at_end"))
        .where(Case.opened_on <= period.last, or_(Case.closed_on.is_(None), Case.closed_on >= period.first))
    )


def activities(period: Period, within: Within = ALL) -> Rows:
    """Entries of the timelines that happened in the period (`kind`, `outcome`, `check_days`), corrected ones once."""
    corrected = select(Activity.supersedes_id).where(within.of(Activity), Activity.supersedes_id.is_not(None))
    occurred = _occurred(period)
    return (
        _of(Activity, within, Activity.occurred_at, Activity.officer_id, Activity.case_id)
        .add_columns(Activity.kind, Activity.outcome, Activity.check_days)
        .outerjoin(Person, within.on(Person, Person.id == Activity.person_id))
        .where(
            occurred >= period.start,
            occurred < period.end,
            Activity.id.not_in(corrected),
        )
    )


def checks_due(period: Period, within: Within = ALL) -> Rows:
    """Checks after placements that fell due in the period, and whether each was made (`made`).

    None is owed once the job has ended or the case is closed; a later check settles the earlier ones.
    """
    due = union_all(*(_checks(days, period, within) for days in CHECK_DAYS)).subquery()
    return select(due)


def promises(period: Period, within: Within = ALL) -> Rows:
    """Promises (下一步) that fell due in the period, and whether each was settled (`kept`).

    One left open is owed only if its day passed while its case was open: a case takes what it still owes with it.
    """
    kept = Task.done_at.is_not(None)
    broken = and_(Case.state != "merged", or_(Case.closed_on.is_(None), Case.closed_on > Task.due_on))
    return (
        _of(Task, within, Task.due_on, Task.owner_id, Task.case_id)
        .add_columns(kept.label("kept"))
        .join(Case, within.on(Case, Case.id == Task.case_id))
        .outerjoin(Person, within.on(Person, Person.id == Task.person_id))
        .where(Task.due_on.between(period.first, period.last))
        .where(Case.state != "void", ~Case.deleted, or_(kept, broken))
    )


def vacancies_published(period: Period, within: Within = ALL) -> Rows:
    """Vacancies collected in the period (`headcount`), without doubtful ones."""
    return _vacancies(within).where(
        Vacancy.published_on.between(period.first, period.last), Vacancy.status != "doubtful"
    )


def vacancies_valid(period: Period, within: Within = ALL) -> Rows:
    """Vacancies valid on some day of the period (`headcount`), without doubtful and withdrawn ones."""
    return _vacancies(within).where(
        Vacancy.published_on <= period.last,
        Vacancy.valid_to >= period.first,
        Vacancy.status.not_in(("doubtful", "withdrawn")),
    )


def referrals(period: Period, within: Within = ALL) -> Rows:
    """Recommendations made in the period."""
    return (
        _of(Referral, within, Referral.recommended_at, Referral.officer_id, Referral.case_id)
        .outerjoin(Person, within.on(Person, Person.id == Referral.person_id))
        .where(Referral.recommended_at >= period.start, Referral.recommended_at < period.end)
    )


def answers(period: Period, within: Within = ALL) -> Rows:
    """What became of recommendations in the period (`state`)."""
    return (
        _of(
            ReferralEvent,
            within,
            ReferralEvent.occurred_on,
            ReferralEvent.officer_id,
            Referral.case_id,
            Referral.person_id,
        )
        .add_columns(ReferralEvent.to_state.label("state"))
        .join(Referral, within.on(Referral, Referral.id == ReferralEvent.referral_id))
        .outerjoin(Person, within.on(Person, Person.id == Referral.person_id))
        .where(ReferralEvent.occurred_on.between(period.first, period.last), ~Referral.deleted)
    )


def placements(period: Period, within: Within = ALL) -> Rows:
    """Jobs begun in the period, and whether the job is the person's first of its calendar year (`newly`).

    `again` and `difficult`: the first of the year begun as a registered unemployed, as a person in difficulty.
    """
    return (
        _of(Placement, within, Placement.started_on, Case.owner_id, Placement.case_id)
        .add_columns(
            _first_of_year(None, within).label("newly"),
            _first_of_year(REGISTERED_UNEMPLOYED, within).label("again"),
            _first_of_year(DIFFICULT, within).label("difficult"),
        )
        .join(Case, within.on(Case, Case.id == Placement.case_id))
        .outerjoin(Person, within.on(Person, Person.id == Placement.person_id))
        .where(Placement.started_on.between(period.first, period.last))
    )


def loans_accepted(period: Period, within: Within = ALL) -> Rows:
    """Guarantee loans accepted in the period (`amount` in fen)."""
    return _loans(LoanApplication.applied_on, period, within)


def loans_paid(period: Period, within: Within = ALL) -> Rows:
    """Guarantee loans paid out in the period (`amount` in fen)."""
    return _loans(LoanApplication.paid_on, period, within)


def _of(
    noun: Any,
    within: Within,
    moment: ColumnElement[Any] | InstrumentedAttribute[Any],
    officer: ColumnElement[Any] | InstrumentedAttribute[Any],
    case: ColumnElement[Any] | InstrumentedAttribute[Any],
    person: InstrumentedAttribute[UUID] | None = None,
) -> Rows:
    """The columns every source has, of living rows; the caller joins `Person`.

    An outer join, though everybody exists: a database leaves it out when nobody asks for the community.
    """
    return select(
        noun.id.label("id"),
        noun.office_id.label("office_id"),
        (noun.person_id if person is None else person).label("person_id"),
        case.label("case_id"),
        func.coalesce(Person.community, "").label("community"),
        officer.label("officer_id"),
        moment.label("moment"),
    ).where(within.counted(noun), ~noun.deleted)


def _occurred(period: Period) -> ColumnElement[Any]:
    """When an entry happened, for a comparison: over a season or more through no index, as most rows are wanted then.

    SQLite would take the index whatever the period, and be twice as slow as reading through the table.
    """
    long = (period.last - period.first).days > _SEASON
    return func.coalesce(Activity.occurred_at, Activity.recorded_at) if long else Activity.occurred_at.expression


def _no_case() -> ColumnElement[Any]:
    return literal(None, Key())


def _people(moment: InstrumentedAttribute[date], within: Within) -> Rows:
    rows = _of(Person, within, moment, Person.registered_by, _no_case(), Person.id)
    return rows.where(Person.merged_into.is_(None))


def _tags(moment: ColumnElement[Any] | InstrumentedAttribute[Any], within: Within) -> Rows:
    return (
        _of(GroupTag, within, moment, Person.registered_by, _no_case())
        .add_columns(GroupTag.kind)
        .join(Person, within.on(Person, Person.id == GroupTag.person_id))
        .where(~Person.deleted, Person.merged_into.is_(None))
    )


def _cases(moment: InstrumentedAttribute[Any], within: Within) -> Rows:
    return (
        _of(Case, within, moment, Case.owner_id, Case.id)
        .outerjoin(Person, within.on(Person, Person.id == Case.person_id))
        .where(Case.state != "void")
    )


def _checks(days: int, period: Period, within: Within) -> Rows:
    due = days_after(Placement.started_on, literal(days))
    made = exists().where(
        within.of(Activity), Activity.placement_id == Placement.id, Activity.check_days >= days, ~Activity.deleted
    )
    return (
        _of(Placement, within, due, Case.owner_id, Placement.case_id)
        .add_columns(made.label("made"))
        .join(Case, within.on(Case, Case.id == Placement.case_id))
        .outerjoin(Person, within.on(Person, Person.id == Placement.person_id))
        .where(
            Placement.started_on.between(period.first - timedelta(days), period.last - timedelta(days)),
            or_(Placement.ended_on.is_(None), Placement.ended_on >= due),
            or_(Case.closed_on.is_(None), Case.closed_on >= due),
        )
    )


def _vacancies(within: Within) -> Rows:
    nobody: ColumnElement[Any] = literal(None, Key())
    return select(
        Vacancy.id.label("id"),
        Vacancy.office_id.label("office_id"),
        nobody.label("person_id"),
        nobody.label("case_id"),
        literal("").label("community"),
        Vacancy.verified_by.label("officer_id"),
        Vacancy.published_on.label("moment"),
        Vacancy.headcount,
    ).where(within.counted(Vacancy), ~Vacancy.deleted)


def _loans(moment: InstrumentedAttribute[date | None], period: Period, within: Within) -> Rows:
    return (
        _of(LoanApplication, within, moment, LoanApplication.officer_id, LoanApplication.case_id)
        .add_columns(func.coalesce(LoanApplication.amount, 0).label("amount"))
        .outerjoin(Person, within.on(Person, Person.id == LoanApplication.person_id))
        .where(moment.between(period.first, period.last))
    )


def _first_of_year(kinds: Collection[str] | None, within: Within) -> ColumnElement[bool]:
    """Whether a placement is the first of its person and calendar year, begun as a member of `kinds` if given."""
    earlier = aliased(Placement)
    before = or_(
        earlier.started_on < Placement.started_on,
        and_(earlier.started_on == Placement.started_on, earlier.id < Placement.id),
    )
    another = exists().where(
        within.of(earlier),
        earlier.person_id == Placement.person_id,
        extract("year", earlier.started_on) == extract("year", Placement.started_on),
        before,
        ~earlier.deleted,
        _member(kinds, earlier, within) if kinds else true(),
    )
    return and_(_member(kinds, Placement, within), ~another) if kinds else ~another


def _member(kinds: Collection[str], placement: Any, within: Within) -> ColumnElement[bool]:
    """Whether the person belonged to one of the groups when the job began."""
    tag = aliased(GroupTag)
    return exists().where(
        within.of(tag),
        tag.person_id == placement.person_id,
        tag.kind.in_(kinds),
        ~tag.deleted,
        or_(tag.from_on.is_(None), tag.from_on <= placement.started_on),
        or_(tag.to_on.is_(None), tag.to_on >= placement.started_on),
    )
