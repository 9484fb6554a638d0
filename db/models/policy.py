"""Policy packs that came from the centre (政策包), and which of them an office put in force."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped

from db.models.base import Base, Merge, Reach, Synced, field


class PolicyPack(Synced, Base):
    """One version of the rules of a region, as its TOML text. Published at the centre; a PC never writes one."""

    reach: ClassVar[Reach] = Reach.DISTRICT

    region: Mapped[str] = field(String(24), merge=Merge.NEVER)
    name: Mapped[str] = field(String(60), merge=Merge.NEVER)
    version: Mapped[str] = field(String(24), merge=Merge.NEVER)
    body: Mapped[str] = field(Text, merge=Merge.NEVER)
    sha256: Mapped[str] = field(String(64), merge=Merge.NEVER)
    published_at: Mapped[datetime] = field(merge=Merge.NEVER)
    withdrawn_at: Mapped[datetime | None] = field()


class PolicyAdoption(Synced, Base):
    """A supervisor puts a pack in force in the office (启用). `ended_at`: it was taken out of force again."""

    pack_id: Mapped[UUID] = field(merge=Merge.NEVER, index=True)
    sha256: Mapped[str] = field(String(64), merge=Merge.NEVER)
    adopted_at: Mapped[datetime] = field(merge=Merge.NEVER)
    adopted_by: Mapped[UUID] = field(merge=Merge.NEVER)
    ended_at: Mapped[datetime | None] = field()
    ended_by: Mapped[UUID | None] = field()
