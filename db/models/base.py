"""What every table shares: column types, the list of facts about a column, and the columns of a synced row.

The models are the one list of columns per noun. Masking, audit, sync merge, import mapping and Excel headings read
`FieldSpec` from a column's `info` instead of repeating it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar, cast
from uuid import UUID

from sqlalchemy import JSON, Dialect, ForeignKey, LargeBinary, MetaData, String, Table, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column
from sqlalchemy.types import TIMESTAMP, TypeDecorator, TypeEngine
from uuid_utils import compat as uuid_utils

SPEC = "spec"
"""Key under which a column's `info` holds its `FieldSpec`."""


def new_id() -> UUID:
    """A UUIDv7: sorts by time of making, so encrypted pages fill in order (8 times faster inserts than v4)."""
    return uuid_utils.uuid7()


class Key(TypeDecorator[UUID]):
    """A UUID kept as 16 bytes on the PC and as `uuid` in PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Uuid() if dialect.name == "postgresql" else LargeBinary(16)

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant; fixed-width ISO text on the PC, so that it sorts as text and needs no converter."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return TIMESTAMP(timezone=True) if dialect.name == "postgresql" else String(27)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        return datetime.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """`2026-11-22T08:00:00.000000Z`; refuses an instant without a time zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Sensitivity(StrEnum):
    """How a value may be shown; the masks are in `caseworker/access/masking.py`."""

    OPEN = "open"
    NAME = "name"  # full inside the office, 张* outside
    IDENTITY = "identity"  # ID numbers
    PHONE = "phone"
    ADDRESS = "address"
    SPECIAL = "special"  # health, disability, hardship, family, loans
    BANK = "bank"


class Merge(StrEnum):
    """What happens when two places changed the same field."""

    LATEST = "latest"  # low risk: the later edit wins, the other value is kept
    PERSON = "person"  # ID number, state, amount, owner: a person decides
    NEVER = "never"  # written once; a second value is a bug


class Reach(StrEnum):
    """How far a row travels: who, besides the central store, holds a copy of it."""

    OFFICE = "office"  # the office it belongs to
    DISTRICT = "district"  # every office of its district: vacancies, employers
    REGION = "region"  # every office there is: the directory of offices and officers


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What is known of a column besides its type. `export` is the national field code (domain: aac002 …).

    `part_of` marks the reference to the row this one belongs to and moves with when a case changes its office.
    """

    sensitivity: Sensitivity = Sensitivity.OPEN
    merge: Merge = Merge.LATEST
    export: str = ""
    part_of: bool = False


def field(
    *args: Any,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    merge: Merge = Merge.LATEST,
    export: str = "",
    part_of: bool = False,
    **kwargs: Any,
) -> MappedColumn[Any]:
    """A column of a synced table with its `FieldSpec`; other arguments go to `mapped_column`."""
    return mapped_column(*args, info={SPEC: FieldSpec(sensitivity, merge, export, part_of)}, **kwargs)


def reference(
    target: str, *, merge: Merge = Merge.NEVER, index: bool = True, part_of: bool = False, **kwargs: Any
) -> MappedColumn[Any]:
    """A foreign key to another noun, checked at commit so that rows may arrive in any order."""
    key = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return field(Key, key, merge=merge, index=index, part_of=part_of, **kwargs)


class Base(DeclarativeBase):
    """Root of all models; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {UUID: Key, datetime: Instant, list[Any]: JSON}


class Synced:
    """Columns of every row that travels to the central store. `rev` is the server's revision, 0 before the first."""

    reach: ClassVar[Reach] = Reach.OFFICE

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)

    id: Mapped[UUID] = mapped_column(Key, primary_key=True, sort_order=-5)
    office_id: Mapped[UUID] = mapped_column(Key, sort_order=-4)
    district_id: Mapped[str] = mapped_column(String(6), sort_order=-3)
    rev: Mapped[int] = mapped_column(default=0, sort_order=-2)
    deleted: Mapped[bool] = mapped_column(default=False, sort_order=-1)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  (SQLAlchemy hands over the class)
        return _snake(cast(type, cls).__name__)


class AppendOnly(Synced):
    """History: rows are added, never changed. Correct by a new row that names the one it supersedes."""


def _snake(name: str) -> str:
    return "".join("_" + char.lower() if char.isupper() else char for char in name).lstrip("_")


CODE = String(24)
"""A code of a table in `resources/code_tables/`."""

HOUSEKEEPING = frozenset({"id", "office_id", "district_id", "rev", "deleted"})
"""Columns of every synced row that say where it lives, not what it says."""


def synced_tables() -> dict[str, Table]:
    """Name → table of every noun that travels."""
    return {mapper.local_table.name: cast(Table, mapper.local_table) for mapper in _mappers(Synced)}


def append_only_tables() -> dict[str, Table]:
    """Name → table of every noun that is history."""
    return {mapper.local_table.name: cast(Table, mapper.local_table) for mapper in _mappers(AppendOnly)}


def reach_of(entity: str) -> Reach:
    """How far the rows of a synced table travel."""
    return cast(Reach, next(m.class_.reach for m in _mappers(Synced) if m.local_table.name == entity))


def parent_of(table: Table) -> tuple[str, str] | None:
    """The column that says what a row is part of, and the table it points at; None for a row of its own."""
    for column in table.columns:
        if spec_of(table, column.name).part_of:
            return column.name, next(iter(column.foreign_keys)).column.table.name
    return None


def _mappers(kind: type) -> list[Any]:
    return [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, kind)]


def spec_of(table: Table, column: str) -> FieldSpec:
    """The `FieldSpec` of a column; housekeeping columns are open and never merged by hand."""
    spec = table.columns[column].info.get(SPEC)
    return spec if isinstance(spec, FieldSpec) else FieldSpec(merge=Merge.NEVER)
