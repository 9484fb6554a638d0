"""One import of vacancies being written, or taken back, inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, inspect, select

from caseworker.exchange.commit import RowChange
from caseworker.exchange.staging import RowState, StagedRow
from caseworker.matching.occupation import guess_occupation
from caseworker.vacancies.employers import KnownEmployers, name_key
from caseworker.vacancies.import_columns import row_pay, valid_until
from caseworker.vacancies.vacancies import advert_flags
from db.local.unit_of_work import UnitOfWork
from db.models import Employer, ImportChange, Outbox, Referral, Vacancy
from db.models.base import Synced

_COPIED = (
    "title",
    "occupation",
    "kind",
    "headcount",
    "education",
    "experience_years",
    "age_text",
    "hours",
    "insurance",
    "board",
    "region",
    "address",
    "description",
    "published_on",
    "valid_to",
    "source",
)
_OF_EMPLOYER = ("uscc", "contact_name", "contact_phone")
_PAY = frozenset({"pay", "pay_from", "pay_to"})
_ADVERT = frozenset({"title", "age_text", "description"})
_Record = TypeVar("_Record", Employer, Vacancy)


class VacancyBatch:
    """Writes staged rows; employers are found or made on the way. Its id is that of the transaction."""

    def __init__(self, unit: UnitOfWork, today: date) -> None:
        self.id = unit.tx
        self._unit = unit
        self._today = today
        self._known = KnownEmployers(unit.session)
        self._made: dict[UUID, Employer] = {}
        self._changes: list[ImportChange] = []

    def apply(self, row: StagedRow) -> Iterable[RowChange]:
        """Write one row and say what changed."""
        return self._update(row) if row.intent is RowState.UPDATE else self._create(row)

    def record(self, number: int, change: RowChange) -> None:
        """Keep a change for undoing."""
        self._changes.append(
            ImportChange(
                batch_id=self.id,
                n=number,
                entity=change.entity,
                row_id=change.row_id,
                before=dict(change.before),
            )
        )

    def kept_changes(self) -> list[ImportChange]:
        """What `record` was given."""
        return self._changes

    def _create(self, row: StagedRow) -> Iterator[RowChange]:
        employer, made = self._employer(row.values)
        if made:
            yield RowChange("employer", employer.id)
        else:
            yield from self._complete(employer, row.values, _OF_EMPLOYER)
        values = {name: row.values[name] for name in _COPIED if row.values.get(name) is not None}
        values.setdefault("occupation", guess_occupation(values["title"]).code or None)
        values.setdefault("published_on", self._today)
        values["valid_to"] = valid_until(row.values, self._today)
        values["advert_flags"] = advert_flags(*(values.get(name) for name in sorted(_ADVERT)))
        vacancy = self._unit.add(Vacancy(employer_id=employer.id, **values, **self._pay(row)))
        yield RowChange("vacancy", vacancy.id)

    def _update(self, row: StagedRow) -> Iterator[RowChange]:
        assert row.existing is not None
        vacancy = self._get(Vacancy, row.existing)
        if vacancy.deleted:
            yield from self._create(row)
            return
        employer = self._get(Employer, vacancy.employer_id)
        yield from self._complete(employer, row.values, [name for name in _OF_EMPLOYER if name in row.changed])
        values = {name: row.values[name] for name in _COPIED if name in row.changed}
        if _PAY & set(row.changed):
            values |= self._pay(row)
        if _ADVERT & set(row.changed):
            texts = (values.get(name, getattr(vacancy, name)) for name in sorted(_ADVERT))
            values["advert_flags"] = advert_flags(*texts)
        if values:
            yield _changed("vacancy", vacancy, values)

    def _pay(self, row: StagedRow) -> dict[str, Any]:
        pay = row_pay(row.values)
        if pay is None or (pay.min_fen is None and pay.max_fen is None):
            return {"pay_min": None, "pay_max": None, "pay_unit": None, "pay_months": None}
        return {
            "pay_min": pay.min_fen,
            "pay_max": pay.max_fen,
            "pay_unit": pay.unit,
            "pay_months": pay.months if pay.months > 12 else None,
        }

    def _employer(self, values: Mapping[str, Any]) -> tuple[Employer, bool]:
        """The row's employer and whether it had to be made."""
        name, code = str(values["employer"]), values.get("uscc")
        known = self._known.find(name, code)
        if known is None:
            employer = self._new_employer(name, values)
            self._known.add(employer.id, employer.name_key, employer.uscc)
            self._made[employer.id] = employer
            return employer, True
        return self._made.get(known) or self._get(Employer, known), False

    def _get(self, model: type[_Record], record_id: UUID) -> _Record:
        """A record on file, without writing what waits to be written: thousands of rows go down in one piece."""
        with self._unit.session.no_autoflush:
            return self._unit.session.get_one(model, record_id)

    def _new_employer(self, name: str, values: Mapping[str, Any]) -> Employer:
        given = {field: values.get(field) for field in _OF_EMPLOYER}
        region = values.get("region")
        return self._unit.add(Employer(name=name, name_key=name_key(name), region=region, **given))

    def _complete(self, employer: Employer, values: Mapping[str, Any], names: Iterable[str]) -> Iterator[RowChange]:
        """Fill in what an employer on file lacks; what it has stays."""
        given = {name: values.get(name) for name in names}
        missing = {name: value for name, value in given.items() if value and not getattr(employer, name)}
        if missing:
            yield _changed("employer", employer, missing)


