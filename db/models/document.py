"""Papers that left the office: each print or save of a document (出件登记)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from db.models.base import CODE, AppendOnly, Base, Merge, field, reference


class DocumentIssue(AppendOnly, Base):
    """One document printed or saved. `number` is what its QR code says; no content is kept."""

    number: Mapped[str] = field(String(24), merge=Merge.NEVER)
    kind: Mapped[str] = field(CODE, merge=Merge.NEVER)
    person_id: Mapped[UUID | None] = reference("person.id", part_of=True)
    act: Mapped[str] = field(String(8), merge=Merge.NEVER)
    pages: Mapped[int] = field(merge=Merge.NEVER)
    at: Mapped[datetime] = field(merge=Merge.NEVER)
    officer_id: Mapped[UUID] = reference("officer.id", index=False)
