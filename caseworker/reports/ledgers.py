"""The ledgers (台账) of a month: which records each holds, read once and shown or exported with the same columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, aliased

from caseworker import messages
from caseworker.access.permissions import Right, require
from caseworker.clock import china_day
from caseworker.desk import Desk
from caseworker.exchange.ledger import ColumnKind, LedgerColumn
from caseworker.reports import ledger_columns as columns
from caseworker.reports.fields import LedgerField, Read
from caseworker.reports.month import month_period
from db.indicators import Period
from db.models import (
    Activity,
    Case,
    Employer,
    GroupTag,
    LoanApplication,
    Officer,
    Person,
    Referral,
    ReferralEvent,
    Vacancy,
)

_NUMBER = LedgerColumn("number", "序号", 6, ColumnKind.INT)
_AT_ONCE = 1000
AnyRows = Select[*tuple[Any, ...]]
Query = Callable[[Period, str], AnyRows]


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger: its key, its code in the list of ledgers, its columns and its records in a period.

    `case` reads which case a line opens; None for a line without. `office` is the column that says whose a record is,
    for nouns the whole district shares: a ledger lists the own office's.
    """

    key: str
    code: str
    fields: tuple[LedgerField, ...]
    query: Query
    case: Callable[[Any], UUID | None]
    office: SQLColumnExpression[UUID] | None = None

    def name(self, lang: str = "zh") -> str:
        """What the ledger is called; also the name of its sheet."""
        return messages.text(f"reports.ledger.{self.key}", lang)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line: the record, the case it opens, a value for each column."""

    id: UUID
    case_id: UUID | None
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A ledger of one period. `full` says whether values are as stored or masked."""

    key: str
    columns: tuple[LedgerColumn, ...]
    rows: tuple[LedgerRow, ...]
    full: bool


def ledger_view(desk: Desk, key: str, month: date, community: str = "") -> LedgerView:
    """A month's ledger as it is exported by default: masked."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        return view_in(session, desk, LEDGERS[key], month_period(month, desk.today), community)


def view_in(
    session: Session, desk: Desk, ledger: Ledger, period: Period, community: str, *, full: bool = False
) -> LedgerView:
    """A ledger in a session that reads more; whoever asks for `full` values has a reason and audits it."""
    fields = ledger.fields
    readers = tuple((field.read, None if full or field.open else field.masked) for field in fields)
    query = ledger.query(period, community)
    if ledger.office is not None:
        query = query.where(ledger.office == desk.actor.office_id)
    rows = tuple(
        LedgerRow(row.id, ledger.case(row), (number, *_values(readers, row)))
        for number, row in enumerate(_records(session, query, desk.today), start=1)
    )
    heads = (field.column if full else field.masked_column() for field in fields)
    return LedgerView(ledger.key, (_NUMBER, *heads), rows, full)


def hidden_fields(ledger: Ledger) -> tuple[str, ...]:
    """The record fields that masking hides, for the audit of an export that does not."""
    return tuple(name for field in ledger.fields if not field.open for name in field.names)


def _values(readers: Iterable[tuple[Read, Read | None]], row: Any) -> Iterable[object]:
    for read, mask in readers:
        value = read(row)
        yield value if mask is None else mask(value)


def _records(session: Session, query: AnyRows, today: date) -> Iterable[Any]:
    """The rows of a query, named, with what the columns ask besides."""
    for found in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        row = SimpleNamespace(**found._mapping, today=today)
        if hasattr(row, "Activity"):
            row.on, row.recorded_on = china_day(row.Activity.occurred_at), china_day(row.Activity.recorded_at)
        if hasattr(row, "LoanApplication"):
            row.stage = messages.text(f"loan_rules.stage.{row.LoanApplication.stage}")
        yield row


def _within(query: AnyRows, community: str) -> AnyRows:
    return query.where(Person.community == community) if community else query


def _registrations(period: Period, community: str) -> AnyRows:
    case = aliased(Case)
    newest = select(func.max(case.id)).where(case.person_id == Person.id, ~case.deleted).scalar_subquery()
    kinds = (
        select(func.aggregate_strings(GroupTag.kind, ","))
        .where(GroupTag.person_id == Person.id, ~GroupTag.deleted)
        .scalar_subquery()
    )
    query = (
        select(Person.id, Person, Case, Officer.name.label("owner"), kinds.label("kinds"))
        .select_from(Person)
        .outerjoin(Case, Case.id == newest)
        .outerjoin(Officer, Officer.id == Case.owner_id)
        .where(Person.registered_on.between(period.first, period.last), ~Person.deleted, Person.merged_into.is_(None))
        .order_by(Person.registered_on, Person.id)
    )
    return _within(query, community)


def _services(period: Period, community: str) -> AnyRows:
    corrected = select(Activity.supersedes_id).where(Activity.supersedes_id.is_not(None))
    query = (
        select(Activity.id, Activity, Person, Officer.name.label("owner"))
        .select_from(Activity)
        .join(Person, Person.id == Activity.person_id)
        .join(Officer, Officer.id == Activity.officer_id)
        .where(
            Activity.occurred_at >= period.start,
            Activity.occurred_at < period.end,
            ~Activity.deleted,
            Activity.id.not_in(corrected),
        )
        .order_by(Activity.occurred_at, Activity.id)
    )
    return _within(query, community)


def _referrals(period: Period, community: str) -> AnyRows:
    event = aliased(ReferralEvent)
    newest = select(func.max(event.id)).where(event.referral_id == Referral.id, ~event.deleted).scalar_subquery()
    query = (
        select(Referral.id, Referral, Person, Vacancy, Employer, ReferralEvent, Officer.name.label("owner"))
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .join(Officer, Officer.id == Referral.officer_id)
        .outerjoin(ReferralEvent, ReferralEvent.id == newest)
        .where(Referral.recommended_at >= period.start, Referral.recommended_at < period.end, ~Referral.deleted)
        .order_by(Referral.recommended_at, Referral.id)
    )
    return _within(query, community)


def _vacancies(period: Period, _community: str) -> AnyRows:
    return (
        select(Vacancy.id, Vacancy, Employer)
        .select_from(Vacancy)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Vacancy.published_on.between(period.first, period.last), ~Vacancy.deleted)
        .order_by(Vacancy.published_on, Vacancy.id)
    )


def _loans(period: Period, community: str) -> AnyRows:
    query = (
        select(LoanApplication.id, LoanApplication, Person, Officer.name.label("owner"))
        .select_from(LoanApplication)
        .join(Person, Person.id == LoanApplication.person_id)
        .join(Officer, Officer.id == LoanApplication.officer_id)
        .where(
            func.coalesce(LoanApplication.applied_on, LoanApplication.intention_on).between(period.first, period.last),
            ~LoanApplication.deleted,
        )
        .order_by(LoanApplication.applied_on, LoanApplication.id)
    )
    return _within(query, community)


_ALL = (
    Ledger("registration", "L1", columns.REGISTRATION, _registrations, lambda row: row.Case and row.Case.id),
    Ledger("service", "L7", columns.SERVICE, _services, lambda row: row.Activity.case_id),
    Ledger("referral", "L8", columns.REFERRAL, _referrals, lambda row: row.Referral.case_id),
    Ledger("vacancy", "L10", columns.VACANCY, _vacancies, lambda _row: None, Vacancy.office_id),
    Ledger("loan", "L12", columns.LOAN, _loans, lambda row: row.LoanApplication.case_id),
)
LEDGERS = {ledger.key: ledger for ledger in _ALL}
"""The ledgers by key, in the order of tabs and sheets."""
