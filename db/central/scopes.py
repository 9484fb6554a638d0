"""Who may read and write what: scopes follow from role and office on the server, never from what a PC says."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from db.actor import Role
from db.models.base import Reach
from db.sync import wire
from db.sync.columns import Entity, entities


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in officer at an enrolled PC, as the central store knows them. `scopes` come from `scopes_of`."""

    device_id: UUID
    officer_id: UUID
    role: Role
    office_id: UUID
    district_id: str
    scopes: tuple[str, ...]


def caller(device_id: UUID, officer_id: UUID, role: Role, office_id: UUID, district_id: str) -> Caller:
    """A caller with the scopes of their role."""
    return Caller(device_id, officer_id, role, office_id, district_id, scopes_of(role, office_id, district_id))


def scopes_of(role: Role, office_id: UUID, district_id: str) -> tuple[str, ...]:
    """The scopes a role reads and writes; managers see people only through reports."""
    if role in {Role.OFFICER, Role.SUPERVISOR}:
        return (wire.region(), wire.district(district_id), wire.office(office_id))
    if role is Role.MANAGER:
        return (wire.region(), wire.district(district_id))
    return (wire.region(),)


def scope_of(reach: Reach, office_id: UUID, district_id: str) -> str:
    """The scope of a row that belongs to an office."""
    if reach is Reach.REGION:
        return wire.region()
    if reach is Reach.DISTRICT:
        return wire.district(district_id)
    return wire.office(office_id)


def entities_in(scope: str) -> list[Entity]:
    """The nouns whose rows a scope holds, parents before what is part of them."""
    reach = {"r": Reach.REGION, "d": Reach.DISTRICT, "o": Reach.OFFICE}[scope[0]]
    return [entity for entity in entities().values() if entity.reach is reach]