class VacancyUndo:
    """Takes back the changes of one batch. What could stand in the way is asked of the store once, not per record."""

    def __init__(self, unit: UnitOfWork, batch_id: UUID) -> None:
        self._unit = unit
        session = unit.session
        ours = select(ImportChange.row_id).where(ImportChange.batch_id == batch_id)
        first = session.scalar(select(func.min(Outbox.n)).where(Outbox.tx == batch_id)) or 0
        later = select(Outbox.row_id).where(Outbox.tx != batch_id, Outbox.n > first, Outbox.row_id.in_(ours))
        referred = select(Referral.vacancy_id).where(Referral.vacancy_id.in_(ours), Referral.deleted.is_(False))
        busy = select(Vacancy.employer_id).where(
            Vacancy.employer_id.in_(ours), Vacancy.id.not_in(ours), Vacancy.deleted.is_(False)
        )
        self._kept = {*session.scalars(later), *session.scalars(referred), *session.scalars(busy)}
        self._records: dict[UUID, Synced] = {}
        for employer in session.scalars(select(Employer).where(Employer.id.in_(ours), Employer.deleted.is_(False))):
            self._records[employer.id] = employer
        for vacancy in session.scalars(select(Vacancy).where(Vacancy.id.in_(ours), Vacancy.deleted.is_(False))):
            self._records[vacancy.id] = vacancy

    def restore(self, change: RowChange) -> bool:
        """Delete a new record or put `before` back; False when someone has worked on it since, or it is in use."""
        record = self._records.get(change.row_id)
        if record is None or change.row_id in self._kept:
            if isinstance(record, Vacancy):
                self._kept.add(record.employer_id)
            return False
        if change.is_new:
            self._unit.delete(record)
        else:
            _put_back(record, change.before)
        return True


def _changed(entity: str, record: Synced, values: Mapping[str, Any]) -> RowChange:
    """Set values and say what they were, in kinds JSON has."""
    before = {name: _plain(getattr(record, name)) for name in values}
    for name, value in values.items():
        setattr(record, name, value)
    return RowChange(entity, record.id, before)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _put_back(record: Synced, before: Mapping[str, Any]) -> None:
    columns = inspect(type(record)).columns
    for name, value in before.items():
        is_day = columns[name].type.python_type is date and value is not None
        setattr(record, name, date.fromisoformat(value) if is_day else value)
