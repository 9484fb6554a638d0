"""What sync leaves for a person to settle (冲突), and the hand-over of a case to another office (转办)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped

from db.models.base import CODE, Base, Merge, Sensitivity, Synced, field


class Conflict(Synced, Base):
    """Two values of one field, both kept, with who wrote them and when. Made by the central store alone.

    `kept` is what the record shows, `other` what arrived too late for it; both are JSON as in the outbox. `kind`:
    `edit` two edits of one field, `delete` a deleted row that was edited, `late` an edit of a case that had moved
    to another office, `identity` one ID number on two people (`row_id` and `other_row_id`). `state`: `open` waits for
    a person, `rule` was settled by the field's rule, `settled` by a person, whose `choice` is kept or other.
    """

    entity: Mapped[str] = field(String(40), merge=Merge.NEVER)
    row_id: Mapped[UUID] = field(merge=Merge.NEVER)
    other_row_id: Mapped[UUID | None] = field(merge=Merge.NEVER)
    person_id: Mapped[UUID | None] = field(merge=Merge.NEVER)
    field_name: Mapped[str] = field(String(40), merge=Merge.NEVER)
    kind: Mapped[str] = field(CODE, merge=Merge.NEVER)
    base: Mapped[str | None] = field(Text, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    kept: Mapped[str | None] = field(Text, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    other: Mapped[str | None] = field(Text, sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    kept_by: Mapped[UUID | None] = field(merge=Merge.NEVER)
    kept_at: Mapped[datetime | None] = field(merge=Merge.NEVER)
    other_by: Mapped[UUID | None] = field(merge=Merge.NEVER)
    other_at: Mapped[datetime | None] = field(merge=Merge.NEVER)
    found_at: Mapped[datetime] = field(merge=Merge.NEVER)
    state: Mapped[str] = field(CODE)
    choice: Mapped[str | None] = field(CODE)
    settled_by: Mapped[UUID | None] = field()
    settled_at: Mapped[datetime | None] = field()

    __table_args__ = (Index("ix_conflict_state", "state"), Index("ix_conflict_row", "row_id"))


class CaseTransfer(Synced, Base):
    """A case offered to another office. Each of the two offices holds its own row; `pair_id` names the other's.

    `side` is `out` for who gives and `in` for who receives. `state`: offered, accepted, refused, withdrawn. The row of
    the giving office stays behind as its record of where the person went (`person_label` is the masked name).
    """

    person_id: Mapped[UUID] = field(merge=Merge.NEVER, index=True)
    person_label: Mapped[str] = field(String(80), sensitivity=Sensitivity.NAME, merge=Merge.NEVER)
    side: Mapped[str] = field(String(3), merge=Merge.NEVER)
    pair_id: Mapped[UUID] = field(merge=Merge.NEVER)
    from_office_id: Mapped[UUID] = field(merge=Merge.NEVER)
    to_office_id: Mapped[UUID] = field(merge=Merge.NEVER)
    state: Mapped[str] = field(CODE, merge=Merge.PERSON)
    reason: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL, merge=Merge.NEVER)
    answer: Mapped[str] = field(String(200), default="", sensitivity=Sensitivity.SPECIAL)
    offered_by: Mapped[UUID] = field(merge=Merge.NEVER)
    offered_at: Mapped[datetime] = field(merge=Merge.NEVER)
    answered_by: Mapped[UUID | None] = field()
    answered_at: Mapped[datetime | None] = field()

    __table_args__ = (Index("ix_case_transfer_state", "state"),)
