"""The office (街道) and its officers (就业服务专员)."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped

from db.models.base import Base, Merge, Reach, Synced, field


class Office(Synced, Base):
    """A street office. Its own `office_id` is its `id`."""

    reach: ClassVar[Reach] = Reach.REGION

    name: Mapped[str] = field(String(80))
    district_name: Mapped[str] = field(String(40))
    street_code: Mapped[str] = field(String(9), default="")
    practice: Mapped[bool] = field(default=False, merge=Merge.NEVER)


class Officer(Synced, Base):
    """A person who works with the app. Passwords live in key slots, never here."""

    reach: ClassVar[Reach] = Reach.REGION

    login: Mapped[str] = field(String(32), merge=Merge.PERSON)
    name: Mapped[str] = field(String(50))
    role: Mapped[str] = field(String(16), merge=Merge.PERSON)
    active: Mapped[bool] = field(default=True, merge=Merge.PERSON)
