"""Who acts: every write is made by an officer, in a role, for an office, on a device."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Roles of the service, with their Chinese titles in `resources/messages/*/access.toml`."""

    OFFICER = "officer"  # 就业服务专员
    SUPERVISOR = "supervisor"  # 街道主管
    MANAGER = "manager"  # 区县管理员
    AUDITOR = "auditor"  # 审计员
    ADMIN = "admin"  # 系统管理员


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer at work on one device. `district_id` is the six-digit GB/T 2260 code."""

    officer_id: UUID
    name: str
    role: Role
    office_id: UUID
    office_name: str
    district_id: str
    device_id: UUID
    practice: bool = False
