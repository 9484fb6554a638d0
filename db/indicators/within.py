"""Which part of a store is counted: the PC's own office, one district of the central store, one office of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, true


@dataclass(frozen=True, slots=True)
class Within:
    """A district and an office, or neither.

    On the central store the district is always named, of every table of a statement: it leads each key and index, and
    would be the column a distributed PostgreSQL is split by. The office is asked of what is counted alone.
    """

    district_id: str | None = None
    office_id: UUID | None = None

    def of(self, noun: Any) -> ColumnElement[bool]:
        """The rows of a table that is looked up."""
        return true() if self.district_id is None else noun.district_id == self.district_id

    def counted(self, noun: Any) -> ColumnElement[bool]:
        """The rows of the table that is counted."""
        office = true() if self.office_id is None else noun.office_id == self.office_id
        return and_(true(), self.of(noun), office)

    def on(self, noun: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """The condition under which a table is joined."""
        return and_(true(), self.of(noun), condition)


ALL = Within()
"""Whatever the store holds."""
