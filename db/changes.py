"""What a write changed, told to whoever shows it. Screens refresh from this alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ChangeKind(StrEnum):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one entity (the table's name)."""

    entity: str
    id: UUID
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """Everything one transaction changed; empty when it changed nothing."""

    changes: frozenset[Change] = field(default_factory=frozenset)

    def touches(self, *entities: str) -> bool:
        """Whether any row of these entities changed."""
        return any(change.entity in entities for change in self.changes)

    def ids(self, entity: str) -> frozenset[UUID]:
        """Ids of the changed rows of one entity."""
        return frozenset(change.id for change in self.changes if change.entity == entity)

    def __or__(self, other: ChangeSummary) -> ChangeSummary:
        return ChangeSummary(self.changes | other.changes)

    def __bool__(self) -> bool:
        return bool(self.changes)
