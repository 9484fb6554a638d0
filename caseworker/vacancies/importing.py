"""Taking in vacancy ledgers from Excel and CSV: read, compare with what is here, write as one batch, undo as one.

Re-importing the same file changes nothing: vacancies are known again by employer, title and district.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from caseworker.access.permissions import Right, require
from caseworker.desk import Desk, Saved
from caseworker.exchange.commit import CommitResult, RowChange, UndoResult, commit, undo
from caseworker.exchange.grid import Workbook
from caseworker.exchange.reading import read_workbook
from caseworker.exchange.staging import Existing, StagedImport, stage
from caseworker.problems import OfficerProblem
from caseworker.text import lookup_key
from caseworker.vacancies.import_batch import VacancyBatch, VacancyUndo
from caseworker.vacancies.import_columns import VacancyKey, vacancy_spec
from caseworker.vacancies.vacancies import VacancyForm, pay_of
from db.models import Employer, ImportBatch, ImportChange, Vacancy

NOUN = "vacancy"


class _Kept:
    """Equal to whatever a row says: a value on file that an import of vacancies leaves as it is."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


_KEPT = _Kept()
_SAME_NAME = tuple(
    field.name for field in fields(VacancyForm) if field.name != "employer_id" and not field.name.startswith("pay")
)


@dataclass(frozen=True, slots=True)
class ImportDone:
    """A written import: its batch, to undo it by, and what it did."""

    batch_id: UUID
    result: CommitResult


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import of the past."""

    id: UUID
    file_name: str
    at: datetime
    undone_at: datetime | None


def read_ledger(
    path: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Workbook:
    """The sheets of a file; problems are those of `caseworker.exchange.reading`."""
    return read_workbook(path, progress=progress, cancelled=cancelled)


def stage_vacancies(
    desk: Desk,
    workbook: Workbook,
    sheet: int | None = None,
    *,
    mapping: Mapping[str, int] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> StagedImport:
    """The rows of one sheet (the first filled one when not said), compared with the vacancies on file."""
    require(desk.actor, Right.IMPORT)
    chosen = workbook.first() if sheet is None else workbook.sheets[sheet]
    spec = vacancy_spec(desk.today)
    return stage(chosen, spec, lambda keys: _lookup(desk, keys), mapping=mapping, progress=progress)


def commit_vacancies(
    desk: Desk,
    staged: StagedImport,
    file_name: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Saved[ImportDone]:
    """Write the new and changed rows as one batch, all or none; `exchange.commit.nothing` when there are none."""
    require(desk.actor, Right.IMPORT)
    with desk.write() as unit:
        batch = VacancyBatch(unit, desk.today)
        result = commit(staged, batch, progress=progress, cancelled=cancelled)
        row = ImportBatch(
            id=batch.id, noun=NOUN, file_name=file_name[:200], officer_id=desk.actor.officer_id, at=unit.now
        )
        unit.session.add(row)
        unit.session.flush()
        unit.session.add_all(batch.kept_changes())
        unit.audit("vacancy.import", rows=result.new + result.updated)
    return Saved(ImportDone(batch.id, result), unit.summary)


def undo_import(desk: Desk, batch_id: UUID) -> Saved[UndoResult]:
    """Take a batch back: new rows are marked deleted, changed ones get their earlier values.

    Records someone has worked on since are left alone and named in `kept`. `vacancies.import.undone_already`.
    """
    require(desk.actor, Right.IMPORT)
    with desk.write() as unit:
        batch = unit.session.get(ImportBatch, batch_id)
        if batch is None or batch.undone_at is not None:
            raise OfficerProblem("vacancies.import.undone_already")
        query = select(ImportChange).where(ImportChange.batch_id == batch_id).order_by(ImportChange.n)
        changes = [RowChange(row.entity, row.row_id, row.before) for row in unit.session.scalars(query)]
        result = undo(changes, VacancyUndo(unit, batch_id))
        batch.undone_at = unit.now
        unit.audit("vacancy.import_undo", rows=result.undone)
    return Saved(result, unit.summary)


def recent_imports(desk: Desk, limit: int = 20) -> tuple[BatchRow, ...]:
    """The latest imports of vacancies, the newest first."""
    require(desk.actor, Right.VIEW)
    query = select(ImportBatch).where(ImportBatch.noun == NOUN).order_by(ImportBatch.at.desc()).limit(limit)
    with desk.read() as session:
        rows = session.scalars(query).all()
        return tuple(BatchRow(row.id, row.file_name, row.at, row.undone_at) for row in rows)


def _lookup(desk: Desk, keys: Sequence[Hashable]) -> Mapping[Hashable, Existing]:
    """Vacancies on file by the keys of rows: the employer by credit code, else by name."""
    wanted: list[VacancyKey] = [key for key in keys if isinstance(key, tuple)]
    codes = {key[0] for key in wanted if key[0]}
    names = {key[1] for key in wanted}
    query = (
        select(Vacancy, Employer)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Vacancy.deleted.is_(False), Employer.deleted.is_(False))
        .where(Employer.name_key.in_(names) | Employer.uscc.in_(codes))
        .order_by(Vacancy.id)
    )
    found: dict[tuple[str, str, str], tuple[Vacancy, Employer]] = {}
    with desk.read() as session:
        for vacancy, employer in session.execute(query):
            for firm in _firm_keys(employer):
                found[firm, lookup_key(vacancy.title), vacancy.region or ""] = (vacancy, employer)
        return {key: _existing(*pair) for key in wanted if (pair := _match(found, key))}


def _firm_keys(employer: Employer) -> Iterator[str]:
    """What a row may call this employer: its credit code; its name, told apart from a firm with another code."""
    if employer.uscc:
        yield f"code:{employer.uscc}"
    else:
        yield f"no code:{employer.name_key}"
    yield f"name:{employer.name_key}"


def _match(
    found: Mapping[tuple[str, str, str], tuple[Vacancy, Employer]], key: VacancyKey
) -> tuple[Vacancy, Employer] | None:
    code, name, title, region = key
    firms = (f"code:{code}", f"no code:{name}") if code else (f"name:{name}",)
    return next((found[firm, title, region] for firm in firms if (firm, title, region) in found), None)


def _existing(vacancy: Vacancy, employer: Employer) -> Existing:
    """The values on file by the import's field names."""
    monthly = vacancy.pay_unit in (None, "month")
    values: dict[str, Any] = {name: getattr(vacancy, name) for name in _SAME_NAME}
    values |= {
        "employer": _KEPT,
        "uscc": _KEPT if employer.uscc else None,
        "contact_name": _KEPT if employer.contact_name else None,
        "contact_phone": _KEPT if employer.contact_phone else None,
        "pay": pay_of(vacancy.pay_min, vacancy.pay_max, vacancy.pay_unit, vacancy.pay_months),
        "pay_from": vacancy.pay_min if monthly else None,
        "pay_to": vacancy.pay_max if monthly else None,
    }
    return Existing(vacancy.id, values)
