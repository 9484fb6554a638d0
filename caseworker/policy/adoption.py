"""Putting a district's pack in force in the office (启用政策包), and taking it out again: a supervisor's decision.

What came from the centre changes nothing by itself. A pack that this program cannot read, or that is not what its
checksum says, is shown as such and can never be put in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from caseworker.access.permissions import Right, may, require
from caseworker.desk import Desk, Saved
from caseworker.policy.comparison import Comparison, compare
from caseworker.policy.notice import Notice
from caseworker.policy.pack import PolicyPack
from caseworker.policy.shelf import Shelf, Shelved, displaces, read_text, shelve, shipped, ships, version_of
from caseworker.problems import OfficerProblem
from db.models import Officer, PolicyAdoption
from db.models import PolicyPack as PackRow


class Standing(StrEnum):
    """How a district's pack stands in the office."""

    NEW = "new"
    IN_FORCE = "in_force"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class DistrictPack:
    """A pack that came from the centre. `title` is empty when it cannot be read, `faults` then say why.

    `withdrawn_at` may be set of one in force: the supervisor takes it out. `since` and `by`: of the last adoption.
    """

    pack_id: UUID
    title: str
    version: str
    label: str
    published_at: datetime
    withdrawn_at: datetime | None
    standing: Standing
    since: datetime | None
    by: str
    faults: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PackInForce:
    """A version the office works by. `since` is None for one that came with the program; `by` a name."""

    title: str
    version: str
    label: str
    since: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class PacksPage:
    """What stands in force, newest first, and what came from the district. `may_decide`: the reader's role may."""

    in_force: tuple[PackInForce, ...]
    from_district: tuple[DistrictPack, ...]
    may_decide: bool

    @property
    def waiting(self) -> int:
        """Packs nobody has decided about."""
        return sum(pack.standing is Standing.NEW for pack in self.from_district)


@dataclass(frozen=True, slots=True)
class _Row:
    row: PackRow
    shelved: Shelved
    adoptions: tuple[tuple[PolicyAdoption, str], ...]

    @property
    def standing(self) -> Standing:
        if self.shelved.pack is None:
            return Standing.UNREADABLE
        if self.shelved.in_force_since is not None:
            return Standing.IN_FORCE
        if self.row.withdrawn_at is not None:
            return Standing.WITHDRAWN
        return Standing.ENDED if self.adoptions else Standing.NEW


def shelf_of(session: Session) -> Shelf:
    """The rules the office works by, as the store has them now."""
    if session.scalar(select(PackRow.id).limit(1)) is None:
        return shipped()
    return shelve(found.shelved for found in _rows(session))


def policy_packs(desk: Desk) -> PacksPage:
    """The page of policy packs."""
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        found = _rows(session)
    shelf = shelve(one.shelved for one in found)
    adopted = {one.shelved.pack.version: one for one in found if one.shelved.pack and one.shelved.in_force_since}
    standing = sorted(shelf.in_force, key=lambda pack: (pack.title, pack.effective_from), reverse=True)
    return PacksPage(
        in_force=tuple(_in_force(pack, adopted.get(pack.version)) for pack in standing),
        from_district=tuple(_district_pack(one) for one in reversed(found)),
        may_decide=may(desk.actor, Right.ADOPT_POLICY),
    )


def compare_pack(desk: Desk, pack_id: UUID) -> Comparison:
    """What would change if the pack were put in force; for one in force, against what stood in its place.

    Raises `policy.pack_gone` and `policy.pack_unreadable`.
    """
    require(desk.actor, Right.VIEW)
    with desk.read() as session:
        found = _rows(session)
    pack = _readable(found, pack_id)
    others = shelve(one.shelved for one in found if one.row.id != pack_id).in_force
    return compare(_counterpart(pack, others), pack)


def put_in_force(desk: Desk, pack_id: UUID) -> Saved[UUID]:
    """From now on new applications are held against it; the packs it displaces are out of force.

    Raises `policy.pack_gone`, `policy.pack_unreadable`, `policy.pack_withdrawn`. Doing it again changes nothing.
    """
    require(desk.actor, Right.ADOPT_POLICY)
    with desk.write() as unit:
        found = _rows(unit.session)
        pack = _readable(found, pack_id)
        chosen = next(one for one in found if one.row.id == pack_id)
        if chosen.row.withdrawn_at is not None:
            raise OfficerProblem("policy.pack_withdrawn")
        if chosen.standing is not Standing.IN_FORCE:
            for other in found:
                if other.shelved.pack is not None and displaces(pack, other.shelved.pack):
                    _end(desk, other)
            adoption = PolicyAdoption(
                pack_id=pack_id, sha256=chosen.row.sha256, adopted_at=desk.now, adopted_by=desk.actor.officer_id
            )
            unit.audit("policy.put_in_force", unit.add(adoption))
    return Saved(pack_id, unit.summary)


def take_out(desk: Desk, pack_id: UUID, reason: str) -> Saved[UUID]:
    """Work by what stood before again; applications made under the pack keep it. Raises `policy.pack_not_in_force`."""
    require(desk.actor, Right.ADOPT_POLICY)
    if not reason.strip():
        raise OfficerProblem("policy.reason_missing")
    with desk.write() as unit:
        chosen = next((one for one in _rows(unit.session) if one.row.id == pack_id), None)
        if chosen is None or not any(adoption.ended_at is None for adoption, _ in chosen.adoptions):
            raise OfficerProblem("policy.pack_not_in_force")
        for adoption in _end(desk, chosen):
            unit.audit("policy.take_out", adoption, reason=reason.strip())
    return Saved(pack_id, unit.summary)


def _rows(session: Session) -> list[_Row]:
    """Every text from the centre that did not come with the program too, oldest first."""
    adoptions: dict[UUID, list[tuple[PolicyAdoption, str]]] = {}
    query = (
        select(PolicyAdoption, Officer.name)
        .outerjoin(Officer, Officer.id == PolicyAdoption.adopted_by)
        .where(~PolicyAdoption.deleted)
        .order_by(PolicyAdoption.adopted_at, PolicyAdoption.id)
    )
    for adoption, name in session.execute(query):
        adoptions.setdefault(adoption.pack_id, []).append((adoption, name or ""))
    packs = session.scalars(select(PackRow).where(~PackRow.deleted).order_by(PackRow.published_at, PackRow.id))
    return [_row(pack, tuple(adoptions.get(pack.id, ()))) for pack in packs if not ships(pack.sha256)]


def _row(pack: PackRow, adoptions: tuple[tuple[PolicyAdoption, str], ...]) -> _Row:
    standing = (one.adopted_at for one, _ in adoptions if one.ended_at is None and one.sha256 == pack.sha256)
    return _Row(pack, read_text(pack.body, pack.sha256, min(standing, default=None)), adoptions)


def _readable(found: Iterable[_Row], pack_id: UUID) -> PolicyPack:
    chosen = next((one for one in found if one.row.id == pack_id), None)
    if chosen is None:
        raise OfficerProblem("policy.pack_gone")
    if chosen.shelved.pack is None:
        raise OfficerProblem("policy.pack_unreadable")
    return chosen.shelved.pack


def _counterpart(pack: PolicyPack, others: Iterable[PolicyPack]) -> PolicyPack | None:
    """What it takes the place of; else what stands the day before it begins; else None: nothing before it."""
    alike = [other for other in others if (other.region, other.policy) == (pack.region, pack.policy)]
    displaced = [other for other in alike if displaces(pack, other)]
    earlier = [other for other in alike if other.effective_from < pack.effective_from]
    return max(displaced or earlier, key=lambda other: other.effective_from, default=None)


def _end(desk: Desk, found: _Row) -> list[PolicyAdoption]:
    ended = [adoption for adoption, _ in found.adoptions if adoption.ended_at is None]
    for adoption in ended:
        adoption.ended_at, adoption.ended_by = desk.now, desk.actor.officer_id
    return ended


def _in_force(pack: PolicyPack, found: _Row | None) -> PackInForce:
    by = next((name for one, name in found.adoptions if one.ended_at is None), "") if found else ""
    since = found.shelved.in_force_since if found else None
    return PackInForce(pack.title, version_of(pack.version), pack.label, since, by)


def _district_pack(found: _Row) -> DistrictPack:
    row, pack = found.row, found.shelved.pack
    last = found.adoptions[-1] if found.adoptions else None
    return DistrictPack(
        pack_id=row.id,
        title=pack.title if pack else "",
        version=row.version,
        label=pack.label if pack else f"{row.name} {row.version}",
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        standing=found.standing,
        since=found.shelved.in_force_since or (last[0].adopted_at if last else None),
        by=last[1] if last else "",
        faults=tuple(Notice(fault.code, fault.params) for fault in found.shelved.faults),
    )
